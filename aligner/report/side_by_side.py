"""A review laid out in rows, two texts beside each other: what the formats for people share."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from aligner.core import BlockKind, Document, Finding, Message, Place, Review, Side, Span
from aligner.report.labels import visible
from aligner.report.marks import Mark, Piece, document_marks, pieces, text_range

__all__ = ["Cell", "Evidence", "Excerpt", "OmittedRows", "Row", "Sheet"]

#: A run of unaligned rows longer than this is shown by its first two and its last.
LONGEST_RUN = 5
#: Characters of a neighbour, and on either side of a related spot: enough to find the place by.
NEIGHBOUR, AROUND = 120, 40


@dataclass(frozen=True, slots=True)
class Cell:
    """One text's part of a row; without sentences, it has nothing there."""

    sentences: tuple[int, ...] = ()
    pieces: tuple[Piece, ...] = ()
    tags: tuple[int, ...] = ()  #: the findings to name: those that the row above has not named already

    @property
    def findings(self) -> tuple[int, ...]:
        """The findings marked in it, worst first."""
        return tuple(sorted({finding for piece in self.pieces for finding in piece.findings}))


class Slot(NamedTuple):
    """What goes into a row: a bead, or one sentence of a null bead that has several."""

    bead: int  #: its place in ``Review.beads``
    original: tuple[int, ...]
    translation: tuple[int, ...]
    first: bool  #: the bead's first row

    @property
    def only_side(self) -> Side | None:
        """The only side with text, where there is one."""
        if self.original and self.translation:
            return None
        return Side.ORIGINAL if self.original else Side.TRANSLATION


@dataclass(frozen=True, slots=True)
class Row:
    """One row of two texts beside each other."""

    bead: int  #: its place in ``Review.beads``
    original: Cell
    translation: Cell
    first: bool  #: the bead's first row
    opens: bool  #: begins a block of either text
    heading: bool


@dataclass(frozen=True, slots=True)
class OmittedRows:
    """Rows left out, with the sentences that would stand in them."""

    original: tuple[int, ...]
    translation: tuple[int, ...]

    def sentences(self, side: Side) -> tuple[int, ...]:
        """Return the sentences of one side left out."""
        return self.original if side is Side.ORIGINAL else self.translation


@dataclass(frozen=True, slots=True)
class Evidence:
    """What to show beside a finding's message."""

    rows: tuple[Row | OmittedRows, ...]
    #: Where one text has nothing: which, and the sentences of it between which something was to be expected.
    empty: Side | None = None
    before: Cell = Cell()
    after: Cell = Cell()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A related place with a few words round it; the spot itself bears the finding's number."""

    side: Side
    sentences: tuple[int, ...]
    bead: int | None
    pieces: tuple[Piece, ...]
    note: Message | None


