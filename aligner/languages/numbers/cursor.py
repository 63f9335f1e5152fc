"""A text being read for its numbers: its tokens, what lies between them, and the making of quantities."""

import re
from fractions import Fraction

from aligner.languages.numbers.data import NumberData
from aligner.languages.numbers.numerals import LONGEST
from aligner.languages.numbers.quantity import Form, Label, Quantity, Reading
from aligner.languages.numbers.tokens import glued, tokens
from aligner.languages.numbers.units import UNIT_SYMBOLS

__all__ = ["ADDRESS", "GAPS", "Cursor", "Numeral"]

#: What parts a number from its unit: nothing or one space of any width.
GAPS = frozenset(("", " ", "\u00a0", "\u2009", "\u202f"))

_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|@|\bwww\.|\b[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{0,4}){3}")
#: What the name of digits in a web or mail address begins with; the address follows.
ADDRESS = "://"
_LINKS = "-\u2010\u2011/_.~="
_LETTERS_BEHIND = re.compile(r"([^\W\d_]*)")
_WORD_BEHIND = re.compile(r"[-\u2010\u2011]?([^\W\d_]*)")


class Numeral:
    """A numeral being read, from token ``first`` up to ``next``."""

    __slots__ = ("first", "form", "next", "ordinal", "parts", "readings", "start")

    def __init__(self, first: int, next: int, readings: tuple[Reading, ...], form: Form, start: int) -> None:
        self.first, self.next, self.readings, self.form, self.start = first, next, readings, form, start
        self.ordinal = False
        self.parts: tuple[Quantity, ...] = ()


class Cursor:
    """The tokens of one text and the data of its language."""

    __slots__ = ("data", "names", "text", "words")

    def __init__(self, text: str, data: NumberData) -> None:
        self.text, self.data = text, data
        self.words = tokens(text)
        #: stretches that are addresses, in which digits are no numbers
        self.names: list[tuple[int, int]] = []
        if _ADDRESS.search(text):
            self.names = [chunk.span() for chunk in _CHUNK.finditer(text) if _ADDRESS.search(chunk.group())]

    def kind(self, at: int) -> str:
        """Return the kind of token ``at``, ``""`` behind the last."""
        return self.words[at].kind if at < len(self.words) else ""

    def gap(self, at: int) -> str:
        """Return what stands between token ``at`` and the one before."""
        if not 0 < at < len(self.words):
            return "?"
        return self.text[self.words[at - 1].end : self.words[at].start]

    def near(self, at: int) -> bool:
        """Return whether token ``at`` exists and follows the one before without punctuation."""
        return 0 < at < len(self.words) and glued(self.text, self.words[at - 1], self.words[at])

    def behind(self, offset: int, at: int) -> int:
        """Return the first token from ``at`` on that begins at or behind a text offset."""
        while at < len(self.words) and self.words[at].start < offset:
            at += 1
        return at

    def apostrophe(self, offset: int) -> bool:
        """Return whether an apostrophe stands at a text offset."""
        return self.text[offset : offset + 1] in ("'", "’")

    def compound(self, at: int) -> bool:
        """Return whether the word is part of a hyphenated one: ``après-midi``."""
        word = self.words[at]
        return self.text[max(word.start - 1, 0) : word.start] == "-" or self.text[word.end : word.end + 1] == "-"

    def name(self, at: int) -> str:
        """Return the letters round digits that are part of a name, ``covid#``; ``""`` for a number by itself."""
        word = self.words[at]
        for first, last in self.names:
            if first <= word.start < last:
                return ADDRESS + re.sub(r"\d+", "#", self.text[first:last].lower().strip(".,;:!?()[]«»“”"))
        if not self._name_before(at) and not self._name_behind(at):
            return ""
        stop = word.start - (word.start > 0 and self.text[word.start - 1] in _LINKS)
        start = stop
        while start > 0 and self.text[start - 1].isalpha():
            start -= 1
        front = self.text[start:stop]
        back = (_LETTERS_BEHIND if front else _WORD_BEHIND).match(self.text, word.end)
        return f"{front}#{back.group(1) if back else ''}".lower()

    def _name_before(self, at: int) -> bool:
        """Return whether a name runs into the digits: ``H1``, ``COVID-19``, ``/dev/2``."""
        start = self.words[at].start
        last, before = (self.text[start - 1] if start > 0 else " "), (self.text[start - 2] if start > 1 else " ")
        if last.isalpha() or last in "_~":
            return True
        if last in "-\u2010\u2011":
            return before.isalpha() and self.words[at - 1].low not in self.data.prefixes
        return last in "/\\=" and (before.isalpha() or before in " \u00a0\\/")

    def _name_behind(self, at: int) -> bool:
        """Return whether the digits run into a name: ``2019-nCoV``, ``3G``, but not ``14-day``, ``30km``."""
        data, word = self.data, self.words[at]
        if self.text[word.end : word.end + 1] == "_":
            return True
        if word.kind != "n" or self.kind(at + 1) != "w" or self.gap(at + 1) not in ("", "-"):
            return False
        behind = self.words[at + 1]
        if self.gap(at + 1) == "-" and behind.text[1:].islower():
            return False
        return not (
            behind.low in data.ordinal_suffixes
            or behind.low in data.decade_suffixes
            or behind.text in data.scale_symbols
            or behind.text in UNIT_SYMBOLS
            or data.units.find(self.text, self.words, at + 1)
            or data.clock_words.find(self.text, self.words, at + 1)
            or data.dayparts.find(self.text, self.words, at + 1)
        )

    def plain(self, start: int, end: int) -> Quantity:
        """Return the whole number ``text[start:end]``."""
        digits = self.text[start:end]
        reading: Reading = Fraction(int(digits)) if len(digits) <= LONGEST else Label(digits)
        return self.quantity(start, end, (reading,), Form.DIGITS)

    def built(self, numeral: Numeral, unit: str, per: str = "") -> Quantity:
        """Return a numeral that has been read to its end."""
        first = self.words[numeral.first]
        return self.quantity(
            numeral.start,
            self.words[numeral.next - 1].end,
            numeral.readings,
            numeral.form,
            unit,
            parts=numeral.parts,
            ordinal=numeral.ordinal,
            numeral=(first.start, first.end) if first.kind == "n" else (0, 0),
            per=per,
        )

    def quantity(
        self,
        start: int,
        end: int,
        readings: tuple[Reading, ...],
        form: Form,
        unit: str = "",
        *,
        code: str = "",
        parts: tuple[Quantity, ...] = (),
        ordinal: bool = False,
        numeral: tuple[int, int] = (0, 0),
        per: str = "",
    ) -> Quantity:
        """Return the quantity ``text[start:end]``."""
        text = self.text[start:end]
        return Quantity(start, end, text, readings, form, unit, code, parts, ordinal, *numeral, per=per)
