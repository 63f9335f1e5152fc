"""``aligner batch``: what is written, that it does not depend on who did it, and what becomes of pairs that fail."""

import json
import shutil
from pathlib import Path

import pytest

from tests.batches import content, errors, made, rows
from tests.commands import CORPORA, aligner


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("pairs") / "in", 6)


@pytest.fixture(scope="module")
def whole(source: Path) -> Path:
    """What one process writes."""
    out = source.parent / "whole"
    assert aligner("batch", source, "-o", out, "--processes", "1", "--shard-pairs", "2", "--check").status == 0
    return out


def test_every_bead_is_a_row_with_both_texts_and_its_findings(whole: Path) -> None:
    found = rows(whole, "beads")
    assert {row["document"] for row in found} == {f"p{number:03}.en" for number in range(6)}
    first = found[0]
    assert first["translation"]["en"] == "The keeper counted 12 boats on Monday."
    assert first["translation"]["fr"] == "Le gardien a compté 13 bateaux lundi."
    assert "number" in {finding["rule"] for finding in first["findings"]}
    assert first["worst_severity"] in ("major", "critical")
    assert first["type"] == "1-1"
    assert first["id"].startswith("p000.en#0-")
    assert len(first["original_segments"]) == len(first["translation_segments"]) == 1


def test_every_document_is_a_row_with_its_amounts(source: Path, whole: Path) -> None:
    found = rows(whole, "documents")
    assert [row["original_path"] for row in found] == [str(source / f"p{number:03}.en.md") for number in range(6)]
    assert all(row["original_sentences"] == 3 for row in found)
    assert {row["pairing"] for row in found} == {"name"}
    assert json.loads(found[0]["run"])["encoder"] == "use-multilingual-v3"
    amounts = json.loads((whole / "summary.json").read_text(encoding="utf-8"))
    assert (amounts["pairs"], amounts["documents"], amounts["sentences"]) == (6, 6, 36)
    assert amounts["beads"] == len(rows(whole, "beads"))


