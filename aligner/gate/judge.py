"""Decides whether a reviewed text passes a profile."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from aligner.core import Argument, Decision, Finding, Message, Review, Severity, Skipped, State
from aligner.gate.baseline import Baseline
from aligner.gate.obstacles import obstacles
from aligner.gate.phrases import chained
from aligner.gate.score import Score, score
from aligner.gate.uncovered import uncovered
from aligner.gate.verdict import Limit, Outcome, Standing, Verdict
from aligner.gate.words import count_words

if TYPE_CHECKING:
    from aligner.config.profile import Profile

__all__ = ["judge"]

_WORST_FIRST = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.NEUTRAL)


def judge(
    review: Review,
    profile: "Profile",
    baseline: Baseline | None = None,
    decisions: Mapping[str, Decision] | None = None,
) -> Verdict:
    """Return whether a reviewed text may be published by the limits and the pass mark of a profile.

    A pair that is none is not judged: one text twice, a text in another language, texts that are not kin. Nor is a text
    that keeps all limits where a rule that the profile asks for could not run, unless the profile's ``gate.may-skip``
    names that rule.

    :param baseline: findings that were there before; only those that are new count
    :param decisions: what people said, by fingerprint, instead of what the review knows; findings that they settled
        don't count, those that are to be fixed or said to be fixed count even if the baseline has them
    :raises ConfigError: if the baseline is of another text
    """
    known = baseline.known(review) if baseline else frozenset()
    said = review.decisions if decisions is None else decisions
    standing = {
        finding.fingerprint: _standing(finding, known, said.get(finding.fingerprint)) for finding in review.findings
    }
    counted = [one for one in review.findings if standing[one.fingerprint] is Standing.COUNTS]
    settled = [one for one in review.findings if standing[one.fingerprint] is not Standing.COUNTS]
    severities = Counter(finding.severity for finding in counted)
    counts = {severity: severities[severity] for severity in _WORST_FIRST}
    found = score(counted, count_words(review.original), profile)
    limits = tuple(_limits(counts, found, uncovered(review, counted, settled), profile))
    in_the_way = obstacles(review, profile.gate.assume)
    missed = [
        one
        for one in review.skipped
        if not one.partly and profile.settings(one.rule).enabled and one.rule not in profile.gate.may_skip
    ]
    new = baseline is not None
    reasons = tuple(_reason(limit, new=new) for limit in limits if not limit.passes)
    if in_the_way:
        outcome = Outcome.NOT_JUDGED
    else:
        outcome = Outcome.FAILED if reasons else Outcome.NOT_JUDGED if missed else Outcome.PASSED
    headline = _headline(
        outcome, profile.name, _findings(counts, new=new), found, in_the_way or reasons, () if in_the_way else missed
    )
    skips = (Message("gate.rule-skipped", {"rule": _name(one.rule), "reason": one.reason}) for one in missed)
    return Verdict(
        outcome,
        profile.name,
        headline,
        (*in_the_way, *reasons, *skips),
        counts,
        found,
        limits,
        standing,
        against_baseline=new,
    )


def _standing(finding: Finding, known: frozenset[str], decision: Decision | None) -> Standing:
    state = decision.state if decision else State.OPEN
    if state.settles:
        return Standing.ACCEPTED
    if finding.fingerprint in known and state is State.OPEN:
        return Standing.KNOWN
    return Standing.COUNTS


def _limits(counts: Mapping[Severity, int], found: Score, without: float, profile: "Profile") -> Iterable[Limit]:
    gate = profile.gate
    allowed = ((Severity.CRITICAL, gate.critical), (Severity.MAJOR, gate.major), (Severity.MINOR, gate.minor))
    for severity, most in allowed:
        if most is not None:
            yield Limit(severity.value, counts[severity], most)
    if gate.max_uncovered is not None:
        yield Limit("uncovered", round(without, 1), gate.max_uncovered)
    if found.is_large_enough:
        yield Limit("score", round(found.quality, 2), found.pass_mark)


def _reason(limit: Limit, *, new: bool) -> Message:
    if limit.name == "score":
        return Message("gate.score-too-low", {"score": limit.found, "pass_mark": limit.allowed})
    if limit.name == "uncovered":
        return Message("gate.uncovered", {"share": limit.found, "most": limit.allowed})
    found = _of_severity(limit.name, int(limit.found), new=new)
    if not limit.allowed:
        return Message("gate.none-allowed", {"findings": found})
    return Message("gate.too-many", {"findings": found, "count": int(limit.allowed)})


def _findings(counts: Mapping[Severity, int], *, new: bool) -> Argument:
    """Return ``3 major findings, 1 minor finding``."""
    found = tuple(_of_severity(severity.value, amount, new=new) for severity, amount in counts.items() if amount)
    return found or Message("gate.no-new-findings" if new else "gate.no-findings")


def _of_severity(severity: str, amount: int, *, new: bool) -> Message:
    return Message(f"severity.{severity}-{'new-' if new else ''}findings", {"count": amount})


def _name(rule: str) -> Message:
    return Message(f"{rule}.name")


def _headline(
    outcome: Outcome,
    profile: str,
    findings: Argument,
    found: Score,
    reasons: Sequence[Message],
    missed: Sequence[Skipped],
) -> Message:
    """Return ``Fails news: 7 major findings, none is allowed; the score is 95.20, at least 98 is required.``"""
    if reasons:
        key = "gate.fails" if outcome is Outcome.FAILED else "gate.cannot-judge"
        return Message(key, {"profile": profile, "reasons": chained("gate.and-also", reasons)})
    said: dict[str, Argument] = {"profile": profile, "findings": findings, "score": found.quality}
    if outcome is Outcome.PASSED:
        return Message("gate.passes" if found.is_large_enough else "gate.passes-small", said)
    return Message(
        "gate.not-judged" if found.is_large_enough else "gate.not-judged-small",
        {**said, "count": len(missed), "rules": tuple(_name(one.rule) for one in missed)},
    )
