"""Where findings lie inside a sentence's own text, and the sentence cut into pieces along their edges."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from aligner.core import Document, Finding, Side, Span

__all__ = ["Mark", "Piece", "document_marks", "last_pieces", "pieces", "text_range"]


class Mark(NamedTuple):
    """The stretch of one sentence's text that one finding is about; never empty."""

    start: int  #: text offset in the sentence
    end: int  #: text offset just behind
    finding: int  #: its place in ``Review.findings``


class Piece(NamedTuple):
    """A stretch of text on which the same findings lie."""

    text: str
    findings: tuple[int, ...] = ()  #: places in ``Review.findings``, worst first


def text_range(document: Document, sentence: int, start: int, end: int) -> tuple[int, int] | None:
    """Return the characters of a sentence's own text that stand at file offsets ``start`` to ``end``.

    The inverse of ``Document.locate``: markup between them disappears.

    :returns: text offsets (start, end), or None if no character of the sentence stands there
    """
    found = document.sentences[sentence]
    offsets, last = document.blocks[found.block].offsets, found.at + len(found.text)
    first, stop = (bisect_left(offsets, edge, found.at, last) - found.at for edge in (start, end))
    return (first, stop) if first < stop else None


def document_marks(document: Document, side: Side, findings: Sequence[Finding]) -> dict[int, tuple[Mark, ...]]:
    """Return, for every sentence of one side that a finding touches, its marks in reading order."""
    marks: dict[int, list[Mark]] = {}
    for number, finding in enumerate(findings):
        span = finding.original if side is Side.ORIGINAL else finding.translation
        for sentence, start, end in _ranges(document, span):
            marks.setdefault(sentence, []).append(Mark(start, end, number))
    return {sentence: tuple(sorted(found)) for sentence, found in marks.items()}


def _ranges(document: Document, span: Span | None) -> Iterator[tuple[int, int, int]]:
    if span is None:
        return
    for sentence in span.sentences:
        if found := text_range(document, sentence, span.start, span.end):
            yield sentence, *found


def pieces(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Return the text cut at every edge of a mark: overlapping marks share a piece, so that nothing crosses.

    The pieces joined are the text; neighbours always differ in their findings.
    """
    marks = tuple(marks)
    edges = sorted({0, len(text), *(edge for mark in marks for edge in mark[:2])})
    cut: list[Piece] = []
    for start, end in pairwise(edges):
        covering = tuple(sorted({mark.finding for mark in marks if mark.start <= start and end <= mark.end}))
        if cut and cut[-1].findings == covering:
            cut[-1] = Piece(cut[-1].text + text[start:end], covering)
        else:
            cut.append(Piece(text[start:end], covering))
    return tuple(cut)


def last_pieces(row: Sequence[Piece], tags: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Return, for each piece, those of the findings ``tags`` that end there: where their tag goes."""
    last = {finding: number for number, piece in enumerate(row) for finding in piece.findings if finding in tags}
    ending: dict[int, list[int]] = {}
    for finding, number in sorted(last.items()):
        ending.setdefault(number, []).append(finding)
    return {number: tuple(findings) for number, findings in ending.items()}
