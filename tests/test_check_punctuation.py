"""The rule punctuation."""

import pytest

from aligner.core import BlockKind
from tests.pairs import pair, reported, said, spots


def test_two_commas_in_a_row_are_found() -> None:
    assert len(reported("punctuation", pair(["Yes, we can go."], ["Oui, , nous pouvons partir."]))) == 1


def test_a_question_that_lost_its_mark_is_found() -> None:
    (finding,) = reported("punctuation", pair(["Will the ferry sail?"], ["Le bac partira-t-il."]))
    assert "question mark" in said(finding)


def test_a_sentence_without_a_full_stop_is_found() -> None:
    found = reported("punctuation", pair(["The ferry sails on Sunday."], ["Le bac part le dimanche matin"]))
    assert spots(found) == ["n"]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Will it sail?", "Partira-t-il ?"),
        ("He said: “Go!”", "« Partez ! » dit-il enfin au capitaine."),
        ("Bread, milk, etc., and tea…", "Du pain, du lait, etc., et du thé..."),
        ("“It sails on Sunday.”", "« Il part tous les dimanches matin »."),
        ("See ../docs for more.", "Voir ../docs pour en savoir plus."),
        ("Yes.", "Oui"),
    ],
)
def test_marks_that_are_right(english: str, french: str) -> None:
    assert reported("punctuation", pair([english], [french])) == []


def test_a_heading_need_not_ask_nor_end() -> None:
    checked = pair(["How do I print a page?"], ["Imprimer une page de texte"], kinds=[BlockKind.HEADING])
    assert reported("punctuation", checked) == []
