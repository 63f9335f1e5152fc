"""Which repairs of a review's findings are made: safe ones, or all, none in another's place."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from aligner.core import Edit, Finding, Review

__all__ = ["Repair", "repairs"]


class Repair(NamedTuple):
    """An edit, and the finding that it repairs."""

    finding: Finding
    edit: Edit


def repairs(review: Review, rules: Collection[str] = (), *, unsafe: bool = False) -> tuple[Repair, ...]:
    """Return the repairs of a review in the order of the text; where two meet, that of the worse finding.

    :param rules: only of findings of these rules; of all where there are none
    :param unsafe: also those that may change what is said
    """
    chosen: list[Repair] = []
    for finding in review.findings:
        if rules and finding.rule not in rules:
            continue
        for edit in _edits(finding):
            if not (edit.safe or unsafe) or edit.text == edit.span.text:
                continue
            if not any(_meet(edit, other.edit) for other in chosen):
                chosen.append(Repair(finding, edit))
    return tuple(sorted(chosen, key=lambda repair: repair.edit.span.start))


def _edits(finding: Finding) -> Iterator[Edit]:
    """Yield what repairs a finding; a mere suggestion is one that somebody should look at."""
    yield from finding.edits
    if not finding.edits and finding.suggestion is not None and finding.translation is not None:
        yield Edit(finding.translation, finding.suggestion)


def _meet(one: Edit, other: Edit) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end
