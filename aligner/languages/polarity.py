"""Negation as data: what denies in a language, what comes near to it, and what only looks like it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from aligner.languages.registry import part

__all__ = [
    "AFFIRMED",
    "ANSWERS",
    "CONTRARY",
    "DENIED",
    "IDLE",
    "IN_CONTEXT",
    "NEUTRAL",
    "NOT_ONLY",
    "TAG",
    "UNANSWERED",
    "UNDOING",
    "Cue",
    "Polarity",
    "affirmed",
    "cues",
    "has_leftover",
    "has_polarity",
    "means_any",
    "polarity",
]

IDLE = "idle"  #: the meaning of a negation that another language need not render
AFFIRMED = "affirmed"  #: the meaning of what a negative word would be without its negation: someone, with, everywhere
NEUTRAL = "neutral"  #: the meaning of phrases in which a word that elsewhere denies does not: « par défaut »
CONTRARY = "contrary"  #: the meaning of what may stand for a whole denied predicate: optional, « rester »
TAG = "tag"  #: the meaning of a question that only asks for agreement: "isn't it?"
NOT_ONLY = "not-only"  #: the meaning of ``not only``, ``non seulement``

DENIED = "denied"  #: the meaning of adjectives with a denying prefix: unclear, which French renders in many ways

#: Meanings that make up for a negation before them: "not uncommon", "never fails", "cannot ignore".
UNDOING = frozenset(
    {"without", DENIED, "prefix", "fail", "lack", "refuse", "prevent", "stop", "forbid", "forget", "doubt", "little"}
    | {"less", "wrong", "less-ness", "empty"}
)
UNANSWERED = frozenset({IDLE, TAG, NEUTRAL})  #: what the other language need not answer
#: What may stand instead of a negation in such a context.
ANSWERS = {
    "restriction": frozenset({"only", "except"}),
    "degree": frozenset({"more", "little"}),
    "whole": frozenset({"some", "only"}),
}
#: Meanings that stand for a negation in a context only, or never.
IN_CONTEXT = frozenset({NEUTRAL, CONTRARY, "only", "more", "some", "remember", NOT_ONLY, AFFIRMED, TAG})

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """Verbose regular expressions, for text in lower case with plain apostrophes and plain spaces."""

    idle: str  #: phrases whose negation another language need not render: ``not only``, ``sans doute``
    strong: str  #: negations: ``not``, ``never``, ``ne ... pas``
    without: str  #: negations of company, which rarely render one of a verb: ``without``
    #: What may render a negation or be rendered by one, by meaning: ``fail``, ``few``, ``inutile``. Languages share the
    #: names of the meanings.
    weak: Mapping[str, str]
    #: What may follow a negation in its sentence so that the other language says it positively, by the names of such
    #: contexts: "not ... until" is a restriction, "not ... enough" a degree, "not all" part of a whole.
    contexts: Mapping[str, str]
    prefixes: tuple[str, ...] = ()  #: what denies at the head of an adjective, longest first
    light: frozenset[str] = frozenset()  #: words of content that say little of what is denied: ``able``, ``take``
    quantifiers: frozenset[str] = frozenset()  #: function words that are denied as words of content are
    #: Regular expressions and what stands in their place where a negation is taken back: ``cannot`` and ``can``.
    affirmations: tuple[tuple[str, str], ...] = ()
    leftover: str = ""  #: verbose, as above: what stands beside a negation only, and is left where that was lost


class Cue(NamedTuple):
    """A stretch of a text that denies, or nearly."""

    start: int
    end: int  #: text offset just behind it
    meaning: str  #: ``"strong"``, ``"without"``, ``IDLE`` or the name of a weak one
    contexts: frozenset[str] = frozenset()  #: of a strong one, the names of what may answer it without a negation

    @property
    def is_strong(self) -> bool:
        """Whether it denies."""
        return self.meaning in ("strong", "without")


def has_polarity(language: str) -> bool:
    """Return whether the negation of a language, by its ISO 639-1 code, is known."""
    return part(language, "polarity") is not None


def polarity(language: str) -> Polarity:
    """Return the negation of a language, by its ISO 639-1 code; it must be known."""
    known: Polarity = part(language, "polarity").POLARITY
    return known


@cache
def _meanings(language: str) -> dict[str, str]:
    """Return the patterns of a language by what they mean, in the order in which they are looked for."""
    known = polarity(language)
    weak = dict(known.weak)
    found = {
        NEUTRAL: weak.pop(NEUTRAL),
        IDLE: known.idle,
        TAG: weak.pop(TAG),
        NOT_ONLY: weak.pop(NOT_ONLY),
        "strong": known.strong,
    }
    return found | {"without": known.without, **weak}


@cache
def _pattern(language: str, meaning: str) -> re.Pattern[str]:
    return re.compile(_meanings(language)[meaning], re.VERBOSE)


@cache
def _contexts(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern, re.VERBOSE)) for name, pattern in polarity(language).contexts.items())


def cues(text: str, language: str) -> list[Cue]:
    """Return the negations of a text and what comes near to them, in reading order, none overlapping."""
    if not _LETTER.search(text):
        return []
    plain = _plain(text)
    found: list[Cue] = []
    for meaning in _meanings(language):
        for match in _pattern(language, meaning).finditer(plain):
            start, end = match.span()
            if all(end <= cue.start or cue.end <= start for cue in found):
                found.append(Cue(start, end, meaning, _around(plain, end, meaning, language)))
    return sorted(found)


def means_any(text: str, language: str, meanings: Collection[str]) -> bool:
    """Return whether any of ``cues`` may be of these meanings: sooner told than which it is."""
    plain = _plain(text)
    return any(meaning in meanings and _pattern(language, meaning).search(plain) for meaning in _meanings(language))


def affirmed(text: str, cue: Cue, language: str) -> tuple[str, int]:
    """Return a text without one of its negations, and by how much shorter it is: "it cannot start", "it can start"."""
    start = cue.start
    while start and text[start - 1].isalpha():  # "do" before "n't"
        start -= 1
    halves = text[start : cue.end].replace("\u2019", "'")
    for pattern, instead in _affirmations(language):
        halves = pattern.sub(instead, halves)
    return text[:start] + halves + text[cue.end :], cue.end - start - len(halves)


def has_leftover(text: str, language: str) -> bool:
    """Return whether a text has what stands beside a negation only, and no negation: « il y a de vaccin »."""
    pattern = _leftover(language)
    left = [match.span() for match in pattern.finditer(_plain(text))] if pattern else []
    return bool(left) and all(
        any(start <= cue.start and cue.end <= end for start, end in left)
        for cue in cues(text, language)
        if cue.is_strong
    )


@cache
def _affirmations(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), instead) for pattern, instead in polarity(language).affirmations)


@cache
def _leftover(language: str) -> re.Pattern[str] | None:
    pattern = polarity(language).leftover
    return re.compile(pattern, re.VERBOSE) if pattern else None


def _plain(text: str) -> str:
    plain = text.lower()
    if len(plain) != len(text):  # a letter whose lower case is two, as İ
        plain = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return plain.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ").replace("\n", " ")


def _around(text: str, end: int, meaning: str, language: str) -> frozenset[str]:
    if meaning != "strong":
        return frozenset()
    return frozenset(name for name, pattern in _contexts(language) if pattern.match(text, end))
