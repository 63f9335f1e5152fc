"""How English writes numbers, dates, times and units."""

from fractions import Fraction

from aligner.languages.numbers.data import NumberData, Phrases, phrases, spread, words

__all__ = ["NUMBERS"]

_BELOW_TWENTY = phrases(
    "zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, "
    "sixteen, seventeen, eighteen, nineteen"
)
_TENS = phrases("twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety")
_ORDINALS = phrases(
    "zeroth, first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, thirteenth, "
    "fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, nineteenth"
)


def _cardinals() -> dict[str, int]:
    names = {name: value for value, name in enumerate(_BELOW_TWENTY)}
    for tens, name in enumerate(_TENS, start=2):
        names[name] = 10 * tens
        names |= {f"{name} {_BELOW_TWENTY[unit]}": 10 * tens + unit for unit in range(1, 10)}
    for scores, name in enumerate(("threescore", "fourscore", "fivescore"), start=3):
        names[name] = 20 * scores
        names |= {f"{name} and {_BELOW_TWENTY[unit]}": 20 * scores + unit for unit in range(1, 20)}
    return names


def _ordinals() -> dict[str, int]:
    names = {name: value for value, name in enumerate(_ORDINALS) if value}
    for tens, name in enumerate(_TENS, start=2):
        names[f"{name[:-1]}ieth"] = 10 * tens
        names |= {f"{name} {_ORDINALS[unit]}": 10 * tens + unit for unit in range(1, 10)}
    return names | {"hundredth": 100, "thousandth": 1000, "millionth": 10**6, "billionth": 10**9}


_DENOMINATORS = {name: value for name, value in _ordinals().items() if value > 2 and " " not in name}
_DECADES = {f"{name[:-1]}ies": 10 * tens for tens, name in enumerate(_TENS, start=2)}
_MINUTES = {"five": 5, "ten": 10, "twenty": 20, "twenty five": 25}
_HALF = Fraction(1, 2)


def _values(*values: int | Fraction) -> tuple[Fraction, ...]:
    return tuple(Fraction(value) for value in values)


