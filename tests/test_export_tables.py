"""TSV, CSV, Moses, JSON Lines and Parquet: what goes in comes out, and the same input gives the same bytes."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.core import Bead, Review
from aligner.errors import ConfigError, InputError
from aligner.export import FORMATS, Nulls, parts, select
from aligner.export.formats.parquet import read_beads
from tests.export_cases import CLEAN_LINES, LINES, NASTY, corpus_of, review_of, saved, written
from tests.report_cases import reviews
from tests.report_samples import ferry

_PAIRS = st.lists(st.tuples(CLEAN_LINES, CLEAN_LINES), min_size=1, max_size=4)
_SEPARATORS = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"


def _flat(text: str) -> str:
    """What a line of a plain file can keep of a text."""
    return "".join(
        " " if c in _SEPARATORS else "\ufffd" if c < " " or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" else c
        for c in text
    )


@given(pairs=_PAIRS)
@settings(max_examples=30, deadline=None)
def test_csv_gives_back_any_text(pairs: list[tuple[str, str]]) -> None:
    rows = list(csv.DictReader(io.StringIO(written(corpus_of(pairs), "csv").decode(), newline="")))
    assert [(row["original"], row["translation"]) for row in rows] == pairs


@given(pairs=st.lists(st.tuples(LINES, LINES), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_tsv_and_moses_have_one_line_a_pair_whatever_is_in_it(pairs: list[tuple[str, str]]) -> None:
    corpus = corpus_of(pairs)
    head, *rows = written(corpus, "tsv").decode().splitlines()
    expected = [(_flat(a), _flat(b)) for a, b in pairs]
    assert head.split("\t")[:3] == ["original", "translation", "confidence"]
    assert [tuple(row.split("\t")[:2]) for row in rows] == expected
    english, french = (written(corpus, "moses", part).decode().splitlines() for part in (".en", ".fr"))
    assert list(zip(english, french, strict=True)) == expected


@given(pairs=_PAIRS)
@settings(max_examples=30, deadline=None)
def test_json_lines_gives_back_any_text(pairs: list[tuple[str, str]]) -> None:
    rows = [json.loads(line) for line in written(corpus_of(pairs), "jsonl").decode().split("\n")[:-1]]
    assert [(row["original_text"], row["translation_text"]) for row in rows] == pairs


@given(review=reviews())
@settings(max_examples=25, deadline=None)
def test_parquet_gives_back_the_beads(review: Review) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    corpus = select(review, nulls=Nulls.ALL)
    table = pq.read_table(pa.BufferReader(written(corpus, "parquet")))
    rows = table.to_pylist()
    beads = [Bead(tuple(r["original"]), tuple(r["translation"]), r["similarity"], r["confidence"]) for r in rows]
    assert beads == list(review.beads)
    assert [row["translation_text"] for row in rows] == [unit.translation for unit in corpus.units()]


def test_parquet_is_typed_and_says_where_everything_comes_from() -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    corpus = select(ferry(), nulls=Nulls.ALL)
    table = pq.read_table(pa.BufferReader(written(corpus, "parquet")))
    assert table.schema.field("confidence").type == pa.float64()
    assert table.schema.field("original").type == pa.list_(pa.int32())
    told = json.loads(table.schema.metadata[b"aligner"])
    assert told["run"]["encoder"] == ferry().run["encoder"]
    assert told["beads"] == len(ferry().beads)
    for row in table.to_pylist():
        for side, text in (("original", ferry().original.text), ("translation", ferry().translation.text)):
            if row[f"{side}_text"]:
                found = text[row[f"{side}_start"] : row[f"{side}_end"]]
                assert found.replace("*", "") == row[f"{side}_text"] or len(row[side]) > 1
    worst = next(row for row in table.to_pylist() if row["findings"])["findings"][0]
    assert {"rule", "severity", "fingerprint", "open"} <= set(worst)


def test_pairs_and_null_beads_in_two_files_are_all_beads(tmp_path: Path) -> None:
    review = ferry()
    files = [
        saved(tmp_path / f"{nulls}.parquet", written(select(review, nulls=nulls), "parquet"))
        for nulls in (Nulls.NONE, Nulls.ONLY)
    ]
    assert read_beads(*files) == review.beads


@pytest.mark.parametrize("content", [b"", b"PAR1 but not really", b"x" * 1000])
def test_what_is_no_parquet_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputError, match="Parquet"):
        read_beads(saved(tmp_path / "x.parquet", content))


def test_a_parquet_file_of_somebody_else_is_said_to_be_none(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"a": [1]}), tmp_path / "x.parquet")
    with pytest.raises(InputError, match="no export of beads"):
        read_beads(tmp_path / "x.parquet")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_review_gives_the_same_bytes(format: str) -> None:
    first, second = (parts(select(ferry(), nulls=Nulls.ALL), format) for _ in range(2))
    assert list(first) == list(second)
    for name in first:
        files = io.BytesIO(), io.BytesIO()
        first[name](files[0])
        second[name](files[1])
        assert files[0].getvalue() == files[1].getvalue()


@given(review=reviews())
@settings(max_examples=15, deadline=None)
def test_every_format_takes_every_review(review: Review) -> None:
    for name, format in FORMATS.items():
        for part in parts(select(review, nulls=format.nulls), name).values():
            part(io.BytesIO())


@pytest.mark.parametrize("format", ["tsv", "csv", "jsonl", "moses"])
def test_the_run_stands_beside_formats_without_room_for_it(format: str) -> None:
    review = review_of([("One.", "Un."), (None, "Seul.")])
    told = json.loads(written(select(review), format, ".run.json"))
    assert told["run"] == {**review.run, "nulls": "none"}
    assert told["dropped"] == [{"filter": "null", "reason": "translation without counterpart", "units": 1}]
    assert (told["beads"], told["exported"]) == (2, 1)


def test_moses_files_of_one_language_would_be_the_same_file() -> None:
    review = ferry()
    same = Review(review.original, review.original, (), (), (), {})
    with pytest.raises(ConfigError, match="both texts are in 'en'"):
        parts(select(same), "moses")


def test_the_names_that_are_checked_before_the_work_are_those_that_are_written() -> None:
    corpus = corpus_of([(NASTY[0], NASTY[1])])
    for name, format in FORMATS.items():
        assert {one.format("en", "fr") for one in format.names} <= set(parts(corpus, name))
        assert ("" in parts(corpus, name)) or not format.single


def test_an_unknown_format_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r"no export format 'tmz'.*tmx"):
        parts(corpus_of([("a", "b")]), "tmz")
