"""Reviews a pair as people have settled it: their beads stand as they are."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from aligner.alignment.anchors import Anchors
from aligner.config.project import find_workspace
from aligner.core import Document, Review
from aligner.session import Session, Texts
from aligner.workspace.workspace import Workspace

__all__ = ["anchors_of", "review_pair", "review_texts"]

#: Ids of the segments of a bead, of both sides.
Ids = tuple[tuple[str, ...], tuple[str, ...]]


def review_pair(session: Session, original: str, translation: str | None) -> Review:
    """Review a pair; inside a workspace, with the beads that people settled there.

    :raises AlignerError: see ``Session.review``
    """
    database = None if "-" in (original, translation) else find_workspace(Path(translation or original).parent)
    if database is None:
        return session.review(original, translation)
    workspace = Workspace(database.parent)
    pair = workspace.pair_of(translation or original)
    if pair is None:
        return session.review(original, translation)
    _ = session.glossary  # a mistake in it shows before the work
    return review_texts(session, session.read(original, translation), workspace.settled(pair.id))


def review_texts(session: Session, texts: Texts, settled: Iterable[Ids]) -> Review:
    """Align and check a pair, with settled beads where their segments are still there."""
    if texts.beads is not None:
        return session.check(session.context(texts), paired=True)
    anchors = anchors_of(settled, texts.original, texts.translation)
    return session.check(session.context(texts, anchors if anchors else None))


def anchors_of(settled: Iterable[Ids], original: Document, translation: Document) -> Anchors:
    """Return settled beads by numbers; those whose segments are gone, or stand elsewhere, are left out."""
    left, right = ({one.id: one.number for one in document.sentences} for document in (original, translation))
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    at = [-1, -1]
    for ids in settled:
        if not all(one in left for one in ids[0]) or not all(one in right for one in ids[1]):
            continue
        bead = tuple(left[one] for one in ids[0]), tuple(right[one] for one in ids[1])
        if all(_runs_on(side, at[n]) for n, side in enumerate(bead)):
            beads.append(bead)
            at = [side[-1] if side else at[n] for n, side in enumerate(bead)]
    return Anchors(beads=tuple(beads))


def _runs_on(numbers: Sequence[int], last: int) -> bool:
    """Return whether sentences follow each other, and stand behind what came before."""
    return all(b - a == 1 for a, b in pairwise(numbers)) and (not numbers or numbers[0] > last)
