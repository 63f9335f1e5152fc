"""What holds of all that was ever decided."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from aligner.core import Review, Severity
from aligner.core.decisions import Decision, State
from aligner.decisions.added import added_findings
from aligner.decisions.lapsed import lapsed

__all__ = ["answered", "decided", "holding"]


def holding(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return what holds for each finding: the last thing that was said of it, unless that was taken back."""
    last = {one.fingerprint: one for one in decisions}
    return {fingerprint: one for fingerprint, one in last.items() if one.state is not State.OPEN}


def decided(review: Review, decisions: Iterable[Decision]) -> Review:
    """Return a review with what people decided about its findings, and what has lapsed."""
    found = holding(decisions)
    review = answered(review, found)
    gone = [one for fingerprint, one in found.items() if fingerprint not in review.decisions]
    return replace(review, lapsed=lapsed(review, gone))


def answered(review: Review, found: Mapping[str, Decision]) -> Review:
    """Return a review with what holds of its findings: its decisions, severities and errors that people gave it.

    :param found: see ``holding``
    """
    known = {finding.fingerprint for finding in review.findings}
    added = [one for one in added_findings(review, found.values()) if one.fingerprint not in known]
    findings = [
        replace(one, severity=weight) if (weight := _weight(found.get(one.fingerprint))) else one
        for one in (*review.findings, *added)
    ]
    here = {finding.fingerprint for finding in findings}
    return replace(
        review,
        findings=tuple(sorted(findings, key=lambda one: -one.severity.rank)),
        decisions={fingerprint: one for fingerprint, one in found.items() if fingerprint in here},
    )


def _weight(decision: Decision | None) -> Severity | None:
    return decision.weight if decision else None
