"""What follows a numeral and makes it an amount: its scale and its unit."""

from fractions import Fraction

from aligner.languages.numbers.cursor import GAPS, Cursor, Numeral
from aligner.languages.numbers.quantity import Form
from aligner.languages.numbers.units import CURRENCY_SYMBOLS, UNIT_SYMBOLS

__all__ = ["further_readings", "read_rate", "read_scale", "read_unit"]


def read_scale(cursor: Cursor, numeral: Numeral, *, money: bool) -> None:
    data, words = cursor.data, cursor.words
    values = [one for one in numeral.readings if isinstance(one, Fraction)]
    if cursor.gap(numeral.next).strip() == "+" and words[numeral.next].low in data.scales:
        values = [one * data.scales[words[numeral.next].low] for one in values]
        numeral.next += 1
        numeral.readings, numeral.parts = tuple(values), ()
        return
    if cursor.near(numeral.next) and words[numeral.next].low in data.scales:
        stop = numeral.next + 2
        while cursor.near(numeral.next) and words[numeral.next].low in data.scales and numeral.next < stop:
            values = [one * data.scales[words[numeral.next].low] for one in values]
            numeral.next += 1
        numeral.readings, numeral.parts = tuple(values), ()
        return
    if numeral.next >= len(words) or words[numeral.next].text not in data.scale_symbols:
        return
    symbol, gap = words[numeral.next], cursor.gap(numeral.next)
    behind = words[numeral.next + 1] if numeral.next + 1 < len(words) else None
    currency = behind is not None and behind.text in CURRENCY_SYMBOLS and cursor.gap(numeral.next + 1) in GAPS
    if gap != "" and not ((money or currency) and gap in GAPS):
        return
    scaled = tuple(one * data.scale_symbols[symbol.text] for one in values)
    if symbol.text in UNIT_SYMBOLS and not money and not currency:
        numeral.readings = (*numeral.readings, *scaled)
        return
    numeral.readings, numeral.parts = scaled, ()
    numeral.next += 1


def read_unit(cursor: Cursor, numeral: Numeral) -> str:
    words, at = cursor.words, numeral.next
    if at >= len(words):
        return ""
    word = words[at]
    if word.kind == "s":
        return _unit_symbol(cursor, numeral)
    if not cursor.near(at):
        return ""
    if numeral.form is Form.DIGITS and word.text in UNIT_SYMBOLS and not cursor.apostrophe(word.end):
        return _per_hour(cursor, numeral, UNIT_SYMBOLS[word.text])
    found = cursor.data.units.find(cursor.text, words, at)
    if not found and word.low in cursor.data.unit_links and cursor.near(at + 1):
        part = words[at + 1].low in cursor.data.articles and cursor.near(at + 2)  # three quarters of an hour
        found = cursor.data.units.find(cursor.text, words, at + 1 + part)
    if not found:
        return ""
    numeral.next = found[1]
    return found[0]


def _per_hour(cursor: Cursor, numeral: Numeral, unit: str) -> str:
    """Take in a unit and the ``/h`` behind it."""
    numeral.next += 1
    speed = {"km": "kmh", "mile": "mph"}.get(unit)
    if speed and cursor.gap(numeral.next) == "/" and cursor.words[numeral.next].text == "h":
        numeral.next += 1
        return speed
    return unit


def _unit_symbol(cursor: Cursor, numeral: Numeral) -> str:
    words, at = cursor.words, numeral.next
    symbol = words[at].text
    if cursor.gap(at) not in GAPS:
        return ""
    if symbol in CURRENCY_SYMBOLS:
        if cursor.kind(at + 1) == "n" and cursor.gap(at + 1) == "":
            return ""
        numeral.next += 1
        return CURRENCY_SYMBOLS[symbol]
    key = {"%": "%", "‰": "permille", "°": "degree"}.get(symbol, "")
    if not key:
        return ""
    numeral.next += 1
    if key == "degree" and cursor.kind(at + 1) == "w" and cursor.gap(at + 1) in GAPS:
        scale = {"C": "celsius", "F": "fahrenheit"}.get(words[at + 1].text, "")
        numeral.next += bool(scale)
        return scale or key
    return key


#: Units that are said in another way as often: ``two decades`` for twenty years, ``50 %`` for half.
_HUNDREDTHS = ("%", "percentage point", "basis point", "cent", "penny")
_OTHERWISE = {"decade": Fraction(10), "century": Fraction(100)} | dict.fromkeys(_HUNDREDTHS, Fraction(1, 100))
_NOUNS = 2  #: words between a number and what it is said for: two tablets a day


def further_readings(numeral: Numeral, unit: str) -> None:
    value = numeral.readings[0]
    if unit in _OTHERWISE and isinstance(value, Fraction):
        numeral.readings = (*numeral.readings, value * _OTHERWISE[unit])


def read_rate(cursor: Cursor, numeral: Numeral) -> str:
    """Take in what an amount is said for each of, behind a noun or two: ``a day``, ``/h``; return its unit."""
    data, words, at = cursor.data, cursor.words, numeral.next
    if cursor.gap(at).strip() == "/" and at < len(words):
        found = data.units.find(cursor.text, words, at)
        symbol = UNIT_SYMBOLS.get(words[at].text, "")
        if found or symbol:
            numeral.next = found[1] if found else at + 1
            return found[0] if found else symbol
        return ""
    for _ in range(_NOUNS + 1):
        if not cursor.near(at):
            return ""
        rate = data.rates.find(cursor.text, words, at)
        if rate:
            numeral.next = rate[1]
            return rate[0]
        if words[at].kind != "w" or words[at].low in data.starters:
            return ""
        at += 1
    return ""
