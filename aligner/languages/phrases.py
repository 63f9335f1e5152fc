"""Where phrases and clauses begin, and what negation and counting look like, as data of one language.

A language brings it as ``aligner/languages/<code>/phrases.py`` with ``PHRASES: PhraseData``.
"""

from dataclasses import dataclass
from functools import cache

from aligner.languages.registry import part

__all__ = ["PhraseData", "phrase_data"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseData:
    """Words are lower case, with a straight apostrophe where they are elided."""

    prepositions: frozenset[str]  #: begin a phrase that a sentence can often do without
    conjunctions: frozenset[str]  #: begin a clause: conjunctions and relative pronouns
    coordinators: frozenset[str]  #: those of them that also join mere words: ``and``
    complements: frozenset[str]  #: go on with the noun before them: ``of``, ``de``
    verbal: frozenset[str]  #: finite auxiliaries and subject pronouns: a prepositional phrase holds none
    negation_openers: frozenset[str] = frozenset()  #: the first half of a two-part negation: ``ne``
    negation_closers: frozenset[str] = frozenset()  #: its second half: ``pas``
    counting_words: tuple[str, ...] = ()  #: spelled-out numbers that can stand for each other in a sentence
    last_change: tuple[str, ...] = ()  #: what a page calls the day on which it was changed
    file_units: tuple[str, ...] = ()  #: what sizes of files are counted in, behind a k, M or G if any: ``octets``


@cache
def phrase_data(language: str) -> PhraseData | None:
    """Return what is known of a language's phrases, or None."""
    module = part(language, "phrases")
    found: PhraseData | None = module.PHRASES if module else None
    return found
