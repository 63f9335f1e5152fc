"""Units of measure and currencies: one key a unit for all languages, what it measures, and how they convert."""

from fractions import Fraction
from typing import NamedTuple

__all__ = [
    "CURRENCY_CODES",
    "CURRENCY_SYMBOLS",
    "UNITS",
    "UNIT_SYMBOLS",
    "Unit",
    "contradict",
    "converts",
    "dimension",
]


class Unit(NamedTuple):
    """What a unit measures, and how much of the dimension's base unit it is."""

    dimension: str
    factor: float  #: 0 where there is no fixed rate
    offset: float = 0.0  #: of the zero point, in base units


#: Definitions: BIPM, The International System of Units (9th ed.); NIST Handbook 44, appendix C, for customary units.
UNITS = {
    "mm": Unit("length", 0.001),
    "cm": Unit("length", 0.01),
    "m": Unit("length", 1),
    "km": Unit("length", 1000),
    "inch": Unit("length", 0.0254),
    "foot": Unit("length", 0.3048),
    "yard": Unit("length", 0.9144),
    "mile": Unit("length", 1609.344),
    "league": Unit("length", 4828.032),
    "fathom": Unit("length", 1.8288),
    "mg": Unit("mass", 0.000001),
    "g": Unit("mass", 0.001),
    "kg": Unit("mass", 1),
    "tonne": Unit("mass", 1000),
    "pound": Unit("mass", 0.45359237),
    "ounce": Unit("mass", 0.028349523),
    "celsius": Unit("temperature", 1),
    "fahrenheit": Unit("temperature", 5 / 9, -160 / 9),
    "degree": Unit("temperature", 0),
    "ml": Unit("volume", 0.001),
    "l": Unit("volume", 1),
    "pint": Unit("volume", 0.47317647),
    "gallon": Unit("volume", 3.7854118),
    "m2": Unit("area", 1),
    "km2": Unit("area", 1_000_000),
    "hectare": Unit("area", 10_000),
    "acre": Unit("area", 4046.8564),
    "sqft": Unit("area", 0.09290304),
    "sqmile": Unit("area", 2_589_988.1),
    "kmh": Unit("speed", 1),
    "mph": Unit("speed", 1.609344),
    "second": Unit("duration", 1),
    "minute": Unit("duration", 60),
    "hour": Unit("duration", 3600),
    "day": Unit("duration", 86_400),
    "week": Unit("duration", 604_800),
    "month": Unit("duration", 2_629_746),
    "year": Unit("duration", 31_556_952),
    "decade": Unit("duration", 315_569_520),
    "century": Unit("duration", 3_155_695_200),
    "%": Unit("share", 0.01),
    "permille": Unit("share", 0.001),
    "point": Unit("points", 0),
    "dollar": Unit("money", 0),
    "euro": Unit("money", 0),
    "sterling": Unit("money", 0),
    "yen": Unit("money", 0),
    "yuan": Unit("money", 0),
    "franc": Unit("money", 0),
    "rupee": Unit("money", 0),
    "rouble": Unit("money", 0),
    "cent": Unit("money", 0),
    "byte": Unit("data", 1),
    "kb": Unit("data", 1e3),
    "mb": Unit("data", 1e6),
    "gb": Unit("data", 1e9),
    "tb": Unit("data", 1e12),
}

CURRENCY_SYMBOLS = {"$": "dollar", "€": "euro", "£": "sterling", "¥": "yen", "₹": "rupee", "₽": "rouble"}

#: ISO 4217 codes before or behind an amount.
CURRENCY_CODES = {
    "USD": "dollar",
    "CAD": "dollar",
    "AUD": "dollar",
    "EUR": "euro",
    "GBP": "sterling",
    "JPY": "yen",
    "CNY": "yuan",
    "RMB": "yuan",
    "CHF": "franc",
    "INR": "rupee",
    "RUB": "rouble",
}

#: Symbols right behind digits, the same in all languages; case matters.
UNIT_SYMBOLS = {
    "mm": "mm",
    "cm": "cm",
    "m": "m",
    "km": "km",
    "Km": "km",
    "KM": "km",
    "ft": "foot",
    "mi": "mile",
    "mg": "mg",
    "g": "g",
    "kg": "kg",
    "Kg": "kg",
    "lb": "pound",
    "lbs": "pound",
    "oz": "ounce",
    "ml": "ml",
    "mL": "ml",
    "l": "l",
    "L": "l",
    "m²": "m2",
    "km²": "km2",
    "ha": "hectare",
    "mph": "mph",
    "s": "second",
    "min": "minute",
    "h": "hour",
    "kB": "kb",
    "KB": "kb",
    "Ko": "kb",
    "ko": "kb",
    "MB": "mb",
    "Mo": "mb",
    "GB": "gb",
    "Go": "gb",
    "TB": "tb",
    "To": "tb",
    **CURRENCY_CODES,
}

#: Units that one word may stand for both of, so that they never contradict each other.
_SAME = {
    frozenset(("pound", "sterling")),
    frozenset(("degree", "celsius")),
    frozenset(("degree", "fahrenheit")),
    frozenset(("yen", "yuan")),
}

#: A translator rounds: 6 feet become 2 m (9 % more), 15 jours a fortnight (7 %).
_ROUNDING = 0.10


def dimension(unit: str) -> str:
    """What a unit measures; ``""`` for none."""
    return UNITS[unit].dimension if unit in UNITS else ""


def contradict(one: str, other: str) -> bool:
    """Whether two units measure the same thing and are not the same unit."""
    return (
        one != other and bool(one) and dimension(one) == dimension(other) != "" and frozenset((one, other)) not in _SAME
    )


def converts(value: Fraction, unit: str, other_value: Fraction, other_unit: str) -> bool:
    """Whether two amounts in different units of one dimension are the same, as a translator rounds."""
    if unit == other_unit or dimension(unit) != dimension(other_unit) or not dimension(unit):
        return False
    one, other = UNITS[unit], UNITS[other_unit]
    if not one.factor or not other.factor:
        return False
    expected = (float(value) * one.factor + one.offset - other.offset) / other.factor
    tolerance = max(_ROUNDING * abs(expected), 1.0 if one.offset != other.offset else 0.0)
    return abs(expected - float(other_value)) <= tolerance
