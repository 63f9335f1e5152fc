"""The rule link."""

import pytest

from tests.pairs import pair, reported


def test_a_lost_address_is_found() -> None:
    (finding,) = reported("link", pair(["See https://example.org/tides for more."], ["Vous en saurez plus en ligne."]))
    assert finding.original is not None
    assert finding.original.text == "https://example.org/tides"


def test_a_misspelt_address_is_found_with_the_right_one() -> None:
    (finding,) = reported("link", pair(["Write to tides@example.org."], ["Écrivez à tdies@example.org."]))
    assert finding.translation is not None
    assert (finding.translation.text, finding.suggestion) == ("tdies@example.org", "tides@example.org")


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("See https://example.org/en/tides.", "Voir https://example.org/fr/tides."),
        ("See http://www.example.org/.", "Voir https://example.org"),
        ("See https://en.wikipedia.org/wiki/Tide.", "Voir https://fr.wikipedia.org/wiki/Marée."),
        ("(See https://example.org/a_(b).)", "(Voir https://example.org/a_(b).)"),
        ("Write to a@example.org, or b@example.org.", "Écrivez à b@example.org ou à a@example.org."),
    ],
)
def test_addresses_that_are_kept(english: str, french: str) -> None:
    assert reported("link", pair([english], [french])) == []


def test_an_address_that_moved_to_another_sentence_is_kept() -> None:
    english = ["See https://example.org/tides. | It helps."]
    assert reported("link", pair(english, ["C'est utile. | Voir https://example.org/tides."])) == []


def test_a_sentence_that_is_missing_says_it_all() -> None:
    checked = pair(["Yes. | See https://example.org/tides."], ["Oui."], [((0,), (0,)), ((1,), ())])
    assert reported("link", checked) == []
