"""Reads and writes numerals: digits, number words and Roman numerals."""

import re
from collections.abc import Sequence
from fractions import Fraction

from aligner.languages.numbers.data import NumberData
from aligner.languages.numbers.tokens import SPACES, NumberToken, glued

__all__ = ["LONGEST", "read_digits", "read_roman", "read_words", "write_digits"]

#: Longer rows of digits are no values; Python refuses to read thousands of them as an integer.
LONGEST = 40


def _decimal(whole: str, part: str) -> Fraction:
    return Fraction(int(whole + part), 10 ** len(part))


def read_digits(numeral: str, decimal: str) -> tuple[Fraction, ...]:
    """Return the values of digits with separators, likeliest first; none for a version, a list or a very long row.

    A group of three digits behind one separator is thousands where the separator is not the language's decimal one.
    """
    if len(numeral) > LONGEST:
        return ()
    plain = re.sub(rf"[{SPACES}'’]", "", numeral)
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
        if separators[0] == decimal:
            return (value, thousands)
        return (thousands,) if separators[0] == "," or value.denominator == 1 else (thousands, value)
    if len(set(separators)) == 1:
        return (thousands,) if grouped else ()
    if len(set(separators[:-1])) == 1 and len(pieces[0]) <= 3 and all(len(piece) == 3 for piece in pieces[1:-1]):
        return (_decimal("".join(pieces[:-1]), pieces[-1]),)
    return ()


def write_digits(value: Fraction, data: NumberData) -> str | None:
    """Return a value in digits as the language writes it, None where it has no end behind the decimal separator."""
    for places in range(5):
        shifted = value * 10**places
        if shifted.denominator == 1:
            digits = str(shifted.numerator).rjust(places + 1, "0")
            whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
            grouped = f"{int(whole):,}".replace(",", data.group) if len(whole) > 4 else whole
            return f"{grouped}{data.decimal}{part}" if part else grouped
    return None


def _joined(text: str, words: Sequence[NumberToken], at: int, group: int, data: NumberData) -> bool:
    """Return whether a joiner continues the number: ``hundred and five``, not ``hundred and two hundred``."""
    if not ((group >= 100 and group % 100 == 0) or group < 0):
        return False
    if at + 1 >= len(words) or not glued(text, words[at], words[at + 1]):
        return False
    rest = data.ordinals.find(text, words, at + 1) or data.cardinals.find(text, words, at + 1)
    if not rest:
        return False
    behind = words[rest[1]].low if rest[1] < len(words) else ""
    return behind not in data.hundreds and (group > 0 or behind not in data.scales)


def read_words(text: str, words: Sequence[NumberToken], at: int, data: NumberData) -> tuple[int, int, bool] | None:
    """Return a spelled-out number at token ``at``: its value, the token behind it and whether it is an ordinal."""
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
    """Return the value of a Roman numeral in capitals, 0 if it is none."""
    if not numeral or not _ROMAN.fullmatch(numeral):
        return 0
    values = [_LETTERS[letter] for letter in numeral]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))
