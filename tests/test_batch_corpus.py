"""``aligner corpus``: filters whose counts add up, parts without a leak, scores, cards, one file out of all shards."""

import json
import xml.etree.ElementTree as ElementTree
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from aligner.batch.recipe import Recipe, read_recipe
from aligner.batch.selection import Parts
from aligner.batch.similar import Seen
from aligner.errors import ConfigError
from tests.batches import content, made
from tests.commands import aligner


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of twelve pairs with a text that stands in many, a null bead and a text in the wrong language."""
    folder = tmp_path_factory.mktemp("corpus")
    source = made(folder / "in", 12)
    with (source / "p001.en.md").open("a", encoding="utf-8") as file:
        file.write("\n\nThe harbour office closes at noon on weekdays, and nobody answers the telephone.")
    with (source / "p002.fr.md").open("a", encoding="utf-8") as file:
        file.write("\n\nThe keeper was never found.")
    assert (
        aligner("batch", source, "-o", folder / "out", "--check", "--processes", "1", "--shard-pairs", "4").status == 0
    )
    return folder / "out"


def rows(folder: Path, part: str = "train") -> list[dict[str, Any]]:
    from pyarrow.parquet import read_table

    paths = sorted((folder / "data").glob(f"{part}-*.parquet"))
    return [row for path in paths for row in read_table(path).to_pylist()]


def filters(folder: Path, text: str) -> Path:
    path = folder / "my-filters.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["taken", "beads/taken.tmx"])
def test_nothing_is_written_among_what_the_batch_has_written(out: Path, name: str) -> None:
    found = aligner("corpus", out, "-o", out / name)
    assert (found.status, "belongs to the batch" in found.err, (out / name).exists()) == (2, True, False)


@pytest.mark.parametrize("setting", ['drop-findings = "major"', "approved = true"])
def test_what_goes_by_findings_is_refused_where_nobody_looked_for_them(setting: str, tmp_path: Path) -> None:
    made(tmp_path / "in", 2)
    found = aligner("batch", tmp_path / "in", "-o", tmp_path / "out", "--processes", "1")
    assert (found.status, "findings   not looked for: --check does" in found.out) == (0, True)
    found = aligner("corpus", tmp_path / "out", "-o", tmp_path / "c", "--filters", filters(tmp_path, setting))
    assert (found.status, (tmp_path / "c").exists()) == (2, False)
    assert f"{setting.split()[0]} goes by findings" in found.err
    assert aligner("corpus", tmp_path / "out", "-o", tmp_path / "c").status == 0
    assert {row["findings"] is None for row in rows(tmp_path / "c")} == {True}


def test_what_is_taken_and_what_is_left_out_is_all_there_was(out: Path, tmp_path: Path) -> None:
    recipe = filters(
        tmp_path,
        'min-confidence = 0.2\nmax-length-ratio = 3\ncheck-language = true\ndrop-duplicates = "exact"\n'
        'drop-findings = "major"\n',
    )
    found = aligner("corpus", out, "-o", tmp_path / "c", "--filters", recipe)
    assert (found.status, found.err) == (0, "")
    counts = json.loads((tmp_path / "c" / "corpus.json").read_text(encoding="utf-8"))
    left = sum(units for reasons in counts["dropped"].values() for units in reasons.values())
    assert counts["taken"]["train"] + left == counts["beads"] > 30
    assert {"null", "duplicates", "findings"} <= set(counts["dropped"])
    assert len(rows(tmp_path / "c")) == counts["taken"]["train"]
    texts = [row["translation"]["en"] for row in rows(tmp_path / "c")]
    assert texts.count("Then the keeper went home.") == 1
    assert (tmp_path / "c" / "filters.toml").read_bytes() == recipe.read_bytes()
    again = aligner("corpus", out, "-o", tmp_path / "d", "--filters", recipe)
    assert again.out == found.out
    assert {name: data for name, data in content(tmp_path / "d").items() if "data/" in name} == {
        name: data for name, data in content(tmp_path / "c").items() if "data/" in name
    }


def test_near_duplicates_of_other_documents_are_left_out(out: Path, tmp_path: Path) -> None:
    recipe = filters(tmp_path, 'drop-duplicates = "near"\nnear-threshold = 0.6\n')
    assert aligner("corpus", out, "-o", tmp_path / "c", "--filters", recipe).status == 0
    counts = json.loads((tmp_path / "c" / "corpus.json").read_text(encoding="utf-8"))
    assert counts["dropped"]["duplicates"]["near"] > 5
    assert counts["dropped"]["duplicates"]["exact"] >= 10


def test_parts_share_no_document_and_no_text(out: Path, tmp_path: Path) -> None:
    assert aligner("corpus", out, "-o", tmp_path / "c", "--split", "60/20/20").status == 0
    parts = {part: rows(tmp_path / "c", part) for part in ("train", "validation", "test")}
    assert all(parts.values())
    names = list(parts)
    for one, other in ((a, b) for a in names for b in names if a < b):
        assert not {row["document"] for row in parts[one]} & {row["document"] for row in parts[other]}
        for code in ("en", "fr"):
            texts = [{row["translation"][code].lower() for row in parts[name]} for name in (one, other)]
            assert not texts[0] & texts[1]
    counts = json.loads((tmp_path / "c" / "corpus.json").read_text(encoding="utf-8"))
    assert counts["dropped"]["split"]["in another part as well"] > 0


def test_a_sample_has_as_many_as_were_asked_for_and_the_same_each_time(out: Path, tmp_path: Path) -> None:
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        assert aligner("corpus", out, "-o", tmp_path / name, "--sample", "7", "--seed", seed).status == 0
    first, same, other = ([row["id"] for row in rows(tmp_path / name)] for name in "abc")
    assert len(first) == len(other) == 7
    assert first == same != other


def test_scores_are_columns(out: Path, tmp_path: Path) -> None:
    reference = tmp_path / "reference.tsv"
    reference.write_text("en\tfr\nThen the keeper went home.\tPuis le gardien est rentré.\n", encoding="utf-8")
    asked = [one for name in ("length", "language", "margin", "chrf") for one in ("--score", name)]
    found = aligner("corpus", out, "-o", tmp_path / "c", *asked, "--reference", reference)
    assert found.status == 0, found.err
    every = rows(tmp_path / "c")
    home = [row for row in every if row["translation"]["en"] == "Then the keeper went home."]
    assert home
    assert all(row["chrf"] == 100 for row in home)
    assert all(row["chrf"] is None for row in every if row not in home)
    assert all(row["margin"] > 1 for row in home)
    assert all(row["length_ratio_longer"] >= 1 for row in every)
    assert home[0]["translation_language_probability"] > 0.5
    missing = aligner("corpus", out, "-o", tmp_path / "d", "--score", "chrf")
    assert (missing.status, "needs a reference" in missing.err) == (2, True)


def test_one_file_out_of_all_shards(out: Path, tmp_path: Path) -> None:
    found = aligner("corpus", out, "-o", tmp_path / "all.tmx", "--filters", filters(tmp_path, "drop-identical = true"))
    assert found.status == 0
    units = ElementTree.parse(tmp_path / "all.tmx").getroot().findall("body/tu")
    assert found.err.startswith(f"aligner: {tmp_path / 'all.tmx'}: {len(units)} of ")
    assert len(units) > 30
    assert any("13" in "".join(unit.itertext()) and unit.findall("note") + unit.findall("tuv/note") for unit in units)
    assert aligner("corpus", out, "-o", tmp_path / "all", "--format", "moses").status == 0
    lines = [(tmp_path / f"all.{code}").read_text(encoding="utf-8").splitlines() for code in ("en", "fr")]
    assert len(lines[0]) == len(lines[1]) == len(units)


@pytest.mark.skipif(find_spec("datasets") is None or find_spec("polars") is None, reason="datasets or polars missing")
def test_the_folders_load_as_data_sets(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import datasets
    import polars

    assert aligner("corpus", out, "-o", tmp_path / "c", "--split", "60/20/20").status == 0
    loaded = datasets.load_dataset(str(tmp_path / "c"), cache_dir=str(tmp_path / "cache"))
    assert set(loaded) == {"train", "validation", "test"}
    assert loaded["train"][0]["translation"].keys() == {"en", "fr"}
    beads = datasets.load_dataset(str(out), "beads", split="train", cache_dir=str(tmp_path / "cache"))
    amounts = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert len(beads) == amounts["beads"]
    assert len(datasets.load_dataset(str(out), "documents", split="train", cache_dir=str(tmp_path / "cache"))) == 12
    frame = polars.read_parquet(out / "beads" / "*.parquet")
    assert frame.height == amounts["beads"]
    assert frame["translation"].struct.field("fr").str.len_chars().max() > 10


@pytest.mark.skipif(find_spec("mlcroissant") is None, reason="mlcroissant is not installed")
def test_the_description_for_machines_is_valid_and_gives_rows(out: Path) -> None:
    from mlcroissant import Dataset

    described = Dataset(jsonld=str(out / "croissant.json"))
    assert not described.metadata.ctx.issues.errors
    record = next(iter(described.records("beads/train")))
    assert record["beads/train/document"] == b"p000.en"


def test_the_card_has_pictures_and_amounts(out: Path) -> None:
    text = (out / "README.md").read_text(encoding="utf-8")
    assert text.startswith("---\nlanguage:\n- en\n- fr\n")
    assert "![Confidence](images/confidence.svg)" in text
    picture = ElementTree.parse(out / "images" / "confidence.svg").getroot()
    assert sum(int(title.text or 0) for title in picture.iter("{http://www.w3.org/2000/svg}title")) > 30


@pytest.mark.parametrize(
    ("text", "says"),
    [("min-confidence = 2", "line 1: .*from 0 to 1"), ("min_confidence = 1", "min-confidence"), ("x = ", "no TOML")],
)
def test_a_file_of_filters_that_makes_no_sense_is_said(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        read_recipe(filters(tmp_path, text))
    assert Recipe().filters(("en", "fr")) == ()


@pytest.mark.parametrize("text", ["100", "50/60", "a/b", "0/50/50", "98/1/0.5"])
def test_shares_that_make_no_sense_are_said(text: str) -> None:
    with pytest.raises(ConfigError, match="whose sum is 100"):
        Parts.read(text)


def test_places_that_cannot_be_written_or_read_are_said(out: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("mine", encoding="utf-8")
    assert "has not written" in aligner("corpus", out, "-o", tmp_path / "mine").err
    assert "no folder that 'aligner batch' has written" in aligner("corpus", tmp_path, "-o", tmp_path / "x").err
    assert (tmp_path / "mine" / "a.txt").read_text(encoding="utf-8") == "mine"


def test_almost_the_same_is_found_and_others_are_not() -> None:
    seen = Seen(0.8)
    seen.add("The storm broke two windows of the lighthouse.", "La tempête a brisé deux fenêtres du phare.")
    assert seen.find("the storm broke two windows of the  lighthouse.", "La tempête a brisé deux fenêtres du phare.")
    almost = ("The storm broke two windows of the lighthouse!", "La tempête a brisé deux fenêtres du phare.")
    assert seen.find(*almost) == "near"
    assert seen.find("Tourists may visit the tower in summer.", "Les touristes peuvent visiter la tour en été.") == ""
