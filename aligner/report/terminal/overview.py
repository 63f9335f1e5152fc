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


class Overview:
    """Most important first: the verdict line, then what casts doubt on it, then the figures."""

    def __init__(self, review: Review, summary: Summary, look: Look) -> None:
        self.review, self.summary, self.look = review, summary, look

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        yield from wrap(Text(verdict(self.summary), style=self._verdict_style()), width)
        for warning in self.review.warnings:
            style = self.look.name(Severity.MAJOR)
            yield from wrap(Text.assemble(("Warning: ", style), visible(warning)), width)
        yield Text()
        yield from self._line("Texts", f"{self.review.original.path} → {self.review.translation.path}", width)
        yield from self._line("Alignment", alignment(self.review, self.summary), width)
        yield from self._counts()

    def _verdict_style(self) -> str:
        worst = next(iter(self.summary.severities), None)
        return self.look.name(worst) if worst else "bold"

    def _line(self, name: str, value: str, width: int) -> RenderResult:
        indent = 11
        for number, line in enumerate(wrap(Text(visible(value)), width - indent)):
            head = Text((name if number == 0 else "").ljust(indent), style="bold")
            yield Text.assemble(head, line, no_wrap=True, overflow="ignore")

    def _counts(self) -> RenderResult:
        """Rules down, severities across; a point where there is none."""
        if not self.summary.by_rule:
            return
        severities = self.summary.severities
        first = max(len("Findings"), *(len(found.rule) for found in self.summary.by_rule)) + 2
        yield Text()
        head = Text("Findings".ljust(first), style="bold")
        for severity in severities:
            head.append(f"{severity:>10}", style=self.look.name(severity))
        yield head
        for found in self.summary.by_rule:
            figures = "".join(f"{found.by_severity[severity] or '·':>10}" for severity in severities)
            yield Text(f"{visible(found.rule):<{first}}{figures}", no_wrap=True, overflow="ignore")
