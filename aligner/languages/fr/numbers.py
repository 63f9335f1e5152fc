"""How French writes numbers, dates, times and units, Belgian and Swiss usage included."""

from fractions import Fraction

from aligner.languages.numbers.data import NumberData, Phrases, phrases, spread, words

__all__ = ["NUMBERS"]

_BELOW_TEN = phrases("zéro, un, deux, trois, quatre, cinq, six, sept, huit, neuf")
_TEENS = ("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix sept", "dix huit", "dix neuf")
_TENS = {
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}


def _cardinals() -> dict[str, int]:
    small = [*_BELOW_TEN, *_TEENS]
    names = {name: value for value, name in enumerate(small)} | {"une": 1}
    for tens, value in _TENS.items():
        names[tens] = value
        names |= {f"{tens} {_BELOW_TEN[unit]}": value + unit for unit in range(2, 10)}
        names |= {f"{tens}{link}{one}": value + 1 for link in (" ", " et ") for one in ("un", "une")}
    names |= {f"soixante{link}{small[unit]}": 60 + unit for unit in range(10, 20) for link in (" ", " et ")}
    names |= {f"quatre vingt {small[unit]}": 80 + unit for unit in range(1, 20)}
    return names | {"quatre vingt": 80, "quatre vingts": 80, "quatre vingt une": 81}


def _ordinal(cardinal: str) -> str:
    if cardinal.endswith("cinq"):
        return f"{cardinal}uième"
    if cardinal.endswith("neuf"):
        return f"{cardinal[:-1]}vième"
    stem = cardinal if cardinal.endswith("trois") else cardinal.removesuffix("s")
    return f"{stem.removesuffix('e')}ième"


def _ordinals() -> dict[str, int]:
    names = {_ordinal(name): value for name, value in _cardinals().items() if value > 1 and not name.endswith("une")}
    names |= {"premier": 1, "première": 1, "second": 2, "seconde": 2}
    names |= {"centième": 100, "millième": 1000, "millionième": 10**6, "milliardième": 10**9}
    return names | {f"{name}s": value for name, value in names.items()}


_DENOMINATORS = {name: value for name, value in _ordinals().items() if value > 4 and " " not in name}
_DENOMINATORS |= {"demi": 2, "demie": 2, "tiers": 3, "quart": 4, "demis": 2, "demies": 2, "quarts": 4}
_HALF = Fraction(1, 2)


def _values(*values: int | Fraction) -> tuple[Fraction, ...]:
    return tuple(Fraction(value) for value in values)


