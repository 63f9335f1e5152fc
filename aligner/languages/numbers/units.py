"""Units of measure and currencies: one key a unit for all languages, what it measures, and how they convert."""

from fractions import Fraction
from typing import NamedTuple

__all__ = [
    "CURRENCY_CODES",
    "CURRENCY_SYMBOLS",
    "UNITS",
    "UNIT_SYMBOLS",
    "MeasureUnit",
    "contradict",
    "converted",
    "converts",
    "dimension",
]


class MeasureUnit(NamedTuple):
    """What a unit measures, and how much of the dimension's base unit it is."""

    dimension: str
    factor: float  #: 0 where there is no fixed rate
    offset: float = 0.0  #: of the zero point, in base units


#: Definitions: BIPM, The International System of Units (9th ed.); NIST Handbook 44, appendix C, for customary units.
UNITS = {
    "nanometre": MeasureUnit("length", 1e-9),
    "micrometre": MeasureUnit("length", 1e-6),
    "mm": MeasureUnit("length", 0.001),
    "cm": MeasureUnit("length", 0.01),
    "m": MeasureUnit("length", 1),
    "km": MeasureUnit("length", 1000),
    "inch": MeasureUnit("length", 0.0254),
    "foot": MeasureUnit("length", 0.3048),
    "yard": MeasureUnit("length", 0.9144),
    "mile": MeasureUnit("length", 1609.344),
    "league": MeasureUnit("length", 4828.032),
    "fathom": MeasureUnit("length", 1.8288),
    "mg": MeasureUnit("mass", 0.000001),
    "microgram": MeasureUnit("mass", 1e-9),
    "g": MeasureUnit("mass", 0.001),
    "kg": MeasureUnit("mass", 1),
    "tonne": MeasureUnit("mass", 1000),
    "pound": MeasureUnit("mass", 0.45359237),
    "ounce": MeasureUnit("mass", 0.028349523),
    "celsius": MeasureUnit("temperature", 1),
    "fahrenheit": MeasureUnit("temperature", 5 / 9, -160 / 9),
    "degree": MeasureUnit("temperature", 0),
    "ml": MeasureUnit("volume", 0.001),
    "cl": MeasureUnit("volume", 0.01),
    "dl": MeasureUnit("volume", 0.1),
    "l": MeasureUnit("volume", 1),
    "m3": MeasureUnit("volume", 1000),
    "ft3": MeasureUnit("volume", 28.316847),
    "pint": MeasureUnit("volume", 0.47317647),
    "gallon": MeasureUnit("volume", 3.7854118),
    "m2": MeasureUnit("area", 1),
    "km2": MeasureUnit("area", 1_000_000),
    "hectare": MeasureUnit("area", 10_000),
    "acre": MeasureUnit("area", 4046.8564),
    "sqft": MeasureUnit("area", 0.09290304),
    "sqmile": MeasureUnit("area", 2_589_988.1),
    "kmh": MeasureUnit("speed", 1),
    "mph": MeasureUnit("speed", 1.609344),
    "microsecond": MeasureUnit("duration", 1e-6),
    "millisecond": MeasureUnit("duration", 1e-3),
    "second": MeasureUnit("duration", 1),
    "minute": MeasureUnit("duration", 60),
    "hour": MeasureUnit("duration", 3600),
    "day": MeasureUnit("duration", 86_400),
    "week": MeasureUnit("duration", 604_800),
    "month": MeasureUnit("duration", 2_629_746),
    "quarter": MeasureUnit("duration", 7_889_238),
    "year": MeasureUnit("duration", 31_556_952),
    "decade": MeasureUnit("duration", 315_569_520),
    "century": MeasureUnit("duration", 3_155_695_200),
    "%": MeasureUnit("share", 0.01),
    "permille": MeasureUnit("share", 0.001),
    "percentage point": MeasureUnit("share", 0.01),
    "basis point": MeasureUnit("share", 0.0001),
    "point": MeasureUnit("points", 0),
    "dollar": MeasureUnit("money", 0),
    "euro": MeasureUnit("money", 0),
    "sterling": MeasureUnit("money", 0),
    "yen": MeasureUnit("money", 0),
    "yuan": MeasureUnit("money", 0),
    "franc": MeasureUnit("money", 0),
    "rupee": MeasureUnit("money", 0),
    "rouble": MeasureUnit("money", 0),
    "cent": MeasureUnit("money", 0),
    "penny": MeasureUnit("money", 0),
    "byte": MeasureUnit("data", 1),
    "kb": MeasureUnit("data", 1e3),
    "mb": MeasureUnit("data", 1e6),
    "gb": MeasureUnit("data", 1e9),
    "tb": MeasureUnit("data", 1e12),
    "watt": MeasureUnit("power", 1),
    "kilowatt": MeasureUnit("power", 1000),
    "megawatt": MeasureUnit("power", 1e06),
    "gigawatt": MeasureUnit("power", 1e09),
    "terawatt": MeasureUnit("power", 1e12),
    "watt hour": MeasureUnit("energy", 3600),
    "kilowatt hour": MeasureUnit("energy", 3.6e06),
    "megawatt hour": MeasureUnit("energy", 3.6e09),
    "gigawatt hour": MeasureUnit("energy", 3.6e12),
    "terawatt hour": MeasureUnit("energy", 3.6e15),
    "joule": MeasureUnit("energy", 1),
    "kilojoule": MeasureUnit("energy", 1000),
    "megajoule": MeasureUnit("energy", 1e06),
    "calorie": MeasureUnit("energy", 4.184),
    "kilocalorie": MeasureUnit("energy", 4184),
    "volt": MeasureUnit("voltage", 1),
    "kilovolt": MeasureUnit("voltage", 1000),
    "ampere": MeasureUnit("current", 1),
    "pascal": MeasureUnit("pressure", 1),
    "hectopascal": MeasureUnit("pressure", 100),
    "hertz": MeasureUnit("frequency", 1),
    "kilohertz": MeasureUnit("frequency", 1000),
    "megahertz": MeasureUnit("frequency", 1e06),
    "gigahertz": MeasureUnit("frequency", 1e09),
    "kilobit": MeasureUnit("data", 125),
    "megabit": MeasureUnit("data", 125000),
    "gigabit": MeasureUnit("data", 1.25e08),
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
    "cl": "cl",
    "cL": "cl",
    "dl": "dl",
    "dL": "dl",
    "m³": "m3",
    "µm": "micrometre",
    "μm": "micrometre",
    "nm": "nanometre",
    "µg": "microgram",
    "μg": "microgram",
    "mcg": "microgram",
    "ms": "millisecond",
    "µs": "microsecond",
    "W": "watt",
    "kW": "kilowatt",
    "MW": "megawatt",
    "GW": "gigawatt",
    "TW": "terawatt",
    "Wh": "watt hour",
    "kWh": "kilowatt hour",
    "MWh": "megawatt hour",
    "GWh": "gigawatt hour",
    "TWh": "terawatt hour",
    "kJ": "kilojoule",
    "MJ": "megajoule",
    "cal": "calorie",
    "kcal": "kilocalorie",
    "kV": "kilovolt",
    "hPa": "hectopascal",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    "Mbit": "megabit",
    "Gbit": "gigabit",
    "kbit": "kilobit",
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
    frozenset(("cent", "penny")),
    frozenset(("point", "percentage point")),
    frozenset(("calorie", "kilocalorie")),
}

