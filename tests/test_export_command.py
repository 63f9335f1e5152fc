"""``aligner export`` as people call it."""

import json
from pathlib import Path

import pytest

from tests.commands import Outcome, aligner, program

_ENGLISH = """The night ferry returns to Port Amory after three winters without a crossing.
The company must repair the engine within 48 hours of every storm warning.
Nobody at the shipping company has said who will pay for the new pier.
Tickets go on sale on Monday.
"""
_FRENCH = """Le ferry de nuit revient à Port Amory après trois hivers sans traversée.
La compagnie doit réparer le moteur dans les 24 heures qui suivent chaque avis de tempête.
Les billets seront en vente lundi.
"""


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A few lines with a number that differs and a sentence left out."""
    folder = tmp_path_factory.mktemp("pair")
    for name, text in (("a.en.txt", _ENGLISH), ("a.fr.txt", _FRENCH)):
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder / "a.en.txt"), str(folder / "a.fr.txt")


def _export(pair: tuple[str, str], *arguments: str | Path) -> Outcome:
    return aligner("export", *pair, "--lines", *arguments)


@pytest.mark.parametrize(
    ("format", "files"),
    [
        ("moses", ["out.en", "out.fr", "out.run.json"]),
        ("dataset", ["out/README.md", "out/data/train-00000-of-00001.parquet"]),
        ("xliff-1.2", ["out"]),
    ],
)
def test_an_export_is_written_and_its_counts_are_said(
    pair: tuple[str, str], format: str, files: list[str], tmp_path: Path
) -> None:
    found = _export(pair, "--no-check", "--format", format, "-o", tmp_path / "out")
    assert (found.status, found.out) == (0, "")
    assert "of 4 beads exported" in found.err
    written = (path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert sorted(written) == files


def test_standard_output_gets_what_a_file_would(pair: tuple[str, str], tmp_path: Path) -> None:
    found = _export(pair, "--no-check", "--format", "html")
    err = _export(pair, "--no-check", "--format", "html", "-o", tmp_path / "out").err
    assert err == found.err.replace("aligner: ", f"aligner: {tmp_path / 'out'}: ")
    assert found.out == (tmp_path / "out").read_text(encoding="utf-8")


def test_without_a_format_the_name_tells_it_and_tmx_is_what_else_comes(pair: tuple[str, str], tmp_path: Path) -> None:
    assert _export(pair, "--no-check", "-o", tmp_path / "x.csv").status == 0
    assert (tmp_path / "x.csv").read_text().startswith("original,translation")
    assert _export(pair, "--no-check").out.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<tmx')


def test_null_beads_get_a_file_of_their_own(pair: tuple[str, str], tmp_path: Path) -> None:
    found = _export(pair, "-o", tmp_path / "x.parquet", "--no-check", "--nulls", tmp_path / "lonely.jsonl")
    assert found.status == 0
    lonely = [json.loads(line) for line in (tmp_path / "lonely.jsonl").read_text().splitlines()]
    assert lonely
    assert all(not row["original_text"] or not row["translation_text"] for row in lonely)


def test_filters_are_counted_on_stderr_and_in_the_file(pair: tuple[str, str], tmp_path: Path) -> None:
    filters = ("--min-confidence", "0.2", "--max-length-ratio", "1.8", "--drop-findings", "minor", "--check-language")
    more = ("--drop-identical", "--drop-duplicates", "near", "--approved")
    found = _export(pair, "-o", tmp_path / "x.tmx", *filters, *more)
    assert found.status == 0
    text = (tmp_path / "x.tmx").read_text()
    assert "1 findings (number (" in found.err
    assert "1 null (original without counterpart)" in found.err
    assert "findings, number (" in text
    assert "filters:identical,language,length(&lt;=1.8),confidence(&gt;=0.2),findings(&lt;minor)" in text


def test_lines_are_sentences_already_and_the_run_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The door is shut. It is late.\n\nNobody came.\n")
    (tmp_path / "b.txt").write_text("La porte est fermée. Il est tard.\n\nPersonne n'est venu.\n")
    texts = (str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    found = _export(texts, "--no-check", "--format", "jsonl", "-o", tmp_path / "x.jsonl")
    assert found.status == 0
    rows = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text().splitlines()]
    assert rows[0]["original_text"] == "The door is shut. It is late."
    assert all(row["original_text"] for row in rows)
    run = json.loads((tmp_path / "x.jsonl.run.json").read_text())["run"]
    assert run["splitter"] == "lines"


def test_a_reviewers_table_comes_back(pair: tuple[str, str], tmp_path: Path) -> None:
    assert _export(pair, "-o", tmp_path / "table.docx").status == 0
    found = _export(pair, "-o", tmp_path / "x.tmx", "--reviewed", tmp_path / "table.docx", "--approved")
    assert found.status == 0
    assert "approved (open findings)" in found.err
    assert "answers:" in (tmp_path / "x.tmx").read_text()
    turned = (pair[1], pair[0])
    found = _export(turned, "--no-check", "-o", tmp_path / "x.tmx", "--reviewed", tmp_path / "table.docx")
    assert "are about texts that are not there" in found.err
    found = _export(
        turned,
        "--no-check",
        "-o",
        tmp_path / "x.tmx",
        "--reviewed",
        tmp_path / "table.docx",
        *("--interface-language", "fr"),
    )
    assert "portent sur des textes absents" in found.err
    assert "n’ont pas de ligne dans" in found.err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--format", "tmz"), "no export format 'tmz'"),
        (("--format", "parquet"), "name a file with -o"),
        (("-o", "/nowhere/x.tmx"), "there is no folder"),
        (("--min-confidence", "2"), "expected a number from 0 to 1"),
        (("--max-length-ratio", "0.2"), "expected a number from 1"),
        (("--decisions", "/nowhere/d.jsonl"), "/nowhere/d.jsonl cannot be read: No such file"),
        (("--reviewed", "/nowhere/t.docx"), "There is no file"),
        (("--drop-duplicates", "some"), "'exact', 'near'"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence_before_the_work(
    pair: tuple[str, str], arguments: tuple[str, ...], why: str
) -> None:
    found = _export(pair, *arguments)
    assert (found.status, found.out) == (2, "")
    assert why in found.err
    assert "Traceback" not in found.err


def test_a_program_of_its_own_gives_the_same_bytes(pair: tuple[str, str], tmp_path: Path) -> None:
    one, two = tmp_path / "one.docx", tmp_path / "two.docx"
    assert program("export", *pair, "--lines", "--no-check", "-o", one).status == 0
    assert _export(pair, "--no-check", "-o", two).status == 0
    assert one.read_bytes() == two.read_bytes()


def test_align_writes_the_same_formats_without_checking(pair: tuple[str, str], tmp_path: Path) -> None:
    found = aligner("align", *pair, "--lines", "--format", "tmx")
    assert found.status == 0
    assert found.out.count("<tu ") == 3
    assert "<note>" not in found.out
    found = aligner("align", *pair, "--lines", "--format", "parquet")
    assert (found.status, found.out) == (2, "")
    assert "name a file with -o" in found.err
