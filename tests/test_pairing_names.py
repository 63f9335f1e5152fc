"""Which files belong together by their names."""

import os
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.pairing import How, Pairing, Reason, by_names, files_below, in_folder, in_folders

CODES = ("en", "fr")


def made(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x\n", encoding="utf-8")
    return folder


def shown(found: Pairing, folder: Path) -> list[tuple[str, str]]:
    def short(path: str | None) -> str:
        return Path(path).relative_to(folder).as_posix() if path else ""

    return [(short(pair.original), short(pair.translation)) for pair in found.pairs]


@pytest.mark.parametrize(
    ("original", "translation", "confidence"),
    [
        ("guide.en.md", "guide.fr.md", 1.0),
        ("guide.en-GB.md", "guide.fr_CA.md", 1.0),
        ("en/guide.md", "fr/guide.md", 1.0),
        ("book/en/part/guide.en.md", "book/fr/part/guide.fr.md", 1.0),
        ("English/guide.txt", "French/guide.txt", 1.0),
        ("guide.en.md", "guide.fr.html", 0.95),
        ("guide_en.docx", "guide_fr.docx", 0.95),
        ("EN-guide.docx", "FR-guide.docx", 0.95),
        ("mise-en-page.en.md", "mise-en-page.fr.md", 1.0),
        ("guide.md", "guide.fr.md", 0.8),
        ("guide.md", "guide-fr.odt", 0.76),
    ],
)
def test_a_name_says_which_file_belongs_to_it(
    tmp_path: Path, original: str, translation: str, confidence: float
) -> None:
    found = in_folder(made(tmp_path, original, translation), CODES)
    assert shown(found, tmp_path) == [(original, translation)]
    assert (found.pairs[0].how, found.pairs[0].confidence) == (How.NAME, confidence)
    assert found.leftovers == ()


def test_the_plainest_name_wins_and_what_is_left_is_listed(tmp_path: Path) -> None:
    made(tmp_path, "a.en.md", "a.fr.md", "a.md", "b.en.txt", "picture.png", ".hidden.en.md", "b.en.md.decisions.jsonl")
    found = in_folder(tmp_path, CODES)
    assert shown(found, tmp_path) == [("a.en.md", "a.fr.md")]
    assert [(Path(left.path).name, left.reason) for left in found.leftovers] == [
        ("a.md", Reason.ALONE),
        ("b.en.txt", Reason.ALONE),
    ]


def test_of_several_that_fit_none_is_taken(tmp_path: Path) -> None:
    found = in_folder(made(tmp_path, "a.en.md", "a.fr.html", "a.fr.txt"), CODES)
    assert found.pairs == ()
    assert {left.reason for left in found.leftovers} == {Reason.AMBIGUOUS}


def test_a_file_that_holds_both_texts_stands_alone(tmp_path: Path) -> None:
    found = in_folder(made(tmp_path, "memory.tmx", "a.en.md", "a.fr.md"), CODES)
    assert shown(found, tmp_path) == [("a.en.md", "a.fr.md"), ("memory.tmx", "")]
    assert [pair.how for pair in found.pairs] == [How.NAME, How.PAIRED]


def test_two_folders_pair_by_the_same_name_and_say_what_is_left(tmp_path: Path) -> None:
    made(tmp_path, "o/a.md", "o/b.en.md", "t/a.md", "t/b.fr.md", "t/more.md")
    found = in_folders(tmp_path / "o", tmp_path / "t", CODES)
    assert shown(found, tmp_path) == [("o/a.md", "t/a.md"), ("o/b.en.md", "t/b.fr.md")]
    assert [Path(left.path).name for left in found.leftovers] == ["more.md"]


def test_other_directions_and_languages(tmp_path: Path) -> None:
    found = in_folder(made(tmp_path, "a.fr.md", "a.en.md", "b.de.md", "b.en.md"), ("fr", "en"))
    assert shown(found, tmp_path) == [("a.fr.md", "a.en.md")]
    assert shown(in_folder(tmp_path, ("de", "en")), tmp_path) == [("b.de.md", "b.en.md")]


def test_a_word_between_code_and_suffix_yields_to_names_without(tmp_path: Path) -> None:
    files = [
        made(tmp_path, name) / name for name in ("a.en.md", "a.fr.clean.md", "b.en.md", "b.fr.md", "b.fr.clean.md")
    ]
    found = by_names(files, CODES, root=tmp_path, middle=("clean",))
    assert shown(found, tmp_path) == [("a.en.md", "a.fr.clean.md"), ("b.en.md", "b.fr.md")]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no folder"):
        in_folder(tmp_path / "none", CODES)


def test_links_in_a_circle_and_pipes_are_passed_by(tmp_path: Path) -> None:
    (tmp_path / "guide.en.md").write_text("Text.", encoding="utf-8")
    (tmp_path / "guide.fr.md").write_text("Texte.", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "above").symlink_to("..")
    os.mkfifo(tmp_path / "pipe.en.md")
    (tmp_path / "endless.en.md").symlink_to("/dev/zero")
    assert [path.name for path in files_below(tmp_path)] == ["guide.en.md", "guide.fr.md"]
