"""One finding: what, where, both texts with the spot marked, what to do, and the related places."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from aligner.core import Side
from aligner.report.labels import count, doubt, finding_place, label, numbers, visible
from aligner.report.sheet import Cell, Excerpt, Gap, Sheet
from aligner.report.terminal.look import Look
from aligner.report.terminal.marked import cell_text, pieces_text
from aligner.report.terminal.sides import WIDEST, Sides
from aligner.report.terminal.wrap import wrap

__all__ = ["FindingView", "gap_sides"]

#: More related places than this are only counted.
MOST_RELATED = 6
_INDENT = 4


class FindingView:
    """A finding with its evidence."""

    def __init__(self, sheet: Sheet, number: int, look: Look) -> None:
        self.sheet, self.number, self.look = sheet, number, look
        self.review = sheet.review
        self.finding = self.review.findings[number]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        if self.number:
            yield Text()
        yield from wrap(self._head(), width)
        yield from self._indented(Text(visible(self.finding.message)), width)
        yield from self._evidence()
        if self.finding.suggestion is not None:
            yield from self._indented(Text.assemble(("Suggestion: ", "bold"), visible(self.finding.suggestion)), width)
        related = self.sheet.related(self.number)
        for excerpt in related[:MOST_RELATED]:
            yield from self._indented(self._related(excerpt), width)
        if rest := related[MOST_RELATED:]:
            yield from self._indented(Text(f"See also {self._places(rest)}"), width)

    def _head(self) -> Text:
        style = self.look.spot(self.finding.severity)
        head = Text.assemble((f"{self.number + 1:>2}. ", "bold"), (self.finding.severity.upper(), style), " ")
        head.append(visible(self.finding.rule), style="bold")
        if place := finding_place(self.review, self.finding):
            head.append(f" · {place}")
        if unsure := doubt(self.finding):
            head.append(f" · {unsure}", style="dim")
        return head

    def _evidence(self) -> RenderResult:
        evidence = self.sheet.evidence(self.number)
        if evidence.before.sentences:
            yield self._neighbour(evidence.before, evidence.empty, "before: ")
        for row in evidence.rows:
            if isinstance(row, Gap):
                yield gap_sides(row, self.sheet)
            else:
                yield Sides(self._cell(row.original, Side.ORIGINAL), self._cell(row.translation, Side.TRANSLATION))
        if evidence.after.sentences:
            yield self._neighbour(evidence.after, evidence.empty, "after: ")

    def _cell(self, cell: Cell, side: Side) -> Text:
        return cell_text(cell, self.sheet.document(side).language, self.review.findings, self.look)

    def _neighbour(self, cell: Cell, side: Side | None, where: str) -> Sides:
        """The text between which something is missing or was put, dimmed, on its own side."""
        text = cell_text(cell, self.sheet.document(side or Side.ORIGINAL).language, (), self.look, style="dim")
        text = Text.assemble((where, "dim italic"), text)
        return Sides(text, Text()) if side is Side.ORIGINAL else Sides(Text(), text)

    def _related(self, excerpt: Excerpt) -> Text:
        place = label(self.sheet.document(excerpt.side).language, excerpt.sentences)
        text = Text.assemble(("See also ", "bold"), f"{place}: ")
        text.append_text(pieces_text(excerpt.pieces, self.review.findings, self.look))
        return text.append(f" ({excerpt.note})") if excerpt.note else text

    def _places(self, excerpts: tuple[Excerpt, ...]) -> str:
        parts = []
        for side in Side:
            sentences = [number for found in excerpts if found.side is side for number in found.sentences]
            if sentences:
                parts.append(f"{self.sheet.document(side).language} {numbers(sentences)}")
        return " / ".join(parts)

    def _indented(self, text: Text, width: int) -> RenderResult:
        for line in wrap(text, width - _INDENT):
            yield Text.assemble(" " * _INDENT, line, no_wrap=True, overflow="ignore")


def gap_sides(gap: Gap, sheet: Sheet, indent: int = _INDENT) -> Sides:
    """A row that says which sentences were left out: ``… 4 more sentences, fr 11–14 …``."""
    return Sides(_left_out(gap, Side.ORIGINAL, sheet), _left_out(gap, Side.TRANSLATION, sheet), indent=indent)


def _left_out(gap: Gap, side: Side, sheet: Sheet) -> Text:
    left_out = gap.sentences(side)
    if not left_out:
        return Text()
    place = label(sheet.document(side).language, left_out)
    return Text(f"… {count(len(left_out), 'more sentence')}, {place} …", style="dim italic")
