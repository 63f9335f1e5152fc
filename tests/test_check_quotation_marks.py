"""The rule quotation-marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pairs import pair, reported, said, spots

SAID = "“The dam will hold,” the engineer said."


def test_an_unclosed_quotation_is_found() -> None:
    found = reported("quotation-marks", pair([SAID], ["« Le barrage tiendra, a dit l'ingénieure."]))
    assert spots(found) == ["« Le barrage tiendra, a dit l'ingénieure."]
    assert "never closed" in said(found[0])


def test_a_closing_mark_without_an_opening_one_is_found() -> None:
    found = reported("quotation-marks", pair([SAID], ["Le barrage tiendra », a dit l'ingénieure."]))
    assert spots(found) == ["Le barrage tiendra »"]


def test_a_straight_mark_that_closes_a_guillemet_is_one_finding() -> None:
    found = reported("quotation-marks", pair([SAID], ["« Le barrage tiendra\", a dit l'ingénieure."]))
    assert len(found) == 1
    assert "opens with « and closes with" in said(found[0])


def test_a_long_quotation_that_lost_its_marks_is_found_with_the_original_s_words() -> None:
    english = "The mayor told us “we shall rebuild every house in this street” and left."
    (finding,) = reported("quotation-marks", pair([english], ["Le maire nous a dit qu'il rebâtirait tout."]))
    assert finding.original is not None
    assert finding.original.text == "“we shall rebuild every house in this street”"


def test_straight_marks_in_a_text_with_guillemets_are_one_finding_for_all() -> None:
    english = ["“One.”", "“Two.”", "“Three.”", "A “good” idea.", "“Four.”", "“Five.”", "“Six.”", "A “bad” one."]
    french = ["« Un. »", "« Deux. »", "« Trois. »", 'Une "bonne" idée.', "« Quatre. »", "« Cinq. »", "« Six. »"]
    (finding,) = reported("quotation-marks", pair(english, [*french, 'Une "mauvaise".']))
    assert finding.suggestion == "«\u00a0bonne\u00a0»"
    assert [place.span.text for place in finding.related] == ['"mauvaise"']


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ([SAID], ["« Le barrage tiendra », a dit l'ingénieure."]),
        (["“The dam will hold.”"], ["« Le barrage tiendra »."]),
        (["“First part.", "“Second part.”"], ["« Première partie.", "« Deuxième partie. »"]),
        (["“First. | Second.”"], ["« Première. | Deuxième. »"]),
        (["“He said ‘no’ to me.”"], ["« Il m'a dit « non ». »"]),
        (["“Is it far?”", "“No.”"], ["« C'est loin ?", "– Non. »"]),
        (["It isn't ready, she said."], ["Ce n'est pas prêt, dit-elle aujourd'hui."]),
        (['A 19" screen.'], ['Un écran de 19".']),
        (["“The “old” mill.”"], ["« Le “vieux” moulin. »"]),
        (["A so-called “expert”."], ["Un prétendu expert."]),
    ],
)
def test_quotations_that_are_right(english: list[str], french: list[str]) -> None:
    assert reported("quotation-marks", pair(english, french)) == []


def test_speech_printed_without_marks_throughout_is_a_habit_not_a_fault() -> None:
    english = [f"“I shall go to the sea with you on day {n}, my friend,” he said." for n in range(9)]
    french = [f"J'irai à la mer avec vous le jour {n}, mon ami, dit-il." for n in range(9)]
    assert reported("quotation-marks", pair(english, french)) == []


@given(st.lists(st.text(alphabet="ab «»“”\"'–,.", min_size=1, max_size=12), min_size=1, max_size=5))
def test_no_text_breaks_the_rule(blocks: list[str]) -> None:
    blocks = [block.strip() or "x" for block in blocks]
    for finding in reported("quotation-marks", pair(blocks, blocks)):
        assert finding.translation is not None
