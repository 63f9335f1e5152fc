"""Dates and times of day, in digits and in words."""

import re
from dataclasses import replace
from fractions import Fraction

from aligner.languages.numbers.cursor import GAPS, Cursor, Numeral
from aligner.languages.numbers.quantity import Clock, Date, Form, Label, PastHour, Quantity, Reading

__all__ = ["clock", "date", "hour", "hourless", "month", "named_hour", "numeric_clock", "numeric_date", "spoken_clock"]

_CLOCK = re.compile(r"(2[0-4]|[01]?\d):([0-5]\d)(?::([0-5]\d))?(?![\d:])")
_DOTTED_CLOCK = re.compile(r"(2[0-4]|[01]?\d)\.([0-5]\d)")
_DATE = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?!\d|\2\d)")
_YEAR_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])(?![\d-])")

Step = tuple[Quantity, int]


def numeric_date(cursor: Cursor, at: int) -> Step | None:
    """Read ``07/01/2020`` in either order of day and month, ``2020-01-07``, ``2020-01``."""
    start = cursor.words[at].start
    match = _YEAR_MONTH.match(cursor.text, start)
    if match:
        parts: tuple[Quantity, ...] = (
            cursor.plain(*match.span(1)),
            cursor.quantity(
                *match.span(2), (Date(None, int(match.group(2)), None), Fraction(match.group(2))), Form.DIGITS
            ),
        )
        readings: tuple[Reading, ...] = (Date(int(match.group(1)), int(match.group(2)), None), Label(match.group()))
        found = cursor.quantity(match.start(), match.end(), readings, Form.DIGITS, parts=parts)
        return found, cursor.behind(match.end(), at)
    match = _DATE.match(cursor.text, start)
    if not match:
        return None
    one, two, three = (int(match.group(group)) for group in (1, 3, 4))
    orders = ((three, two, one), (three, one, two))
    lengths = len(match.group(1)), len(match.group(4))
    if lengths[0] == 4:
        orders = ((one, two, three),) * 2
    elif lengths[1] != 4 and (lengths[1] != 2 or match.group(2) == "."):
        return None
    dates: list[Reading] = []
    for year, of_month, day in orders:
        if 1 <= of_month <= 12 and 1 <= day <= 31:
            dates.append(Date(year + 2000 if year < 50 else year + 1900 if year < 100 else year, of_month, day))
    if not dates:
        return None
    parts = tuple(cursor.plain(*match.span(group)) for group in (1, 3, 4))
    readings = (*dict.fromkeys(dates), Label(match.group()))
    found = cursor.quantity(match.start(), match.end(), readings, Form.DIGITS, parts=parts)
    return found, cursor.behind(match.end(), at)


def month(cursor: Cursor, at: int, *, after_day: bool = False) -> int:
    """Return the month at token ``at``, 0 if it is none; ``May`` and ``March`` need a sign that they are no verbs."""
    if at >= len(cursor.words):
        return 0
    data, word = cursor.data, cursor.words[at]
    found = data.months.get(word.low, 0)
    if not found or not data.capital_months:
        return found
    if not word.text[0].isupper():
        return found if len(word.low) > 5 else 0
    if len(word.low) > 5 or after_day or (cursor.kind(at + 1) == "n" and cursor.gap(at + 1).strip(" .") == ""):
        return found
    if len(word.low) <= 4 and cursor.text[word.end : word.end + 1] == "." and word.text != "May":
        return found
    inside = at > 0 and cursor.gap(at) in GAPS
    return found if inside and (len(word.low) > 3 or word.text == "May") else 0


