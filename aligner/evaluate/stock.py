"""What planters take from elsewhere: sentences of other texts, names of the same text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import NamedTuple

from aligner import languages
from aligner.check.tokens import fold
from aligner.core import Document, Sentence, Side
from aligner.evaluate.constituents import content_words
from aligner.evaluate.pairs import CleanPair, Match
from aligner.evaluate.plants import SentencePair
from aligner.link.tokens import Token, tokenize

__all__ = ["Name", "Stock", "names_in", "shared_words", "verbatim"]

_WORD = re.compile(r"[^\W\d_]+")

_FAR = 20  # sentences; a foreign sentence of the same text comes from at least so far away, or a third of the text
_SENTENCE_SIZES = range(4, 31)  # content words of a foreign sentence
_TRIES = 40
_SAME = 0.7  # share of a sentence's words that its translation has too: more, and it is left untranslated
_COGNATE = 4  # letters that a name and its translation begin with alike: China, Chine


class Name(NamedTuple):
    """A name in a sentence of the translation."""

    text: str
    start: int  #: text offset
    end: int

    @property
    def is_acronym(self) -> bool:
        """Whether it is in capitals."""
        return self.text.isupper()

    @property
    def opens_with_vowel(self) -> bool:
        """Whether articles are elided before it."""
        return fold(self.text)[:1] in set("aeiouyh")


@dataclass(slots=True)
class Stock:
    """All pairs, and what was found out about them so far."""

    pairs: Sequence[CleanPair]
    matches: Sequence[Sequence[Match]]  #: of each pair
    _names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    _small: frozenset[str] | None = None

    def units(self) -> list[SentencePair]:
        """Return every pair of sentences that an error can be planted in."""
        return [unit for pair, matches in zip(self.pairs, self.matches, strict=True) for unit in _units(pair, matches)]

    def foreign_sentence(self, unit: SentencePair, random: Random) -> str | None:
        """Return a sentence in the translation's language, from another text if there is one."""
        others = [pair for pair in self.pairs if pair is not unit.pair] or [unit.pair]
        language = unit.pair.translation.language
        for _ in range(_TRIES):
            pair = random.choice(others)
            sentence = random.choice(pair.translation.sentences)
            far = min(_FAR, len(pair.translation.sentences) // 3)
            near = pair is unit.pair and abs(sentence.number - unit.translation.number) < far
            untouched = sentence.block not in pair.left_alone.get(Side.TRANSLATION, ())
            whole = sentence.text[-1:] in {".", "!", "?"} and "\n" not in sentence.text
            if not near and untouched and whole and content_words(sentence.text, language) in _SENTENCE_SIZES:
                return sentence.text
        return None

    def names(self, pair: CleanPair) -> tuple[Name, ...]:
        """Return the different names of a text that its original has as well."""
        if pair.name not in self._names:
            matches = next(some for one, some in zip(self.pairs, self.matches, strict=True) if one is pair)
            found = [name for unit in _units(pair, matches) for name in self.names_of(unit)]
            self._names[pair.name] = tuple({name.text: name for name in found}.values())
        return self._names[pair.name]

    def names_of(self, unit: SentencePair) -> list[Name]:
        """Return names in a sentence's translation that the sentence has as well, as they are or nearly so."""
        english = [fold(name.text) for name in names_in(unit.original.text, unit.pair.original.language)]
        common = self._words_in_small()
        return [
            name
            for name in names_in(unit.translation.text, unit.pair.translation.language)
            if any(_cognate(fold(name.text), other) for other in english)
            and not all(fold(word) in common for word in name.text.split())
        ]

    def _words_in_small(self) -> frozenset[str]:
        """Return words that some text also writes without a capital: no names."""
        if self._small is None:
            documents = [document for pair in self.pairs for document in (pair.original, pair.translation)]
            words = {word for d in documents for s in d.sentences for word in _WORD.findall(s.text)}
            self._small = frozenset(fold(word) for word in words if word.islower())
        return self._small


def verbatim(document: Document, sentence: Sentence) -> bool:
    """Tell whether the file has the sentence as it is, without markup or line ends inside."""
    return document.text[sentence.start : sentence.end] == sentence.text


def shared_words(one: Sentence, other: Sentence) -> float:
    """Return the share of a sentence's words that another has too, 0 where it has none."""
    words = _WORD.findall(one.text.casefold())
    theirs = set(_WORD.findall(other.text.casefold()))
    return sum(word in theirs for word in words) / max(1, len(words))


def names_in(text: str, language: str) -> list[Name]:
    """Return runs of capitalised words that do not open a sentence or a quotation."""
    tokens = tokenize(text, language)
    known = languages.get(language)
    abbreviations = known.number_abbreviations | known.leading_abbreviations | known.abbreviations
    found: list[list[Token]] = []
    for before, token in pairwise(tokens):
        if not (token.text[0].isupper() and token.text.isalpha()):
            continue
        if found and found[-1][-1] is before and text[before.end : token.start] == " ":
            found[-1].append(token)
        elif before.text[0].isupper() or len(token.text) == 1:
            continue  # the rest of a name that opens the sentence, or a mere letter
        elif token.text.casefold() in abbreviations and text[token.end : token.end + 1] == ".":
            continue
        elif before.text[-1].isalnum() or before.text[-1] in "’',(":
            found.append([token])
    return [Name(text[run[0].start : run[-1].end], run[0].start, run[-1].end) for run in found]


def _units(pair: CleanPair, matches: Sequence[Match]) -> list[SentencePair]:
    chosen = dict(matches)
    units = []
    for left, right in matches:
        english, french = pair.original.sentences[left], pair.translation.sentences[right]
        beside = chosen.get(left + 1) == right + 1
        following = (pair.original.sentences[left + 1], pair.translation.sentences[right + 1]) if beside else None
        plain = verbatim(pair.original, english) and verbatim(pair.translation, french)
        if plain and shared_words(english, french) < _SAME:
            units.append(SentencePair(pair, english, french, following))
    return units


def _cognate(one: str, other: str) -> bool:
    return one == other or (len(one) >= _COGNATE and one[:_COGNATE] == other[:_COGNATE])
