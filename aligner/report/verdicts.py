"""The verdict in words: its one line, what was not counted, and the score's calculation."""

from collections.abc import Iterable, Sequence

from aligner.approval import approved_line
from aligner.core import Argument, Finding, Message, Review, Skipped, State
from aligner.decisions import said
from aligner.gate import Limit, Outcome, Standing, Verdict
from aligner.gate.phrases import chained
from aligner.report.i18n import Localizer
from aligner.report.ranking import Case, standing
from aligner.report.summary import summarise
from aligner.report.summary import verdict as summary_line

__all__ = [
    "approval",
    "calculation",
    "first_line",
    "ignored",
    "lapsed",
    "limit_found",
    "overall",
    "pair_name",
    "short_id",
    "skipped",
    "standing_note",
    "why_skipped",
    "worst_outcome",
]

_SHORT = 8  #: characters of a fingerprint that are shown


def first_line(case: Case, words: Localizer) -> str:
    """Return what every report begins with: the gate's verdict, or the count of findings where no gate was asked."""
    review, verdict = case
    return words.render(verdict.headline) if verdict else summary_line(summarise(review), words)


def limit_found(limit: Limit, words: Localizer) -> tuple[str, str]:
    """Return what was found and what is allowed, as figures."""
    if limit.name == "score":
        return words.say("score-figure", score=limit.found), words.say("at-least", amount=limit.allowed)
    if limit.name == "uncovered":
        found, allowed = (words.say("share-figure", share=share) for share in (limit.found, limit.allowed))
        return found, words.say("at-most", amount=allowed)
    most = words.say("at-most", amount=limit.allowed) if limit.allowed else words.say("at-most-none")
    return words.number(limit.found), most


def skipped(review: Review, words: Localizer) -> str:
    """Return which rules did not run, or not in full, and why; empty where all ran."""
    wholly, partly = ([one for one in review.skipped if one.partly is some] for some in (False, True))
    both = _skipped(wholly, "skipped", words), _skipped(partly, "checked-in-part", words)
    return " ".join(filter(None, both))


def why_skipped(skipped: Skipped, words: Localizer) -> Message:
    """Return a clause with the rule's name for a rule that did not run, or not in full."""
    key = "gate.rule-partly" if skipped.partly else "gate.rule-skipped"
    return Message(key, {"rule": words.rule_and_id(skipped.rule), "reason": skipped.reason})


def _skipped(rules: Iterable[Skipped], key: str, words: Localizer) -> str:
    by_reason: dict[Message, list[str]] = {}
    for one in rules:
        by_reason.setdefault(one.reason, []).append(one.rule)
    parts = [
        Message("report.skipped-rules", {"rules": tuple(map(words.rule_and_id, found)), "reason": reason})
        for reason, found in by_reason.items()
    ]
    if not parts:
        return ""
    return words.say(key, count=sum(map(len, by_reason.values())), rules=chained("report.and-also", parts))


def approval(review: Review, words: Localizer) -> str:
    """Return who approved the text, or why that no longer holds; empty where nobody did."""
    return words.render(approved_line(review.approval)) if review.approval else ""


def ignored(verdict: Verdict, words: Localizer) -> str:
    """Return ``Not counted: 3 known from the baseline.``; empty where everything counts."""
    amounts = tuple(
        Message(f"report.ignored-{standing.value}", {"count": amount})
        for standing, amount in verdict.ignored.items()
        if amount
    )
    return words.say("ignored", amounts=amounts) if amounts else ""


def standing_note(review: Review, finding: Finding, verdict: Verdict | None, words: Localizer) -> str:
    """Return what a person decided about a finding, and why it does not count; empty where there is nothing to say."""
    found = standing(finding, verdict)
    decision = review.decisions.get(finding.fingerprint)
    if decision is None:
        return "" if found is Standing.COUNTS else words.say("does-not-count", why=words.say(found.value))
    if found is not Standing.COUNTS:
        return words.say("does-not-count", why=said(decision))
    if decision.state is State.FIXED:
        return words.say("but-still-there", decision=said(decision))
    return words.render(said(decision))


def short_id(finding: Finding) -> str:
    """Return the beginning of a finding's fingerprint, which tells it from the others of a text."""
    return finding.fingerprint[:_SHORT]


def lapsed(review: Review, words: Localizer) -> tuple[str, ...]:
    """Return a head, and a line for each decision that no longer applies; nothing where there is none."""
    lines = []
    for one in review.lapsed:
        about: dict[str, Argument] = {
            "id": one.decision.fingerprint[:_SHORT],
            "rule": words.rule(one.decision.rule) if one.decision.rule else "",
            "decision": said(one.decision),
            "what": one.what,
        }
        lines.append(words.render(Message("decisions.lapsed-one", about)))
    return (words.render(Message("decisions.lapsed", {"count": len(lines)})), *lines) if lines else ()


def calculation(verdict: Verdict, words: Localizer) -> tuple[str, ...]:
    """Return the score's calculation, a line a step."""
    return tuple(map(words.render, verdict.score.calculation))


def overall(cases: Sequence[Case], words: Localizer) -> str:
    """Return the one line on several pairs; that of the pair where there is one."""
    if len(cases) == 1:
        return first_line(cases[0], words)
    pairs = words.count(len(cases), "pair")
    judged = [verdict for _, verdict in cases if verdict]
    if not judged:
        total = sum(len(review.findings) for review, _ in cases)
        return words.say("all-findings", findings=words.count(total, "finding"), pairs=pairs)
    parts = [
        words.say(outcome.value, count=amount, pairs=pairs)
        for outcome in (Outcome.FAILED, Outcome.NOT_JUDGED)
        if (amount := sum(verdict.outcome is outcome for verdict in judged))
    ]
    return " ".join(parts) or words.say("all-pass", pairs=pairs)


def worst_outcome(cases: Sequence[Case]) -> Outcome | None:
    """Return the outcome of several pairs together; None where no gate was asked."""
    found = {verdict.outcome for _, verdict in cases if verdict}
    worst_first = (Outcome.FAILED, Outcome.NOT_JUDGED, Outcome.PASSED)
    return next((outcome for outcome in worst_first if outcome in found), None)


def pair_name(review: Review) -> str:
    """Return ``a.en.md → a.fr.md``."""
    return f"{review.original.path} → {review.translation.path}"
