"""The report from top to bottom."""

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from aligner.core import Review, Severity
from aligner.gate import Verdict
from aligner.report.i18n import Localizer
from aligner.report.labels import signature, visible
from aligner.report.side_by_side import Sheet
from aligner.report.summary import summarise
from aligner.report.terminal.calculation import Calculation
from aligner.report.terminal.closing import LEAST, Closing
from aligner.report.terminal.finding import FindingView
from aligner.report.terminal.heading import Heading
from aligner.report.terminal.overview import Overview
from aligner.report.terminal.theme import Look
from aligner.report.terminal.whole import WholeText
from aligner.report.terminal.wrap import wrap
from aligner.report.verdicts import lapsed

__all__ = ["MOST_SHOWN", "report"]

#: Findings shown in full, the worst: more than anybody scrolls through.
MOST_SHOWN = 1000


def report(
    review: Review,
    console: Console,
    verdict: Verdict | None,
    words: Localizer,
    *,
    whole: bool = False,
) -> Iterator[RenderableType]:
    """Yield everything that ``aligner review`` prints, part by part, so that the first lines show at once.

    The verdict and the few worst findings stand at the end as well, where a reader is left.

    :param whole: show the whole text side by side
    """
    look, sheet, summary = Look.of(console), Sheet(review), summarise(review, verdict)
    yield Overview((review, verdict), summary, look, words)
    if review.findings:
        yield Heading(words.say("findings"))
    shown = min(len(review.findings), MOST_SHOWN)
    notes = sum(finding.severity is Severity.NEUTRAL for finding in review.findings[:shown])
    for number in range(shown):
        if notes and number == shown - notes:
            yield Heading(words.say("worth-a-look", count=notes))
        yield FindingView(sheet, number, look, words, verdict)
    if rest := len(review.findings) - shown:
        text = words.say("cut-findings", shown=shown, count=rest)
        yield Text()
        yield from wrap(Text(text, style="bold"), console.width)
    if gone := lapsed(review, words):
        yield Text()
        yield from (line for one in gone for line in wrap(Text(visible(one)), console.width))
    if verdict:
        yield Heading(words.say("score"))
        yield Calculation(verdict, words)
    if whole:
        yield Heading(words.say("whole-text"))
        yield WholeText(sheet, look, words)
    if review.run:
        yield Text()
        yield from wrap(Text(visible(signature(review)), style="dim"), console.width)
    if whole or len(review.findings) >= LEAST:
        yield Heading(words.say("in-short"))
        yield Closing((review, verdict), sheet, look, words)
