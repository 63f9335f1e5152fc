"""What the gate says in a terminal or a log: the verdict first, then a finding a line, then the score's calculation."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from aligner.core import Finding, Review
from aligner.gate import Outcome, Standing, Verdict
from aligner.report.i18n import Localizer
from aligner.report.labels import place, visible
from aligner.report.ranking import Case, standing
from aligner.report.regions import has_lines, lines_of
from aligner.report.terminal.plain import plain_text
from aligner.report.terminal.theme import Look
from aligner.report.verdicts import (
    approval,
    calculation,
    first_line,
    ignored,
    lapsed,
    overall,
    pair_name,
    short_id,
    skipped,
    standing_note,
    worst_outcome,
)

__all__ = ["render", "show"]

_COLOURS = {Outcome.PASSED: "green", Outcome.FAILED: "red", Outcome.NOT_JUDGED: "yellow"}


def render(cases: Sequence[Case], words: Localizer) -> str:
    """Return what ``show`` prints as plain text."""
    return plain_text(show, cases, words)


def show(cases: Sequence[Case], console: Console, words: Localizer) -> None:
    """Print the verdict on one pair or several; lines are not wrapped, so that programs can read them."""
    for part in _parts(cases, Look.of(console), words):
        if console.is_terminal:
            console.print(part, soft_wrap=True, highlight=False)
        else:  # a quarter of the time for 30,000 findings
            console.file.write(f"{part.plain}\n")


def _parts(cases: Sequence[Case], look: Look, words: Localizer) -> Iterator[Text]:
    if len(cases) != 1:
        yield _headline(cases, overall(cases, words))
    for review, verdict in cases:
        if len(cases) > 1:
            yield Text()
        yield _headline([(review, verdict)], visible(first_line((review, verdict), words)))
        yield Text(visible(pair_name(review)), style="dim")
        for line in filter(None, (approval(review, words), skipped(review, words))):
            yield Text(visible(line))
        yield from _findings(review, verdict, look, words)
        yield from map(Text, map(visible, lapsed(review, words)))
        if verdict:
            if left_out := ignored(verdict, words):
                yield Text(left_out)
            yield Text()
            yield from (Text(f"  {visible(line)}") for line in calculation(verdict, words))


def _headline(cases: Sequence[Case], line: str) -> Text:
    outcome = worst_outcome(cases)
    return Text(line, style=f"bold {_COLOURS[outcome]}" if outcome else "bold")


def _findings(review: Review, verdict: Verdict | None, look: Look, words: Localizer) -> Iterator[Text]:
    numbered = list(enumerate(review.findings, 1))
    counts = {number: standing(one, verdict) is Standing.COUNTS for number, one in numbered}
    shown = [(number, one) for number, one in numbered if counts[number] or one.fingerprint in review.decisions]
    if shown:
        yield Text()
    for number, finding in sorted(shown, key=lambda one: not counts[one[0]]):
        note = standing_note(review, finding, verdict, words)
        yield Text.assemble(
            (visible(_place(review, finding, words)), "dim"),
            ": ",
            (words.severity(finding.severity), look.spot(finding.severity)),
            f" {visible(words.rule_and_id(finding.rule))}{words.say('colon')}{visible(words.message(finding))} ",
            (f"[{short_id(finding)}]", "dim"),
            (f" ({number})", "dim"),
            (f" · {visible(note)}" if note else "", "dim"),
        )


def _place(review: Review, finding: Finding, words: Localizer) -> str:
    """Return ``text.fr.md:12:5``, preferably of the translation; ``text.fr.docx, page 3`` if a file has no lines."""
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
