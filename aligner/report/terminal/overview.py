"""The head of the report: the verdict, what the texts are, how they align, findings by rule and severity."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from aligner.core import Review, Severity
from aligner.report.labels import visible
from aligner.report.summary import Summary, alignment, verdict
from aligner.report.terminal.look import Look
from aligner.report.terminal.sides import WIDEST
from aligner.report.terminal.wrap import wrap

__all__ = ["Overview"]

_INDENT = 11


class Overview:
    """Most important first: the verdict line, then what casts doubt on it, then the figures."""

    def __init__(self, review: Review, summary: Summary, look: Look) -> None:
        self.review, self.summary, self.look = review, summary, look

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        yield from wrap(Text(verdict(self.summary), style="bold"), width)
        for warning in self.review.warnings:
            style = self.look.spot(Severity.MAJOR)
            yield from wrap(Text.assemble(("Warning:", style), " ", visible(warning)), width)
        yield Text()
        yield from self._line("Texts", f"{self.review.original.path} → {self.review.translation.path}", width)
        yield from self._line("Alignment", alignment(self.review, self.summary), width)
        yield from self._counts(width)

    def _line(self, name: str, value: str, width: int) -> RenderResult:
        for number, line in enumerate(wrap(Text(visible(value)), width - _INDENT)):
            head = Text((name if number == 0 else "").ljust(_INDENT), style="bold")
            yield Text.assemble(head, line, no_wrap=True, overflow="ignore")

    def _counts(self, width: int) -> RenderResult:
        """One line a rule, the worst first."""
        longest = max((len(found.rule) for found in self.summary.by_rule), default=0) + 2
        for number, found in enumerate(self.summary.by_rule):
            figures = ", ".join(f"{amount:,} {severity}" for severity, amount in found.by_severity.items() if amount)
            yield from self._line("" if number else "Findings", f"{found.rule:<{longest}}{figures}", width)
