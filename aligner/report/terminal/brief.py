"""What the gate says in a terminal or a log: the verdict first, then a finding a line, then the score's calculation."""

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from aligner.core import Finding, Review
from aligner.gate import Judged, Standing, Verdict
from aligner.report.labels import visible
from aligner.report.regions import Lines, has_lines
from aligner.report.terminal.look import Look

__all__ = ["print_brief"]

_FINGERPRINT = 8  # characters that tell the findings of a text apart


def print_brief(judged: Sequence[Judged], console: Console) -> None:
    """Print the verdict on one pair or several; lines are not wrapped, so that programs can read them."""
    look = Look.of(console)
    for part in _parts(judged, look):
        console.print(part, soft_wrap=True)


def _parts(judged: Sequence[Judged], look: Look) -> Iterator[RenderableType]:
    if len(judged) > 1:
        failed = sum(not verdict.passes for _, verdict in judged)
        yield _verdict(
            not failed, f"{failed} of {len(judged)} pairs fail." if failed else f"All {len(judged)} pairs pass."
        )
    for review, verdict in judged:
        if len(judged) > 1:
            yield Text()
        yield _verdict(verdict.passes, visible(verdict.headline))
        yield Text(visible(f"{review.original.path} → {review.translation.path}"), style="dim")
        yield from _findings(review, verdict, look)
        yield from _not_counted(verdict)
        yield Text()
        yield from (Text(f"  {line}") for line in verdict.score.calculation)


def _verdict(passes: bool, line: str) -> Text:
    return Text(line, style="bold green" if passes else "bold red")


def _findings(review: Review, verdict: Verdict, look: Look) -> Iterator[Text]:
    counted = [finding for finding in review.findings if verdict.counts_for(finding.fingerprint)]
    if counted:
        yield Text()
    lines = {id(document): Lines(document.text) for document in (review.original, review.translation)}
    for finding in counted:
        place = _place(review, finding, lines)
        yield Text.assemble(
            (visible(place), "dim"),
            ": ",
            (finding.severity.value, look.spot(finding.severity)),
            f" {finding.rule}: {visible(finding.message)} ",
            (f"[{finding.fingerprint[:_FINGERPRINT]}]", "dim"),
        )


def _place(review: Review, finding: Finding, lines: dict[int, Lines]) -> str:
    """``text.fr.md:12:5``, of the translation where it is in it; without figures where a file has no lines."""
    span, document = finding.translation, review.translation
    if span is None:
        span, document = finding.original, review.original
    if span is None or not has_lines(document):
        return document.path
    region = lines[id(document)].region(span.start, span.end)
    return f"{document.path}:{region.line}:{region.column}"


def _not_counted(verdict: Verdict) -> Iterator[Text]:
    said = {Standing.KNOWN: "known from the baseline", Standing.ACCEPTED: "accepted by a person"}
    amounts = [f"{amount:,} {said[standing]}" for standing, amount in verdict.ignored.items() if amount]
    if amounts:
        yield Text(f"Not counted: {', '.join(amounts)}.")
