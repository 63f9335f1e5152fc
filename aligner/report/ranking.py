"""Which findings come first, over one pair or several, and which of them count at the gate."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from aligner.core import Finding, Review, Severity
from aligner.gate import Standing, Verdict

__all__ = ["Case", "Item", "items", "standing"]

#: A review, and what the gate says of it, where it was asked.
Case: TypeAlias = tuple[Review, Verdict | None]


class Item(NamedTuple):
    """One finding among those of several pairs."""

    case: int  #: place of its pair
    number: int  #: its place in ``Review.findings``
    finding: Finding
    standing: Standing

    @property
    def counts(self) -> bool:
        """Whether the gate counts it."""
        return self.standing is Standing.COUNTS


def standing(finding: Finding, verdict: Verdict | None) -> Standing:
    """Return what the gate made of a finding; without a gate, all count."""
    return Standing.COUNTS if verdict is None else verdict.standing.get(finding.fingerprint, Standing.COUNTS)


def items(cases: Sequence[Case]) -> list[Item]:
    """Return all findings: those that count first, the worst before the others, then in their reviews' order."""
    found = [
        Item(place, number, finding, standing(finding, verdict))
        for place, (review, verdict) in enumerate(cases)
        for number, finding in enumerate(review.findings)
    ]
    ranks = {severity: -severity.rank for severity in Severity}
    return sorted(found, key=lambda item: (item.standing is not Standing.COUNTS, ranks[item.finding.severity]))
