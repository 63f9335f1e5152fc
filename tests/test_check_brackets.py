"""The rule brackets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pairs import pair, reported, said, spots


def test_a_bracket_that_is_never_closed_is_found_at_its_place() -> None:
    found = reported("brackets", pair(["The mill (built in 1820) burnt."], ["Le moulin (bâti en 1820 a brûlé."]))
    assert spots(found) == ["(bâti en 1820 a brûlé."]
    assert "never closed" in said(found[0])


def test_a_bracket_that_closes_nothing_is_found() -> None:
    found = reported("brackets", pair(["The mill burnt [twice]."], ["Le moulin a brûlé deux fois]."]))
    assert spots(found) == ["Le moulin a brûlé deux fois]"]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (["It rained. | (It often does. | We stayed.)"], ["Il a plu. | (Comme souvent. | Nous sommes restés.)"]),
        (["(First remark.", "Last remark.)"], ["(Première remarque.", "Dernière remarque.)"]),
        (["Choose a) tea or b) coffee."], ["Choisissez a) le thé ou b) le café."]),
        (["1) Open the valve."], ["1) Ouvrez la vanne."]),
        (["See you soon :-)"], ["À bientôt :-)"]),
        (["A stray ) stands here."], ["Une ) isolée est ici."]),
    ],
)
def test_brackets_that_belong_together_or_are_none(english: list[str], french: list[str]) -> None:
    assert reported("brackets", pair(english, french)) == []


@given(st.text(alphabet="a ()[]{}:;-1)", min_size=1, max_size=30).filter(lambda text: text == text.strip()))
def test_a_copy_of_the_original_is_never_wrong(text: str) -> None:
    if text.strip():
        assert reported("brackets", pair([text], [text])) == []
