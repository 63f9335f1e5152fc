"""Quantities that follow each other and belong together: ``5 feet 11 inches``, ``5 to 10 million dollars``."""

from dataclasses import replace
from fractions import Fraction

from aligner.languages.numbers.cursor import Cursor
from aligner.languages.numbers.quantity import Clock, Form, Quantity
from aligner.languages.numbers.units import UNIT_SYMBOLS, UNITS, dimension

__all__ = ["append"]

_DASHES = frozenset(("-", "\u2010", "\u2011", "–", "—", "/"))


def append(cursor: Cursor, found: list[Quantity], quantity: Quantity) -> None:
    """Add a quantity to those found before it, or to the last of them."""
    if found:
        gap = cursor.text[found[-1].end : quantity.start].strip()
        if _compound(cursor, found, quantity, gap):
            return
        if gap in _DASHES or gap.lower() in cursor.data.range_links:
            found[-1] = _shared(cursor, found[-1], quantity)
    found.append(quantity)


def _compound(cursor: Cursor, found: list[Quantity], quantity: Quantity, gap: str) -> bool:
    """Whether the quantity went into the one before: ``5 feet 11 inches``, ``2 hours and 30 minutes``."""
    last, unit = found[-1], quantity.unit
    if last.value is None or quantity.value is None or isinstance(last.readings[0], Clock):
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
    """The first number of a range with what the second says for both: its scale as a further reading, its unit."""
    value = first.value
    if value is None or first.code or Form.LOOSE in (first.form, second.form) or first.readings[0] != value:
        return first
    scale = _scale(cursor, second)
    readings = first.readings
    if scale > 1 and value < scale and _scale(cursor, first) == 1:
        readings = (*readings, value * scale)
    return replace(first, readings=readings, unit=first.unit or second.unit)


def _scale(cursor: Cursor, quantity: Quantity) -> int:
    """The scale that a quantity is said in: a million in ``10 million dollars``."""
    data = cursor.data
    inside = [word for word in cursor.words if quantity.start <= word.start < quantity.end]
    symbols = [data.scale_symbols.get(word.text, 1) for word in inside if word.text not in UNIT_SYMBOLS]
    return max((*(data.scales.get(word.low, 1) for word in inside), *symbols))
