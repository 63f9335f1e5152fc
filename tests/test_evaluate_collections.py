"""Rows by collection, and what became of findings that people have read."""

import json
from pathlib import Path

import pytest

from aligner.core import Finding, Severity, Side, Span
from aligner.errors import InputError
from aligner.evaluate.collections import load_collection
from aligner.evaluate.pairs import CleanPair
from aligner.evaluate.readings import Reading, judged, read_readings
from aligner.read import read_text
from aligner.split import split
from tests.commands import aligner
from tests.literal import literal
from tools.benchmarks.differences import Page, scored

ENGLISH = "The mill was sold in 1904.\n\nThe new owner, a baker from Leeds, kept the wheel and built a wider road.\n"
FRENCH = "Le moulin a été vendu en 1904.\n\nLe nouveau propriétaire garda la roue.\n"


def finding(rule: str, place: tuple[int, int], severity: Severity = Severity.MINOR, sure: float = 0.8) -> Finding:
    return Finding(rule, severity, "accuracy", literal(""), original=Span((0,), *place, "x"), confidence=sure)


def test_a_finding_answers_to_readings_of_related_rules_on_the_same_words() -> None:
    readings = [
        Reading("page", "omission", "true", (10, 20), None),
        Reading("page", "omission", "false", (40, 50), None),
        Reading("page", "number", "false", (60, 62), None),
        Reading("page", "name", "true", (80, 90), None),
    ]
    said = [
        ("page", finding("length", (0, 12))),
        ("page", finding("omission", (60, 62))),
        ("page", finding("name", (80, 90), Severity.NEUTRAL)),
        ("other", finding("omission", (40, 50))),
    ]
    tally = judged(readings, said)
    assert tally.count("true") == (1, 2)
    assert tally.count("false") == (0, 2)
    assert tally.count("false", ["number"]) == (0, 1)
    assert tally.unread == {"omission": 2}


@pytest.mark.parametrize(
    "line", ["{", '{"pair": "a"}', '{"pair": "a", "rule": "omission", "reading": "perhaps"}', "[]"]
)
def test_a_line_that_is_no_reading_is_told_in_a_sentence(tmp_path: Path, line: str) -> None:
    path = tmp_path / "readings.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_readings(path)


def test_a_collection_is_a_folder_of_pairs_or_of_folders(tmp_path: Path) -> None:
    for name in ("one", "two"):
        folder = tmp_path / "texts" / name
        folder.mkdir(parents=True)
        (folder / "en.txt").write_text("A goose.\n", encoding="utf-8")
        (folder / "fr.txt").write_text("Une oie.\n", encoding="utf-8")
        (folder / "gold.txt").write_text("[0]:[0]\n", encoding="utf-8")
    assert [pair.name for pair in load_collection(tmp_path / "texts")] == ["one", "two"]
    assert [pair.name for pair in load_collection(tmp_path / "texts" / "one")] == ["one"]
    with pytest.raises(InputError):
        load_collection(tmp_path)


def test_the_command_prints_a_row_a_collection_and_what_became_of_readings(tmp_path: Path) -> None:
    folder = tmp_path / "mills"
    folder.mkdir()
    (folder / "mill.en.md").write_text(ENGLISH, encoding="utf-8")
    (folder / "mill.fr.md").write_text(FRENCH, encoding="utf-8")
    start = ENGLISH.index("and built")
    place = {"start": start, "end": start + len("and built a wider road")}
    reading = {"pair": "mill", "rule": "omission", "reading": "true", "original": place, "translation": None}
    (folder / "readings.jsonl").write_text(json.dumps(reading) + "\n", encoding="utf-8")
    found = aligner("evaluate", "findings", "--collection", folder, "--only", "clean", "--rule", "omission")
    assert found.status == 0, found.err
    assert found.out.splitlines()[1].startswith("mills")
    assert "true 1/1" in found.out


@pytest.mark.parametrize("arguments", [["--collection", ".", "--curves"], ["--leave-out", "."], []])
def test_what_does_not_go_together_is_told_in_a_sentence(arguments: list[str]) -> None:
    found = aligner("evaluate", "findings", *arguments)
    assert found.status == 2
    assert found.err.strip()
    assert "Traceback" not in found.err


def test_labels_say_how_many_findings_are_right_and_which_runs_are_found() -> None:
    english, french = "one two three four five six seven eight nine ten", "un"
    original, translation = (
        split(read_text(text, code, path=f"page.{code}.txt")) for text, code in ((english, "en"), (french, "fr"))
    )
    tokens, at = [], 0
    for number, word in enumerate(english.split()):
        tokens.append((at, at + len(word), 1.0 if number >= 2 else 0.0))
        at += len(word) + 1
    page = Page(
        CleanPair("page", original, translation, False, None), {Side.ORIGINAL: tokens, Side.TRANSLATION: [(0, 2, 0.0)]}
    )
    said = [("page", finding("omission", (8, len(english)), sure=0.9)), ("page", finding("omission", (0, 7), sure=0.5))]
    scores = scored([page], said)
    assert (scores.findings, scores.right, scores.touching) == (2, 0.5, 0.5)
    assert scores.runs[Side.ORIGINAL] == 1.0
    assert scores.per_thousand == 200
    assert scores.spearman > 0.8
