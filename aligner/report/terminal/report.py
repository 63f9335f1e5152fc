"""The report from top to bottom."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from aligner.core import Review
from aligner.report.labels import signature, visible
from aligner.report.sheet import Sheet
from aligner.report.summary import summarise
from aligner.report.terminal.finding import FindingView
from aligner.report.terminal.heading import Heading
from aligner.report.terminal.look import Look
from aligner.report.terminal.overview import Overview
from aligner.report.terminal.whole import WholeText
from aligner.report.terminal.wrap import wrap

__all__ = ["Report"]


class Report:
    """Everything that ``aligner review`` prints."""

    def __init__(self, review: Review) -> None:
        self.review = review

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        look, sheet, summary = Look.of(console), Sheet(self.review), summarise(self.review)
        yield Overview(self.review, summary, look)
        if self.review.findings:
            yield Heading("Findings, worst first", look)
        for number in range(len(self.review.findings)):
            yield FindingView(sheet, number, look)
        yield Heading("The whole text", look)
        yield WholeText(sheet, look)
        if self.review.run:
            yield Text()
            yield from wrap(Text(visible(signature(self.review)), style="dim"), options.max_width)
