"""Finds the quantities of a text: puts numerals together with their scales, fractions and units."""

import re
from dataclasses import replace
from fractions import Fraction

from aligner.languages.numbers.amounts import further_readings, read_rate, read_scale, read_unit
from aligner.languages.numbers.cursor import GAPS, Cursor, Numeral
from aligner.languages.numbers.data import NumberData
from aligner.languages.numbers.dates import (
    clock,
    date,
    hour,
    hourless,
    month,
    named_hour,
    numeric_clock,
    numeric_date,
    spoken_clock,
)
from aligner.languages.numbers.numerals import read_digits, read_roman, read_words
from aligner.languages.numbers.quantity import Date, Form, Label, Quantity, Reading
from aligner.languages.numbers.runs import append
from aligner.languages.numbers.tokens import SPACES, VULGAR
from aligner.languages.numbers.units import CURRENCY_CODES, CURRENCY_SYMBOLS
from aligner.languages.numbers.written import read_power, telephones, with_letters_lowered

__all__ = ["scan"]

_FRACTION = re.compile(r"(\d{1,3})[/⁄](\d{1,3})(?![\d/])")
#: Numbers of a list that are compared one by one; longer rows of digits, as in a listing, are compared whole.
_MOST_PIECES = 24
_SPACES = re.compile(f"[{SPACES}]")
_ROMAN_ORDINAL = re.compile(r"[IVXLC]+(?=[a-zéè]+$)")

#: A minus sign and what may stand before one; ``5-10`` has none, nor has ``- 5`` in a list.
_SIGN = re.compile(r"(?:^|(?<=[\s(\[:]))[-\u2212\u2013]$")
_WORD_SIGN = re.compile(r"(?:([^\W\d_]+)[\s'’-]+)?\b([^\W\d_]+) $")

Step = tuple[Quantity, int]


def scan(text: str, data: NumberData) -> tuple[Quantity, ...]:
    """Return the quantities in reading order."""
    plain = with_letters_lowered(text)
    cursor = Cursor(plain, data)
    words, starters, position = cursor.words, data.starters, 0
    found: list[Quantity] = []
    called = list(telephones(plain))
    while position < len(words):
        word = words[position]
        if called and word.start >= called[0].start:
            one = called.pop(0)
            found.append(cursor.quantity(one.start, one.end, one.readings, Form.DIGITS))
            position = cursor.behind(one.end, position)
            continue
        step: Step | int | None = None
        if word.kind == "n":
            step = _digits(cursor, position)
        elif word.kind == "s":
            step = _symbol(cursor, position)
        elif word.low in starters:
            step = _word(cursor, position)
        elif word.text[0] in "IVX":
            step = _roman(cursor, position)
        elif word.text in CURRENCY_CODES and cursor.kind(position + 1) == "n" and cursor.gap(position + 1) in GAPS:
            step = _digits(cursor, position + 1, CURRENCY_CODES[word.text], word.start)
        if isinstance(step, tuple):
            quantity, position = step
            append(cursor, found, quantity)
        else:
            position = step or position + 1
    if not found:
        return ()
    falling = any(word.low.startswith(data.falls) for word in words)
    signed = [_signed(cursor, one, found[at - 1].end if at else 0) for at, one in enumerate(found)]
    return tuple(replace(one, falling=falling, text=text[one.start : one.end]) for one in signed)


def _signed(cursor: Cursor, quantity: Quantity, behind: int) -> Quantity:
    """Return a quantity with the minus that stands before it.

    :param behind: where the quantity before it ends; between two numbers a minus is no sign but a dash
    """
    if not isinstance(quantity.readings[0], Fraction) or quantity.code or quantity.form is Form.LOOSE:
        return quantity
    text, data, start = cursor.text, cursor.data, quantity.start
    before = text[max(behind, start - 24) : start]
    sign = _SIGN.search(before)
    if sign:
        at = start - 1
        if behind and not before[:-1].strip():
            return quantity
    else:
        word = _WORD_SIGN.search(before.replace("\u00a0", " "))
        if not word or word.group(2).lower() not in data.minus:
            return quantity
        if (word.group(1) or "").lower() in data.not_minus_behind or (behind and not before[: word.start(2)].strip()):
            return quantity
        at = start - len(before) + word.start(2)
    return replace(quantity, start=at, text=text[at : quantity.end], negative=True)


