"""What holds of all that was ever decided."""

from collections.abc import Iterable
from dataclasses import replace

from aligner.core import Review
from aligner.core.decisions import Decision, State
from aligner.decisions.added import added_findings
from aligner.decisions.lapsed import lapsed

__all__ = ["decided", "holding"]


def holding(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return what holds for each finding: the last thing that was said of it, unless that was taken back."""
    last = {one.fingerprint: one for one in decisions}
    return {fingerprint: one for fingerprint, one in last.items() if one.state is not State.OPEN}


def decided(review: Review, decisions: Iterable[Decision]) -> Review:
    """Return a review with what people decided about its findings, and what has lapsed."""
    found = holding(decisions)
    known = {finding.fingerprint for finding in review.findings}
    added = [one for one in added_findings(review, found.values()) if one.fingerprint not in known]
    findings = sorted((*review.findings, *added), key=lambda one: -one.severity.rank)
    review = replace(review, findings=tuple(findings)) if added else review
    here = {finding.fingerprint for finding in review.findings}
    return replace(
        review,
        decisions={fingerprint: one for fingerprint, one in found.items() if fingerprint in here},
        lapsed=lapsed(review, [one for fingerprint, one in found.items() if fingerprint not in here]),
    )