#: What is not the same though often taken for it: power and energy.
_CONFUSED = {frozenset(("power", "energy")), frozenset(("points", "share"))}

#: A translator rounds: 6 feet become 2 m (9 % more), 15 jours a fortnight (7 %).
_ROUNDING = 0.10


def dimension(unit: str) -> str:
    """Return what a unit measures; ``""`` for none."""
    return UNITS[unit].dimension if unit in UNITS else ""


def contradict(one: str, other: str) -> bool:
    """Return whether two units are not the same, and measure the same thing or what is taken for it."""
    if one == other or not one or not other or frozenset((one, other)) in _SAME:
        return False
    measured = dimension(one), dimension(other)
    return (measured[0] == measured[1] != "") or frozenset(measured) in _CONFUSED


#: Units of measure that most countries have given up for those of the International System.
_CUSTOMARY = frozenset(
    {
        *("inch", "foot", "yard", "mile", "league", "fathom", "pound", "ounce", "fahrenheit", "pint", "gallon"),
        *("ft3", "acre", "sqft", "sqmile", "mph"),
    }
)


def converted(value: Fraction, unit: str, other: str) -> Fraction | None:
    """Return an amount in another unit of its dimension, where only one of the two is customary; else None."""
    one, two = UNITS.get(unit), UNITS.get(other)
    if one is None or two is None or one.dimension != two.dimension or (unit in _CUSTOMARY) == (other in _CUSTOMARY):
        return None
    if not one.factor or not two.factor:
        return None
    base = value * Fraction(one.factor) + Fraction(one.offset)
    return (base - Fraction(two.offset)) / Fraction(two.factor)


def converts(value: Fraction, unit: str, other_value: Fraction, other_unit: str) -> bool:
    """Return whether two amounts in different units of one dimension are the same, as a translator rounds."""
    if unit == other_unit or dimension(unit) != dimension(other_unit) or not dimension(unit):
        return False
    one, other = UNITS[unit], UNITS[other_unit]
    if not one.factor or not other.factor:
        return False
    expected = (float(value) * one.factor + one.offset - other.offset) / other.factor
    tolerance = max(_ROUNDING * abs(expected), 1.0 if one.offset != other.offset else 0.0)
    return abs(expected - float(other_value)) <= tolerance
