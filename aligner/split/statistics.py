"""What Punkt learnt from real text, shipped as data: abbreviations, collocations and words that open sentences."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Statistics", "statistics"]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Punkt's parameters of one language, all in lower case.

    Source: Kiss & Strunk (2006), "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics.
    """

    abbreviations: frozenset[str] = frozenset()  #: without their last full stop
    collocations: frozenset[tuple[str, str]] = frozenset()  #: a word with a full stop and what follows it all the same
    starters: frozenset[str] = frozenset()  #: words that follow a sentence's end more often than chance has it


@cache
def statistics(language: str) -> Statistics:
    """The statistics of a language by its ISO 639-1 code; empty where none were trained."""
    source = files("aligner.split") / "data" / f"{language}.json"
    if not source.is_file():
        return Statistics()
    data = json.loads(source.read_text(encoding="utf-8"))
    return Statistics(
        frozenset(data["abbreviations"]),
        frozenset((first, second) for first, second in data["collocations"]),
        frozenset(data["starters"]),
    )
