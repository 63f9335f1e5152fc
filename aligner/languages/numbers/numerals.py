"""Numerals: what a language says of numbers (the data's shape), and the reading of digits, words and Roman numerals."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

__all__ = [
    "LONGEST",
    "VULGAR",
    "NumberData",
    "Phrases",
    "Token",
    "glued",
    "phrases",
    "read_digits",
    "read_roman",
    "read_words",
    "spread",
    "tokens",
    "words",
    "write_digits",
]

T = TypeVar("T")

VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}

#: Longer rows of digits are no values; Python refuses to read thousands of them as an integer.
LONGEST = 40

_SPACES = " \u00a0\u2009\u202f"
_TOKEN = re.compile(
    rf"(?P<n>\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?"
    rf"|\d{{1,3}}(?:['’]\d{{3}})+(?!\d)(?:[.,]\d+)?"
    rf"|\d+(?:[.,]\d+)*)"
    rf"|(?P<w>[^\W\d_{''.join(VULGAR)}]+)"
    rf"|(?P<s>[%‰°$€£¥₹₽{''.join(VULGAR)}])"
)


class Token(NamedTuple):
    """A numeral (``n``), a word (``w``) or a symbol that belongs to numbers (``s``)."""

    kind: str
    text: str
    low: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The numerals, words and symbols of a text; whatever lies between them is left out."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        found.append(Token(match.lastgroup or "", word, word.lower(), match.start(), match.end()))
    return found


#: What may stand between the words of one number or phrase besides white space.
_GLUE = frozenset(("", "-", "\u2010", "\u2011", "'", "’"))


def glued(text: str, before: Token, after: Token) -> bool:
    """Whether two tokens follow each other closely enough to be one expression: ``twenty-one``, ``p.m``."""
    gap = text[before.end : after.start]
    return gap == "." or gap.strip() in _GLUE


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

    def find(self, text: str, words: Sequence[Token], at: int) -> tuple[T, int] | None:
        """The meaning of the phrase that begins at token ``at``, and the token behind it."""
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
    """Phrases written one behind the other, parted by commas."""
    return [phrase.strip() for phrase in listed.split(",")]


def words(listed: str) -> frozenset[str]:
    """Words written one behind the other, parted by spaces."""
    return frozenset(listed.split())


def spread(table: Mapping[T, str]) -> dict[str, T]:
    """A table from phrases to meanings, written as meanings with all their phrases."""
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
    twelve_hours: bool  #: whether ``9:32`` in digits may be an evening hour
    clock_names: Mapping[str, int]  #: ``noon``, ``midnight``
    prefixes: frozenset[str]  #: before a hyphen and a plain number: ``mid-1990``
    numbered: frozenset[str]  #: words that a Roman numeral follows: ``chapter``

    @cached_property
    def starters(self) -> frozenset[str]:
        """Every word that a number or a date may begin with."""
        phrases = (self.cardinals, self.ordinals, self.loose, self.no_numbers, self.clock_before)
        return frozenset(word for table in phrases for word in table.starts) | frozenset(
            (*self.hundreds, *self.scales, *self.months, *self.weekdays, *self.clock_names)
        )


def _decimal(whole: str, part: str) -> Fraction:
    return Fraction(int(whole + part), 10 ** len(part))


def read_digits(numeral: str, decimal: str) -> tuple[Fraction, ...]:
    """The values that digits with separators may have, likeliest first; none for a version, a list or a very long row.

    A group of three digits behind one separator is thousands where the separator is not the language's decimal one.
    """
    if len(numeral) > LONGEST:
        return ()
    plain = re.sub(rf"[{_SPACES}'’]", "", numeral)
    if plain.isdigit():
        return (Fraction(int(plain)),)
    separators = [character for character in plain if character in ".,"]
    pieces = re.split("[.,]", plain)
    grouped = len(pieces[0]) <= 3 and pieces[0] != "0" and all(len(piece) == 3 for piece in pieces[1:])
    thousands = Fraction(int("".join(pieces)))
    if len(pieces) == 2:
        value = _decimal(pieces[0], pieces[1])
        if not grouped or plain != numeral:
            return (value,)
        return (value, thousands) if separators[0] == decimal else (thousands, value)
    if len(set(separators)) == 1:
        return (thousands,) if grouped else ()
    if len(set(separators[:-1])) == 1 and len(pieces[0]) <= 3 and all(len(piece) == 3 for piece in pieces[1:-1]):
        return (_decimal("".join(pieces[:-1]), pieces[-1]),)
    return ()


def write_digits(value: Fraction, data: NumberData) -> str | None:
    """A value in digits as the language writes it, None where it has no end behind the decimal separator."""
    for places in range(5):
        shifted = value * 10**places
        if shifted.denominator == 1:
            digits = str(shifted.numerator).rjust(places + 1, "0")
            whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
            grouped = f"{int(whole):,}".replace(",", data.group) if len(whole) > 4 else whole
            return f"{grouped}{data.decimal}{part}" if part else grouped
    return None


def _joined(text: str, words: Sequence[Token], at: int, group: int, data: NumberData) -> bool:
    """Whether the joiner at ``at`` goes on with the number: ``hundred and five``, not ``hundred and two hundred``."""
    if not ((group >= 100 and group % 100 == 0) or group < 0):
        return False
    if at + 1 >= len(words) or not glued(text, words[at], words[at + 1]):
        return False
    rest = data.ordinals.find(text, words, at + 1) or data.cardinals.find(text, words, at + 1)
    if not rest:
        return False
    behind = words[rest[1]].low if rest[1] < len(words) else ""
    return behind not in data.hundreds and (group > 0 or behind not in data.scales)


def read_words(text: str, words: Sequence[Token], at: int, data: NumberData) -> tuple[int, int, bool] | None:
    """A spelled-out number at token ``at``: its value, the token behind it and whether it is an ordinal."""
    total, group, position = 0, -1, at  # a group is what stands before the next scale; -1 while it is empty
    while position < len(words):
        if position > at and not glued(text, words[position - 1], words[position]):
            break
        low, step = words[position].low, position
        if low in data.joiners and position > at:
            if not _joined(text, words, position, group, data):
                break
            step += 1
        ordinal = data.ordinals.find(text, words, step)
        below = ordinal or data.cardinals.find(text, words, step)
        if below:
            value, stop = below
            if group < 0 and (value or not total):
                group = value
            elif group >= 100 and group % 100 == 0 and 0 < value < 100:
                group += value
            elif data.year_pairs and 10 < group < 21 and 10 <= value < 100 and not total:
                group = group * 100 + value
            elif ordinal and group > 0 and value >= 100:
                group *= value
            else:
                break
            position = stop
            if ordinal:
                return total + group, position, True
        elif low in data.hundreds:
            if group < 0 and low not in data.vague:
                group = 100
            elif 0 < group < 100:
                group *= 100
            else:
                break
            position += 1
        elif low in data.scales:
            scale = data.scales[low]
            if group < 0 and ((total and scale <= total) or (not total and low in data.vague)):
                break
            if group == 1 and low in data.not_after_one:
                break
            if total and scale > total:
                total = (total + max(group, 0)) * scale
            else:
                total += (1 if group < 0 else group) * scale
            group = -1
            position += 1
        else:
            break
    return None if position == at else (total + max(group, 0), position, False)


_ROMAN = re.compile(r"(M{0,3})(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def read_roman(numeral: str) -> int:
    """The value of a Roman numeral in capitals, 0 if it is none."""
    if not numeral or not _ROMAN.fullmatch(numeral):
        return 0
    values = [_LETTERS[letter] for letter in numeral]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))
