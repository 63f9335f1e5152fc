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
        ("We don't sell fish.", "Nous vendons du poisson."),
        ("She never came back.", "Elle est revenue."),
        ("Nobody answered the door.", "Quelqu'un a ouvert la porte."),
        ("There is no lift in the tower.", "Il y a un ascenseur dans la tour."),
        ("He left without his coat.", "Il est parti avec son manteau."),
        ("The app not only counts the birds.", "L'application compte uniquement les oiseaux."),
        ("Remember to lock the gate.", "Oubliez de fermer le portail."),
        ("The cause is unclear.", "La cause est claire et nette."),
    ],
)
def test_other_lost_negations(english: str, french: str) -> None:
    assert len(reported("negation", pair([english], [french]))) == 1


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("The valve must not be opened.", "La vanne ne doit pas être ouverte."),
        ("It is very unlikely that he will escalate.", "Il est très peu probable qu'il intensifie la situation."),
        ("That is not possible.", "C'est impossible."),
        ("This is not needed here.", "C'est inutile ici."),
        ("He left without a word.", "Il est parti sans un mot."),
        ("She could not come.", "Elle n'a pu venir."),
        ("Not only the birds, but also the bats.", "Les oiseaux, mais aussi les chauves-souris."),
        ("Do not forget the keys.", "Pensez aux clés."),
        ("Remember the keys.", "N'oubliez pas les clés."),
        ("He will come no later than Monday.", "Il viendra lundi au plus tard."),
        ("No doubt he is right.", "Il a sans doute raison."),
        ("The path is uneven.", "Le chemin est inégal."),
        ("There is no bread and no milk.", "Il n'y a ni pain ni lait."),
        ("If not, ring the bell.", "Sinon, sonnez."),
        ("It is open, isn't it?", "C'est ouvert, n'est-ce pas ?"),
        ("Only two came.", "Il n'en est venu que deux."),
        ("It fails to start.", "Il ne démarre pas."),
    ],
)
def test_negations_that_are_answered(english: str, french: str) -> None:
    assert reported("negation", pair([english], [french])) == []


def test_of_two_negations_the_lost_one_is_found() -> None:
    english = "The first bridge was not damaged by the flood, and the second bridge was not closed to lorries."
    french = "Le premier pont a été endommagé par la crue, et le second pont n'a pas été fermé aux camions."
    (finding,) = reported("negation", pair([english], [french]))
    assert finding.original is not None
    assert finding.original.start == english.index("not")


@given(st.text(alphabet="not ne pas n'’İé.,", max_size=40).map(str.strip).filter(bool))
def test_no_text_breaks_the_rule(text: str) -> None:
    reported("negation", pair([text], [text[::-1]]), minimum=0.0)
