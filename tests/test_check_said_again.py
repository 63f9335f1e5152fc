"""Words that the translation says more often than the original."""

from aligner.check.said_again import said_again
from aligner.encode import load
from tests.pairs import pair, reported


def words(original: str, translation: str) -> list[str]:
    checked = pair([original], [translation])
    checked.encoder = load()
    return [span.text for bead in checked.links.beads for span in said_again(checked, bead)]


def test_a_word_that_was_slipped_in_beside_its_like_is_said() -> None:
    found = words(
        "Risk factors for bad outcomes: a retrospective study in two hospitals.",
        "Facteurs de risque d'issue défavorable dans l'étude : étude rétrospective dans deux hôpitaux.",
    )
    assert len(found) == 1
    assert found[0] == "étude"


def test_a_word_that_the_original_says_as_often_is_not() -> None:
    assert words("The study cites a study of the same hospital.", "L'étude cite une étude du même hôpital.") == []


def test_synonyms_of_the_original_may_become_one_word() -> None:
    assert (
        words(
            "The house is old, and so is the home of the neighbours.",
            "La maison est vieille, et la maison des voisins aussi.",
        )
        == []
    )


def test_it_is_a_note_that_only_profiles_that_ask_for_it_show() -> None:
    checked = pair(
        ["Risk factors for bad outcomes: a retrospective study in two hospitals."],
        ["Facteurs de risque d'issue défavorable dans l'étude : étude rétrospective dans deux hôpitaux."],
    )
    checked.encoder = load()
    assert reported("repeated", checked) == []
    (found,) = reported("repeated", checked, 0.2)
    assert found.severity.value == "neutral"
