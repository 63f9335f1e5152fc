"""``aligner review`` and ``aligner gate`` write what people asked for, in their language, or say why they can't."""

import zipfile
from pathlib import Path

import pytest

from tests.commands import aligner

PAIR = (
    "The museum opens at ten. It closes at 5 PM on Sundays.\n",
    "Le musée ouvre à dix heures. Il ferme à 18 h le dimanche.\n",
)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    paths = (tmp_path / "a.en.txt", tmp_path / "a.fr.txt")
    for path, text in zip(paths, PAIR, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_the_review_begins_with_the_verdict_where_it_was_asked_for(pair: tuple[Path, Path]) -> None:
    assert aligner("review", *pair, "--gate", "--profile", "news").out.startswith(
        "Fails news: 1 major finding, none is"
    )
    assert aligner("review", *pair).out.startswith("1 major in 12 words; 2 sentences against 2")


def test_the_gate_speaks_french_too(pair: tuple[Path, Path]) -> None:
    found = aligner("gate", *pair, "--profile", "news", "--interface-language", "fr")
    assert found.status == 1
    assert found.out.startswith("Refusé par le profil news\u00a0: 1 constat majeur, aucun n’est admis")
    assert "L’original indique 5 PM, la traduction 18 h." in found.out


@pytest.mark.parametrize("command", ["review", "gate"])
def test_a_word_file_goes_into_a_file(command: str, pair: tuple[Path, Path], tmp_path: Path) -> None:
    refused = aligner(command, *pair, "--format", "docx")
    assert (refused.status, refused.out) == (2, "")
    assert "-o FILE" in refused.err
    target = tmp_path / "report.docx"
    assert aligner(command, *pair, "--format", "docx", "-o", target).status in (0, 1)
    assert "word/comments.xml" in zipfile.ZipFile(target).namelist()


def test_a_page_of_two_pairs_is_refused_before_the_work(pair: tuple[Path, Path]) -> None:
    found = aligner("gate", *pair, *pair, "--format", "html")
    assert found.status == 2
    assert "holds one pair, 2 were given" in found.err


@pytest.mark.parametrize("command", ["review", "gate"])
def test_an_unknown_interface_language_is_one_sentence(command: str, pair: tuple[Path, Path]) -> None:
    found = aligner(command, *pair, "--interface-language", "de")
    assert (found.status, found.out) == (2, "")
    assert "known are en, fr" in found.err
    assert found.err.count("\n") == 1
