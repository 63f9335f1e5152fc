"""Find names and acronyms: words with a capital that are more than ordinary words."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from aligner.check.tokens import Token, fold, tokens
from aligner.core import BlockKind, Document, Sentence
from aligner.languages import get
from aligner.languages.dictionary import is_listed
from aligner.languages.morphology import morphology

__all__ = ["Name", "NameFinder"]

# What stands in no language: addresses, paths, file names, variables, options, commands with a manual section.
_NO_LANGUAGE = re.compile(
    r"\b(?:https?://|www\.)\S+|(?<!\S)\S+?@\S+|[#$~%]\S+|(?<!\S)\S*?[/\\_=<>|]\S*|\b[\w-]+\.[a-z]\w*\b|(?<!\S)-{1,2}\w\S*|\w+\(\d?\)"
)
# A capital says nothing at the start of a sentence, behind a bullet, a number, an opening mark, a colon or a dash.
_START = re.compile(r"(?:^|[.:!?…•|«“\"(\[*]|[-–—]\s|--)[\s\d.)«“\"(\[]*$")
_BOTH = re.compile(r"\W*[A-Z]\w*(?:/[A-Z]\w*)+\W*")  # names with a stroke between: GNU/Linux
_ROMAN = re.compile(r"[IVX]+")
_SHOUTED = 0.6  #: share of the words of a sentence in capitals from which on capitals mean nothing


@dataclass(frozen=True, slots=True)
class Name:
    """A word of a sentence that is a name, an acronym, or part of a name of several words."""

    token: Token
    folded: str
    is_acronym: bool
    is_ordinary: bool = False  #: whether only its capital makes it one: the dictionary knows the word
    is_initial: bool = False  #: whether its place explains the capital, and no other place of the document needs it


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Finds names in the sentences of one document."""

    language: str
    common: Counter[str]  #: folded words without a capital
    capital: Counter[str]  #: folded words with a capital that no sentence start explains

    @classmethod
    def of(cls, document: Document) -> Self:
        """Learn from a document which words it writes with a capital, and which without."""
        common: Counter[str] = Counter()
        capital: Counter[str] = Counter()
        for sentence in document.sentences:
            for token in _readable(sentence.text):
                if token.text[0].islower():
                    common[fold(token.text)] += 1
                elif not _at_start(sentence.text, token):
                    capital[fold(token.text)] += 1
        return cls(document.language, common, capital)

    def names(self, document: Document, sentences: Sequence[Sentence]) -> list[tuple[Sentence, Name]]:
        """Return the names in these sentences, in reading order; none in code."""
        return [
            (sentence, name)
            for sentence in sentences
            if document.blocks[sentence.block].kind is not BlockKind.CODE
            for name in self._in_text(sentence.text)
        ]

    def _in_text(self, text: str) -> list[Name]:
        words = [t for t in _readable(text) if t.text[0].isalpha()]
        long = [t for t in words if len(t.text) > 1]
        shouted = len(long) > 2 and sum(t.text.isupper() for t in long) > _SHOUTED * len(long)
        names, plural = [], morphology(self.language).plural_ending
        for token in words:
            word = token.text
            if _is_acronym(word, plural):
                if not shouted:
                    names.append(Name(token, fold(word.removesuffix(plural)), True, self.is_ordinary(word)))
            elif len(word) > 1 and not _ROMAN.fullmatch(word) and (word[0].isupper() or any(map(str.isupper, word))):
                at_start, ordinary = _at_start(text, token), word[1:].islower() and self.is_ordinary(word)
                if not ((at_start or len(word) == 2) and (ordinary or self.common[fold(word)])):
                    names.append(Name(token, fold(word), False, ordinary, at_start and not self.capital[fold(word)]))
        return names

    def is_ordinary(self, word: str) -> bool:
        """Return whether the language has the word without a capital."""
        return _is_ordinary(word.lower(), self.language)


@lru_cache(maxsize=1 << 14)
def _is_ordinary(word: str, code: str) -> bool:
    language = get(code)
    if word in language.function_words or word in language.invariable_words:
        return True
    if word.endswith(language.invariable_endings):
        return True
    plural = morphology(code).plural_ending
    return is_listed(word, code) or (word.endswith(plural) and is_listed(word.removesuffix(plural), code))


@lru_cache(maxsize=1 << 12)
def _readable(text: str) -> tuple[Token, ...]:
    """Return the words of a text outside of addresses, file names and the like."""

    def blank(match: re.Match[str]) -> str:
        return match.group() if _BOTH.fullmatch(match.group()) else " " * len(match.group())

    return tokens(_NO_LANGUAGE.sub(blank, text))


def _at_start(text: str, token: Token) -> bool:
    return bool(_START.search(text[: token.start]))


def _is_acronym(word: str, plural: str) -> bool:
    """Return whether a word is in capitals but for a plural's ending: UN, U.S., NGOs; not for a Roman number."""
    letters = word.replace(".", "").removesuffix(plural)
    return len(letters) > 1 and letters.isupper() and letters[0].isalpha() and not _ROMAN.fullmatch(letters)
