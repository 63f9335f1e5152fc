"""The verdict in words: its one line, what was not counted, and the score's calculation, in either language."""

from collections.abc import Sequence

from aligner.core import Review
from aligner.gate import Limit, Standing, Verdict
from aligner.report.ranking import Case
from aligner.report.summary import summarise
from aligner.report.summary import verdict as summary_line
from aligner.report.wording import ENGLISH, Wording

__all__ = ["calculation", "first_line", "headline", "ignored", "limit_found", "overall", "pair_name", "standing_note"]


def first_line(case: Case, words: Wording) -> str:
    """What every report begins with: the gate's verdict, or the count of findings where no gate was asked."""
    review, verdict = case
    return headline(verdict, words) if verdict else summary_line(summarise(review), words)


def headline(verdict: Verdict, words: Wording) -> str:
    """``Fails news: 7 major findings, none is allowed.``"""
    if words.language == ENGLISH:
        return verdict.headline
    new = "new-" if verdict.against_baseline else ""
    if verdict.passes:
        said = words.severities(verdict.counts)
        total = sum(verdict.counts.values())
        findings = words.count(total, f"{new}finding") + (f" ({said})" if said else "")
        return words.say(
            "passes", profile=verdict.profile, findings=findings, score=_score(verdict.score.quality, words)
        )
    reasons = words.say("reason-separator").join(
        _reason(limit, new, words) for limit in verdict.limits if not limit.passes
    )
    return words.say("fails", profile=verdict.profile, reasons=reasons)


def _reason(limit: Limit, new: str, words: Wording) -> str:
    if limit.name == "score":
        return words.say("reason-score", found=_score(limit.found, words), allowed=words.number(limit.allowed, 2))
    found = words.count(int(limit.found), f"{new}{limit.name}-finding")
    return words.say(
        "reason-findings" if limit.allowed else "reason-none", found=found, allowed=words.number(limit.allowed)
    )


def _score(value: float, words: Wording) -> str:
    return words.figures(f"{value:.2f}")


def limit_found(limit: Limit, words: Wording) -> tuple[str, str]:
    """What was found and what is allowed, as figures."""
    if limit.name == "score":
        return _score(limit.found, words), words.say("at-least", amount=words.number(limit.allowed, 2))
    most = words.say("at-most", amount=words.number(limit.allowed)) if limit.allowed else words.say("at-most-none")
    return words.number(limit.found), most


def ignored(verdict: Verdict, words: Wording) -> str:
    """``Not counted: 3 findings known from the baseline.``; empty where everything counts."""
    amounts = [
        words.say(f"ignored-{standing.value}", amount=words.number(amount))
        for standing, amount in verdict.ignored.items()
        if amount
    ]
    return words.say("ignored", amounts=", ".join(amounts)) if amounts else ""


def standing_note(standing: Standing, words: Wording) -> str:
    """Why a finding does not count; empty for one that does."""
    return "" if standing is Standing.COUNTS else words.say("does-not-count", why=words.say(standing.value))


def calculation(verdict: Verdict, words: Wording) -> tuple[str, ...]:
    """The score's calculation, a line a step."""
    return tuple(words.sentence(line, "calculation").text for line in verdict.score.calculation)


def overall(cases: Sequence[Case], words: Wording) -> str:
    """The one line on several pairs; that of the pair where there is one."""
    if len(cases) == 1:
        return first_line(cases[0], words)
    pairs = words.count(len(cases), "pair")
    judged = [verdict for _, verdict in cases if verdict]
    if not judged:
        total = sum(len(review.findings) for review, _ in cases)
        return words.say("all-findings", findings=words.count(total, "finding"), pairs=pairs)
    failed = sum(not verdict.passes for verdict in judged)
    return (
        words.say("some-fail", failed=words.number(failed), pairs=pairs)
        if failed
        else words.say("all-pass", pairs=pairs)
    )


def pair_name(review: Review) -> str:
    """``a.en.md → a.fr.md``"""
    return f"{review.original.path} → {review.translation.path}"
