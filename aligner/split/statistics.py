"""What Punkt learnt from real text, shipped as data: abbreviations, collocations and words that open sentences."""

from dataclasses import dataclass, fields
from functools import cache

from aligner.models import load_json, resource

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
    """Load the statistics of a language by its ISO 639-1 code; empty where none were trained.

    :raises ModelError: if the file is damaged
    """
    name = f"split.{language}.json"
    if not resource(name).is_file():
        return Statistics()
    content = load_json(name)
    if set(content.content) != {field.name for field in fields(Statistics)}:
        raise content.mismatch("it has other lists than the splitter reads")
    return Statistics(
        frozenset(content.value("abbreviations")),
        frozenset((first, second) for first, second in content.value("collocations")),
        frozenset(content.value("starters")),
    )