def _symbol(cursor: Cursor, at: int) -> Step | None:
    symbol = cursor.words[at]
    if symbol.text in VULGAR:
        return _finish(cursor, Numeral(at, at + 1, (VULGAR[symbol.text],), Form.DIGITS, symbol.start))
    if symbol.text in CURRENCY_SYMBOLS and cursor.kind(at + 1) == "n" and cursor.gap(at + 1) in GAPS:
        return _digits(cursor, at + 1, CURRENCY_SYMBOLS[symbol.text], symbol.start)
    return None


def _digits(cursor: Cursor, at: int, unit: str = "", start: int = -1) -> Step:
    data, word, text = cursor.data, cursor.words[at], cursor.text
    start = word.start if start < 0 else start
    power = read_power(text, word.start)
    if power:
        return _finish(cursor, Numeral(at, cursor.behind(power[1], at), (power[0],), Form.DIGITS, start), unit)
    values: tuple[Reading, ...] = read_digits(word.text, data.decimal) or (Label(_SPACES.sub(" ", word.text)),)
    name = cursor.name(at)
    if name:
        return cursor.quantity(start, word.end, values, Form.DIGITS, code=name), at + 1
    always = re.compile(data.always).match(text, word.start)
    if always and not unit:
        return _always(cursor, at, always.end())
    special = numeric_date(cursor, at) or numeric_clock(cursor, at) or _numeric_fraction(cursor, at)
    if special:
        return special
    first, lead = values[0], text[max(word.start - 2, 0) : word.start]
    if word.text.isdigit() and lead in (".", " .", "(.") and isinstance(first, Fraction):
        start, values = start - 1, (first / 10 ** len(word.text),)  # ``.08``
    numeral = Numeral(at, at + 1, values, Form.DIGITS, start)
    pieces = [match.span() for match in re.finditer(r"\d+", word.text)]
    if 1 < len(pieces) <= _MOST_PIECES:
        numeral.parts = tuple(cursor.plain(word.start + first, word.start + last) for first, last in pieces)
    if len(word.text) == 2 and cursor.gap(at) in ("-", "–", "/"):
        previous = cursor.words[at - 1].text
        if len(previous) == 4 and previous.isdigit():
            numeral.readings = (Fraction(int(word.text)), Fraction(int(previous[:2] + word.text)))
    _suffix(cursor, numeral)
    return _finish(cursor, numeral, unit)


def _always(cursor: Cursor, at: int, end: int) -> Step:
    """Read ``24/7``, ``24 heures sur 24``: rarely said as a number in the other language."""
    next = cursor.behind(end, at)
    parts = tuple(cursor.plain(word.start, word.end) for word in cursor.words[at:next] if word.text.isdigit())
    readings = tuple(part.readings[0] for part in parts)
    return cursor.quantity(cursor.words[at].start, end, readings, Form.LOOSE, parts=parts), next


def _suffix(cursor: Cursor, numeral: Numeral) -> None:
    """Read what is written right behind digits: ``2½``, ``21st``, ``1990s``."""
    data, at, value = cursor.data, numeral.next, numeral.readings[0]
    if at >= len(cursor.words) or not isinstance(value, Fraction):
        return
    suffix, gap = cursor.words[at], cursor.gap(at)
    if suffix.text in VULGAR and gap in GAPS:
        numeral.readings, numeral.next = (value + VULGAR[suffix.text],), at + 1
    elif suffix.low in data.ordinal_suffixes and gap == "":
        numeral.ordinal, numeral.next = True, at + 1
    elif suffix.low in data.decade_suffixes and gap in ("", "'", "’") and value >= 10 and value % 10 == 0:
        numeral.next = at + 1
        if value < 100:
            numeral.readings = (1900 + value, value)
        elif value >= 1000 and value % 100 == 0:
            numeral.readings = (value, value / 100 + 1)  # the 1800s are the 19th century


