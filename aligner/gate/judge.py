"""Decides whether a reviewed text passes a profile."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from aligner.core import Finding, Review, Severity
from aligner.gate.baseline import Baseline
from aligner.gate.decisions import Decision
from aligner.gate.score import Score, score
from aligner.gate.verdict import Limit, Standing, Verdict
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
    """Whether a reviewed text may be published by the limits and the pass mark of a profile.

    :param baseline: findings that were there before; only those that are new count
    :param decisions: what people said, by fingerprint; findings that they accepted don't count, those that they
        rejected count even if the baseline has them
    :raises ConfigError: if the baseline is of another text
    """
    known = baseline.known(review) if baseline else frozenset()
    standing = {
        finding.fingerprint: _standing(finding, known, (decisions or {}).get(finding.fingerprint))
        for finding in review.findings
    }
    counted = [one for one in review.findings if standing[one.fingerprint] is Standing.COUNTS]
    severities = Counter(finding.severity for finding in counted)
    counts = {severity: severities[severity] for severity in _WORST_FIRST}
    found = score(counted, count_words(review.original), profile)
    limits = tuple(_limits(counts, found, profile))
    new = "new " if baseline else ""
    reasons = tuple(_reason(limit, new) for limit in limits if not limit.passes)
    headline = _headline(profile.name, counts, found, reasons, new)
    return Verdict(
        not reasons, profile.name, headline, reasons, counts, found, limits, standing, against_baseline=bool(baseline)
    )


def _standing(finding: Finding, known: frozenset[str], decision: Decision | None) -> Standing:
    if decision is Decision.ACCEPTED:
        return Standing.ACCEPTED
    if finding.fingerprint in known and decision is not Decision.REJECTED:
        return Standing.KNOWN
    return Standing.COUNTS


def _limits(counts: Mapping[Severity, int], found: Score, profile: "Profile") -> Iterable[Limit]:
    gate = profile.gate
    allowed = ((Severity.CRITICAL, gate.critical), (Severity.MAJOR, gate.major), (Severity.MINOR, gate.minor))
    for severity, most in allowed:
        if most is not None:
            yield Limit(severity.value, counts[severity], most)
    yield Limit("score", round(found.quality, 2), found.pass_mark)


def _reason(limit: Limit, new: str) -> str:
    if limit.name == "score":
        return f"the score is {limit.found:.2f}, at least {limit.allowed:g} is asked for"
    findings = "finding" if limit.found == 1 else "findings"
    most = "none is" if limit.allowed == 0 else f"at most {limit.allowed:,g} {'is' if limit.allowed == 1 else 'are'}"
    return f"{limit.found:,g} {new}{limit.name} {findings}, {most} allowed"


def _headline(name: str, counts: Mapping[Severity, int], found: Score, reasons: tuple[str, ...], new: str) -> str:
    """``Fails news: 7 major findings, none is allowed; the score is 95.20, at least 98 is asked for.``"""
    if reasons:
        return f"Fails {name}: {'; '.join(reasons)}."
    said = ", ".join(f"{amount:,} {severity.value}" for severity, amount in counts.items() if amount)
    return f"Passes {name}: {f'{said} {new}findings' if said else f'no {new}findings'}, score {found.quality:.2f}."
