"""What the grammar of a word tells without a parser: its relatives, its place, its part of speech."""

from collections.abc import Sequence
from functools import lru_cache

from aligner.languages import get
from aligner.languages.folding import fold, shared_start
from aligner.terms.words import Word, WordKind, lemma

__all__ = ["is_conjugated", "is_verb", "noun_place", "related"]

_SHARED_START = 4  #: letters that make two words relatives: "infection", "infecté"
_SHARED_SHARE = 0.6  #: of the shorter word, for longer ones
_SHARED_LONG = 5.5  #: letters at their beginning that always do
_SHARED_INSIDE = 7  #: letters anywhere in the two: "symptôme", "asymptomatique"
_INFINITIVES = ("er", "ir", "re")
_PARTICIPLES = ("é", "it", "u", "ons")


@lru_cache(1 << 16)
def related(left: str, right: str) -> bool:
    """Whether two words share so long a stretch that one is derived from the other."""
    if shared_start(left, right) >= max(_SHARED_START, min(_SHARED_LONG, _SHARED_SHARE * min(len(left), len(right)))):
        return True
    inside = min(len(left), len(right), _SHARED_INSIDE)
    return inside >= _SHARED_START and any(left[n : n + inside] in right for n in range(len(left) - inside + 1))


def is_verb(word: Word, key: str) -> bool:
    """Whether a French word is an infinitive or a present participle, judging by what is lemmatised to its lemma."""
    low = fold(word.text)
    if low.endswith("ant"):
        return key.endswith(_INFINITIVES)
    if key != low or not key.endswith(_INFINITIVES):
        return False
    return any(fold(lemma(word.text[:-2].lower() + end, "fr")) == key for end in _PARTICIPLES)


def is_conjugated(word: Word) -> bool:
    """Whether a French word is a form of a verb that no noun has, as far as its lemma tells: "signale"."""
    return word.key.endswith(_INFINITIVES) and fold(word.text) != word.key


def noun_place(words: Sequence[Word], at: int, language: str) -> float:
    """How surely a noun stands there: 1 after an article or the like, one half first in its phrase or after "et"."""
    known = get(language)
    if at + 1 < len(words) and words[at + 1].sentence == words[at].sentence and _is_number(words[at + 1].text):
        return 1.0  # "consultez section A.3"
    while at and words[at - 1].sentence == words[at].sentence:
        before = words[at - 1]
        low = before.text.lower().replace("’", "'")
        if low not in known.leading_adjectives and low not in known.degrees:
            if low in known.noun_openers or low[0].isdigit():
                return 1.0
            return 0.5 if before.kind is WordKind.BREAK or low in known.phrase_joiners else 0.0
        at -= 1
    return 0.5


def _is_number(text: str) -> bool:
    return text[0].isdigit() or (text[0].isupper() and any(character.isdigit() for character in text))
