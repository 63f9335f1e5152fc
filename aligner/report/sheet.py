"""A review laid out in rows, two texts beside each other: what the formats for people share."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from aligner.core import BlockKind, Document, Finding, Place, Review, Side, Span
from aligner.report.labels import visible
from aligner.report.marks import Mark, Piece, document_marks, pieces, text_range

__all__ = ["Cell", "Evidence", "Excerpt", "Gap", "Row", "Sheet", "abridged"]

#: A run of lonely rows longer than this is shown by its first two and its last.
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


@dataclass(frozen=True, slots=True)
class Row:
    """A bead, or one sentence of a null bead that has several."""

    bead: int  #: its place in ``Review.beads``
    original: Cell
    translation: Cell
    first: bool = True  #: the bead's first row
    opens: bool = False  #: begins a block of either text
    heading: bool = False

    @property
    def lonely(self) -> Side | None:
        """The only side with text, where there is one."""
        if self.original.sentences and self.translation.sentences:
            return None
        return Side.ORIGINAL if self.original.sentences else Side.TRANSLATION


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows left out."""

    rows: tuple[Row, ...]

    def sentences(self, side: Side) -> tuple[int, ...]:
        """The sentences of one side left out."""
        cells = (row.original if side is Side.ORIGINAL else row.translation for row in self.rows)
        return tuple(number for cell in cells for number in cell.sentences)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What to show beside a finding's message."""

    rows: tuple[Row | Gap, ...]
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
    note: str


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

    def document(self, side: Side) -> Document:
        """The text of that side."""
        return self._documents[side]

    def bead_of(self, side: Side, sentence: int) -> int | None:
        """The bead in which a sentence stands."""
        return self._bead_of[side].get(sentence)

    def rows(self) -> tuple[Row, ...]:
        """The whole text, every finding marked, and named where it begins."""
        rows, above = list[Row](), (Cell(), Cell())
        for bead in range(len(self.review.beads)):
            for row in self._bead_rows(bead):
                named = tuple(
                    replace(cell, tags=tuple(number for number in cell.findings if number not in last.findings))
                    for cell, last in zip((row.original, row.translation), above, strict=True)
                )
                rows.append(replace(row, original=named[0], translation=named[1]))
                above = (row.original, row.translation)
        return tuple(rows)

    def evidence(self, number: int) -> Evidence:
        """The beads that the finding ``review.findings[number]`` touches, with its own marks only."""
        finding = self.review.findings[number]
        beads = sorted({bead for side in Side for bead in self._touched(finding, side)})
        rows = tuple(row for bead in beads for row in self._bead_rows(bead, only={number}))
        for side in Side:
            if rows and all(not _cell(row, side).sentences for row in rows):
                before, after = self._neighbour(side, beads[0], -1), self._neighbour(side, beads[-1], 1)
                return Evidence(abridged(rows), side, before, after)
        return Evidence(abridged(rows))

    def related(self, number: int) -> tuple[Excerpt, ...]:
        """The further places of the finding ``review.findings[number]``, in its own order."""
        return tuple(self._excerpt(place, number) for place in self.review.findings[number].related)

    def _touched(self, finding: Finding, side: Side) -> Iterator[int]:
        span: Span | None = getattr(finding, side)
        for sentence in span.sentences if span else ():
            bead = self.bead_of(side, sentence)
            if bead is not None:
                yield bead

    def _bead_rows(self, number: int, only: Collection[int] | None = None) -> Iterator[Row]:
        bead = self.review.beads[number]
        if not bead.is_null:
            yield self._row(number, bead.original, bead.translation, True, only)
            return
        for place, sentence in enumerate(bead.original):
            yield self._row(number, (sentence,), (), place == 0, only)
        for place, sentence in enumerate(bead.translation):
            yield self._row(number, (), (sentence,), place == 0, only)

    def _row(
        self,
        bead: int,
        original: tuple[int, ...],
        translation: tuple[int, ...],
        first: bool,
        only: Collection[int] | None,
    ) -> Row:
        sides = ((Side.ORIGINAL, original), (Side.TRANSLATION, translation))
        blocks = [self._block(side, sentences[0]) for side, sentences in sides if sentences]
        return Row(
            bead,
            self._cell(Side.ORIGINAL, original, only),
            self._cell(Side.TRANSLATION, translation, only),
            first=first,
            opens=any(opens for _, opens in blocks),
            heading=bool(blocks) and all(kind is BlockKind.HEADING for kind, _ in blocks),
        )

    def _block(self, side: Side, sentence: int) -> tuple[BlockKind, bool]:
        document = self.document(side)
        block = document.sentences[sentence].block
        return document.blocks[block].kind, sentence == 0 or document.sentences[sentence - 1].block != block

    def _cell(self, side: Side, sentences: Sequence[int], only: Collection[int] | None) -> Cell:
        """The sentences joined by spaces; a space between two that one finding covers belongs to it."""
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
        """The nearest sentence of that side before (step -1) or after (step 1) a bead, cut to its near end."""
        bead += step
        while 0 <= bead < len(self.review.beads):
            sentences: tuple[int, ...] = getattr(self.review.beads[bead], side)
            if sentences:
                number = sentences[-1] if step < 0 else sentences[0]
                text = visible(self.document(side).sentences[number].text)
                return Cell((number,), (Piece(_head(text, NEIGHBOUR) if step > 0 else _tail(text, NEIGHBOUR)),))
            bead += step
        return Cell()

    def _excerpt(self, place: Place, finding: int) -> Excerpt:
        document, side, span = self.document(place.side), place.side, place.span
        sentence = span.sentences[0]
        text = visible(document.sentences[sentence].text)
        found = text_range(document, sentence, span.start, span.end)
        note, bead = visible(place.note), self.bead_of(side, sentence)
        if found is None:
            return Excerpt(side, span.sentences, bead, (Piece(_head(text, 2 * AROUND)),), note)
        start, end = found
        parts = (
            Piece(_tail(text[:start], AROUND)),
            Piece(_head(text[start:end], 2 * AROUND), (finding,)),
            Piece(_head(text[end:], AROUND)),
        )
        return Excerpt(side, span.sentences, bead, tuple(part for part in parts if part.text), note)


def abridged(rows: Sequence[Row]) -> tuple[Row | Gap, ...]:
    """The rows with the middle of every long run of lonely ones left out."""
    shown: list[Row | Gap] = []
    start = 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and rows[start].lonely and rows[end].lonely is rows[start].lonely:
            end += 1
        run = rows[start:end]
        shown += run if len(run) <= LONGEST_RUN else (*run[:2], Gap(tuple(run[2:-1])), run[-1])
        start = end
    return tuple(shown)


def _cell(row: Row, side: Side) -> Cell:
    return row.original if side is Side.ORIGINAL else row.translation


def _head(text: str, length: int) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= length:
        return text
    cut = text.rfind(" ", length // 2, length)
    return text[: cut if cut > 0 else length].rstrip() + " …"


def _tail(text: str, length: int) -> str:
    """The end of a text, cut between words."""
    if len(text) <= length:
        return text
    cut = text.find(" ", len(text) - length, len(text) - length // 2)
    return "… " + text[cut if cut > 0 else len(text) - length :].lstrip()
