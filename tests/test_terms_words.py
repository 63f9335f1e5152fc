"""Words of aligned sentences, as terms are made of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.core import BlockKind
from aligner.terms.words import WordKind, bead_words, key_of, words_of
from tests.pairs import document, pair


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("cartouche", "Cartouches", "fr"),
        ("proportionnel", "proportionnelles", "fr"),
        ("œil", "yeux", "fr"),
        ("Élysée", "ELYSEE", "fr"),
        ("policy", "Policies", "en"),
    ],
)
def test_forms_of_a_word_have_one_key(one: str, other: str, language: str) -> None:
    assert key_of(one, language) == key_of(other, language)


@pytest.mark.parametrize(("one", "other", "language"), [("package", "packaging", "en"), ("cas", "case", "fr")])
def test_words_that_only_look_alike_have_two(one: str, other: str, language: str) -> None:
    assert key_of(one, language) != key_of(other, language)


def test_a_hyphen_parts_words_and_is_remembered() -> None:
    words = words_of(document("fr", ["La Maison-Blanche et l'Iran."]), [0])
    assert [(w.text, w.joined) for w in words if w.kind is WordKind.CONTENT] == [
        ("Maison", False),
        ("Blanche", True),
        ("Iran", False),
    ]


def test_names_with_figures_stay_whole() -> None:
    words = words_of(document("en", ["The COVID-19 outbreak"]), [0])
    assert "COVID-19" in [w.text for w in words]


def test_code_has_no_words() -> None:
    assert words_of(document("en", ["set pump_mode AUTO"], [BlockKind.CODE]), [0]) == ()


def test_text_left_in_english_renders_nothing() -> None:
    left = pair(["The old harbour stays closed today."], ["The old harbour stays closed today."])
    assert bead_words(left.original, left.translation, left.beads) == []


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="|\n\r"), min_size=1, max_size=40))
def test_every_word_stands_where_it_says(text: str) -> None:
    read = document("fr", [text])
    for word in words_of(read, [0]):
        assert read.sentences[0].text[word.start : word.end] == word.text