def _word(cursor: Cursor, at: int) -> Step | int | None:
    data, text, words = cursor.data, cursor.text, cursor.words
    word = words[at]
    if word.low in data.articles:
        measure = cursor.near(at + 1) and data.units.find(text, words, at + 1)
        if not measure or data.ordinals.find(text, words, at + 1):  # ``a second plane``
            return None
        return _finish(cursor, Numeral(at, at + 1, (Fraction(1),), Form.LOOSE, word.start))
    nothing = data.no_numbers.find(text, words, at)
    if nothing:
        return nothing[1]
    of_year = month(cursor, at)
    if of_year:
        return date(cursor, at, at + 1, None, of_year, word.start)
    if word.low in data.weekdays and (not data.capital_months or word.text[0].isupper()):
        label = Label(f"weekday {data.weekdays[word.low]}")
        return cursor.quantity(word.start, word.end, (label,), Form.WORDS), at + 1
    if word.low in data.clock_names and not cursor.compound(at):
        return named_hour(cursor, at)
    before = data.clock_before.find(text, words, at)
    found_hour = hour(cursor, before[1]) if before else None
    if before and found_hour:
        return clock(cursor, Numeral(at, found_hour[1], (), Form.WORDS, word.start), found_hour[0], before[0])
    alone = hourless(cursor, at)
    if alone:
        return alone
    loose, number = data.loose.find(text, words, at), read_words(text, words, at, data)
    if loose and (number is None or loose[1] >= number[1]):
        return _finish(cursor, Numeral(at, loose[1], loose[0], Form.LOOSE, word.start))
    previous = words[at - 1].low if at else ""
    in_name = previous not in data.starters and text[word.start - 1 : word.start] == "-"
    if in_name and words[at - 1].text[:1].isupper():
        return None
    if number is None or (previous in data.vague_before and (word.low in data.hundreds or word.low in data.scales)):
        return None
    if previous not in data.range_words and data.reversed_tens.find(text, words, at):
        number = (*(data.reversed_tens.find(text, words, at) or number[:2]), False)
    value, stop, ordinal = number
    numeral = Numeral(
        at, stop, (Fraction(value),), Form.LOOSE if value == 1 and not ordinal else Form.WORDS, word.start
    )
    numeral.ordinal = ordinal
    is_part = previous in data.articles and word.low in data.fractions and cursor.near(stop)
    if ordinal and stop == at + 1 and is_part and words[stop].low in data.share_links:  # a third of the crew
        numeral.readings, numeral.form, numeral.ordinal = (Fraction(1, value), Fraction(value)), Form.LOOSE, False
    return _finish(cursor, numeral)


def _roman(cursor: Cursor, at: int) -> Step | None:
    word, data = cursor.words[at], cursor.data
    letters, ordinal = word.text, False
    tail = _ROMAN_ORDINAL.match(letters)
    if tail:
        ordinal = letters[tail.end() :] in data.ordinal_suffixes
        letters = tail.group() if ordinal else ""
    value = read_roman(letters)
    if not value or cursor.name(at) or not (ordinal or set(letters) <= set("IVX")):
        return None
    if len(letters) == 1 and not ordinal:
        stop = cursor.text[word.end : word.end + 1]
        if at == 0:
            behind = cursor.words[1].text if len(cursor.words) > 1 else "A"
            numbered = stop in ("", ".") or (letters != "I" and behind[0].isupper())
        else:
            before = cursor.words[at - 1]
            numbered = before.low in data.numbered or (letters != "I" and before.text[0].isupper())
            numbered = numbered and cursor.gap(at) in GAPS and stop not in ("'", "’")
        if not numbered:
            return None
    return cursor.quantity(word.start, word.end, (Fraction(value),), Form.ROMAN, ordinal=ordinal), at + 1


