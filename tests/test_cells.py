"""Tables that spreadsheets open run nothing, and read back as they were."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.cells import defused, restored
from aligner.export import export
from aligner.read.pairs import read_pairs
from tests.commands import aligner
from tests.export_cases import corpus_of

TEXTS = [
    ("=1+1", '=HYPERLINK("http://x.example";"Ici")'),
    ("+33 is a prefix.", "+33 est un préfixe."),
    ("- Good evening.", "- Bonsoir."),
    ("@all of you", "@tous"),
    ("'=already marked", "''-marqué déjà"),
    ("  =with spaces", "Un texte."),
    ("-5", "-5,2"),
]


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_an_export_runs_nothing_and_reads_back_as_it_was(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.{format}"
    export(corpus_of(TEXTS), path)
    mark = "," if format == "csv" else "\t"
    for line in path.read_text(encoding="utf-8").splitlines():
        for cell in line.split(mark):
            assert not cell.strip('" ').startswith(("=", "+", "@")), line
    units = [(unit.original.strip(), unit.translation.strip()) for unit in read_pairs(path, "en", "fr")]
    assert units == [(left.strip(), right.strip()) for left, right in TEXTS]


@given(st.text(alphabet="'=+-@\t\r 1a", max_size=8))
def test_every_cell_comes_back(text: str) -> None:
    assert restored(defused(text)) == text
    assert not defused(text).lstrip(" ").startswith("=")


def test_cells_are_left_as_they_are_if_that_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("=1+1 is a sum.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("=1+1 est une somme.\n", encoding="utf-8")
    pair = (tmp_path / "a.txt", tmp_path / "b.txt")
    assert aligner("align", *pair).out.startswith("'=1+1 is a sum.\t'=1+1 est une somme.")
    assert aligner("align", *pair, "--keep-formulas").out.startswith("=1+1 is a sum.\t=1+1 est une somme.")
    found = aligner("export", *pair, "--no-check", "--format", "csv", "--keep-formulas")
    assert "\n=1+1 is a sum.,=1+1 est une somme.," in found.out.replace("\r", "")
