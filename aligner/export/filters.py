"""Filters that keep units out of a corpus: each has one method that says yes, or no and why."""

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from aligner.core import Message, Severity
from aligner.export.units import ExportUnit, Status
from aligner.languages.detect import detect

__all__ = [
    "KEPT",
    "Approved",
    "Confidence",
    "Filter",
    "FilterDecision",
    "Identical",
    "Language",
    "LengthRatio",
    "WorstFinding",
    "alike",
]

#: True, or False and the reason.
FilterDecision: TypeAlias = Literal[True] | tuple[Literal[False], Message]
KEPT: Literal[True] = True

_WRONG_FROM = 0.9  # probability from which a sentence counts as being in the wrong language
# Characters that both lengths are given for nothing: "Oui." for "Yes, I do." is no mismatch. Of 3,481 gold pairs of
# novels and 6,923 of manuals, all good, a ratio of 2 drops 7 and 12 with it, 34 and 66 without; 2.5 drops 0 and 1, 16
# and 18 without. Measured with ``python -m tools.benchmarks.export filters FOLDER...``.
_SLACK = 15


class Filter(Protocol):
    """Decides about one unit after the other, in reading order."""

    @property
    def name(self) -> str:
        """What it is called in counts, ``"length"``."""

    @property
    def signature(self) -> str:
        """Its settings, ``"<=3"``; empty if it has none."""

    def keep(self, unit: ExportUnit) -> FilterDecision:
        """Return whether the unit stays."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """Keeps beads that are right with at least this probability."""

    least: float
    name: str = "confidence"

    @property
    def signature(self) -> str:
        """The least probability."""
        return f">={self.least:g}"

    def keep(self, unit: ExportUnit) -> FilterDecision:
        """Return whether the aligner is that sure."""
        return KEPT if unit.bead.confidence >= self.least else (False, Message("export.below", {"least": self.least}))


@dataclass(frozen=True, slots=True)
class LengthRatio:
    """Keeps pairs whose longer text is at most ``most`` times as long as the other, in characters.

    Both lengths count 15 characters more than they have, so that short answers do not fall to it.
    """

    most: float
    name: str = "length"

    @property
    def signature(self) -> str:
        """The greatest ratio."""
        return f"<={self.most:g}"

    def keep(self, unit: ExportUnit) -> FilterDecision:
        """Return whether the lengths go together."""
        original, translation = len(unit.original) + _SLACK, len(unit.translation) + _SLACK
        if max(original, translation) <= self.most * min(original, translation):
            return KEPT
        return False, Message(f"export.{'original' if original > translation else 'translation'}-too-long")


@dataclass(frozen=True, slots=True)
class Language:
    """Keeps pairs of which neither text is surely in another language that we know."""

    original: str
    translation: str
    name: str = "language"
    signature: str = ""

    def keep(self, unit: ExportUnit) -> FilterDecision:
        """Return whether each text is in its language, or may be."""
        for side, text, language in (
            ("original", unit.original, self.original),
            ("translation", unit.translation, self.translation),
        ):
            guess = detect(text)
            if guess and guess[0] != language and guess[1] >= _WRONG_FROM:
                return False, Message(f"export.{side}-in", {"language": guess[0]})
        return KEPT


@dataclass(frozen=True, slots=True)
class Identical:
    """Keeps pairs whose texts differ in more than case and white space."""

    name: str = "identical"
    signature: str = ""

    def keep(self, unit: ExportUnit) -> FilterDecision:
        """Return whether they differ."""
        return KEPT if alike(unit.original) != alike(unit.translation) else (False, Message("export.same-texts"))


@dataclass(frozen=True, slots=True)
class WorstFinding:
    """Keeps units without an open finding of this severity or a worse one."""

    below: Severity
    name: str = "findings"

    @property
    def signature(self) -> str:
        """The severity that is too much."""
        return f"<{self.below}"

    def keep(self, unit: ExportUnit) -> FilterDecision:
        """Return whether nothing that bad is open."""
        for remark in unit.open:
            if remark.finding.severity.rank >= self.below.rank:
                severity = Message(f"severity.{remark.finding.severity.value}", {"count": 1})
                return False, Message("export.has-finding", {"rule": remark.finding.rule, "severity": severity})
        return KEPT


@dataclass(frozen=True, slots=True)
class Approved:
    """Keeps units that were approved, and others that were not rejected and have no open finding of this severity."""

    below: Severity = Severity.MINOR
    name: str = "approved"

    @property
    def signature(self) -> str:
        """The severity from which on a finding has to be decided."""
        return f"<{self.below}"

    def keep(self, unit: ExportUnit) -> FilterDecision:
        """Return whether it may go out."""
        if unit.status is Status.FINAL:
            return KEPT
        if unit.rejected:
            return False, Message("export.rejected")
        if unit.status is Status.DRAFT:
            return False, Message("export.draft")
        if unit.lapsed:
            return False, Message("export.edited")
        if unit.worst is None or unit.worst.rank < self.below.rank:
            return KEPT
        return False, Message("export.open-findings")


def alike(text: str) -> str:
    """Return the text without differences of case, and of the width and kind of white space."""
    return " ".join(text.casefold().split())
