"""The quantities of a text in English and French."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.languages.numbers import quantities
from aligner.languages.numbers.numerals import read_roman
from aligner.languages.numbers.quantity import Clock, Date, Form, Reading
from aligner.languages.numbers.units import UNITS, converts


def first(text: str, language: str) -> Reading:
    """The likeliest reading of a text's only quantity."""
    (found,) = quantities(text, language)
    return found.readings[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seven", 7),
        ("forty-two", 42),
        ("one hundred and five", 105),
        ("two hundred thousand and six", 200_006),
        ("one million two hundred and three thousand", 1_203_000),
        ("nineteen eighty-four", 1984),
        ("nineteen hundred", 1900),
        ("four and twenty", 24),
        ("threescore", 60),
        ("two dozen", 24),
        ("twenty-first", 21),
        ("three million", 3_000_000),
        ("3.2 million", 3_200_000),
        ("100 thousand", 100_000),
        ("1,350", 1350),
        ("12th", 12),
        ("1980s", 1980),
    ],
)
def test_english_numbers_have_their_value(text: str, value: int) -> None:
    assert first(text, "en") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sept", 7),
        ("vingt et un", 21),
        ("trente-et-une", 31),
        ("soixante et onze", 71),
        ("soixante-dix-huit", 78),
        ("quatre-vingts", 80),
        ("quatre-vingt-un", 81),
        ("quatre-vingt-seize", 96),
        ("nonante-six", 96),
        ("huitante", 80),
        ("cent", 100),
        ("deux cent trois", 203),
        ("mille neuf cent quatre-vingt-quatre", 1984),
        ("dix-neuf cent quatorze", 1914),
        ("deux mille", 2000),
        ("trois cent mille", 300_000),
        ("un million deux cent mille", 1_200_000),
        ("mille milliards", 10**12),
        ("deux douzaines", 24),
        ("vingt-troisième", 23),
        ("1350", 1350),
        ("1.350.000", 1_350_000),
        ("1'350'000", 1_350_000),
        ("12e", 12),
        ("3,2 millions", 3_200_000),
    ],
)
def test_french_numbers_have_their_value(text: str, value: int) -> None:
    assert first(text, "fr") == value


@pytest.mark.parametrize("language", ["en", "fr"])
@given(value=st.integers(0, 10**12))
def test_digits_grouped_the_way_of_the_language_have_their_value(language: str, value: int) -> None:
    text = f"{value:,}".replace(",", "," if language == "en" else "\u202f")
    assert first(text, language) == value


@given(st.text(max_size=80))
def test_every_quantity_stands_where_it_says(text: str) -> None:
    for language in ("en", "fr"):
        end = 0
        for quantity in quantities(text, language):
            assert end <= quantity.start < quantity.end <= len(text)
            assert quantity.text == text[quantity.start : quantity.end]
            assert quantity.readings
            end = quantity.end


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("on January 7, 2020", "en", Date(2020, 1, 7)),
        ("on the 7th of January 2020", "en", Date(2020, 1, 7)),
        ("in May 2020", "en", Date(2020, 5, None)),
        ("le 1er mai", "fr", Date(None, 5, 1)),
        ("le 7 janvier 2020", "fr", Date(2020, 1, 7)),
        ("le 07/01/2020", "fr", Date(2020, 1, 7)),
        ("on 01/07/2020", "en", Date(2020, 7, 1)),
        ("2020-01-07", "en", Date(2020, 1, 7)),
        ("at 9:32 PM", "en", Clock(21, 32)),
        ("at 12 a.m.", "en", Clock(0, 0)),
        ("half past six in the morning", "en", Clock(6, 30)),
        ("à 21 h 05", "fr", Clock(21, 5)),
        ("à trois heures de l'après-midi", "fr", Clock(15, 0)),
        ("minuit", "fr", Clock(0, 0)),
    ],
)
def test_dates_and_times_are_read(text: str, language: str, expected: Reading) -> None:
    assert expected in quantities(text, language)[0].readings


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("5 km", "en", "km"),
        ("5km", "fr", "km"),
        ("a 5-mile walk", "en", "mile"),
        ("$5", "en", "dollar"),
        ("5 €", "fr", "euro"),
        ("5 millions d'euros", "fr", "euro"),
        ("USD 5", "en", "dollar"),
        ("5 per cent", "en", "%"),
        ("cinq pour cent", "fr", "%"),
        ("37 °C", "fr", "celsius"),
        ("half an hour", "en", "hour"),
        ("trois quarts d'heure", "fr", "hour"),
    ],
)
def test_a_unit_belongs_to_its_number(text: str, language: str, unit: str) -> None:
    found = quantities(text, language)
    assert [quantity.unit for quantity in found if quantity.unit] == [unit]
    assert unit in UNITS


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I may march on, no one knows.", "en"),
        ("They came at once, by the hundreds of thousands.", "en"),
        ("Several hundred came.", "en"),
        ("Ils viennent par centaines, par milliers.", "fr"),
        ("Un costume tout neuf.", "fr"),
        ("I civil, MIX, CD", "en"),
        ("L'après-midi.", "fr"),
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str, language: str) -> None:
    assert [found.text for found in quantities(text, language) if found.form is not Form.LOOSE] == []


def test_digits_inside_a_name_know_its_letters() -> None:
    assert [quantity.code for quantity in quantities("COVID-19, H1N1 and 2019-nCoV in 14 days", "en")] == [
        "covid#",
        "h#n",
        "n#",
        "#ncov",
        "",
    ]


def test_a_long_row_of_numbers_is_one_thing_whatever_spaces_part_it() -> None:
    row = " ".join(["303 703 729 306"] * 10)
    (one,), (other,) = quantities(row, "en"), quantities(row.replace(" ", "\u202f"), "fr")
    assert one.readings == other.readings
    assert one.parts == ()
    assert len(quantities(row[:43], "en")[0].parts) == 11


def test_nothing_is_read_in_a_language_without_data() -> None:
    assert quantities("3 Boote", "xx") == ()


@given(st.integers(1, 3999))
def test_roman_numerals_are_read_back(value: int) -> None:
    text, rest = "", value
    ones = {1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX"}
    for amount, letter in (ones | {5: "V", 4: "IV", 1: "I"}).items():
        text += letter * (rest // amount)
        rest %= amount
    assert read_roman(text) == value


def test_conversions_allow_a_translators_rounding_and_no_more() -> None:
    assert converts(Fraction(5), "mile", Fraction(8), "km")
    assert converts(Fraction(6), "foot", Fraction(2), "m")
    assert converts(Fraction(86), "fahrenheit", Fraction(30), "celsius")
    assert not converts(Fraction(5), "mile", Fraction(12), "km")
    assert not converts(Fraction(5), "mile", Fraction(8), "kg")
    assert not converts(Fraction(5), "dollar", Fraction(5), "euro")
