"""How well rules did on texts with planted errors and on clean ones: ``measured.json``, and the command that gave it.

``python -m tools.measured EVALUATION.json`` writes it anew.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["Measured", "RuleMeasured", "measured"]


@dataclass(frozen=True, slots=True)
class RuleMeasured:
    """What was counted for one rule."""

    recall: Mapping[str, tuple[int, int]]  #: kind of planted error -> found, planted
    alarms: int  #: findings on text as published, errors that are really there not counted
    alarms_major: int  #: those of severity major or critical
    real: int  #: findings on text as published that were right


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted, and how."""

    command: str
    aligner: str  #: version
    pairs: int
    words: int  #: of the originals
    rules: Mapping[str, RuleMeasured]

    def per_thousand(self, alarms: int) -> float:
        """Return alarms per 1,000 words of the original."""
        return 1000 * alarms / max(1, self.words)


@cache
def measured() -> Measured:
    """Return the figures that ship with the program."""
    text = resources.files("aligner.check.explanations").joinpath("measured.json").read_text(encoding="utf-8")
    content = json.loads(text)
    found = {
        rule: RuleMeasured(
            {kind: (counts[0], counts[1]) for kind, counts in figures["recall"].items()},
            figures["alarms"],
            figures["alarms-major"],
            figures["real"],
        )
        for rule, figures in content["rules"].items()
    }
    return Measured(content["command"], content["aligner"], content["pairs"], content["words"], found)