def date(cursor: Cursor, first: int, next: int, day: int | None, of_month: int, start: int) -> Step:
    """Return a date of which the month is the token before ``next``; a day and a year may follow."""
    words, month_word = cursor.words, cursor.words[next - 1]
    parts = []
    if day is not None:
        parts.append(cursor.quantity(start, words[first].end, (Fraction(day),), Form.DIGITS))
    parts.append(cursor.quantity(month_word.start, month_word.end, (Date(None, of_month, None),), Form.WORDS))
    end = month_word.end
    if day is None and cursor.kind(next) == "n" and cursor.gap(next).strip(" .\u00a0") == "":
        number = words[next]
        if number.text.isdigit() and len(number.text) <= 2 and 1 <= int(number.text) <= 31:
            day, end = int(number.text), number.end
            parts.append(cursor.plain(number.start, number.end))
            next += 1
            suffix = cursor.kind(next) == "w" and cursor.gap(next) == ""
            if suffix and words[next].low in cursor.data.ordinal_suffixes:
                end, next = words[next].end, next + 1
    year = None
    if cursor.kind(next) == "n" and cursor.gap(next).strip(" .\u00a0\u202f") in ("", ","):
        number = words[next]
        if number.text.isdigit() and len(number.text) == 4 and 1000 <= int(number.text) < 2200:
            year, end = int(number.text), number.end
            parts.append(cursor.plain(number.start, number.end))
            next += 1
    form = Form.WORDS if day is None and year is None else Form.DIGITS
    pieces = tuple(parts) if len(parts) > 1 else ()
    return cursor.quantity(start, end, (Date(year, of_month, day),), form, parts=pieces), next


def numeric_clock(cursor: Cursor, at: int) -> Step | None:
    """Read ``9:32`` or ``9.32 p.m.``, with what says which half of the day it is."""
    word = cursor.words[at]
    match = _CLOCK.match(cursor.text, word.start) if cursor.text[word.end : word.end + 1] == ":" else None
    if not match and cursor.near(at + 1) and cursor.data.dayparts.find(cursor.text, cursor.words, at + 1):
        match = _DOTTED_CLOCK.fullmatch(cursor.text, word.start, word.end)
    if not match:
        return None
    numeral = Numeral(at, cursor.behind(match.end(), at), (), Form.DIGITS, word.start)
    numeral.parts = tuple(cursor.plain(*match.span(group)) for group in (1, 2))
    hours, minutes = int(match.group(1)), int(match.group(2))
    if match.re is _CLOCK and match.group(3):
        value = Fraction(hours) + Fraction(minutes, 60) + Fraction(int(match.group(3)), 3600)
        numeral.readings, numeral.parts = (value, Clock(hours % 24, minutes)), ()
        return cursor.built(numeral, "hour"), numeral.next
    found, next = clock(cursor, numeral, hours, minutes)
    if numeral.next == cursor.behind(match.end(), at):  # 3:29 may be minutes and seconds, which are counted so
        found = replace(found, readings=(*found.readings, Fraction(hours) + Fraction(minutes, 60)))
    return found, next


def hour(cursor: Cursor, at: int) -> tuple[int, int] | None:
    """Return an hour at token ``at`` and the token behind it."""
    if at >= len(cursor.words):
        return None
    word = cursor.words[at]
    if word.kind == "n" and word.text.isdigit() and len(word.text) <= 2 and int(word.text) <= 24:
        return int(word.text), at + 1
    if word.low in cursor.data.clock_names:
        return cursor.data.clock_names[word.low], at + 1
    number = cursor.data.cardinals.find(cursor.text, cursor.words, at)
    return number if number and number[0] <= 24 else None


def hourless(cursor: Cursor, at: int) -> Step | None:
    """Return a time of day of which the hour goes without saying: ``at half past``, ``at ten to``, ``à moins dix``."""
    data, words = cursor.data, cursor.words
    found = data.clock_alone.find(cursor.text, words, at)
    if not found:
        return None
    minute, behind = found
    readings: tuple[Reading, ...] = (PastHour(minute),)
    number = next((one for k in range(at, behind) if (one := data.cardinals.find(cursor.text, words, k))), None)
    if number:
        before = words[at - 1].low if at else ""
        if cursor.near(behind) or before not in data.clock_alone_at:
            return None
        readings = (PastHour(minute), Fraction(number[0]))
    elif minute not in (15, 30) and cursor.near(behind):
        return None  # ``gave a quarter to charity``
    return cursor.quantity(words[at].start, words[behind - 1].end, readings, Form.WORDS), behind