NUMBERS = NumberData(
    decimal=".",
    group=",",
    cardinals=Phrases(_cardinals()),
    reversed_tens=Phrases(
        {
            f"{_BELOW_TWENTY[unit]} and {name}": 10 * tens + unit
            for tens, name in enumerate(_TENS, start=2)
            for unit in range(1, 10)
        }
    ),
    range_words=frozenset(("between",)),
    ordinals=Phrases(_ordinals()),
    articles=words("a an"),
    hundreds=frozenset(("hundred",)),
    scales={
        "thousand": 10**3,
        "million": 10**6,
        "billion": 10**9,
        "trillion": 10**12,
        "quadrillion": 10**15,
        "dozen": 12,
        "thousands": 10**3,
        "millions": 10**6,
        "billions": 10**9,
        "trillions": 10**12,
    },
    vague=words("dozen thousands millions billions trillions"),
    vague_before=frozenset(("several", "few", "many", "some", "couple", "of", "half")),
    not_after_one=frozenset(),
    joiners=frozenset(("and",)),
    year_pairs=True,
    fractions=_DENOMINATORS
    | {f"{name}s": value for name, value in _DENOMINATORS.items()}
    | {"half": 2, "halves": 2, "quarter": 4, "quarters": 4},
    plural_fractions=frozenset((*(f"{name}s" for name in _DENOMINATORS), "halves", "quarters")),
    and_fractions=Phrases(
        {"and a half": _HALF, "and one half": _HALF, "and a quarter": Fraction(1, 4)}
        | {"and three quarters": Fraction(3, 4), "and a third": Fraction(1, 3)}
    ),
    loose=Phrases(
        spread(
            {
                _values(_HALF): "half, halves, halved, halfway, midway, half a, half an",
                _values(Fraction(1, 4)): "quarter of a, quarter of an",
                _values(12): "dozen, dozens",
                _values(6): "half a dozen, half dozen",
                _values(50): "half a hundred",
                _values(500): "half a thousand",
                _values(500_000): "half a million, half million",
                _values(500_000_000): "half a billion",
                _values(Fraction(1, 4), 4): "quarter, quarters",
                _values(Fraction(1, 4), 4, 3): "quarterly",
                _values(14, 15, 2): "fortnight, fortnightly",
                _values(1): "once, single, sole, only, alone, unique, another, oneself",
                _values(0): "none, nil",
                _values(2): (
                    "twice, double, doubles, doubled, doubling, twofold, dual, both, couple, "
                    "pair, pairs, twin, twins, duo"
                ),
                _values(1, 2): "either, neither, latter",
                _values(3): "thrice, triple, tripled, threefold, trio, treble",
                _values(4): "fourfold, quadruple",
                _values(10): "tenfold, decade",
                _values(13): "teenage, baker s dozen",
                _values(20): "score, twenty twenty",
                _values(40): "forty winks",
                _values(_HALF, 50): "fifty fifty",
                _values(64_000): "sixty four thousand dollar question",
                _values(100): "hundredfold, century, hundred times",
                _values(1000): (
                    "thousand times, thousand and one, thousand thanks, thousand pardons, thousand apologies"
                ),
                _values(1_000_000): "million times, one in a million, thanks a million, million miles away",
            }
        )
        | {word: _values(value, 1900 + value) for word, value in _DECADES.items()}
    ),
    no_numbers=Phrases(
        spread(
            {
                True: (
                    "no one, one another, at once, once again, once more, once upon a time, once and for all, "
                    "once in a while, once in a blue moon, one by one, one after another, one way or another, "
                    "one way or the other, one and all, one and the same, one of a kind, one of these days, "
                    "one fine day, one too many, back to square one, "
                    "at first, first of all, first and foremost, first aid, first hand, first rate, first name, "
                    "first names, first light, first thing, first sight, first glance, first come first served, "
                    "head first, feet first, in the first place, in the first instance, "
                    "on second thought, on second thoughts, second thoughts, second to none, second nature, "
                    "second best, second hand, second rate, second wind, second fiddle, second sight, second guess, "
                    "split second, third party, third parties, third world, third degree, third rate, "
                    "fourth estate, fifth column, sixth sense, seventh heaven, eleventh hour, "
                    "just a minute, wait a minute, just a second, wait a second, hang on a minute, hang on a second, "
                    "in two minds, of two minds, two and two together, two of a kind, two left feet, two faced, "
                    "two s company, three s a crowd, two birds with one stone, two wrongs don t make a right, "
                    "two heads are better than one, two can play, it takes two to tango, three cheers, "
                    "on all fours, four letter word, four letter words, four corners of the, high five, high fives, "
                    "give me five, six of one, six feet under, at sixes and sevens, seven seas, cloud nine, "
                    "nine lives, to the nines, whole nine yards, stitch in time saves nine, "
                    "nine times out of ten, ten a penny, dime a dozen, zero sum, zero hour, ground zero"
                )
            }
        )
    ),
    ordinal_suffixes=frozenset(("st", "nd", "rd", "th")),
    decade_suffixes=frozenset(("s",)),
    decade_words=frozenset(),
    scale_symbols={
        "k": 10**3,
        "K": 10**3,
        "m": 10**6,
        "M": 10**6,
        "mn": 10**6,
        "bn": 10**9,
        "B": 10**9,
        "tn": 10**12,
        "tr": 10**12,
    },
    units=Phrases(
        spread(
            {
                "%": "%, per cent, percent, pct",
                "percentage point": "percentage point, percentage points",
                "basis point": "basis point, basis points, bps, bp",
                "point": "point, points",
                "mm": "millimetre, millimeter, millimetres, millimeters",
                "cm": "centimetre, centimeter, centimetres, centimeters",
                "m": "metre, meter, metres, meters",
                "km": "kilometre, kilometer, kilometres, kilometers",
                "inch": "inch, inches",
                "foot": "foot, feet, ft",
                "yard": "yard, yards",
                "mile": "mile, miles",
                "league": "league, leagues",
                "fathom": "fathom, fathoms",
                "mg": "milligram, milligrams",
                "g": "gram, grams",
                "kg": "kilo, kilos, kilogram, kilograms",
                "tonne": "tonne, tonnes, ton, tons, metric tons",
                "pound": "pound, pounds, lb, lbs",
                "ounce": "ounce, ounces, oz",
                "degree": "degree, degrees",
                "celsius": "degrees celsius, degrees centigrade",
                "fahrenheit": "degrees fahrenheit",
                "ml": "millilitre, milliliter, millilitres, milliliters",
                "l": "litre, liter, litres, liters",
                "pint": "pint, pints",
                "gallon": "gallon, gallons",
                "m2": "square metre, square meter, square metres, square meters",
                "km2": "square kilometre, square kilometer, square kilometres, square kilometers",
                "sqmile": "square miles",
                "sqft": "square feet",
                "hectare": "hectare, hectares",
                "acre": "acre, acres",
                "mph": "miles per hour, miles an hour",
                "kmh": "kilometres per hour, kilometers per hour",
                "second": "second, seconds, sec",
                "minute": "minute, minutes, mins",
                "hour": "hour, hours, hr, hrs",
                "day": "day, days",
                "week": "week, weeks",
                "month": "month, months",
                "year": "year, years, yr, yrs",
                "decade": "decades",
                "century": "centuries",
                "dollar": "dollar, dollars, us dollars, bucks",
                "euro": "euro, euros",
                "sterling": "pounds sterling",
                "yen": "yen",
                "yuan": "yuan",
                "franc": "franc, francs, swiss francs",
                "rupee": "rupees",
                "rouble": "roubles, rubles",
                "cent": "cent, cents",
                "penny": "penny, pence, pennies",
                "watt": "watt, watts",
                "kilowatt": "kilowatt, kilowatts",
                "megawatt": "megawatt, megawatts",
                "gigawatt": "gigawatt, gigawatts",
                "terawatt": "terawatt, terawatts",
                "joule": "joule, joules",
                "kilojoule": "kilojoule, kilojoules",
                "megajoule": "megajoule, megajoules",
                "calorie": "calorie, calories",
                "kilocalorie": "kilocalorie, kilocalories",
                "volt": "volt, volts",
                "kilovolt": "kilovolt, kilovolts",
                "ampere": "ampere, amperes",
                "pascal": "pascal, pascals",
                "hectopascal": "hectopascal, hectopascals",
                "kilobit": "kilobit, kilobits",
                "megabit": "megabit, megabits",
                "gigabit": "gigabit, gigabits",
                "watt hour": "watt hour, watt hours, watthour, watthours",
                "kilowatt hour": "kilowatt hour, kilowatt hours, kilowatthour, kilowatthours",
                "megawatt hour": "megawatt hour, megawatt hours, megawatthour, megawatthours",
                "gigawatt hour": "gigawatt hour, gigawatt hours, gigawatthour, gigawatthours",
                "terawatt hour": "terawatt hour, terawatt hours, terawatthour, terawatthours",
                "hertz": "hertz",
                "kilohertz": "kilohertz",
                "megahertz": "megahertz",
                "gigahertz": "gigahertz",
                "millisecond": "millisecond, milliseconds",
                "microsecond": "microsecond, microseconds",
                "microgram": "microgram, micrograms",
                "micrometre": "micrometre, micrometres, micrometer, micrometers, micron, microns",
                "nanometre": "nanometre, nanometres, nanometer, nanometers",
                "cl": "centilitre, centilitres, centiliter, centiliters",
                "dl": "decilitre, decilitres, deciliter, deciliters",
                "m3": "cubic metre, cubic metres, cubic meter, cubic meters",
                "ft3": "cubic foot, cubic feet",
                "byte": "byte, bytes",
                "kb": "kilobyte, kilobytes",
                "mb": "megabyte, megabytes",
                "gb": "gigabyte, gigabytes",
                "tb": "terabyte, terabytes",
            }
        )
    ),
    rates=Phrases(
        {
            f"{article} {unit}": unit
            for article in ("a", "an", "per", "each", "every")
            for unit in ("second", "minute", "hour", "day", "week", "month", "year")
        }
        | {"per annum": "year", "per night": "day", "a night": "day", "per quarter": "quarter"}
        | {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
    ),
    share_links=frozenset(("out of", "in", "in every", "of every", "out of every", "of")),
    unit_links=words("of more further full whole long other consecutive additional"),
    range_links=words("to or and"),
    day_idioms={},
    months=spread(
        {
            1: "january, jan",
            2: "february, feb",
            3: "march, mar",
            4: "april, apr",
            5: "may",
            6: "june, jun",
            7: "july, jul",
            8: "august, aug",
            9: "september, sept, sep",
            10: "october, oct",
            11: "november, nov",
            12: "december, dec",
        }
    ),
    capital_months=True,
    weekdays=spread(
        {
            1: "monday, mondays",
            2: "tuesday, tuesdays",
            3: "wednesday, wednesdays",
            4: "thursday, thursdays",
            5: "friday, fridays",
            6: "saturday, saturdays",
            7: "sunday, sundays",
        }
    ),
    date_links=frozenset(("of", "the")),
    dayparts=Phrases(
        {
            "am": 0,
            "a m": 0,
            "pm": 12,
            "p m": 12,
            "after midnight": 0,
            "in the morning": 0,
            "in the afternoon": 12,
            "in the evening": 12,
            "at night": 12,
            "o clock in the morning": 0,
            "o clock in the afternoon": 12,
            "o clock in the evening": 12,
            "o clock at night": 12,
        }
    ),
    clock_words=Phrases({"o clock": False}),
    clock_after=Phrases({}),
    clock_before=Phrases(
        {
            "half past": 30,
            "quarter past": 15,
            "quarter after": 15,
            "quarter to": -15,
            "ten minutes past": 10,
            "ten minutes to": -10,
            "five minutes past": 5,
            "five minutes to": -5,
            "twenty minutes past": 20,
            "twenty minutes to": -20,
        }
    ),
    clock_alone=Phrases(
        {"half past": 30, "quarter past": 15, "quarter after": 15, "quarter to": 45}
        | {f"{name} past": minute for name, minute in _MINUTES.items()}
        | {f"{name} to": 60 - minute for name, minute in _MINUTES.items()}
    ),
    clock_alone_at=words("at by until till it was is s since around about"),
    clock_links={"past": 1, "after": 1, "to": -1, "before": -1, "till": -1, "of": -1},
    clock_halves=frozenset(("half",)),
    twelve_hours=True,
    clock_names={"noon": 12, "midday": 12, "midnight": 0},
    prefixes=words("mid early late pre post sub non over under circa top age ages aged"),
    numbered=words(
        "chapter part volume book article section appendix annex title act scene phase type stage class grade level "
        "table figure world war king queen pope"
    ),
    always=r"24\s?/\s?7",
    minus=frozenset(("minus",)),
    not_minus_behind=frozenset(("or",)),
    falls=(
        *("below", "beneath", "under", "decreas", "declin", "drop", "fall", "fell", "los", "reduc", "shr", "down"),
        *("deficit", "negative", "minus", "contract", "short", "lower", "cut", "slump", "less", "fewer", "sub"),
    ),
)
