"""Files that hold both texts stream through an export, and come out as a review of them would."""

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.export import Nulls, export, select, select_units
from aligner.export.filter_settings import Duplicates, FilterSettings, filters
from aligner.export.paired import PairedFile
from aligner.read.pairs import read_paired
from tests.commands import aligner
from tests.export_cases import CLEAN_LINES, corpus_of, saved, written

_PAIRS = [("One.", "Un."), ("Two.", None), ("One.", "Un."), ("Same", "Same"), ("Three.", "Trois.")]


@given(pairs=st.lists(st.tuples(CLEAN_LINES, st.one_of(CLEAN_LINES, st.none())), min_size=1, max_size=5))
@settings(max_examples=25, deadline=None)
def test_units_are_those_of_a_review(
    pairs: list[tuple[str, str | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    from aligner.core import Review

    pairs.append(("The end.", "Fin."))
    path = str(saved(tmp_path_factory.mktemp("pairs") / "x.xlf", written(corpus_of(pairs), "xliff")))
    reviewed = select(Review(*read_paired(path), ()), nulls=Nulls.ALL)
    file = PairedFile(path, "en", "fr")
    streamed = select_units(file.documents(), file, {}, nulls=Nulls.ALL)
    for one, other in zip(streamed.units(), reviewed.units(), strict=True):
        assert (one.id, one.original, one.translation, one.status) == (
            other.id,
            other.original,
            other.translation,
            other.status,
        )
        assert (one.bead.original, one.bead.translation) == (other.bead.original, other.bead.translation)
        assert [block and block.where for block in one.blocks] == [block and block.where for block in other.blocks]


def test_filters_and_null_beads_work_as_ever(tmp_path: Path) -> None:
    path = saved(tmp_path / "x.xlf", written(corpus_of(_PAIRS), "xliff"))
    out, lonely = tmp_path / "x.jsonl", tmp_path / "lonely.tsv"
    arguments = ("--no-check", "-o", out, "--nulls", lonely, "--drop-identical", "--drop-duplicates", "exact")
    found = aligner("export", path, *arguments)
    assert found.status == 0
    assert "1 duplicates (exact), 1 identical (both texts the same), 1 null (original without counterpart)" in found.err
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["original_text"] for row in rows] == ["One.", "Three."]
    assert rows[0]["original_where"].endswith("segment s1")
    assert lonely.read_text().splitlines()[1].startswith("Two.\t")


def test_what_its_reader_notices_is_said_once(tmp_path: Path) -> None:
    content = written(corpus_of(_PAIRS), "tmx")
    found = aligner("export", saved(tmp_path / "x.tmx", content), "--no-check", "-o", tmp_path / "y.tmx")
    assert found.err.count("lacks one of the two languages") == 1
    assert found.err.count("4 of 4 beads exported") == 1


def test_one_text_is_no_pair(tmp_path: Path) -> None:
    file = PairedFile(str(saved(tmp_path / "x.txt", b"One text.")), "en", "fr")
    with pytest.raises(InputError, match="a second file is needed"):
        list(file(None))


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = []
    for size in (400, 401, 2_401):
        pairs = [(f"Sentence number {n} of a memory.", f"Phrase numéro {n} d'une mémoire.") for n in range(size)]
        path = str(saved(tmp_path / f"{size}.tmx", written(corpus_of(pairs), "tmx")))
        del pairs
        file = PairedFile(path, "en", "fr")
        tracemalloc.start()
        chosen = filters(FilterSettings(identical=True, length_ratio=3, duplicates=Duplicates.EXACT))
        export(select_units(file.documents(), file, {}, chosen), tmp_path / "out.jsonl")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # A unit held in memory takes 2,000 bytes; the digests that tell duplicates take 150.
    assert peaks[2] - peaks[1] < 2_000 * 500