NUMBERS = NumberData(
    decimal=",",
    group="\u202f",
    cardinals=Phrases(_cardinals()),
    reversed_tens=Phrases({}),
    range_words=frozenset(("entre",)),
    ordinals=Phrases(_ordinals()),
    articles=frozenset(),
    hundreds=frozenset(("cent", "cents")),
    scales={
        "dizaines": 10,
        "douzaines": 12,
        "centaines": 100,
        "milliers": 10**3,
        "mille": 10**3,
        "mil": 10**3,
        "million": 10**6,
        "millions": 10**6,
        "milliard": 10**9,
        "milliards": 10**9,
        "billion": 10**12,
        "billions": 10**12,
        "billiard": 10**15,
        "billiards": 10**15,
        "trillion": 10**18,
        "trillions": 10**18,
    },
    vague=words("dizaines douzaines centaines milliers cents mil millions milliards billions billiards trillions"),
    vague_before=frozenset(("plusieurs", "quelques", "maints", "pour", "demi")),
    not_after_one=frozenset(("mille",)),
    joiners=frozenset(("et",)),
    year_pairs=False,
    fractions=_DENOMINATORS,
    plural_fractions=frozenset(name for name in _DENOMINATORS if name.endswith("s")),
    and_fractions=Phrases(
        {"et demi": _HALF, "et demie": _HALF, "et quart": Fraction(1, 4), "et un quart": Fraction(1, 4)}
        | {"et trois quarts": Fraction(3, 4), "et un tiers": Fraction(1, 3)}
    ),
    loose=Phrases(
        spread(
            {
                _values(_HALF): "demi, demie, demis, mi, moitié, moitiés",
                _values(6): "demi douzaine",
                _values(500_000): "demi million",
                _values(500_000_000): "demi milliard",
                _values(50): "demi siècle, cinquantaine",
                _values(Fraction(1, 3), 3): "tiers",
                _values(Fraction(1, 4), 4): "quart, quarts",
                _values(3, Fraction(1, 4), 4): "trimestre, trimestres, trimestriel, trimestrielle",
                _values(6, _HALF): "semestre",
                _values(1): "seul, seule, unique",
                _values(0): "aucun, aucune, nul, nulle",
                _values(2): (
                    "double, doubles, doublé, doubler, doublement, deux fois, tous deux, toutes deux, couple, paire, "
                    "paires, duo, jumeaux, bimensuel"
                ),
                _values(3): "triple, triplé, trio",
                _values(4): "quadruple",
                _values(10): "décuple, dizaine, décennie",
                _values(100): "centuple, centaine, siècle, cent pas, cent fois, cent lieues",
                _values(8, 7): "huitaine",
                _values(12): "douzaine",
                _values(15, 14, 2): "quinzaine",
                _values(20): "vingtaine",
                _values(30): "trentaine",
                _values(40): "une quarantaine de, une quarantaine d, an quarante",
                _values(60): "soixantaine",
                _values(13): "treize à la douzaine",
                _values(31): "son trente et un, leur trente et un, mon trente et un, ton trente et un",
                _values(36): (
                    "trente six chandelles, trente six solutions, trente six façons, trente six manières, "
                    "trente six choses, trente sixième dessous"
                ),
                _values(107): "cent sept ans",
                _values(400): "quatre cents coups",
                _values(1000): (
                    "millier, mille fois, mille mercis, mille excuses, mille pardons, mille et un, mille et une, "
                    "mille feuille, mille feuilles, mille pattes, dans le mille, donne en mille, mille lieues"
                ),
                _values(1, 7): "hebdomadaire",
            }
        )
        | {
            f"{name} de {scale}": _values(value * size)
            for name, value in {
                "dizaine": 10,
                "douzaine": 12,
                "quinzaine": 15,
                "vingtaine": 20,
                "trentaine": 30,
                "quarantaine": 40,
                "cinquantaine": 50,
                "soixantaine": 60,
                "centaine": 100,
            }.items()
            for scale, size in (("milliers", 10**3), ("mille", 10**3), ("millions", 10**6), ("milliards", 10**9))
        }
    ),
    no_numbers=Phrases(
        spread(
            {
                True: (
                    "l un, l une, tout neuf, flambant neuf, remis à neuf, remettre à neuf, quoi de neuf, deux points, "
                    "à la une, fait la une, faire la une, font la une, la une des, il était une fois, "
                    "une fois pour toutes, premier venu, première venue, au premier chef, au premier abord, "
                    "de premier ordre, de premier plan, à première vue, de première main, en premier lieu, "
                    "de seconde main, en second lieu, second souffle, troisième âge, tiers monde, quatrième pouvoir, "
                    "cinquième roue, cinquième colonne, sixième sens, septième ciel, septième art, neuvième art, "
                    "en deux mots, deux mots à, deux mots sur, dire deux mots, toucher deux mots, à deux pas, "
                    "à deux doigts, entre deux âges, entre deux chaises, entre deux eaux, "
                    "de deux choses l une, en moins de deux, ni une ni deux, deux temps trois mouvements, "
                    "jamais deux sans trois, d une pierre deux coups, deux poids deux mesures, "
                    "un de ces quatre, mettre en quatre, met en quatre, mit en quatre, mis en quatre, "
                    "cheveux en quatre, plié en quatre, quatre pattes, quatre vérités, "
                    "quatre chemins, entre quatre yeux, quatre à quatre, aux quatre coins, aux quatre vents, "
                    "quatre sous, quatre jeudis, tous les quatre matins, en cinq sec, cinq à sept, six quatre deux, "
                    "midi à quatorze heures"
                )
            }
        )
    ),
    ordinal_suffixes=frozenset(("e", "er", "ère", "re", "ème", "eme", "ième", "nd", "nde", "es", "èmes", "ers")),
    decade_suffixes=frozenset(),
    decade_words=frozenset(("années",)),
    scale_symbols={"k": 10**3, "K": 10**3, "M": 10**6, "Md": 10**9, "Mds": 10**9, "Mrd": 10**9},
    units=Phrases(
        spread(
            {
                "%": "%, pour cent, p 100",
                "percentage point": "point de pourcentage, points de pourcentage",
                "basis point": "point de base, points de base, pb",
                "permille": "pour mille",
                "point": "point, points",
                "mm": "millimètre, millimètres",
                "cm": "centimètre, centimètres",
                "m": "mètre, mètres",
                "km": "kilomètre, kilomètres",
                "inch": "pouce, pouces",
                "foot": "pied, pieds",
                "yard": "yard, yards",
                "mile": "mille, milles, miles",
                "league": "lieue, lieues",
                "fathom": "brasse, brasses",
                "mg": "milligramme, milligrammes",
                "g": "gramme, grammes",
                "kg": "kilo, kilos, kilogramme, kilogrammes",
                "tonne": "tonne, tonnes, tonneaux",
                "pound": "livre, livres",
                "ounce": "once, onces",
                "degree": "degré, degrés",
                "celsius": "degrés celsius, degrés centigrades",
                "fahrenheit": "degrés fahrenheit",
                "ml": "millilitre, millilitres",
                "l": "litre, litres",
                "pint": "pinte, pintes",
                "gallon": "gallon, gallons",
                "m2": "mètre carré, mètres carrés",
                "km2": "kilomètre carré, kilomètres carrés",
                "sqmile": "milles carrés, miles carrés",
                "sqft": "pieds carrés",
                "hectare": "hectare, hectares",
                "acre": "acre, acres",
                "mph": "miles par heure, milles à l heure",
                "kmh": "kilomètres par heure, kilomètres à l heure, kilomètres heure",
                "second": "seconde, secondes, sec",
                "minute": "minute, minutes, min, mn",
                "hour": "heure, heures",
                "day": "jour, jours, journées, journée",
                "week": "semaine, semaines",
                "month": "mois",
                "year": "an, ans, année, années",
                "decade": "décennies",
                "century": "siècles",
                "dollar": "dollar, dollars, dollars américains",
                "euro": "euro, euros",
                "sterling": "livres sterling",
                "yen": "yen, yens",
                "yuan": "yuan, yuans",
                "franc": "franc, francs, francs suisses",
                "rupee": "roupies",
                "rouble": "roubles",
                "cent": "cents, centime, centimes",
                "penny": "penny, pence",
                "watt": "watt, watts",
                "kilowatt": "kilowatt, kilowatts",
                "megawatt": "mégawatt, mégawatts",
                "gigawatt": "gigawatt, gigawatts",
                "terawatt": "térawatt, térawatts",
                "joule": "joule, joules",
                "kilojoule": "kilojoule, kilojoules",
                "megajoule": "mégajoule, mégajoules",
                "calorie": "calorie, calories",
                "kilocalorie": "kilocalorie, kilocalories",
                "volt": "volt, volts",
                "kilovolt": "kilovolt, kilovolts",
                "ampere": "ampère, ampères",
                "pascal": "pascal, pascals",
                "hectopascal": "hectopascal, hectopascals",
                "kilobit": "kilobit, kilobits",
                "megabit": "mégabit, mégabits",
                "gigabit": "gigabit, gigabits",
                "watt hour": "wattheure, wattheures, watt heure, watts heure, watts heures",
                "kilowatt hour": "kilowattheure, kilowattheures, kilowatt heure, kilowatts heure, kilowatts heures",
                "megawatt hour": "mégawattheure, mégawattheures, mégawatt heure, mégawatts heure, mégawatts heures",
                "gigawatt hour": "gigawattheure, gigawattheures, gigawatt heure, gigawatts heure, gigawatts heures",
                "terawatt hour": "térawattheure, térawattheures, térawatt heure, térawatts heure, térawatts heures",
                "hertz": "hertz",
                "kilohertz": "kilohertz",
                "megahertz": "mégahertz",
                "gigahertz": "gigahertz",
                "millisecond": "milliseconde, millisecondes",
                "microsecond": "microseconde, microsecondes",
                "microgram": "microgramme, microgrammes",
                "micrometre": "micromètre, micromètres, micron, microns",
                "nanometre": "nanomètre, nanomètres",
                "cl": "centilitre, centilitres",
                "dl": "décilitre, décilitres",
                "m3": "mètre cube, mètres cubes",
                "ft3": "pied cube, pieds cubes",
                "byte": "octet, octets",
                "kb": "kilooctet, kilooctets, ko",
                "mb": "mégaoctet, mégaoctets, mo",
                "gb": "gigaoctet, gigaoctets, go",
                "tb": "téraoctet, téraoctets, to",
            }
        )
    ),
    rates=Phrases(
        {
            f"{article} {unit}": key
            for article in ("par", "chaque", "à la", "à l", "la", "l", "le", "tous les", "toutes les")
            for unit, key in {
                "seconde": "second",
                "minute": "minute",
                "heure": "hour",
                "jour": "day",
                "semaine": "week",
                "mois": "month",
                "an": "year",
                "année": "year",
                "journée": "day",
                "nuit": "day",
                "nuitée": "day",
                "trimestre": "quarter",
                "jours": "day",
                "semaines": "week",
                "ans": "year",
                "heures": "hour",
            }.items()
        }
        | spread(
            {
                "hour": "horaire, horaires",
                "day": "quotidien, quotidiens, quotidienne, quotidiennes, quotidiennement, journalier, journaliers",
                "week": "hebdomadaire, hebdomadaires",
                "month": "mensuel, mensuels, mensuelle, mensuelles, mensuellement",
                "year": "annuel, annuels, annuelle, annuelles, annuellement",
            }
        )
    ),
    share_links=frozenset(("sur",)),
    unit_links=words("de d derniers dernières prochains prochaines premiers premières autres longs longues"),
    range_links=words("à ou et"),
    day_idioms={8: 7, 15: 14},
    months=spread(
        {
            1: "janvier, janv",
            2: "février, févr, fév",
            3: "mars",
            4: "avril, avr",
            5: "mai",
            6: "juin",
            7: "juillet, juil",
            8: "août, aout",
            9: "septembre",
            10: "octobre, oct",
            11: "novembre, nov",
            12: "décembre, déc",
        }
    ),
    capital_months=False,
    weekdays=spread(
        {
            1: "lundi, lundis",
            2: "mardi, mardis",
            3: "mercredi, mercredis",
            4: "jeudi, jeudis",
            5: "vendredi, vendredis",
            6: "samedi, samedis",
            7: "dimanche, dimanches",
        }
    ),
    date_links=frozenset(),
    dayparts=Phrases(
        {
            "du matin": 0,
            "de l après midi": 12,
            "du soir": 12,
            "de la nuit": 0,
            "après minuit": 0,
            "am": 0,
            "a m": 0,
            "pm": 12,
            "p m": 12,
        }
    ),
    clock_words=Phrases({"h": True, "heure": True, "heures": True}),
    clock_after=Phrases(
        {
            "et demie": 30,
            "et demi": 30,
            "et quart": 15,
            "un quart": 15,
            "et un quart": 15,
            "trois quarts": 45,
            "moins le quart": -15,
            "moins un quart": -15,
            "moins cinq": -5,
            "moins dix": -10,
            "moins vingt": -20,
            "moins vingt cinq": -25,
        }
    ),
    clock_before=Phrases({}),
    clock_alone=Phrases(
        {"la demie": 30, "et quart": 15, "moins le quart": 45, "moins un quart": 45}
        | {"moins cinq": 55, "moins dix": 50, "moins vingt": 40, "moins vingt cinq": 35}
    ),
    clock_alone_at=frozenset(("à",)),
    clock_links={},
    clock_halves=frozenset(),
    twelve_hours=False,
    clock_names={"midi": 12, "minuit": 0},
    prefixes=words("mi début fin pré post sous non plus moins top avant après"),
    numbered=words(
        "chapitre partie tome volume livre article section annexe titre acte scène phase type stade classe grade "
        "niveau tableau figure guerre roi reine pape"
    ),
    always=r"24\s?h(?:eures)?\s?(?:/|sur)\s?24|7\s?j(?:ours)?\s?(?:/|sur)\s?7|24\s?/\s?7",
    minus=frozenset(("moins",)),
    not_minus_behind=words("au du le la les en pas ou de d plus"),
    falls=(
        *("dessous", "sous", "baiss", "recul", "dimin", "décr", "chut", "perd", "perte", "rédui", "inférieur"),
        *("déficit", "négati", "moins", "contract", "repli", "régress", "tomb", "descend", "moindre"),
    ),
)
