"""The verdict on a reviewed pair: whether the text may be published, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from aligner.core import Message, Review, Severity
from aligner.gate.score import Score

__all__ = ["Judged", "Limit", "Outcome", "Standing", "Verdict"]


class Outcome(StrEnum):
    """What the gate says of a text."""

    PASSED = "passed"
    FAILED = "failed"  #: a limit of the profile is not kept
    #: The pair is no translation of one another, or every limit is kept but a rule that is asked for could not run.
    NOT_JUDGED = "not-judged"


class Standing(StrEnum):
    """What becomes of a finding at the gate."""

    COUNTS = "counts"  #: it has to be dealt with (with a baseline: it is new)
    KNOWN = "known"  #: the baseline has it already
    ACCEPTED = "accepted"  #: a person has decided that the text is fine there


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing the profile asks for, and what was found."""

    name: str  #: ``"critical"``, ``"major"``, ``"minor"``, ``"uncovered"`` or ``"score"``
    found: float
    allowed: float  #: the most findings that pass, the largest share in %, or the least score

    @property
    def passes(self) -> bool:
        """Whether it is kept."""
        return self.found >= self.allowed if self.name == "score" else self.found <= self.allowed


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a text passes a profile."""

    outcome: Outcome
    profile: str  #: the profile's name
    headline: Message  #: one line that says it all: ``"Fails news: 7 major findings, none is allowed."``
    #: Why it does not pass: what keeps the pair from being judged, each limit that is not kept, each rule that the
    #: profile asks for and that could not run.
    reasons: tuple[Message, ...]
    counts: Mapping[Severity, int]  #: findings that count, by severity, worst first
    score: Score  #: of the findings that count
    limits: tuple[Limit, ...]  #: all that the profile asks for, kept or not
    standing: Mapping[str, Standing]  #: fingerprint -> what becomes of the finding; every finding of the review
    against_baseline: bool = False  #: whether only findings that are new against a baseline count

    @property
    def passes(self) -> bool:
        """Whether the text may be published."""
        return self.outcome is Outcome.PASSED

    def counts_for(self, fingerprint: str) -> bool:
        """Return whether a finding counts; with a baseline: whether it is new."""
        return self.standing.get(fingerprint, Standing.COUNTS) is Standing.COUNTS

    @property
    def ignored(self) -> Mapping[Standing, int]:
        """How many findings do not count, and why."""
        values = list(self.standing.values())
        return {standing: values.count(standing) for standing in (Standing.KNOWN, Standing.ACCEPTED)}


class Judged(NamedTuple):
    """A pair and its verdict, as reports on several pairs take them."""

    review: Review
    verdict: Verdict
