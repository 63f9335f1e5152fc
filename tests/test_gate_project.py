"""Many pairs: a folder, a project, an overview, and only what has changed."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.commands import aligner

TEXTS = {
    "good.en.txt": "The ferry leaves at nine.",
    "good.fr.txt": "Le bac part à neuf heures.",
    "sub/bad.en.txt": "The harbour opened in 1962.",
    "sub/bad.fr.txt": "Le port a ouvert en 1972.",
    "sub/odd.en.txt": "The harbour has two piers.",
    "sub/odd.fr.txt": "The harbour has two piers.",
    "terms.csv": "en,fr\nferry,bac\n",
}
PROJECT = """\
profile = "news"
glossary = "terms.csv"
pairs = [["good.en.txt", "good.fr.txt"]]
by-name = ["sub/*.en.txt"]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    (tmp_path / "aligner.toml").write_text(PROJECT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_project_is_judged_by_its_own_profile_and_glossary(folder: Path) -> None:
    found = aligner("gate")
    assert found.status == 1
    assert found.out.startswith("1 of 3 pairs fails. 1 of 3 pairs could not be judged.\n")
    assert "Passes news" in found.out
    assert "good.en.txt → good.fr.txt" in found.out
    assert '"glossary": "terms.csv-' in aligner("gate", "--format", "json").out
    assert "Passes strict" in aligner("gate", "--profile", "strict").out


def test_a_project_is_found_from_a_folder_in_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "sub")
    assert aligner("gate").out.startswith("1 of 3 pairs fails.")


@pytest.mark.parametrize(
    ("changed", "pairs"),
    [
        (["good.fr.txt"], ["good.en.txt"]),
        (["sub/bad.fr.txt.decisions.jsonl", "README.md"], ["bad.en.txt"]),
        (["README.md"], []),
    ],
)
def test_only_pairs_that_changed_are_judged(changed: list[str], pairs: list[str], folder: Path) -> None:
    found = aligner("gate", "--changed", *changed)
    judged = [name for name in ("good.en.txt", "bad.en.txt", "odd.en.txt") if name in found.out]
    assert judged == pairs
    assert found.status == (1 if "bad.en.txt" in pairs else 0)


def test_a_folder_stands_for_the_pairs_in_it(folder: Path) -> None:
    assert "1 of 2 pairs fails." in aligner("gate", "sub").out
    assert aligner("gate", "sub", "good.en.txt").status == 2


def test_the_overview_has_the_worst_first_with_links(folder: Path) -> None:
    assert aligner("gate", "--overview", "pages", "-q").status == 1
    pages = folder / "pages"
    for name in ("index.html", "index.md"):
        text = (pages / name).read_text(encoding="utf-8")
        places = [text.index(file) for file in ("bad.en.txt", "odd.en.txt", "good.en.txt")]
        assert places == sorted(places)
        assert all(
            (pages / link).is_file() and link in text for link in ("001-bad.fr.txt.html", "003-good.fr.txt.html")
        )
    suites = ElementTree.parse(pages / "junit.xml").getroot()
    assert next(suite.get("name", "").partition(" ")[0] for suite in suites).endswith("bad.en.txt")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('pairs = [["a", "b", "c"]]', "pair 1 has 3 files"),
        ("profile = 'news'", "lists no texts"),
        ("pears = []", "the nearest known one is 'pairs'"),
        ("pairs = ", "is no TOML"),
        ("by-name = ['none/*.en.md']", "no file fits 'none/*.en.md'"),
    ],
)
def test_a_project_that_makes_no_sense_is_one_sentence(content: str, says: str, folder: Path) -> None:
    (folder / "aligner.toml").write_text(content, encoding="utf-8")
    found = aligner("gate")
    assert (found.status, found.out, found.err.count("\n")) == (2, "", 1)
    assert says in found.err


def test_without_files_and_without_a_project_both_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    found = aligner("gate")
    assert (found.status, "list pairs in a file aligner.toml" in found.err) == (2, True)