def named_hour(cursor: Cursor, at: int) -> Step:
    """Read ``midi``, ``minuit et demi``, ``midi moins dix``."""
    data, word = cursor.data, cursor.words[at]
    of_day = data.clock_names[word.low]
    after = data.clock_after.find(cursor.text, cursor.words, at + 1) if cursor.near(at + 1) else None
    if after:
        moment = (of_day * 60 + after[0]) % (24 * 60)
        end = cursor.words[after[1] - 1].end
        return cursor.quantity(word.start, end, (Clock(*divmod(moment, 60)),), Form.WORDS), after[1]
    readings: tuple[Reading, ...] = (Clock(of_day, 0), Fraction(of_day or 12))
    return cursor.quantity(word.start, word.end, readings, Form.LOOSE), at + 1


def spoken_clock(cursor: Cursor, numeral: Numeral, of_day: int) -> Step | None:
    """Return a time of day after its hour: ``7 p.m.``, ``7 o'clock``, ``19 h 30``, ``sept heures et demie``."""
    data, text, words = cursor.data, cursor.text, cursor.words
    if not cursor.near(numeral.next):
        return None
    if data.dayparts.find(text, words, numeral.next):
        return clock(cursor, numeral, of_day, 0)
    word = data.clock_words.find(text, words, numeral.next)
    if not word:
        return None
    duration, minutes_at = word
    minute, next = 0, minutes_at
    after = data.clock_after.find(text, words, next) if cursor.near(next) else None
    if after:
        minute, next = after
    elif cursor.kind(next) == "n" and cursor.gap(next) in GAPS and re.fullmatch("[0-5][0-9]", words[next].text):
        minute, next = int(words[next].text), next + 1
        numeral.parts = (
            cursor.quantity(numeral.start, words[numeral.first].end, (Fraction(of_day),), Form.DIGITS),
            cursor.plain(words[minutes_at].start, words[minutes_at].end),
        )
    elif numeral.form is not Form.DIGITS and cursor.near(next):
        spoken = data.cardinals.find(text, words, next)
        if spoken and spoken[0] < 60:
            minute, next = spoken
    if minute and cursor.near(next):
        unit = data.units.find(text, words, next)
        next = unit[1] if unit and unit[0] == "minute" else next
    numeral.next = next
    return clock(cursor, numeral, of_day, minute, duration=duration)


def clock(cursor: Cursor, numeral: Numeral, of_day: int, minute: int, *, duration: bool = False) -> Step:
    """Return a time of day; ``minute`` may be negative. Twelve-hour times may mean either half of the day."""
    data = cursor.data
    part = data.dayparts.find(cursor.text, cursor.words, numeral.next) if cursor.near(numeral.next) else None
    hours = [of_day % 24]
    if part:
        numeral.next, numeral.parts = part[1], ()
        hours = [of_day % 12 + part[0] if of_day <= 12 else of_day % 24]
    elif of_day <= 12 and (numeral.form is not Form.DIGITS or data.twelve_hours):
        hours.append((of_day + 12) % 24)
    clocks = tuple(Clock((one * 60 + minute) // 60 % 24, minute % 60) for one in hours)
    numeral.readings = clocks
    if numeral.form is Form.LOOSE and (part or minute):
        numeral.form = Form.WORDS
    if duration:
        plain = Fraction(of_day) + Fraction(minute, 60)
        # "six heures du matin" may stand for "six hours in the morning", which English counts.
        numeral.readings = (*clocks, plain) if minute or part else (plain, *clocks)
        return cursor.built(numeral, "hour"), numeral.next
    if not part and not minute:
        numeral.readings = (*clocks, Fraction(of_day))
    return cursor.built(numeral, ""), numeral.next
