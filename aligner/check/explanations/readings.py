"""How often people who read findings on unseen pages found a rule right: ``readings.json``.

``docs/experiments/reading.md`` says which pages they were, and who read them.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

__all__ = ["Marks", "Readings", "readings"]


class Marks(NamedTuple):
    """How many findings of a rule were what."""

    true: int
    debatable: int
    false: int


class Readings(NamedTuple):
    """What was read."""

    pages: int
    words: int  #: of the originals
    rules: Mapping[str, Marks]


@cache
def readings() -> Readings:
    """Return what ships with the program."""
    text = resources.files("aligner.check.explanations").joinpath("readings.json").read_text(encoding="utf-8")
    content = json.loads(text)
    return Readings(
        content["pages"], content["words"], {rule: Marks(*counts) for rule, counts in content["rules"].items()}
    )