class Sheet:
    """Answers what to show of a review, row by row."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self._documents = {Side.ORIGINAL: review.original, Side.TRANSLATION: review.translation}
        self._marks = {side: document_marks(text, side, review.findings) for side, text in self._documents.items()}
        self._bead_of = {
            side: {sentence: bead for bead, found in enumerate(review.beads) for sentence in getattr(found, side)}
            for side in Side
        }
        self._beads_with = {
            side: [number for number, bead in enumerate(review.beads) if getattr(bead, side)] for side in Side
        }

    def document(self, side: Side) -> Document:
        """Return the text of that side."""
        return self._documents[side]

    def bead_of(self, side: Side, sentence: int) -> int | None:
        """Return the bead in which a sentence stands."""
        return self._bead_of[side].get(sentence)

    def rows(self) -> tuple[Row, ...]:
        """Return the whole text, every finding marked, and named where it begins."""
        return tuple(row for row in self._text(self._slots(range(len(self.review.beads)))) if isinstance(row, Row))

    def abridged_rows(self) -> tuple[Row | OmittedRows, ...]:
        """Return the same with the middle of every long run of unaligned rows left out."""
        return tuple(self._text(abridged(self._slots(range(len(self.review.beads))))))

    def _text(self, slots: Iterable[Slot | OmittedRows]) -> Iterator[Row | OmittedRows]:
        above = (Cell(), Cell())
        for slot in slots:
            if isinstance(slot, OmittedRows):
                yield slot
                continue
            row = self._row(slot)
            cells = (row.original, row.translation)
            named = [replace(cell, tags=_fresh(cell, last)) for cell, last in zip(cells, above, strict=True)]
            yield replace(row, original=named[0], translation=named[1])
            above = cells

    def evidence(self, number: int) -> Evidence:
        """Return the beads that the finding ``review.findings[number]`` touches, with its own marks only."""
        finding = self.review.findings[number]
        beads = sorted({bead for side in Side for bead in self._touched(finding, side)})
        slots = self._slots(beads)
        rows = tuple(
            slot if isinstance(slot, OmittedRows) else self._row(slot, only={number}) for slot in abridged(slots)
        )
        for empty, other in ((Side.ORIGINAL, Side.TRANSLATION), (Side.TRANSLATION, Side.ORIGINAL)):
            if slots and all(slot.only_side is other for slot in slots):
                before, after = self._neighbour(empty, beads[0], -1), self._neighbour(empty, beads[-1], 1)
                return Evidence(rows, empty, before, after)
        return Evidence(rows)

    def related(self, number: int) -> tuple[Excerpt, ...]:
        """Return the further places of the finding ``review.findings[number]``, in its own order."""
        return tuple(self._excerpt(place, number) for place in self.review.findings[number].related)

    def _touched(self, finding: Finding, side: Side) -> Iterator[int]:
        span: Span | None = getattr(finding, side)
        for sentence in span.sentences if span else ():
            bead = self.bead_of(side, sentence)
            if bead is not None:
                yield bead

    def _slots(self, beads: Iterable[int]) -> list[Slot]:
        slots: list[Slot] = []
        for number in beads:
            bead = self.review.beads[number]
            if bead.is_null:
                slots += (Slot(number, (sentence,), (), at == 0) for at, sentence in enumerate(bead.original))
                slots += (Slot(number, (), (sentence,), at == 0) for at, sentence in enumerate(bead.translation))
            else:
                slots.append(Slot(number, bead.original, bead.translation, True))
        return slots

    def _row(self, slot: Slot, only: Collection[int] | None = None) -> Row:
        sides = ((Side.ORIGINAL, slot.original), (Side.TRANSLATION, slot.translation))
        blocks = [self._block(side, sentences[0]) for side, sentences in sides if sentences]
        return Row(
            slot.bead,
            self._cell(Side.ORIGINAL, slot.original, only),
            self._cell(Side.TRANSLATION, slot.translation, only),
            slot.first,
            opens=any(opens for _, opens in blocks),
            heading=all(kind is BlockKind.HEADING for kind, _ in blocks),
        )

    def _block(self, side: Side, sentence: int) -> tuple[BlockKind, bool]:
        document = self.document(side)
        block = document.sentences[sentence].block
        return document.blocks[block].kind, sentence == 0 or document.sentences[sentence - 1].block != block

    def _cell(self, side: Side, sentences: Sequence[int], only: Collection[int] | None) -> Cell:
        """Return the sentences joined by spaces; a space between two that one finding covers belongs to it."""
        document, text, marks = self.document(side), "", list[Mark]()
        reach: dict[int, int] = {}  # finding -> where its last mark ended
        for sentence in sentences:
            if text:
                text += " "
            for start, end, finding in self._marks[side].get(sentence, ()):
                if only is None or finding in only:
                    joined = start == 0 and reach.get(finding) == len(text) - 1
                    marks.append(Mark(len(text) + start - joined, len(text) + end, finding))
                    reach[finding] = len(text) + end
            text += visible(document.sentences[sentence].text)
        return Cell(tuple(sentences), pieces(text, marks))

    def _neighbour(self, side: Side, bead: int, step: int) -> Cell:
        """Return the nearest sentence of that side before (step -1) or after (step 1) a bead, cut to its near end."""
        beads = self._beads_with[side]
        place = bisect_left(beads, bead) - (step < 0)
        if not 0 <= place < len(beads):
            return Cell()
        sentences: tuple[int, ...] = getattr(self.review.beads[beads[place]], side)
        number = sentences[-1] if step < 0 else sentences[0]
        text = visible(self.document(side).sentences[number].text)
        return Cell((number,), (Piece(_head(text, NEIGHBOUR) if step > 0 else _tail(text, NEIGHBOUR)),))

    def _excerpt(self, place: Place, finding: int) -> Excerpt:
        document, side, span = self.document(place.side), place.side, place.span
        sentence = span.sentences[0]
        text = visible(document.sentences[sentence].text)
        found = text_range(document, sentence, span.start, span.end)
        bead = self.bead_of(side, sentence)
        if found is None:
            return Excerpt(side, span.sentences, bead, (Piece(_head(text, 2 * AROUND)),), place.note)
        start, end = found
        parts = (
            Piece(_tail(text[:start], AROUND)),
            Piece(_head(text[start:end], 2 * AROUND), (finding,)),
            Piece(_head(text[end:], AROUND)),
        )
        return Excerpt(side, span.sentences, bead, tuple(part for part in parts if part.text), place.note)


def abridged(slots: Sequence[Slot]) -> list[Slot | OmittedRows]:
    """Return the slots with the middle of every long run of unaligned ones left out."""
    shown: list[Slot | OmittedRows] = []
    for side, group in groupby(slots, key=lambda slot: slot.only_side):
        run = list(group)
        if side is None or len(run) <= LONGEST_RUN:
            shown += run
            continue
        left_out = run[2:-1]
        gap = OmittedRows(
            tuple(number for slot in left_out for number in slot.original),
            tuple(number for slot in left_out for number in slot.translation),
        )
        shown += (*run[:2], gap, run[-1])
    return shown


def _fresh(cell: Cell, above: Cell) -> tuple[int, ...]:
    """Return the findings of a cell that the one above does not have."""
    if not cell.findings:
        return ()
    known = above.findings
    return tuple(number for number in cell.findings if number not in known)


def _head(text: str, length: int) -> str:
    """Return the beginning of a text, cut between words."""
    if len(text) <= length:
        return text
    cut = text.rfind(" ", length // 2, length)
    return text[: cut if cut > 0 else length].rstrip() + " …"


def _tail(text: str, length: int) -> str:
    """Return the end of a text, cut between words."""
    if len(text) <= length:
        return text
    cut = text.find(" ", len(text) - length, len(text) - length // 2)
    return "… " + text[cut if cut > 0 else len(text) - length :].lstrip()
