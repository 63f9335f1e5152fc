"""The rule negation."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.core import Severity
from aligner.encode import load
from aligner.languages.polarity import affirmed, cues, has_leftover
from aligner.session import Session
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


@pytest.mark.parametrize(
    ("text", "language", "without"),
    [
        ("It cannot start.", "en", "It can start."),
        ("They won't leave.", "en", "They will leave."),
        ("Nobody came.", "en", "somebody came."),
        ("He left without a coat.", "en", "He left with a coat."),
        ("Il ne part pas.", "fr", "Il part."),
        ("Elle n'a rien vu.", "fr", "Elle a quelque chose vu."),
    ],
)
def test_a_negation_can_be_taken_back(text: str, language: str, without: str) -> None:
    (cue,) = [one for one in cues(text, language) if one.is_strong]
    found, shorter = affirmed(text, cue, language)
    assert found == without
    assert shorter == len(text) - len(without)


@pytest.mark.parametrize(
    ("text", "is_left"),
    [
        ("Il y a de vaccin.", True),
        ("Nous demandons de attendre.", True),
        ("Il y a d'autres vaccins.", False),
        ("Il n'y a pas de vaccin.", False),
        ("Elle a de bons yeux.", False),
    ],
)
def test_what_only_a_negation_explains_shows_that_it_was_lost(text: str, is_left: bool) -> None:
    assert has_leftover(text, "fr") is is_left


@pytest.mark.parametrize(
    ("english", "french", "says"),
    [
        ("Do not rely on the old weather report.", "Fiez-vous à l'ancien bulletin météo.", True),
        ("Do not rely on the old weather report.", "Ne vous fiez pas à l'ancien bulletin météo.", False),
        ("The queue does not support late parcels.", "Cette file permet les colis tardifs.", True),
        (
            "If you cannot do it alone, call us because it is heavy.",
            "Si vous ne pouvez le faire seul, appelez-nous.",
            False,
        ),
        ("The harbour never sleeps.", "Le port ne cesse de vivre.", False),
        ("There are boats on Monday and not on Sunday.", "Il y a des bateaux le lundi et non le dimanche.", False),
    ],
)
def test_the_meaning_of_the_whole_speaks_where_words_are_translated_freely(
    english: str, french: str, says: bool
) -> None:
    checked = pair([english], [french])
    checked.encoder = load()
    assert bool(reported("negation", checked)) is says


def test_words_denied_from_the_last_to_the_first_are_one_phrase(tmp_path: Path) -> None:
    english = (
        "The term layer refers to the order of plates on a table, i.e. to which plates are on top of other plates, and "
        "cover them, so the lower plates are not (completely) readable."
    )
    french = (
        "Lorsque plusieurs plaques se recouvrent, on peut définir l’ordre dans lequel elles sont empilées, "
        "c’est-à-dire quelles plaques sont en haut et masquent les autres."
    )
    for name, text in (("en.txt", english), ("fr.txt", french)):
        (tmp_path / name).write_text(text + "\n", "utf-8")
    assert Session().review(tmp_path / "en.txt", tmp_path / "fr.txt").skipped == ()
