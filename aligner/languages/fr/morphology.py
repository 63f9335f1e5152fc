"""French word forms."""

import re

from aligner.languages.dictionary import lemma
from aligner.languages.folding import fold
from aligner.languages.morphology import Morphology

__all__ = ["MORPHOLOGY"]

_PLURAL = re.compile(r"(?<=\w{3})s$|(?<=eau|\wau|\weu)x$")
_FEMININE = re.compile(r"(?<=\want|\went)e$")
_INFINITIVES = ("er", "ir", "re")
_PARTICIPLES = ("é", "it", "u", "ons")


class _French(Morphology):
    noun_endings = ("tion", "sion", "ment", "ite", "age", "ance", "ence", "isme", "eur", "ure", "logie")
    adjective_endings = ("if", "ive", "aire", "eux", "euse", "able", "ible", "ique")
    plural_ending = "s"

    def key(self, word: str, lemma: str) -> str:
        """Return the lemma, or the masculine singular of a word that the dictionary lacks."""
        found = fold(lemma)
        return _FEMININE.sub("", _PLURAL.sub("", found)) if found == fold(word) else found

    def singular(self, word: str) -> str:
        return word[:-1] if len(word) > 3 and word[-1] in "sx" else word

    def is_plural(self, word: str, key: str) -> bool:
        return word.endswith(("s", "x")) and not key.endswith(("s", "x"))

    def is_verb(self, word: str, key: str) -> bool:
        """Judge an infinitive by what is lemmatised to it."""
        low = fold(word)
        if low.endswith("ant"):
            return key.endswith(_INFINITIVES)
        if key != low or not key.endswith(_INFINITIVES):
            return False
        return any(fold(lemma(word[:-2] + end, "fr")) == key for end in _PARTICIPLES)

    def is_conjugated(self, word: str, key: str) -> bool:
        """Judge by the lemma, which is an infinitive: "signale"."""
        return key.endswith(_INFINITIVES) and fold(word) != key


MORPHOLOGY = _French()
