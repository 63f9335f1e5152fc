"""The shape of what a language says of its numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Generic, TypeVar

from aligner.languages.numbers.tokens import NumberToken, glued

__all__ = ["NumberData", "Phrases", "phrases", "spread", "words"]

T = TypeVar("T")


class Phrases(Generic[T]):
    """A table from phrases of one or more words to what they mean; the longest that fits wins.

    Keys are lower case, words parted by single spaces; hyphens, apostrophes and full stops in the text don't count.
    """

    def __init__(self, table: Mapping[str, T]) -> None:
        self._table: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in table.items():
            first, *rest = phrase.split()
            self._table.setdefault(first, []).append((tuple(rest), meaning))
        for entries in self._table.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    @property
    def starts(self) -> Iterable[str]:
        """The first words of all phrases."""
        return self._table.keys()

    def find(self, text: str, words: Sequence[NumberToken], at: int) -> tuple[T, int] | None:
        """Return the meaning of the phrase that begins at token ``at``, and the token behind it."""
        if at >= len(words):
            return None
        for rest, meaning in self._table.get(words[at].low, ()):
            stop = at + 1 + len(rest)
            if stop <= len(words) and all(
                words[at + 1 + k].low == word and glued(text, words[at + k], words[at + 1 + k])
                for k, word in enumerate(rest)
            ):
                return meaning, stop
        return None


def phrases(listed: str) -> list[str]:
    """Return phrases written one behind the other, parted by commas."""
    return [phrase.strip() for phrase in listed.split(",")]


def words(listed: str) -> frozenset[str]:
    """Return words written one behind the other, parted by spaces."""
    return frozenset(listed.split())


def spread(table: Mapping[T, str]) -> dict[str, T]:
    """Return a table from phrases to meanings, written as meanings with all their phrases."""
    return {phrase: meaning for meaning, listed in table.items() for phrase in phrases(listed)}


@dataclass(frozen=True, kw_only=True)
class NumberData:
    """What is known of the numbers of one language. Everything is lower case; see ``Phrases`` for the keys."""

    decimal: str  #: decimal separator
    group: str  #: separator of thousands, as one writes it
    cardinals: Phrases[int]  #: 0 to 99
    reversed_tens: Phrases[int]  #: ``four and twenty``
    range_words: frozenset[str]  #: before ``four and twenty`` they make it two numbers: ``between``
    ordinals: Phrases[int]  #: 1 to 99, and hundredth, thousandth ...
    articles: frozenset[str]  #: that stand for one before a unit: ``a year``
    hundreds: frozenset[str]
    scales: Mapping[str, int]  #: thousand and up
    vague: frozenset[str]  #: hundreds and scales that say no number by themselves: ``millions``
    vague_before: frozenset[str]  #: words that make the next hundred or scale vague: ``several``
    not_after_one: frozenset[str]  #: scales that are units behind ``one``: ``un mille`` is a mile
    joiners: frozenset[str]  #: between hundreds and the rest: ``and``
    year_pairs: bool  #: whether ``nineteen eighty`` is 1980
    fractions: Mapping[str, int]  #: denominators after a count
    plural_fractions: frozenset[str]  #: those that follow a count above one
    and_fractions: Phrases[Fraction]  #: ``and a half``
    loose: Phrases[tuple[Fraction, ...]]  #: words with a number in them; a count before them multiplies
    no_numbers: Phrases[bool]  #: phrases that look like numbers and are none: ``neuf`` in ``tout neuf``
    ordinal_suffixes: frozenset[str]  #: right behind digits or Roman numerals
    decade_suffixes: frozenset[str]  #: right behind digits: ``1990s``
    decade_words: frozenset[str]  #: before digits: ``années 90``
    scale_symbols: Mapping[str, int]  #: behind digits, case matters: ``k``, ``M``
    units: Phrases[str]  #: unit words to keys of ``aligner.languages.numbers.units``
    rates: Phrases[str]  #: what an amount is said for each of, behind it: ``a day``, ``par mois``
    share_links: frozenset[str]  #: between a number and the larger one that it is a share of: ``out of``, ``sur``
    unit_links: frozenset[str]  #: between a number and its unit: ``millions de dollars``
    range_links: frozenset[str]  #: between two numbers that share a unit or a scale: ``5 to 10 million``
    day_idioms: Mapping[int, int]  #: days that are said for others: ``quinze jours`` for 14
    months: Mapping[str, int]
    capital_months: bool  #: whether months are written with a capital
    weekdays: Mapping[str, int]  #: Monday is 1
    date_links: frozenset[str]  #: between day and month: ``7th of January``
    dayparts: Phrases[int]  #: behind an hour: 0 for the morning, 12 for the second half of the day
    clock_words: Phrases[bool]  #: behind an hour of the day: ``o'clock``, ``h``; true if it may be a duration too
    clock_after: Phrases[int]  #: minutes behind an hour: ``et demie``, ``moins le quart``
    clock_before: Phrases[int]  #: minutes before an hour: ``half past``
    clock_alone: Phrases[int]  #: minutes where no hour needs to follow: ``at half past``, ``à moins dix``
    clock_alone_at: frozenset[str]  #: words that a row of number words in ``clock_alone`` must follow: ``à``
    clock_links: Mapping[str, int]  #: between minutes and an hour, 1 for behind it, -1 for before: ``past``, ``to``
    clock_halves: frozenset[str]  #: right before an hour, half an hour behind it: ``half nine``
    twelve_hours: bool  #: whether ``9:32`` in digits may be an evening hour
    clock_names: Mapping[str, int]  #: ``noon``, ``midnight``
    prefixes: frozenset[str]  #: before a hyphen and a plain number: ``mid-1990``
    numbered: frozenset[str]  #: words that a Roman numeral follows: ``chapter``
    always: str  #: pattern of digits that say no more than ``at any time``: ``24/7``
    minus: frozenset[str]  #: words for a minus sign
    not_minus_behind: frozenset[str]  #: words that make the next ``minus`` another word: ``au moins``
    falls: tuple[str, ...]  #: how words begin that say what a minus says: ``a loss of 5``

    @cached_property
    def starters(self) -> frozenset[str]:
        """Every word that a number or a date may begin with."""
        phrases = (self.cardinals, self.ordinals, self.loose, self.no_numbers, self.clock_before, self.clock_alone)
        return frozenset(word for table in phrases for word in table.starts) | frozenset(
            (*self.articles, *self.hundreds, *self.scales, *self.months, *self.weekdays, *self.clock_names)
        )
