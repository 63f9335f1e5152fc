"""The part of speech of a glossary's entry, and whether a phrase of the translation is of the same."""

from collections.abc import Sequence
from enum import Enum, auto

from aligner.terms.words import Word, WordKind, is_conjugated, is_verb, key_of, noun_place

__all__ = ["Kind", "is_of_kind", "kind_of"]

#: Endings that only adjectives have, in both languages at once.
_ADJECTIVES = {
    "en": ("ive", "ary", "ous", "able", "ible", "ful", "less", "ic"),
    "fr": ("if", "ive", "aire", "eux", "euse", "able", "ible", "ique"),
}


class Kind(Enum):
    """The part of speech of an entry, as far as it can be told."""

    NOUN = auto()
    VERB = auto()
    ADJECTIVE = auto()


def kind_of(term: str, accepted: Sequence[str], language: str) -> Kind:
    """What an entry stands for, by its endings."""
    if accepted and all(_is_infinitive(text, language) for text in accepted):
        return Kind.VERB
    if term.endswith(_ADJECTIVES["en"]) and all(text.endswith(_ADJECTIVES["fr"]) for text in accepted):
        return Kind.ADJECTIVE
    return Kind.NOUN


def _is_infinitive(text: str, language: str) -> bool:
    if not text.isalpha():
        return False
    key = key_of(text, language)
    return is_verb(Word(text, 0, 0, len(text), WordKind.CONTENT, key), key)


def is_of_kind(phrase: Sequence[Word], there: Sequence[Word], kind: Kind) -> bool:
    """Whether a phrase is what its glossary entry is: "toux" is no fault for "coughing", "tousser"."""
    first = phrase[0]
    conjugated = is_conjugated(first)
    if kind is Kind.VERB:
        return conjugated or is_verb(first, first.key)
    place = noun_place(there, there.index(first), "fr")
    if kind is Kind.ADJECTIVE:
        return place == 0
    return place > 0 and not is_verb(first, first.key) and not (place < 1 and conjugated)
