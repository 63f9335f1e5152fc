"""``aligner score``: a translation against a reference, and against its older self."""

import csv
import json
from pathlib import Path

import pytest

from tests.commands import aligner

REFERENCE = (
    "Le bac part à midi. Il revient à quatre heures, s'il fait beau.\n\n"
    "Personne ne paie en hiver.\n\nLe pilote habite au port depuis vingt ans.\n"
)
SAME_SPLIT_OTHERWISE = (
    "Le bac part à midi ; il revient à quatre heures, s'il fait beau.\n\n"
    "Personne ne paie en hiver.\n\nLe pilote habite au port. Depuis vingt ans.\n"
)
WORSE = "Le bac part à midi.\n\nPersonne ne paie en été.\n\nLe pilote habite au port depuis vingt ans.\n"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """The three versions as files."""
    versions = {"reference": REFERENCE, "same": SAME_SPLIT_OTHERWISE, "worse": WORSE}
    for name, text in versions.items():
        (tmp_path / f"{name}.fr.txt").write_text(text, encoding="utf-8")
    return {name: tmp_path / f"{name}.fr.txt" for name in versions}


def test_a_text_against_itself_is_perfect(files: dict[str, Path]) -> None:
    found = json.loads(aligner("score", files["same"], "--reference", files["same"], "--format", "json").out)
    assert [(m["name"], m["score"]) for m in found["reference"]["measures"]] == [
        ("BLEU", 100.0),
        ("chrF++", 100.0),
        ("TER", 0.0),
    ]
    assert found["reference"]["changed"] == 0


def test_other_sentence_splits_cost_nothing_but_their_punctuation(files: dict[str, Path]) -> None:
    found = json.loads(aligner("score", files["same"], "--reference", files["reference"], "--format", "json").out)
    segments = found["reference"]["segments"]
    assert [(s["translation"], s["other"]) for s in segments] == [([0], [0, 1]), ([1], [2]), ([2, 3], [3])]
    assert next(m["score"] for m in found["reference"]["measures"] if m["name"] == "chrF++") > 85


def test_every_number_can_be_had_again_by_its_signature(files: dict[str, Path]) -> None:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    found = json.loads(aligner("score", files["worse"], "--reference", files["reference"], "--format", "json").out)
    segments = found["reference"]["segments"]
    mine, theirs = [s["text"] for s in segments], [s["other_text"] for s in segments]
    for measure, metric in zip(found["reference"]["measures"], (BLEU(), CHRF(word_order=2), TER()), strict=True):
        assert measure["score"] == pytest.approx(metric.corpus_score(mine, [theirs]).score, abs=0.01)
        assert "bs:1000" in measure["signature"]
        assert "version:" in measure["signature"]
        assert measure["confidence"]["low"] <= measure["confidence"]["high"]


def test_a_missing_sentence_counts_against_the_translation(files: dict[str, Path]) -> None:
    table = list(
        csv.DictReader(
            aligner("score", files["worse"], "--reference", files["reference"], "--format", "tsv").out.splitlines(),
            delimiter="\t",
        )
    )
    assert table[0]["segment"] == "all"
    assert float(table[0]["chrF++"]) < 90
    assert table[1]["translation"] == "Le bac part à midi."
    assert sum(float(row["chrF++"]) < 99 for row in table[1:]) == 2


def test_an_edit_is_measured_with_capitals_and_before_and_after(files: dict[str, Path]) -> None:
    found = json.loads(
        aligner(
            "score",
            files["reference"],
            "--against",
            files["worse"],
            "--reference",
            files["reference"],
            "--format",
            "json",
        ).out
    )
    assert found["before"]["measures"][0]["score"] < found["reference"]["measures"][0]["score"] == 100
    (ter,) = found["against"]["measures"]
    assert ter["score"] > 0
    assert "case:mixed" in ter["signature"]
    assert found["against"]["changed"] == 2


def test_the_terminal_shows_scores_signatures_and_what_differs(files: dict[str, Path]) -> None:
    out = aligner("score", files["worse"], "--reference", files["reference"]).out
    assert "95 % confidence" in out
    assert "2 of " in out
    assert "en été" in out


def test_what_to_compare_with_must_be_named(files: dict[str, Path]) -> None:
    outcome = aligner("score", files["worse"])
    assert outcome.status == 2
    assert "--reference FILE, --against OLD_VERSION, or both" in outcome.err
