"""Findings against what people said of earlier ones, having read them on both sides.

A reading is a line of a file ``readings.jsonl`` beside the pairs: name of the pair, rule, places on both sides, and
whether an editor would want to know it: ``true``, ``debatable`` or ``false``. A finding answers to a reading if it is
about the same words and of the same rule, or of one that says nearly the same.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aligner.core import Finding, Severity, Span
from aligner.errors import InputError
from aligner.read.decode import decode, load

__all__ = ["READINGS", "Reading", "Tally", "judged", "read_readings"]

READINGS = "readings.jsonl"  #: name of the file
_VERDICTS = ("true", "debatable", "false")
_RELATED = (
    frozenset({"omission", "addition", "moved", "length"}),
    frozenset({"number", "name", "untranslated", "opposite"}),
    frozenset({"term-inconsistent", "term-glossary", "term-forbidden"}),
    frozenset({"markup", "link", "placeholder"}),
)

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person said of a finding."""

    pair: str
    rule: str
    verdict: str
    original: Place | None  #: file offsets
    translation: Place | None

    def is_about(self, finding: Finding) -> bool:
        """Tell whether a finding says nearly the same of the same words."""
        related = self.rule == finding.rule or any({self.rule, finding.rule} <= some for some in _RELATED)
        return related and (
            _overlap(self.original, finding.original) or _overlap(self.translation, finding.translation)
        )


@dataclass(slots=True)
class Tally:
    """How many readings there are and how many of them findings still answer to, by rule and verdict."""

    total: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)  #: findings that nobody has read, by rule

    def count(self, verdict: str, rules: Iterable[str] | None = None) -> tuple[int, int]:
        """Return how many readings of a verdict are kept, of how many there are."""
        chosen = {rule for rule, _ in self.total} if rules is None else set(rules)
        return (
            sum(n for (rule, of), n in self.kept.items() if of == verdict and rule in chosen),
            sum(n for (rule, of), n in self.total.items() if of == verdict and rule in chosen),
        )


def read_readings(path: Path) -> tuple[Reading, ...]:
    """Read the readings of a file.

    :raises InputError: if the file cannot be read, or a line is not like that
    """
    found = []
    for number, line in enumerate(decode(load(path), str(path)).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            reading = Reading(
                row["pair"], row["rule"], row["reading"], _place(row.get("original")), _place(row.get("translation"))
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path}, line {number}: this is no reading ({error}).") from error
        if reading.verdict not in _VERDICTS:
            raise InputError(f"{path}, line {number}: a reading is {', '.join(_VERDICTS)}, not {reading.verdict!r}.")
        found.append(reading)
    return tuple(found)


def judged(readings: Sequence[Reading], findings: Iterable[tuple[str, Finding]]) -> Tally:
    """Return what became of readings.

    :param findings: each with the name of its pair; notes, which are neutral, do not count
    """
    tally = Tally(Counter((one.rule, one.verdict) for one in readings))
    kept: set[int] = set()
    for pair, finding in findings:
        if finding.severity is Severity.NEUTRAL:
            continue
        answered = [n for n, one in enumerate(readings) if one.pair == pair and one.is_about(finding)]
        kept.update(answered)
        if not answered:
            tally.unread[finding.rule] += 1
    tally.kept.update((readings[n].rule, readings[n].verdict) for n in kept)
    return tally


def _place(part: dict[str, int] | None) -> Place | None:
    return None if not part or part.get("start") is None else (int(part["start"]), int(part["end"]))


def _overlap(place: Place | None, span: Span | None) -> bool:
    return place is not None and span is not None and place[0] < span.end and span.start < place[1]
