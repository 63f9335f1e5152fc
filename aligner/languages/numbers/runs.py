"""Quantities that follow each other and belong together: ``5 feet 11 inches``, ``5 to 10 million dollars``."""

from dataclasses import replace
from fractions import Fraction

from aligner.languages.numbers.cursor import Cursor
from aligner.languages.numbers.quantity import Clock, Form, Quantity, Reading
from aligner.languages.numbers.units import UNIT_SYMBOLS, UNITS, dimension

__all__ = ["append"]

_COUNTED = 2  #: words for what is counted, between the numbers of a share: ``un jeune vignoble sur quatre``
_WHOLE = 1000  #: that a share is said of, at most: two in 2019 are none
_DASHES = frozenset(("-", "\u2010", "\u2011", "–", "—", "/"))


def append(cursor: Cursor, found: list[Quantity], quantity: Quantity) -> None:
    """Add a quantity to those found before it, or to the last of them."""
    if found:
        gap = cursor.text[found[-1].end : quantity.start].strip()
        if found[-1].unsure and gap and isinstance(found[-1].readings[0], Clock):
            found[-1:] = found[-1].parts  # a list goes on: ``five to ten or twelve million``
        if quantity.unit == "%":
            _enumerate(cursor, found, quantity)
        if _compound(cursor, found, quantity, gap):
            return
        if gap in _DASHES or gap.lower() in cursor.data.range_links:
            found[-1] = _shared(cursor, found[-1], quantity)
        whole = _time(cursor, found[-1], quantity, gap.lower()) or _share(cursor, found[-1], quantity, gap.lower())
        if whole:
            found[-1] = whole
            return
    found.append(quantity)


def _enumerate(cursor: Cursor, found: list[Quantity], last: Quantity) -> None:
    """Note on the numbers of a list that the last one's unit is meant for them too: ``5, 6 and 7%``."""
    links, behind = cursor.data.range_links | _DASHES | {","}, last
    for at in reversed(range(len(found))):
        one = found[at]
        gap = cursor.text[one.end : behind.start].replace(",", " , ").lower().split()
        if one.unit or one.code or not gap or not links.issuperset(gap):
            return
        found[at] = replace(one, list_unit=last.unit)
        behind = one


def _time(cursor: Cursor, minutes: Quantity, of_day: Quantity, gap: str) -> Quantity | None:
    """Return the time of day that two numbers may make: ``ten to four``, ``half nine``."""
    data, minute = cursor.data, minutes.value
    if not gap and minutes.text.lower() in data.clock_halves:
        shift = 30
    elif gap in data.clock_links and minute and _minutes(minutes, minute):
        shift = data.clock_links[gap] * int(minute)
    else:
        return None
    hours = _hours(of_day)
    if not hours or (shift == 30 and (of_day.form is Form.LOOSE or isinstance(of_day.readings[0], Clock))):
        return None
    readings: tuple[Reading, ...] = tuple(Clock(*divmod((one.hour * 60 + shift) % (24 * 60), 60)) for one in hours)
    whole = cursor.quantity(minutes.start, of_day.end, readings, Form.WORDS, parts=(minutes, of_day))
    return replace(whole, unsure=True)


def _share(cursor: Cursor, some: Quantity, of_all: Quantity, gap: str) -> Quantity | None:
    """Return the share that two numbers may make: ``three out of five``, ``un vignoble sur quatre``."""
    words = gap.split()
    part, whole = some.value, of_all.value
    link = next((n for n in range(1, 4) if " ".join(words[-n:]) in cursor.data.share_links), 0)
    if not link or len(words) - link > _COUNTED or not all(word.isalpha() for word in words):
        return None
    if part is None or whole is None or whole.denominator != 1 or not 0 < part < whole <= _WHOLE:
        return None
    if any(one.unit or one.code or one.ordinal or one.parts or one.negative for one in (some, of_all)):
        return None
    if of_all.form is Form.LOOSE or Form.ROMAN in (some.form, of_all.form):
        return None
    form = Form.DIGITS if some.form is of_all.form is Form.DIGITS else Form.WORDS
    return replace(
        cursor.quantity(some.start, of_all.end, (part / whole,), form, parts=(some, of_all)),
        unsure=True,
    )


def _minutes(quantity: Quantity, value: Fraction) -> bool:
    """Return whether a number may be minutes before or behind an hour."""
    if quantity.unit == "minute":
        return value.denominator == 1 and value < 30
    said = quantity.form in (Form.DIGITS, Form.WORDS) and not (quantity.unit or quantity.code or quantity.ordinal)
    return said and value in (5, 10, 20, 25)


def _hours(quantity: Quantity) -> list[Clock]:
    """Return the full hours that a number may mean."""
    clocks = [one for one in quantity.readings if isinstance(one, Clock)]
    if clocks:
        return clocks if all(one.minute == 0 for one in clocks) else []
    value = quantity.readings[0]
    plain = not (quantity.unit or quantity.code or quantity.ordinal or quantity.parts)
    if not plain or not isinstance(value, Fraction) or value.denominator != 1 or not 1 <= value <= 12:
        return []
    return [Clock(int(value) % 24, 0), Clock((int(value) + 12) % 24, 0)]


def _compound(cursor: Cursor, found: list[Quantity], quantity: Quantity, gap: str) -> bool:
    """Return whether the quantity went into the one before: ``5 feet 11 inches``, ``2 hours and 30 minutes``."""
    last, unit = found[-1], quantity.unit
    seconds = (last.unit, unit) == ("hour", "second")  # 2 h 41 min 7 s, whose minutes look like a time of day
    if last.value is None or quantity.value is None or (isinstance(last.readings[0], Clock) and not seconds):
        return False
    if last.unit == "foot" and not unit and gap == "-" and quantity.value < 12:
        unit, gap = "inch", ""  # a 5-foot-10 man
    if not unit or dimension(last.unit) != dimension(unit) or (gap and gap not in cursor.data.joiners):
        return False
    large, small = UNITS[last.unit].factor, UNITS[unit].factor
    if not 0 < small < large:
        return False
    value = last.value + quantity.value * Fraction(small / large).limit_denominator(1_000_000)
    found[-1] = replace(
        cursor.quantity(last.start, quantity.end, (value,), last.form, last.unit), parts=(last, quantity)
    )
    return True


def _shared(cursor: Cursor, first: Quantity, second: Quantity) -> Quantity:
    """Return the first number of a range with the scale (as a further reading) and the unit of the second."""
    value = first.value
    if value is None or first.code or Form.LOOSE in (first.form, second.form) or first.readings[0] != value:
        return first
    scale = _scale(cursor, second)
    readings = first.readings
    if scale > 1 and value < scale and _scale(cursor, first) == 1:
        readings = (*readings, value * scale)
    return replace(first, readings=readings, unit=first.unit or second.unit)


def _scale(cursor: Cursor, quantity: Quantity) -> int:
    """Return the scale that a quantity is said in: a million in ``10 million dollars``."""
    data = cursor.data
    inside = [word for word in cursor.words if quantity.start <= word.start < quantity.end]
    symbols = [data.scale_symbols.get(word.text, 1) for word in inside if word.text not in UNIT_SYMBOLS]
    return max((*(data.scales.get(word.low, 1) for word in inside), *symbols))
