"""Judges several pairs with the files that people keep beside them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.core import Review
from aligner.gate.baseline import Baseline
from aligner.gate.decisions import (
    Decision,
    Entry,
    add_decision,
    decisions_beside,
    entries_for,
    holding,
    read_decisions,
)
from aligner.gate.judge import judge
from aligner.gate.verdict import Judged

if TYPE_CHECKING:
    from aligner.config.profile import Profile

__all__ = ["accept", "gate"]


def gate(
    reviews: Sequence[Review], profile: "Profile", baseline: Baseline | None = None, decisions: Path | None = None
) -> list[Judged]:
    """Return the verdict on each review.

    :param decisions: a file of decisions on all of them; without it, each translation's own is read if there is one
    :raises AlignerError: if a file of decisions cannot be used, or the baseline is of another text
    """
    judged = []
    for review in reviews:
        path = decisions or decisions_beside(review.translation.path)
        entries = read_decisions(path) if decisions or path.is_file() else []
        judged.append(Judged(review, judge(review, profile, baseline, holding(entries))))
    return judged


def accept(reviews: Sequence[Review], fingerprints: Sequence[str], decisions: Path | None, said: Entry) -> None:
    """Write down that the texts are fine where these findings are.

    :param fingerprints: their beginnings
    :param said: who, when and why
    :raises AlignerError: if one fits no finding or several, or a file cannot be written
    """
    where = {
        finding.fingerprint: decisions or decisions_beside(review.translation.path)
        for review in reviews
        for finding in review.findings
    }
    for entry in entries_for(where, fingerprints, Decision.ACCEPTED, said.by, said.when, said.note):
        add_decision(where[entry.fingerprint], entry)
