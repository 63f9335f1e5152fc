"""How the score came about, so that an editor can follow it."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from aligner.gate import Verdict
from aligner.report.i18n import Localizer
from aligner.report.labels import visible
from aligner.report.terminal.sides import WIDEST
from aligner.report.terminal.wrap import wrap
from aligner.report.verdicts import calculation

__all__ = ["Calculation"]


class Calculation:
    """The calculation, a step a line."""

    def __init__(self, verdict: Verdict, words: Localizer) -> None:
        self.verdict, self.words = verdict, words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        for step in calculation(self.verdict, self.words):
            for number, line in enumerate(wrap(Text(visible(step)), width - 4)):
                yield Text.assemble("  " if number == 0 else "    ", line, no_wrap=True, overflow="ignore")
