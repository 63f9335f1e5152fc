"""How two languages spell the same name: transliteration, endings, plurals.

A pair brings it as ``aligner/languages/pairs/<code>_<code>/spelling.py`` with ``SPELLING: Spelling``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from aligner.languages.folding import shared_start
from aligner.languages.morphology import morphology
from aligner.languages.pairs.registry import pair_part

__all__ = ["Spelling", "spelling"]

_DOUBLE = re.compile(r"(.)\1+")
_SHORTEST_HEAD = 4  #: letters that a name and its other spelling share at the start, at least


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Spelling:
    """How the languages of an original and a translation spell the same name; all words are folded.

    Without data, two spellings are the same name where they differ in doubled letters only.
    """

    #: Spellings of one foreign sound in either language, brought to one spelling; the longer ones come first.
    sounds: Sequence[tuple[str, str]] = ()
    endings: Sequence[tuple[re.Pattern[str], str]] = ()  #: the same of sounds at a word's end
    #: Endings of names and of adjectives made of them, behind what both languages share: original's, translation's.
    tails: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    plurals: tuple[str, ...] = ()  #: endings of names in the plural, of either language

    def transliterated(self, word: str) -> str:
        """Return one spelling for what the two languages spell in different ways."""
        return _transliterated(self, word)

    def is_transliteration(self, one: str, other: str) -> bool:
        """Return whether two words are the same name as the two languages write it."""
        return self.transliterated(one) == self.transliterated(other)

    def is_adapted(self, name: str, word: str) -> bool:
        """Return whether a word of the translation is a name of the original with its own ending: Lombardie."""
        shared = shared_start(name, word)
        if shared == len(name) >= _SHORTEST_HEAD:
            return True
        return shared >= _SHORTEST_HEAD and name[shared:] in self.tails[0] and word[shared:] in self.tails[1]

    def similarity(self, one: str, other: str) -> float:
        """Return how alike two words are, 0 to 1, as they are written or transliterated, whichever is closer."""
        return _similarity(self, one, other)

    def plural_forms(self, word: str) -> tuple[str, ...]:
        """Return a word and the words that differ from it by the ending of a plural."""
        return _plural_forms(self, word)

    def reversed(self) -> "Spelling":
        """Return the same for the other direction."""
        return replace(self, tails=(self.tails[1], self.tails[0]))


@lru_cache(maxsize=1 << 13)
def _transliterated(how: Spelling, word: str) -> str:
    for pattern, ending in how.endings:
        word = pattern.sub(ending, word)
    for written, sound in how.sounds:
        word = word.replace(written, sound)
    return _DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=1 << 13)
def _similarity(how: Spelling, one: str, other: str) -> float:
    from rapidfuzz.distance import Levenshtein

    plain = Levenshtein.normalized_similarity(one, other)
    return max(plain, Levenshtein.normalized_similarity(_transliterated(how, one), _transliterated(how, other)))


@lru_cache(maxsize=1 << 13)
def _plural_forms(how: Spelling, word: str) -> tuple[str, ...]:
    longer = [word + ending for ending in how.plurals]
    shorter = [word.removesuffix(ending) for ending in how.plurals if word.endswith(ending)]
    return (word, *longer, *shorter)


@cache
def spelling(original: str, translation: str) -> Spelling:
    """Return how two languages, ISO 639-1 codes, spell the same name."""
    found = pair_part(original, translation, "spelling")
    known: Spelling = found.module.SPELLING if found else Spelling()
    endings = dict.fromkeys(morphology(language).plural_ending for language in (original, translation))
    known = replace(known, plurals=tuple(ending for ending in endings if ending))
    return known.reversed() if found and found.swapped else known
