"""The rule negation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.core import Severity
from tests.pairs import pair, reported


def test_a_lost_not_is_critical_and_shows_the_word_that_was_lost() -> None:
    (finding,) = reported("negation", pair(["The valve must not be opened."], ["La vanne doit être ouverte."]))
    assert finding.severity is Severity.CRITICAL
    assert finding.original is not None
    assert finding.original.text == "not"


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("The valve must not be opened.", "La vanne ne doit pas être ouverte."),
        ("That is not possible.", "C'est impossible."),
        ("Not only the birds, but also the bats.", "Les oiseaux, mais aussi les chauves-souris."),
        ("He will come no later than Monday.", "Il viendra lundi au plus tard."),
    ],
)
def test_negations_that_are_answered(english: str, french: str) -> None:
    assert reported("negation", pair([english], [french])) == []


def test_a_negation_that_a_neighbour_has_is_not_lost() -> None:
    english = ["The tower was not repaired.", "It fell in May."]
    french = ["La tour a été réparée en mai.", "Elle n'était pas tombée."]
    assert reported("negation", pair(english, french)) == []


def test_of_two_negations_the_lost_one_is_found() -> None:
    english = "The first bridge was not damaged by the flood, and the second bridge was not closed to lorries."
    french = "Le premier pont a été endommagé par la crue, et le second pont n'a pas été fermé aux camions."
    (finding,) = reported("negation", pair([english], [french]))
    assert finding.original is not None
    assert finding.original.start == english.index("not")


@given(st.text(alphabet="not ne pas n'’İé.,", max_size=40).map(str.strip).filter(bool))
def test_no_text_breaks_the_rule(text: str) -> None:
    reported("negation", pair([text], [text[::-1]]), minimum=0.0)
