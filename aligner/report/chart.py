"""Where in the text the findings are: a strip for each rule, from the beginning on the left to the end on the right."""

from typing import NamedTuple

from aligner.core import Finding, Review, Severity
from aligner.report.summary import Summary

__all__ = ["Strip", "Tick", "strips"]

_STEPS = 1000  #: places along a strip; findings of a rule at the same one share a tick

#: How much of a strip's height a tick takes, so that severities differ in more than colour.
_HEIGHTS = {Severity.CRITICAL: 100, Severity.MAJOR: 78, Severity.MINOR: 52, Severity.NEUTRAL: 30}


class Tick(NamedTuple):
    """One mark on a strip."""

    finding: int  #: place in ``Review.findings`` of the worst of those that stand here
    severity: Severity
    across: float  #: percent of the strip's width, 0 to 100
    height: int  #: percent of the strip's height
    amount: int  #: findings that stand here


class Strip(NamedTuple):
    """The ticks of one rule in reading order."""

    rule: str
    total: int
    ticks: tuple[Tick, ...]


def strips(review: Review, summary: Summary) -> tuple[Strip, ...]:
    """Return a strip for each rule that found something with a place, in the order of the summary."""
    beads = _beads(review)
    places: dict[str, dict[int, list[int]]] = {}
    for number, finding in enumerate(review.findings):
        bead = _bead(finding, beads)
        if bead is not None:
            step = round(_STEPS * (bead + 0.5) / len(review.beads))
            places.setdefault(finding.rule, {}).setdefault(step, []).append(number)
    return tuple(
        Strip(
            found.rule,
            found.total,
            tuple(_tick(review, step, here) for step, here in sorted(places[found.rule].items())),
        )
        for found in summary.by_rule
        if found.rule in places
    )


def _tick(review: Review, step: int, findings: list[int]) -> Tick:
    worst = max(findings, key=lambda number: (review.findings[number].severity.rank, -number))
    severity = review.findings[worst].severity
    return Tick(worst, severity, 100 * step / _STEPS, _HEIGHTS[severity], len(findings))


def _beads(review: Review) -> tuple[dict[int, int], dict[int, int]]:
    """Return the bead of each sentence, for the original and for the translation."""
    original = {sentence: number for number, bead in enumerate(review.beads) for sentence in bead.original}
    return original, {sentence: number for number, bead in enumerate(review.beads) for sentence in bead.translation}


def _bead(finding: Finding, beads: tuple[dict[int, int], dict[int, int]]) -> int | None:
    """Return the bead where an editor would look first: the translation's, since that is what will be edited."""
    for span, known in ((finding.translation, beads[1]), (finding.original, beads[0])):
        if span is not None and span.sentences:
            return known.get(span.sentences[0])
    return None
