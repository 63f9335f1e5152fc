"""The shape of what is known of a language."""

from dataclasses import dataclass

__all__ = ["Language"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Data about one language. Words are lower case unless their case matters."""

    code: str  #: ISO 639-1
    name: str  #: in English
    function_words: frozenset[str]  #: articles, pronouns, prepositions, conjunctions, auxiliaries: no content
