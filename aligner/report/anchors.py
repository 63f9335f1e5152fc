"""Where in both files a finding is to be shown: at its spans, or where the text that is missing should stand."""

from collections.abc import Mapping
from typing import NamedTuple

from aligner.core import Document, Finding, Review, Side, Span
from aligner.report.regions import Region, has_lines, lines_of

__all__ = ["Anchor", "Anchors"]


class Anchor(NamedTuple):
    """One side of a finding."""

    side: Side
    document: Document
    sentences: tuple[int, ...]
    region: Region
    text: str  #: what stands there; empty where something is missing

    @property
    def is_gap(self) -> bool:
        """Whether nothing stands there: the place between two sentences where something is to be expected."""
        return not self.text


class Anchors:
    """Finds the places of a review's findings."""

    def __init__(self, review: Review) -> None:
        self._documents = {Side.ORIGINAL: review.original, Side.TRANSLATION: review.translation}
        self._lines = {side: lines_of(document.text) for side, document in self._documents.items()}
        self._before = {side: _before(review, side) for side in Side}

    def side(self, finding: Finding, side: Side) -> Anchor | None:
        """Return where one text has the finding, or lacks what the other has; None for a finding on the whole text."""
        own, other = (
            (finding.original, finding.translation)
            if side is Side.ORIGINAL
            else (finding.translation, finding.original)
        )
        if own is not None:
            return self.span(side, own)
        return None if other is None or not other.sentences else self._gap(side, other.sentences[0])

    def span(self, side: Side, span: Span) -> Anchor:
        """Return where a span stands."""
        document = self._documents[side]
        region = self._lines[side].region(span.start, span.end)
        return Anchor(side, document, span.sentences, region, span.text)

    def line(self, side: Side, span: Span) -> int | None:
        """Return the line on which a span begins, where its file has lines."""
        return self._lines[side].line(span.start) if has_lines(self._documents[side]) else None

    def _gap(self, side: Side, opposite: int) -> Anchor | None:
        document = self._documents[side]
        if not document.sentences:
            return None
        before = self._before[side].get(opposite)
        at = document.sentences[0].start if before is None else document.sentences[before].end
        near = (0 if before is None else before,)
        return Anchor(side, document, near, self._lines[side].region(at, at), "")


def _before(review: Review, side: Side) -> Mapping[int, int | None]:
    """Return, for every sentence of the other side, the last sentence of this side in a bead before its own."""
    found: dict[int, int | None] = {}
    last: int | None = None
    for bead in review.beads:
        own, other = (bead.original, bead.translation) if side is Side.ORIGINAL else (bead.translation, bead.original)
        for sentence in other:
            found[sentence] = own[-1] if own else last
        if own:
            last = own[-1]
    return found
