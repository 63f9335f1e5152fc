"""What the gate says in a terminal or a log: the verdict first, then a finding a line, then the score's calculation."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from aligner.core import Finding, Review
from aligner.gate import Judged, Verdict
from aligner.report.labels import place, visible
from aligner.report.regions import has_lines, lines_of
from aligner.report.terminal.theme import Look
from aligner.report.verdicts import calculation, headline, ignored, overall, pair_name
from aligner.report.wording import Wording, wording

__all__ = ["print_brief"]

_FINGERPRINT = 8  # characters that tell the findings of a text apart


def print_brief(judged: Sequence[Judged], console: Console, language: str = "en") -> None:
    """Print the verdict on one pair or several; lines are not wrapped, so that programs can read them.

    :param language: of the interface, one of ``INTERFACE_LANGUAGES``
    """
    look, words = Look.of(console), wording(language)
    for part in _parts(judged, look, words):
        if console.is_terminal:
            console.print(part, soft_wrap=True)
        else:  # a quarter of the time for 30,000 findings
            console.file.write(f"{part.plain}\n")


def _parts(judged: Sequence[Judged], look: Look, words: Wording) -> Iterator[Text]:
    if len(judged) != 1:
        yield _verdict(all(verdict.passes for _, verdict in judged), overall(judged, words))
    for review, verdict in judged:
        if len(judged) > 1:
            yield Text()
        yield _verdict(verdict.passes, visible(headline(verdict, words)))
        yield Text(visible(pair_name(review)), style="dim")
        yield from _findings(review, verdict, look, words)
        if left_out := ignored(verdict, words):
            yield Text(left_out)
        yield Text()
        yield from (Text(f"  {visible(line)}") for line in calculation(verdict, words))


def _verdict(passes: bool, line: str) -> Text:
    return Text(line, style="bold green" if passes else "bold red")


def _findings(review: Review, verdict: Verdict, look: Look, words: Wording) -> Iterator[Text]:
    counted = [finding for finding in review.findings if verdict.counts_for(finding.fingerprint)]
    if counted:
        yield Text()
    for finding in counted:
        yield Text.assemble(
            (visible(_place(review, finding, words)), "dim"),
            ": ",
            (words.severity(finding.severity), look.spot(finding.severity)),
            f" {finding.rule}: {visible(words.message(finding).text)} ",
            (f"[{finding.fingerprint[:_FINGERPRINT]}]", "dim"),
        )


def _place(review: Review, finding: Finding, words: Wording) -> str:
    """``text.fr.md:12:5``, of the translation where it is in it; ``text.fr.docx, page 3`` where a file has no lines."""
    span, document = finding.translation, review.translation
    if span is None:
        span, document = finding.original, review.original
    if span is None:
        return document.path
    where = place(document, span.sentences, words)
    if not has_lines(document):
        return f"{document.path}, {where}" if where else document.path
    region = lines_of(document.text).region(span.start, span.end)
    at = f"{document.path}:{region.line}:{region.column}"
    return f"{at} ({where})" if where else at
