"""Word links as other tools exchange them: one line of ``0-0 1-2`` for each tokenised pair."""

import json
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.link.pharaoh import read_pairs, write_links
from tests.commands import aligner

PAIRS = (
    "the red house\tla maison rouge\n"
    "the cat sleeps in the kitchen .\tle chat dort dans la cuisine .\n"
    "\tpersonne\n"
    "nobody\t\n"
    "12 boats\t12 bateaux\n"
)


def links(line: str) -> set[tuple[int, int]]:
    return {(int(i), int(j)) for i, _, j in (link.partition("-") for link in line.split())}


def test_each_pair_becomes_one_line(tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text(PAIRS, encoding="utf-8")
    found = aligner("words", tmp_path / "pairs.tsv", "--format", "pharaoh")
    assert (found.status, found.err) == (0, "")
    lines = found.out.splitlines()
    assert len(lines) == 5
    assert links(lines[0]) >= {(1, 2), (2, 1)}
    assert links(lines[1]) >= {(1, 1), (2, 2), (5, 5)}
    assert lines[2] == lines[3] == ""
    assert links(lines[4]) == {(0, 0), (1, 1)}


def test_standard_input_and_an_output_file_do_the_same(tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text(PAIRS, encoding="utf-8")
    target = tmp_path / "links.txt"
    assert aligner("words", "-", "-o", target, stdin=PAIRS.encode()).status == 0
    assert target.read_text() == aligner("words", tmp_path / "pairs.tsv").out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("a b\tc d\na b c d\n", "line 2: expected two sides with a tab between them, found 'a b c d'"),
        ("a\tb\n\nc\td\n", "line 2: expected two sides with a tab between them, the line is empty"),
        ("", "is empty"),
    ],
)
def test_a_line_that_is_no_pair_is_named(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_pairs(path)
    assert says in str(caught.value)
    assert "pairs.tsv" in str(caught.value)
    assert aligner("words", path).status == 2


def test_further_columns_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text("a b\tc\t0.93\r\nd\te f\r\n", encoding="utf-8")
    assert read_pairs(tmp_path / "pairs.tsv") == [(["a", "b"], ["c"]), (["d"], ["e", "f"])]


def test_links_are_written_in_order() -> None:
    assert write_links([(1, 2), (0, 3), (1, 0)]) == "0-3 1-0 1-2\n"
    assert write_links([]) == "\n"


def test_sure_links_of_real_tales_are_mostly_found(data_dir: Path) -> None:
    """A floor under the command as a whole; the benchmark of the linker measures it properly."""
    records = [
        json.loads(line)
        for line in (data_dir / "words" / "LaDerniereClasse_TheLastLesson.jsonl").read_text().splitlines()
    ]
    pairs = "".join(f"{' '.join(r['en_tok'])}\t{' '.join(r['fr_tok'])}\n" for r in records)
    found = [links(line) for line in aligner("words", stdin=pairs.encode()).out.splitlines()]
    sure = [{(i, j) for i, j, kind in r["links_en_fr"] if kind == "S"} for r in records]
    both = sum(len(one & other) for one, other in zip(found, sure, strict=True))
    assert both > 0.7 * sum(map(len, sure))
