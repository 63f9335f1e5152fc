"""The whole alignment: vectors, a first path, the search for beads around it, a confidence for each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.align.band import around
from aligner.align.confidence import confidences
from aligner.align.path import first_path
from aligner.align.score import MarginScores, Starts, Weights
from aligner.align.search import best_beads
from aligner.align.windows import Windows
from aligner.core import Bead, Document
from aligner.encode.base import Encoder

__all__ = ["Alignment", "Work", "align", "align_sentences"]

_RADIUS = 12  # sentences looked at on either side of the first path


@dataclass(frozen=True, slots=True)
class Work:
    """What an alignment took."""

    characters: int  #: of both texts
    characters_encoded: int
    cells: int  #: positions (i, j) that were scored


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads in reading order; every sentence of both sides stands in exactly one."""

    beads: tuple[Bead, ...]
    work: Work


def align(original: Document, translation: Document, encoder: Encoder) -> Alignment:
    """Align two split documents; where blocks hold several sentences, their boundaries count as evidence."""
    sides = (original, translation)
    texts = [[sentence.text for sentence in side.sentences] for side in sides]
    left, right = (_starts(side) for side in sides)
    starts = None if left is None or right is None else (left, right)
    return align_sentences(texts[0], texts[1], encoder, starts)


def align_sentences(
    original: Sequence[str],
    translation: Sequence[str],
    encoder: Encoder,
    starts: tuple[Starts, Starts] | None = None,
) -> Alignment:
    """Align two lists of sentences.

    :param starts: for both texts, which sentences begin a block
    """
    characters = sum(map(len, original)) + sum(map(len, translation))
    if not original or not translation:
        return Alignment(_all_alone(len(original), len(translation)), Work(characters, 0, 0))
    left, right = Windows(original, encoder), Windows(translation, encoder)
    path, cells = first_path(left.singles, right.singles)
    band = around(path, len(left), len(right), _RADIUS)
    scores = MarginScores(left, right, Weights(), starts=starts)
    found = _together(best_beads(scores, band))
    similarities = [_similarity(left, right, rows, columns) for rows, columns in found]
    beads = tuple(
        Bead(tuple(rows), tuple(columns), similarity, confidence)
        for (rows, columns), similarity, confidence in zip(
            found, similarities, confidences(found, similarities), strict=True
        )
    )
    return Alignment(beads, Work(characters, characters, cells + scores.cells))


def _all_alone(rows: int, columns: int) -> tuple[Bead, ...]:
    return (*(Bead((i,), ()) for i in range(rows)), *(Bead((), (j,)) for j in range(columns)))


def _starts(document: Document) -> Starts | None:
    """Which sentences begin a block, or nothing where every sentence does: then blocks tell nothing."""
    blocks = np.array([sentence.block for sentence in document.sentences], dtype=np.int64)
    starts = np.diff(blocks, prepend=-1) > 0
    return None if starts.all() else starts


def _together(beads: Sequence[tuple[range, range]]) -> list[tuple[range, range]]:
    """Lonely sentences that follow each other on one side as one null bead, as gold alignments have it."""
    found: list[tuple[range, range]] = []
    for rows, columns in beads:
        if found and not rows and not found[-1][0]:
            found[-1] = (found[-1][0], range(found[-1][1].start, columns.stop))
        elif found and not columns and not found[-1][1]:
            found[-1] = (range(found[-1][0].start, rows.stop), found[-1][1])
        else:
            found.append((rows, columns))
    return found


def _similarity(left: Windows, right: Windows, rows: range, columns: range) -> float:
    """Cosine of a bead's sides; 0 for a null bead."""
    if not rows or not columns:
        return 0.0
    u = left.sums(rows.start, rows.start + 1, len(rows))[0]
    v = right.sums(columns.start, columns.start + 1, len(columns))[0]
    return round(float(np.dot(u, v)), 4)