def _numeric_fraction(cursor: Cursor, at: int) -> Step | None:
    word = cursor.words[at]
    match = _FRACTION.match(cursor.text, word.start) if cursor.text[word.end : word.end + 1] in ("/", "⁄") else None
    if not match or not int(match.group(2)):
        return None
    one, two = int(match.group(1)), int(match.group(2))
    dates = [Date(None, first, day) for first, day in ((one, two), (two, one)) if 0 < first <= 12 and 0 < day <= 31]
    numeral = Numeral(at, cursor.behind(match.end(), at), (Fraction(one, two), *dates), Form.DIGITS, word.start)
    numeral.parts = tuple(cursor.plain(*match.span(group)) for group in (1, 2))
    return _finish(cursor, numeral)


def _finish(cursor: Cursor, numeral: Numeral, unit: str = "") -> Step:
    """Read what follows a numeral: a month, a half, a scale, a unit."""
    data, text, words = cursor.data, cursor.text, cursor.words
    value = numeral.readings[0]
    if not isinstance(value, Fraction):
        return cursor.built(numeral, unit), numeral.next
    if value.denominator == 1 and not unit:
        if 1 <= value <= 31 and numeral.form is not Form.LOOSE and not numeral.parts:
            month_at = numeral.next
            while month_at < len(words) and words[month_at].low in data.date_links:
                month_at += 1
            of_year = month(cursor, month_at, after_day=True)
            if of_year and cursor.gap(month_at).strip() in ("", "-", "."):
                return date(cursor, numeral.first, month_at + 1, int(value), of_year, numeral.start)
        if value <= 24 and (spoken := spoken_clock(cursor, numeral, int(value))):
            return spoken
        decade = numeral.first > 0 and words[numeral.first - 1].low in data.decade_words
        if decade and 10 <= value < 100 and value % 10 == 0:
            numeral.readings = (1900 + value, value)
    _fraction(cursor, numeral)
    if numeral.form is Form.DIGITS and not numeral.ordinal:
        read_scale(cursor, numeral, money=bool(unit))
    unit = unit or read_unit(cursor, numeral)
    if unit == "day" and numeral.form is Form.WORDS and value in data.day_idioms:
        numeral.readings = (*numeral.readings, Fraction(data.day_idioms[int(value)]))
    further_readings(numeral, unit)
    half = data.and_fractions.find(text, words, numeral.next) if cursor.near(numeral.next) else None
    if not half and not unit and cursor.kind(numeral.next) == "w" and cursor.near(numeral.next + 1):
        half = data.and_fractions.find(text, words, numeral.next + 1)  # behind the noun: ``six atmosphères et demie``
    if half and isinstance(numeral.readings[0], Fraction):
        scale = 1 if unit else data.scales.get(words[numeral.next - 1].low, 1)  # ``un million et demi``
        numeral.readings = (numeral.readings[0] + half[0] * scale, *numeral.readings[1:])
        numeral.next = half[1]
        if scale == 1 and not unit:
            read_scale(cursor, numeral, money=False)  # ``one and a half million``
        unit = unit or read_unit(cursor, numeral)
    return cursor.built(numeral, unit, read_rate(cursor, numeral)), numeral.next


def _fraction(cursor: Cursor, numeral: Numeral) -> None:
    value, data = numeral.readings[0], cursor.data
    word = cursor.words[numeral.next] if cursor.near(numeral.next) else None
    if word is None or word.low not in data.fractions or numeral.ordinal or not isinstance(value, Fraction):
        return
    denominator = data.fractions[word.low]
    if 1 <= value < denominator and (value == 1 or word.low in data.plural_fractions):
        numeral.readings = (value / denominator, *([Fraction(denominator)] if value == 1 else []))
        numeral.next += 1