def test_the_number_of_processes_changes_no_byte(source: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = aligner("batch", source, "-o", out, "--processes", "2", "--shard-pairs", "2", "--check")
    assert (found.status, found.err) == (0, "")
    assert content(out) == content(whole)


def test_what_is_done_is_not_done_again(source: Path, whole: Path, tmp_path: Path) -> None:
    before = {name: (whole / name).stat().st_mtime_ns for name in content(whole) if name.startswith("beads/")}
    gone = whole / "beads" / "00002.parquet"
    kept = content(whole)
    gone.unlink()
    (whole / "done" / "00002.json").unlink()
    found = aligner("batch", source, "-o", whole, "--processes", "1", "--shard-pairs", "2", "--check")
    assert found.status == 0
    assert content(whole) == kept
    after = {name: (whole / name).stat().st_mtime_ns for name in before}
    assert [name for name in before if before[name] != after[name]] == ["beads/00002.parquet"]


@pytest.mark.parametrize("damage", ["table cut", "table gone", "mark empty", "mark of something else", "no plan"])
def test_what_is_damaged_is_made_anew(source: Path, whole: Path, damage: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(whole, out)
    table, mark = out / "beads" / "00001.parquet", out / "done" / "00001.json"
    if damage == "table cut":
        table.write_bytes(table.read_bytes()[:100])
    elif damage == "table gone":
        table.unlink()
    elif damage == "no plan":
        (out / "plan.parquet").unlink()
    else:
        mark.write_text("" if damage == "mark empty" else '{"shard": 1}', encoding="utf-8")
    if damage.startswith("table"):
        found = aligner("corpus", out, "-o", tmp_path / "c")
        assert (found.status, "00001.parquet is" in found.err, found.err.count("\n")) == (2, True, 1)
    found = aligner("batch", source, "-o", out, "--processes", "1", "--shard-pairs", "2", "--check")
    assert (found.status, found.err) == (0, "")
    assert content(out) == content(whole)


def test_a_damaged_plan_is_said(source: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(whole, out)
    for name in ("plan.parquet", "batch.json"):
        (out / name).write_bytes(b"PAR1")
        found = aligner("batch", source, "-o", out, "--processes", "1", "--shard-pairs", "2", "--check")
        assert (found.status, f"{name} is damaged" in found.err, "--fresh" in found.err) == (2, True, True)


def test_a_pair_that_cannot_be_used_is_a_row_of_errors(tmp_path: Path) -> None:
    source = made(tmp_path / "in", 3)
    (source / "bad.en.md").write_bytes(b"\x00\x01\x02\x03" * 50)
    (source / "bad.fr.md").write_text("Rien.", encoding="utf-8")
    (source / "empty.en.md").write_text("Text.", encoding="utf-8")
    (source / "empty.fr.md").write_text("", encoding="utf-8")
    (source / "zip.en.docx").write_bytes(b"PK\x03\x04 broken")
    (source / "zip.fr.docx").write_bytes(b"PK\x03\x04 broken")
    out = tmp_path / "out"
    found = aligner("batch", source, "-o", out, "--processes", "1")
    assert found.status == 0
    assert "warning: 3 of 6 pairs could not be used" in found.err
    assert len(rows(out, "documents")) == 3
    assert [(row["document"], row["stage"]) for row in errors(out)] == [
        ("bad.en", "read"),
        ("empty.en", "read"),
        ("zip.en", "read"),
    ]
    assert all(row["message"] for row in errors(out))
    assert aligner("batch", source, "-o", out, "--processes", "1", "--strict").status == 1


def test_pairs_are_found_by_content_and_leftovers_listed(tmp_path: Path) -> None:
    names = ("clock.fr.draft.md", "harbour.en.md", "clock.en.md", "harbour.fr.draft.md", "pump-manual.en.md")
    for number, name in enumerate(names):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number}.md").write_bytes((CORPORA / name).read_bytes())
    out = tmp_path / "out"
    found = aligner("batch", tmp_path / "in", "-o", out, "--match", "--processes", "1")
    assert found.status == 0
    documents = rows(out, "documents")
    assert [(Path(row["original_path"]).stem, Path(row["translation_path"]).stem) for row in documents] == [
        ("1", "3"),
        ("2", "0"),
    ]
    assert all(row["pairing"] == "content" and row["pairing_confidence"] > 0.9 for row in documents)
    (left,) = (json.loads(line) for line in (out / "leftovers.jsonl").read_text(encoding="utf-8").splitlines())
    assert (Path(left["path"]).name, left["reason"]) == ("4.md", "alone")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["none"], "There is no file or folder none."),
        (["empty"], "There is no pair in empty."),
        (["a.en.md"], "neither a folder nor a list of pairs"),
        (["empty", "a.en.md"], "name two folders"),
        (["empty", "empty", "empty"], "Name one source"),
        (["list.csv"], "row 1 names no pair"),
        (["pairs", "--set", "rules.none=1"], "none"),
        (["pairs", "--to", "xx"], "xx"),
        (["pairs", "--match-threshold", "0.5"], "--match-threshold needs --match."),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.en.md").write_text("Text.", encoding="utf-8")
    (tmp_path / "list.csv").write_text("x\ny\n", encoding="utf-8")
    made(tmp_path / "pairs", 1)
    found = aligner("batch", *arguments, "-o", "out")
    assert found.status == 2
    assert says in found.err
    assert found.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_of_others_and_other_settings_are_refused(source: Path, whole: Path) -> None:
    found = aligner("batch", source, "-o", source)
    assert (found.status, "has files that no batch has written" in found.err) == (2, True)
    found = aligner("batch", source, "-o", whole, "--shard-pairs", "2")
    assert (found.status, "was begun with other settings (profile)" in found.err) == (2, True)


def test_a_plan_says_what_there_is_and_writes_nothing(source: Path, tmp_path: Path) -> None:
    before = content(source)
    found = aligner("batch", source, "--plan", "--processes", "2")
    assert (found.status, found.err) == (0, "")
    lines = dict(line.split(maxsplit=1) for line in found.out.splitlines() if not line.startswith("left over"))
    assert (lines["pairs"], lines["documents"], lines["sentences"]) == ("6", "12", "about 36")
    assert lines["sample"] == "6 pairs"
    assert lines["time"].endswith("with 2 processes")
    assert lines["written"].endswith("MB")
    assert content(source) == before
    assert "Name the folder" in aligner("batch", source).err
