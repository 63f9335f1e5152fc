"""The rule repeated-word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pairs import pair, reported, spots


def test_a_doubled_word_is_found_with_its_place_and_cure() -> None:
    (finding,) = reported("repeated-word", pair(["The bridge is closed."], ["Le pont est est fermé."]))
    assert finding.translation is not None
    assert finding.translation.text == "est est"
    assert finding.suggestion == "est"


def test_a_doubled_article_at_the_start_is_found_whatever_its_case() -> None:
    assert spots(reported("repeated-word", pair(["The ferry is late."], ["Le le bac est en retard."]))) == ["Le le"]


def test_a_word_doubled_behind_an_elided_one_is_found() -> None:
    assert spots(reported("repeated-word", pair(["I had it."], ["J’ai l'impression impression de l’avoir eu."]))) == [
        "impression impression"
    ]


def test_a_doubled_run_of_words_is_one_finding() -> None:
    found = reported("repeated-word", pair(["The price of the ticket rose."], ["Le prix de la de la place a monté."]))
    assert spots(found) == ["de la de la"]


@pytest.mark.parametrize(
    "french",
    [
        "Nous nous levons tôt.",
        "L'est est calme.",
        "Aujourd'hui hui.",
        "Vous vous trompez.",
        "Il faut le faire faire par un couvreur.",
        "C'est très très froid.",
        "Venez, venez vite.",
        "Un face-à-face à face découverte.",
        "La façade de l'Est est sombre.",
        "Les totaux sont 12 12 et 14.",
        "Ils vivent porte à porte - porte sud.",
    ],
)
def test_what_french_itself_repeats_is_fine(french: str) -> None:
    assert reported("repeated-word", pair(["We get up early."], [french])) == []


def test_a_repetition_that_the_original_has_too_is_meant() -> None:
    assert reported("repeated-word", pair(["It was a big big house."], ["C'était une grande grande maison."])) == []


def test_a_sentence_without_a_counterpart_is_read_too() -> None:
    found = reported("repeated-word", pair(["One."], ["Un. | Et et deux."], [((0,), (0,)), ((), (1,))]))
    assert spots(found) == ["Et et"]


@given(
    st.lists(
        st.sampled_from(["le", "pont", "est", "vieux", "mais", "solide", "aujourd'hui", "(", ")", ",", "—", "É"]),
        max_size=12,
    )
)
def test_no_text_breaks_the_rule(words: list[str]) -> None:
    text = " ".join(words) or "x"
    for finding in reported("repeated-word", pair(["x"], [text])):
        assert finding.translation is not None
        assert finding.translation.text in text


def test_a_title_that_says_a_word_twice_may_keep_it() -> None:
    checked = pair(["Really Really Blue came out in May."], ["« Really Really Blue » est sorti en mai."])
    assert reported("repeated-word", checked) == []
    assert not any(edit.safe for one in reported("repeated-word", checked, minimum=0.0) for edit in one.edits)
