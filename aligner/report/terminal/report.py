"""The report from top to bottom."""

from collections.abc import Iterator

from rich.console import Console, RenderableType
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

__all__ = ["report"]


def report(review: Review, console: Console) -> Iterator[RenderableType]:
    """Everything that ``aligner review`` prints, part by part, so that the first lines show at once."""
    look, sheet, summary = Look.of(console), Sheet(review), summarise(review)
    yield Overview(review, summary, look)
    if review.findings:
        yield Heading("Findings, worst first")
    for number in range(len(review.findings)):
        yield FindingView(sheet, number, look)
    yield Heading("The whole text")
    yield WholeText(sheet, look)
    if review.run:
        yield Text()
        yield from wrap(Text(visible(signature(review)), style="dim"), console.width)
