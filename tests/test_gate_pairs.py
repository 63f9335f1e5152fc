"""Which files are pairs."""

from pathlib import Path

import pytest

from aligner.errors import ConfigError
from aligner.gate import PairPaths, pairs_by_name, pairs_in_order


def test_pairs_stand_one_after_the_other() -> None:
    assert pairs_in_order(["a.en", "a.fr", "b.en", "b.fr"]) == [("a.en", "a.fr"), ("b.en", "b.fr")]


def test_a_file_that_holds_both_texts_stands_alone() -> None:
    assert pairs_in_order(["a.docx"]) == [("a.docx", None)]
    assert pairs_in_order(["a.en", "a.fr", "b.tmx", "c.en", "c.fr"]) == [
        ("a.en", "a.fr"),
        ("b.tmx", None),
        ("c.en", "c.fr"),
    ]


@pytest.mark.parametrize(("paths", "says"), [(["a", "b", "c"], "c has no partner"), (["-", "-"], "Only one")])
def test_what_is_no_pair_is_said(paths: list[str], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        pairs_in_order(paths)


def test_either_file_stands_for_its_pair_and_both_for_one(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.en.md", "a.fr.md", "b.en.md", "b.fr.md", "c.en.md")]
    for file in files:
        file.touch()
    first, second, third, _, alone = map(str, files)
    pairs, left_out = pairs_by_name([second, first, third, alone], "en", "fr")
    assert pairs == [PairPaths(str(files[0]), str(files[1])), PairPaths(str(files[2]), str(files[3]))]
    assert left_out == [alone]


@pytest.mark.parametrize(("name", "says"), [("a.md", "NAME.en.EXT or NAME.fr.EXT"), ("a.en.md", "There is no file")])
def test_a_name_without_a_language_and_a_file_that_is_not_there_are_refused(name: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        pairs_by_name([name], "en", "fr")
