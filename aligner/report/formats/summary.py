"""The verdict and the findings as a short Markdown page: for a pipeline's summary, a pull request, an e-mail.

GitHub takes 1 MiB a step (docs.github.com, "Workflow commands", job summaries) and drops the whole page if it is
longer; so the list ends before that and says how many findings it does not hold.
"""

from collections.abc import Iterator, Sequence

from aligner.gate import Outcome
from aligner.report.formats.markdown import escape, judged
from aligner.report.i18n import Localizer
from aligner.report.labels import doubt, finding_place
from aligner.report.ranking import Case, Item, items
from aligner.report.summary import summarise
from aligner.report.summary import verdict as summary_line
from aligner.report.verdicts import (
    approval,
    first_line,
    lapsed,
    overall,
    pair_name,
    short_id,
    skipped,
    standing_note,
    worst_outcome,
)

__all__ = ["MOST_BYTES", "render"]

MOST_BYTES = 1024 * 1024
_MARKS = {Outcome.PASSED: "✅", Outcome.FAILED: "❌", Outcome.NOT_JUDGED: "⚠️"}
_SPARE = 1000  #: bytes kept for the last line
_LONGEST = 300  #: characters of a quoted text


def render(cases: Sequence[Case], words: Localizer) -> str:
    """Return the verdict first, then pair by pair its limits and figures, then all findings, worst first."""
    lines = [f"# {_mark(cases)}{escape(overall(cases, words))}", ""]
    if len(cases) > 1:
        lines += [*_pairs(cases, words), ""]
    else:
        lines += _pair(cases[0], words)
    ranked = items(cases)
    if ranked:
        lines += [f"## {words.say('findings')}", "", *_head(words)]
    size = sum(len(line.encode("utf-8", "replace")) + 1 for line in lines)
    for number, item in enumerate(ranked):
        row = _row(item, cases, words)
        size += len(row.encode("utf-8", "replace")) + 1
        if size > MOST_BYTES - _SPARE:
            lines += ["", escape(words.say("cut-list", count=len(ranked) - number))]
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def _mark(cases: Sequence[Case]) -> str:
    outcome = worst_outcome(cases)
    return f"{_MARKS[outcome]} " if outcome else ""


def _pairs(cases: Sequence[Case], words: Localizer) -> Iterator[str]:
    """Yield a row a pair, those that fail first; no more of them than half a page holds."""
    yield f"| {words.say('texts')} | {words.say('result')} |"
    yield "| :-- | :-- |"
    size = 0
    for number, case in enumerate(sorted(cases, key=lambda case: case[1] is None or case[1].passes)):
        said = " ".join(filter(None, (first_line(case, words), skipped(case[0], words))))
        row = f"| {escape(pair_name(case[0]))} | {_mark([case])}{escape(said)} |"
        size += len(row.encode("utf-8", "replace")) + 1
        if size > MOST_BYTES // 2:
            yield from ("", escape(words.say("cut-pairs", count=len(cases) - number)))
            return
        yield row


def _pair(case: Case, words: Localizer) -> Iterator[str]:
    review, verdict = case
    yield f"{escape(pair_name(review))}  "
    yield escape(summary_line(summarise(review, verdict), words))
    for warning in review.warnings:
        yield from ("", f"> **{words.say('warning')}** {escape(words.render(warning))}")
    for line in filter(None, (approval(review, words), skipped(review, words))):
        yield from ("", f"> {escape(line)}")
    if verdict:
        yield from judged(verdict, words)
    if gone := lapsed(review, words):
        yield from ("", escape(gone[0]), "", *(f"- {escape(one)}" for one in gone[1:]))
    yield ""


def _head(words: Localizer) -> tuple[str, str]:
    sides = f"{words.say('original')} | {words.say('translation')}"
    return f"| {words.say('severity')} | {words.say('rule')} | | {sides} |", "| :-- | :-- | :-- | :-- | :-- |"


def _row(item: Item, cases: Sequence[Case], words: Localizer) -> str:
    review, verdict = cases[item.case]
    finding = item.finding
    about = [
        escape(review.translation.path) if len(cases) > 1 else "",
        escape(finding_place(review, finding, words)),
        doubt(finding, words),
        f"`{short_id(finding)}`" if finding.fingerprint else "",
        standing_note(review, finding, verdict, words),
    ]
    said = f"{escape(words.message(finding))}<br><sub>{', '.join(filter(None, about))}</sub>"
    quotes = " | ".join(_quoted(span.text) if span else "" for span in (finding.original, finding.translation))
    return f"| {words.severity(finding.severity)} | {escape(words.rule_and_id(finding.rule))} | {said} | {quotes} |"


def _quoted(text: str) -> str:
    return escape(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
