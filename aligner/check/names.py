"""Find names and acronyms: words with a capital that are more than ordinary words."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, Self

from aligner.check.tokens import Token, fold, tokens
from aligner.core import BlockKind, Document, Sentence
from aligner.languages import get
from aligner.languages.dictionary import is_listed
from aligner.languages.morphology import morphology

__all__ = ["Name", "NameFinder"]

# What stands in no language: addresses, paths, file names, variables, options, commands with a manual section.
_NO_LANGUAGE = re.compile(
    r"\b(?:https?://|www\.)\S+|(?<!\S)\S+?@\S+|[#$~%]\S+|(?<!\S)\S*?[/\\_=<>|]\S*|\b[\w-]+\.[a-z]\w*\b|(?<!\S)-{1,2}\w\S*|\b\w+\(\d?\)"
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
        words = [_by_case(sentence.text) for sentence in document.sentences]
        common, capital = (Counter(chain.from_iterable(some[case] for some in words)) for case in (0, 1))
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
        names = []
        for found in _capitals(text, self.language):
            doubtful = not found.is_acronym and (found.at_start or len(found.token.text) == 2)
            if doubtful and (found.is_ordinary or self.common[found.folded]):
                continue
            initial = not found.is_acronym and found.at_start and not self.capital[found.folded]
            names.append(found.initial if initial else found.name)
        return names


@lru_cache(maxsize=1 << 14)
def _is_ordinary(word: str, code: str) -> bool:
    language = get(code)
    if word in language.function_words or word in language.invariable_words:
        return True
    if word.endswith(language.invariable_endings):
        return True
    plural = morphology(code).plural_ending
    return is_listed(word, code) or (word.endswith(plural) and is_listed(word.removesuffix(plural), code))


class _Capital(NamedTuple):
    """A word with a capital, which may be a name."""

    token: Token
    folded: str
    is_acronym: bool
    is_ordinary: bool
    at_start: bool
    name: Name  #: what it is as a name
    initial: Name  #: what it is where its place explains the capital

    @classmethod
    def of(cls, token: Token, folded: str, *, is_acronym: bool, is_ordinary: bool, at_start: bool) -> Self:
        """Make both names, which many beads may share."""
        name, initial = (Name(token, folded, is_acronym, is_ordinary, explained) for explained in (False, True))
        return cls(token, folded, is_acronym, is_ordinary, at_start, name, initial)


@lru_cache(maxsize=1 << 12)
def _capitals(text: str, language: str) -> tuple[_Capital, ...]:
    """Return the words of a text that are names, as far as the text alone can tell."""
    words = [t for t in _readable(text) if t.text[0].isalpha()]
    long = [t for t in words if len(t.text) > 1]
    shouted = len(long) > 2 and sum(t.text.isupper() for t in long) > _SHOUTED * len(long)
    found, plural = list[_Capital](), morphology(language).plural_ending
    for token in words:
        word = token.text
        if _is_acronym(word, plural):
            if not shouted:
                ordinary = _is_ordinary(word.lower(), language)
                bare = fold(word.removesuffix(plural))
                found.append(_Capital.of(token, bare, is_acronym=True, is_ordinary=ordinary, at_start=False))
        elif len(word) > 1 and not _ROMAN.fullmatch(word) and (word[0].isupper() or any(map(str.isupper, word))):
            ordinary = word[1:].islower() and _is_ordinary(word.lower(), language)
            start = _at_start(text, token)
            found.append(_Capital.of(token, fold(word), is_acronym=False, is_ordinary=ordinary, at_start=start))
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def _by_case(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the folded words of a text without a capital, and those with one that no sentence start explains."""
    small, large = list[str](), list[str]()
    for token in _readable(text):
        if token.text[0].isdigit():
            continue
        if token.text[0].islower():
            small.append(fold(token.text))
        elif not _at_start(text, token):
            large.append(fold(token.text))
    return tuple(small), tuple(large)


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
