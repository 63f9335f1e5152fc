"""Languages without a package of their own: texts in them are split, aligned and exported."""

import json
from pathlib import Path

import pytest

from aligner.languages import accepted, get, known
from aligner.languages.others import others
from aligner.link import Linker
from aligner.messages import language_name
from aligner.split import split_text
from tests.commands import aligner

GERMAN = "Das Museum öffnet um zehn Uhr.\n\nDer Turm wurde 1874 von zwei Brüdern gebaut, vgl. Abb. 3 im Katalog.\n"
FRENCH = "Le musée ouvre à dix heures.\n\nLa tour fut bâtie en 1874 par deux frères, voir la figure 3 du catalogue.\n"
FURTHER = "Kinder zahlen nichts.\n", "Les enfants ne paient rien.\n"


def test_all_languages_of_the_embedded_encoder_are_accepted() -> None:
    assert set(accepted()) == {*known(), "ar", "de", "es", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"}


@pytest.mark.parametrize("code", sorted(others()))
def test_each_has_words_a_locale_and_a_name_in_both_languages_of_the_interface(code: str) -> None:
    language = get(code)
    assert len(language.function_words) >= 10
    assert language.locale.startswith(f"{code}-")
    assert language_name(code).id == f"languages.{code}"


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("de", ["Der Turm ist z.B. aus Holz.", "Er steht am See."]),
        ("es", ["El Sr. Ruiz llegó tarde.", "¿Quién abrió la puerta?"]),
        ("pl", ["Dom ma np. dwa okna.", "Ulica jest cicha."]),
        ("ru", ["Дом построен в 1874 г. из камня.", "Он стоит у озера."]),
    ],
)
def test_sentences_end_where_they_should(code: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_text(text, code)] == sentences


@pytest.mark.parametrize("code", ["ja", "zh"])
def test_marks_of_their_own_end_sentences_without_a_space(code: str) -> None:
    text = "門が開いた。「誰だ？」犬が鳴く"
    assert [text[start:end] for start, end in split_text(text, code)] == ["門が開いた。", "「誰だ？」", "犬が鳴く"]


def test_a_german_text_is_aligned_and_exported_and_rules_that_cannot_judge_say_so(tmp_path: Path) -> None:
    (tmp_path / "a.de.txt").write_text(f"{GERMAN}\n{FURTHER[0]}", encoding="utf-8")
    (tmp_path / "a.fr.txt").write_text(f"{FRENCH}\n{FURTHER[1]}", encoding="utf-8")
    pair = (tmp_path / "a.de.txt", tmp_path / "a.fr.txt", "--from", "de")
    found = aligner("align", *pair, "--format", "ladder")
    assert found.status == 0, found.err
    assert found.out.split() == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]
    exported = aligner("export", *pair, "--format", "tmx", "-o", tmp_path / "a.tmx")
    assert exported.status == 0, exported.err
    assert 'xml:lang="de"' in (tmp_path / "a.tmx").read_text(encoding="utf-8")
    review = aligner("review", *pair, "--format", "json")
    assert review.status == 0, review.err
    content = json.loads(review.out)
    assert {"number", "negation", "false-friend"} <= {skipped["rule"] for skipped in content["skipped"]}
    assert content["findings"] == []


@pytest.mark.parametrize("code", sorted(others()))
def test_words_of_each_are_linked(code: str) -> None:
    words = [*sorted(get(code).function_words)[:3], "1874", "."]
    found = Linker(code, "fr").link_pairs([(words, ["la", "tour", "de", "1874", "."])])[0]
    assert {(3, 3), (4, 4)} <= {(one, other) for one, other, _ in found}
