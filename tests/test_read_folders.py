"""Folders in place of files: their files are paired by their names."""

from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.pairing import one_pair, pairs_in, without_folders
from tests.commands import aligner

CODES = ("en", "fr")


def _made(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The bell rang.\n" if "en" in name else "La cloche sonna.\n", encoding="utf-8")
    return folder


def _names(pairs: list[tuple[str, str]], folder: Path) -> list[tuple[str, ...]]:
    return [tuple(Path(one).relative_to(folder).as_posix() for one in pair) for pair in pairs]


def test_one_folder_pairs_by_codes_and_by_folders_of_languages(tmp_path: Path) -> None:
    _made(
        tmp_path, "a.en.md", "a.fr.md", "b.en.md", "deep/c.en.txt", "deep/c.fr.txt", "en/d.md", "fr/d.md", ".x/e.en.md"
    )
    assert _names(pairs_in(str(tmp_path), None, CODES), tmp_path) == [
        ("a.en.md", "a.fr.md"),
        ("deep/c.en.txt", "deep/c.fr.txt"),
        ("en/d.md", "fr/d.md"),
    ]


def test_two_folders_pair_by_the_same_name(tmp_path: Path) -> None:
    _made(tmp_path, "o/a.md", "o/sub/b.en.md", "o/only.md", "t/a.md", "t/sub/b.fr.md", "t/more.md")
    pairs = pairs_in(str(tmp_path / "o"), str(tmp_path / "t"), CODES)
    assert _names(pairs, tmp_path) == [("o/a.md", "t/a.md"), ("o/sub/b.en.md", "t/sub/b.fr.md")]
    assert without_folders([str(tmp_path / "o"), str(tmp_path / "t")], CODES) == [one for pair in pairs for one in pair]


def test_what_has_no_pair_or_too_many_is_said(tmp_path: Path) -> None:
    _made(tmp_path, "one/a.en.md", "two/a.en.md", "two/a.fr.md", "two/b.en.md", "two/b.fr.md")
    with pytest.raises(InputError, match="There is no pair of files"):
        one_pair(str(tmp_path / "one"), None, CODES)
    with pytest.raises(InputError, match="has 2 pairs of files"):
        one_pair(str(tmp_path / "two"), None, CODES)
    with pytest.raises(InputError, match="name two of a kind"):
        one_pair(str(tmp_path / "two"), str(tmp_path / "one" / "a.en.md"), CODES)


def test_commands_take_folders(tmp_path: Path) -> None:
    _made(tmp_path, "a.en.md", "a.fr.md")
    found = aligner("align", tmp_path)
    assert (found.status, found.out.count("\n")) == (0, 1)
    assert "this command reads" in aligner("align", tmp_path, "--format", "tsv", "-o", tmp_path / "a.fr.md").err
    found = aligner("gate", tmp_path, "--format", "summary")
    assert found.status in (0, 1)
    assert "a.fr.md" in found.out
