"""Judges several pairs with the files that people keep beside them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.core import Message, Review
from aligner.decisions import with_decisions
from aligner.gate.baseline import Baseline
from aligner.gate.judge import judge
from aligner.gate.verdict import Judged

if TYPE_CHECKING:
    from aligner.config.profile import Profile

__all__ = ["decided_reviews", "gate"]


def gate(
    reviews: Sequence[Review], profile: "Profile", baseline: Baseline | None = None, decisions: Path | None = None
) -> list[Judged]:
    """Return the verdict on each review.

    :param decisions: a store of decisions on all of them; without it, each translation's own is read if there is one
    :raises AlignerError: if a store of decisions cannot be used, or the baseline is of another text
    """
    found, _ = decided_reviews(reviews, decisions)
    return [Judged(review, judge(review, profile, baseline)) for review in found]


def decided_reviews(
    reviews: Sequence[Review], decisions: Path | None = None
) -> tuple[list[Review], tuple[Message, ...]]:
    """Return reviews with the decisions about them, and what of the stores could not be read, each once.

    :param decisions: see ``gate``
    :raises AlignerError: if a store cannot be used
    """
    found, warnings = list[Review](), list[Message]()
    for review in reviews:
        made, said = with_decisions(review, decisions)
        found.append(made)
        warnings += (one for one in said if one not in warnings)
    return found, tuple(warnings)
