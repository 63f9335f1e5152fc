"""Tokens: what a user sees linked as one word."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.link import tokenize


def _texts(text: str, language: str) -> list[str]:
    return [token.text for token in tokenize(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’école d'aujourd'hui", ["L’", "école", "d'", "aujourd'hui"]),
        ("Jusqu'à ce qu'on s'arrête.", ["Jusqu'", "à", "ce", "qu'", "on", "s'", "arrête", "."]),
        ("Jusquʼà ce quʼon arrête.", ["Jusquʼ", "à", "ce", "quʼ", "on", "arrête", "."]),
        ("Y a-t-il quelqu'un ?", ["Y", "a", "-t-il", "quelqu'un", "?"]),
        ("« Peut-être », dit-elle.", ["«", "Peut-être", "»", ",", "dit", "-elle", "."]),
        ("1 350,5 km en 2019", ["1 350,5", "km", "en", "2019"]),
        ("En 2019 350 personnes", ["En", "2019", "350", "personnes"]),
    ],
)
def test_french_words_fall_apart_as_readers_expect(text: str, expected: list[str]) -> None:
    assert _texts(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't know John's name.", ["I", "do", "n't", "know", "John", "'s", "name", "."]),
        ("The captains' 500,000-word 'state-of-the-art' book", None),
        ("9:32 PM in the U.S.", ["9:32", "PM", "in", "the", "U.S."]),
        (
            "Write to a.b@c.org, see https://who.int/x.",
            ["Write", "to", "a.b@c.org", ",", "see", "https://who.int/x", "."],
        ),
    ],
)
def test_english_words_fall_apart_as_readers_expect(text: str, expected: list[str] | None) -> None:
    found = _texts(text, "en")
    if expected is None:
        assert "state-of-the-art" in found
        assert "500,000" in found
    else:
        assert found == expected


def test_an_unknown_language_is_said() -> None:
    with pytest.raises(InputError, match="tlh"):
        tokenize("nuqneH", "tlh")


@given(st.text(), st.sampled_from(["en", "fr"]))
def test_offsets_slice_back_and_only_white_space_is_left_out(text: str, language: str) -> None:
    tokens = tokenize(text, language)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in itertools.pairwise(tokens))
    assert "".join("".join(token.text for token in tokens).split()) == "".join(text.split())
