"""The foot of the report: the verdict once more, and the few findings to begin with."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from aligner.gate import Standing
from aligner.report.i18n import Localizer
from aligner.report.labels import visible
from aligner.report.ranking import Case, standing
from aligner.report.side_by_side import Sheet
from aligner.report.terminal.finding import FindingView
from aligner.report.terminal.sides import WIDEST
from aligner.report.terminal.theme import Look
from aligner.report.terminal.wrap import wrap
from aligner.report.verdicts import first_line

__all__ = ["LEAST", "Closing"]

LEAST = 6  #: findings from which on the head of the report has scrolled away
_FEW = 5


class Closing:
    """The first line of the report, and what the worst findings that count are, in two lines each."""

    def __init__(self, case: Case, sheet: Sheet, look: Look, words: Localizer) -> None:
        self.case, self.sheet, self.look, self.words = case, sheet, look, words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        review, verdict = self.case
        width = min(options.max_width, WIDEST)
        counting = [n for n, one in enumerate(review.findings) if standing(one, verdict) is Standing.COUNTS]
        for number in counting[:_FEW]:
            view = FindingView(self.sheet, number, self.look, self.words, verdict)
            yield from wrap(view.head(), width)
            yield view.gist(width)
        if (rest := len(counting) - _FEW) > 0:
            yield from wrap(Text(self.words.say("and-more", count=rest), style="dim"), width)
        yield Text()
        style = self.look.verdict(verdict.outcome) if verdict else "bold"
        yield from wrap(Text(visible(first_line(self.case, self.words)), style=style), width)
