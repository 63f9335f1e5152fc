"""Lists of pairs in tables, JSON Lines and Parquet."""

import json
from pathlib import Path
from typing import Any

import pytest

from aligner.errors import InputError
from aligner.pairing import How
from aligner.pairing.manifest import is_manifest, read_manifest

CODES = ("en", "fr")


def parquet(path: Path, rows: list[dict[str, Any]]) -> None:
    import pyarrow as pa
    from pyarrow.parquet import write_table

    write_table(pa.Table.from_pylist(rows), path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.csv", "id,original,translation\nx,a.md,b.md\n,c.tmx,\n"),
        ("list.csv", "translation;original;id\nb.md;a.md;x\n;c.tmx;\n"),
        ("list.tsv", "en\tfr\tid\na.md\tb.md\tx\nc.tmx\t\t\n"),
        ("list.jsonl", '{"source": "a.md", "target": "b.md", "id": "x"}\n\n["c.tmx"]\n'),
    ],
)
def test_a_list_names_pairs_and_files_that_hold_both(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert is_manifest(tmp_path / name)
    first, second = read_manifest(tmp_path / name, CODES)
    assert first.paths == (str(tmp_path / "a.md"), str(tmp_path / "b.md"))
    assert (first.id, first.how, second.how) == ("x", How.LISTED, How.PAIRED)
    assert second.paths == (str(tmp_path / "c.tmx"), None)


def test_parquet_has_paths_or_the_texts_themselves(tmp_path: Path) -> None:
    parquet(tmp_path / "a.parquet", [{"original": "a.md", "translation": "b.md", "confidence": 0.5}])
    (found,) = read_manifest(tmp_path / "a.parquet", CODES)
    assert (found.paths[1], found.confidence, found.inline) == (str(tmp_path / "b.md"), 0.5, False)
    parquet(tmp_path / "b.parquet", [{"translation": {"en": "It rained.", "fr": "Il pleuvait."}}])
    (found,) = read_manifest(tmp_path / "b.parquet", CODES)
    assert (found.original, found.translation, found.inline) == ("It rained.", "Il pleuvait.", True)
    parquet(tmp_path / "c.parquet", [{"id": "7", "original_text": "Yes.", "translation_text": "Oui."}])
    (found,) = read_manifest(tmp_path / "c.parquet", CODES)
    assert (found.id, found.original, found.inline) == ("7", "Yes.", True)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"one,two\na,b\n", "row 1 names no pair"),
        ("a.csv", b"original,translation,confidence\na,b,2\n", "the confidence is '2'"),
        ("a.jsonl", b"{\n", "line 1 is no JSON"),
        ("a.jsonl", b"[" * 100_000 + b"\n", "line 1 is nested too deeply"),
        ("a.jsonl", b"7\n", "line 1: an object or a list of two"),
        ("a.parquet", b"PAR1", "cannot be read as Parquet"),
        ("a.tsv", b"original\ttranslation\n\xff\xfe\t\n", "it is not UTF-8"),
    ],
)
def test_what_is_no_list_is_said_in_a_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=says):
        list(read_manifest(tmp_path / name, CODES))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_manifest(tmp_path / f"none{name}", CODES))


def test_a_text_may_be_any(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"original_text": "", "translation_text": "Oui."}), encoding="utf-8")
    (found,) = read_manifest(tmp_path / "a.jsonl", CODES)
    assert found.original == ""


def test_a_row_without_a_text_or_a_path_is_a_pair_that_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("original,translation\na.md,b.md\n,b.md\nc.md,d.md\n", encoding="utf-8")
    found = list(read_manifest(tmp_path / "a.csv", CODES))
    assert [(Path(one.original).name, one.id) for one in found] == [("a.md", ""), ("", "row-0000002"), ("c.md", "")]
    parquet(tmp_path / "b.parquet", [{"translation": {"en": "Yes.", "fr": None}}, {"translation": {"fr": "Oui."}}])
    assert [(one.original, one.translation) for one in read_manifest(tmp_path / "b.parquet", CODES)] == [
        ("Yes.", ""),
        ("", "Oui."),
    ]
