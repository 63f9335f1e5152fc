"""Negation as data: what denies in a language, what comes near to it, and what only looks like it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from aligner.languages.registry import part

__all__ = ["NOT_ONLY", "Cue", "Polarity", "cues", "has_polarity"]

NOT_ONLY = "not-only"  #: the meaning of ``not only``, ``non seulement``


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """Verbose regular expressions, for text in lower case with plain apostrophes and plain spaces."""

    idle: str  #: phrases whose negation another language need not render: ``not only``, ``sans doute``
    strong: str  #: negations: ``not``, ``never``, ``ne ... pas``
    without: str  #: negations of company, which rarely render one of a verb: ``without``
    #: What may render a negation or be rendered by one, by meaning: ``fail``, ``few``, ``inutile``. Languages share the
    #: names of the meanings.
    weak: Mapping[str, str]


class Cue(NamedTuple):
    """A stretch of a text that denies, or nearly."""

    start: int
    end: int  #: text offset just behind it
    meaning: str  #: ``"strong"``, ``"without"`` or the name of a weak one

    @property
    def is_strong(self) -> bool:
        """Whether it denies."""
        return self.meaning in ("strong", "without")


def has_polarity(language: str) -> bool:
    """Return whether the negation of a language, by its ISO 639-1 code, is known."""
    return part(language, "polarity") is not None


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    polarity: Polarity = part(language, "polarity").POLARITY
    weak = dict(polarity.weak)
    meanings = {"idle": polarity.idle, NOT_ONLY: weak.pop(NOT_ONLY), "strong": polarity.strong}
    meanings |= {"without": polarity.without, **weak}
    return tuple((meaning, re.compile(pattern, re.VERBOSE)) for meaning, pattern in meanings.items())


def cues(text: str, language: str) -> list[Cue]:
    """Return the negations of a text and what comes near to them, in reading order, none overlapping."""
    plain = text.lower()
    if len(plain) != len(text):  # a letter whose lower case is two, as İ
        plain = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    plain = plain.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    found: list[Cue] = []
    for meaning, pattern in _patterns(language):
        for match in pattern.finditer(plain):
            start, end = match.span()
            if all(end <= cue.start or cue.end <= start for cue in found):
                found.append(Cue(start, end, meaning))
    return sorted(cue for cue in found if cue.meaning != "idle")
