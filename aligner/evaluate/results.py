"""What an evaluation of findings asks for and what it finds out."""

from dataclasses import dataclass, field
from pathlib import Path

from aligner.core import Finding, Severity
from aligner.evaluate.known import KnownDefect
from aligner.evaluate.plants import Kind, Plant
from aligner.link.coverage import Model

__all__ = ["Alarm", "Candidate", "Evaluation", "Outcome", "Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is to be measured."""

    kinds: tuple[Kind, ...] = tuple(Kind)
    per_kind: int = 60
    seed: int = 1
    clean: bool = True  #: whether to count alarms on the untouched texts
    known: tuple[KnownDefect, ...] = ()
    beads: Path | None = None  #: folder of remembered alignments
    coverage: Model | None = None  #: what tells a lost stretch, instead of what ships


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding on text in which nothing was planted."""

    pair: str
    line: int  #: zero-based block of the original, or of the translation where the finding has no span in it
    finding: Finding
    excuse: str  #: why it is right after all: ``"left in English"``, ``"known defect"``; otherwise empty


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plant."""

    plant: Plant
    hits: tuple[Finding, ...]  #: by the rules that are there for its kind
    besides: tuple[Finding, ...]  #: by other rules, in the same place

    @property
    def found(self) -> bool:
        """Whether it was found for what it is."""
        return bool(self.hits)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding that the profile may have left out for being unsure; what precision-recall curves are made of."""

    rule: str
    confidence: float
    plant: int | None = None  #: number of the outcome it is about
    clean: bool = False  #: whether it comes from the untouched texts


@dataclass(slots=True)
class Evaluation:
    """All that was measured."""

    settings: Settings
    pairs: tuple[str, ...]
    words: int  #: of the originals
    sentences: int  #: of the originals
    profile: str
    outcomes: list[Outcome] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)  #: on the untouched texts
    elsewhere: list[Alarm] = field(default_factory=list)  #: in copies with plants, about none of them
    candidates: list[Candidate] = field(default_factory=list)
    copies: int = 0
    seconds: dict[str, float] = field(default_factory=dict)  #: by part of the work
    seconds_by_rule: dict[str, float] = field(default_factory=dict)  #: of those spent checking

    def alarms_per_thousand(self, rule: str | None = None, severity: Severity = Severity.NEUTRAL) -> float:
        """Return the false positives of at least a severity per 1,000 words of the original."""
        counted = [a for a in self.alarms if not a.excuse and a.finding.severity.rank >= severity.rank]
        return 1000 * sum(rule in {None, alarm.finding.rule} for alarm in counted) / max(1, self.words)

    def recall(self, kind: Kind) -> float:
        """Return the share of the plants of a kind that were found, 0 where there are none."""
        of_kind = [outcome for outcome in self.outcomes if outcome.plant.kind is kind]
        return sum(outcome.found for outcome in of_kind) / max(1, len(of_kind))
