"""Words of aligned sentences as terms are made of them, and what their grammar tells without a parser."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from aligner.core import Bead, BlockKind, Document
from aligner.languages import get
from aligner.languages.dictionary import lemma
from aligner.languages.folding import fold, shared_start
from aligner.languages.morphology import morphology
from aligner.link.tokens import tokenize

__all__ = [
    "BeadWords",
    "Word",
    "WordKind",
    "bead_words",
    "is_conjugated",
    "is_copy",
    "is_verb",
    "key_of",
    "noun_place",
    "related",
    "words_of",
]


class WordKind(StrEnum):
    """What a word can be in a term."""

    CONTENT = "content"  #: part of a term
    FUNCTION = "function"  #: may stand between two parts of a French term
    BREAK = "break"  #: never inside a term: punctuation, numbers, addresses


class Word(NamedTuple):
    """A word or a part of a hyphenated one: ``sentence.text[start:end] == text``."""

    text: str
    sentence: int
    start: int
    end: int
    kind: WordKind
    key: str  #: equal for all forms of a word; empty unless it is content
    joined: bool = False  #: by a hyphen to the word before

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class BeadWords:
    """The words of both sides of a bead, sentence after sentence."""

    bead: int
    original: tuple[Word, ...]
    translation: tuple[Word, ...]


_NAME = re.compile(r"[^\W\d_][\w.]*")
_CODE = re.compile(r"\w[._/\\@]\w|\d[^\W\d_]{3}|_")  #: file names, identifiers, addresses: nothing that is translated
_ACRONYM = 5  #: letters; a longer word in capitals is an ordinary word
_COPIED = 0.6  #: share of a translation's words that stand in the original, from which on it is no translation
_LONG_COPY = 4  #: words; a shorter line may rightly be the same in both languages


@lru_cache(maxsize=1 << 16)
def key_of(word: str, language: str) -> str:
    """Return what all forms of a word share.

    English verbs in -ing and -ed keep their form, since "packaging" is another term than "package".

    >>> key_of("cartouches", "fr"), key_of("policies", "en"), key_of("packaging", "en")
    ('cartouche', 'policy', 'packaging')
    """
    if word.isupper() and len(word) <= _ACRONYM:
        return fold(word)
    low = word.lower()
    return morphology(language).key(low, lemma(low, language))


def words_of(document: Document, numbers: Sequence[int]) -> tuple[Word, ...]:
    """Return the words of sentences in a row; code is left out."""
    found: list[Word] = []
    for number in numbers:
        sentence = document.sentences[number]
        if document.blocks[sentence.block].kind is BlockKind.CODE:
            continue
        for token in tokenize(sentence.text, document.language):
            at = token.start
            for text, kind, key, joined in _parts(token.text, document.language):
                found.append(Word(text, number, at, at + len(text), kind, key, joined))
                at += len(text) + 1
    return tuple(found)


_Part = tuple[str, WordKind, str, bool]  #: text, kind, key and whether a hyphen joins it to the part before


@lru_cache(maxsize=1 << 16)
def _parts(text: str, language: str) -> tuple[_Part, ...]:
    """Return a token, or the words of a hyphenated one; ``COVID-19`` and ``e-mail`` stay whole."""
    function_words = get(language).function_words
    bare = text.rstrip("'’").lower()
    if bare in function_words or text.lower() in function_words:
        return ((text, WordKind.FUNCTION, "", False),)
    if not _NAME.match(text) or _CODE.search(text) or len(bare) < 2:
        return ((text, WordKind.BREAK, "", False),)
    pieces = text.split("-")
    if len(pieces) == 1 or any(len(piece) < 2 or not piece.isalpha() for piece in pieces):
        return ((text, WordKind.CONTENT, key_of(text, language), False),)
    return tuple(
        (piece, WordKind.FUNCTION, "", n > 0)
        if piece.lower() in function_words
        else (piece, WordKind.CONTENT, key_of(piece, language), n > 0)
        for n, piece in enumerate(pieces)
    )


def bead_words(original: Document, translation: Document, beads: Sequence[Bead]) -> list[BeadWords]:
    """Return the words of every bead that is a translation, not of null beads nor of untranslated text."""
    found = []
    for number, bead in enumerate(beads):
        if bead.is_null:
            continue
        left, right = words_of(original, bead.original), words_of(translation, bead.translation)
        if not is_copy(left, right):
            found.append(BeadWords(number, left, right))
    return found


def is_copy(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Return whether a bead's translation was left in the original's language."""
    theirs = {word.text.lower() for word in left}
    mine = [word.text.lower() for word in right if word.kind is not WordKind.BREAK]
    return len(mine) >= _LONG_COPY and sum(word in theirs for word in mine) >= _COPIED * len(mine)


_SHARED_START = 4  #: letters that make two words relatives: "infection", "infecté"
_SHARED_SHARE = 0.6  #: of the shorter word, for longer ones
_SHARED_LONG = 5.5  #: letters at their beginning that always do
_SHARED_INSIDE = 7  #: letters anywhere in the two: "symptôme", "asymptomatique"


@lru_cache(1 << 16)
def related(left: str, right: str) -> bool:
    """Return whether two words share so long a stretch that one is derived from the other."""
    if shared_start(left, right) >= max(_SHARED_START, min(_SHARED_LONG, _SHARED_SHARE * min(len(left), len(right)))):
        return True
    inside = min(len(left), len(right), _SHARED_INSIDE)
    return inside >= _SHARED_START and any(left[n : n + inside] in right for n in range(len(left) - inside + 1))


def is_verb(word: Word, language: str) -> bool:
    """Return whether a word is an infinitive or a present participle, as far as its form tells."""
    return morphology(language).is_verb(word.text.lower(), word.key)


def is_conjugated(word: Word, language: str) -> bool:
    """Return whether a word is a form of a verb that no noun has, as far as its lemma tells: "signale"."""
    return morphology(language).is_conjugated(word.text.lower(), word.key)


def noun_place(words: Sequence[Word], at: int, language: str) -> float:
    """Return the probability of a noun: 1 after an article or the like, one half first in its phrase or after "et"."""
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
