"""The whole text side by side, beads numbered, problems marked with the number and the rule of their finding."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from aligner.core import Side
from aligner.report.i18n import Localizer
from aligner.report.side_by_side import Cell, OmittedRows, Row, Sheet
from aligner.report.terminal.finding import gap_sides
from aligner.report.terminal.marked import cell_text
from aligner.report.terminal.sides import Sides
from aligner.report.terminal.theme import Look

__all__ = ["WholeText"]


class WholeText:
    """Every bead in reading order, an empty line where a block begins; long unaligned runs are abridged."""

    def __init__(self, sheet: Sheet, look: Look, words: Localizer) -> None:
        self.sheet, self.look, self.words = sheet, look, words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = max(4, len(str(len(self.sheet.review.beads))) + 2)
        for number, row in enumerate(self.sheet.abridged_rows()):
            if isinstance(row, OmittedRows):
                yield gap_sides(row, self.sheet, self.words, indent)
                continue
            if number and row.opens:
                yield Text()
            margin = Text(f"{row.bead + 1:>{indent - 2}}" if row.first else "", style="dim")
            left, right = (
                self._cell(row, row.original, Side.ORIGINAL),
                self._cell(row, row.translation, Side.TRANSLATION),
            )
            yield Sides(left, right, margin, indent)

    def _cell(self, row: Row, cell: Cell, side: Side) -> Text:
        language, findings = self.sheet.document(side).language, self.sheet.review.findings
        return cell_text(cell, language, findings, self.look, self.words, style="bold" if row.heading else "")
