"""Ladders of beads, and their scores: the same as the script that others score with."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.alignment.ladder import read_ladder
from aligner.errors import InputError
from aligner.evaluate.alignment import Counts, count
from tests.commands import CORPORA, aligner

PAIR = (CORPORA / "clock.en.md", CORPORA / "clock.fr.clean.md")


def test_a_ladder_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    ladder = tmp_path / "beads.txt"
    assert aligner("align", *PAIR, "--format", "ladder", "-o", ladder).status == 0
    text = ladder.read_text()
    assert all(re.fullmatch(r"\[(\d+(, \d+)*)?\]:\[(\d+(, \d+)*)?\]", line) for line in text.splitlines())
    assert "".join(f"{list(left)}:{list(right)}\n" for left, right in read_ladder(ladder)) == text


def test_a_ladder_may_have_costs_and_empty_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("[0, 1]:[0]:0.25\n\n[]:[1]\n", encoding="utf-8")
    assert read_ladder(tmp_path / "a.txt") == [((0, 1), (0,)), ((), (1,))]


@pytest.mark.parametrize("line", ["0-0", "[0]:", "[a]:[0]", "[0] [1]"])
def test_a_line_that_is_no_bead_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"[0]:[0]\n{line}\n")
    with pytest.raises(InputError, match=r"a\.txt, line 2: expected a bead such as \[0, 1\]:\[0\], found"):
        read_ladder(tmp_path / "a.txt")


def test_measures_of_a_small_example() -> None:
    gold = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), (2,))]
    found = [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), ()), ((4,), (2,))]
    counts = count(found, gold)
    assert list(counts.strict) == pytest.approx([3 / 5, 2 / 3, 2 * 0.6 * (2 / 3) / (0.6 + 2 / 3)])
    assert list(counts.null) == pytest.approx([1 / 2, 1.0, 2 / 3])
    assert counts.lax[1] == 1.0
    assert counts + Counts() == counts


def test_nothing_predicted_scores_nothing() -> None:
    assert count([], [((0,), (0,))]).strict == (0.0, 0.0, 0.0)
    assert count([], []).null == (0.0, 0.0, 0.0)


def test_scores_are_those_of_the_shared_script(data_dir: Path, tmp_path: Path) -> None:
    script = data_dir.parent / "eval" / "score_alignment.py"
    if not script.is_file():
        pytest.skip(f"no {script}")
    folders = []
    for n, folder in enumerate(sorted((data_dir / "novels").iterdir())[:2]):
        short = tmp_path / folder.name
        short.mkdir()
        gold = read_ladder(folder / "gold.txt")[: 60 + 20 * n]
        for name, side in (("en.txt", 0), ("fr.txt", 1)):
            lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
            (short / name).write_text("".join(lines[: 1 + max(m for b in gold for m in b[side])]), encoding="utf-8")
        (short / "gold.txt").write_text("".join(f"{list(left)}:{list(right)}\n" for left, right in gold))
        aligned = aligner("align", "--lines", short / "en.txt", short / "fr.txt", "--format", "ladder")
        (short / "found.txt").write_text(aligned.out)
        folders.append(short)
    pairs = [f"{folder / 'gold.txt'}={folder / 'found.txt'}" for folder in folders]
    theirs = subprocess.run([sys.executable, str(script), *pairs], capture_output=True, text=True, check=True).stdout
    expected = [
        number
        for kind in ("strict", "lax", "null")
        for line in theirs.splitlines()
        if line.startswith(kind)
        for number in re.findall(r"\d\.\d{3}", line)
    ]
    ours = aligner("evaluate", "alignment", *folders)
    (total,) = (line for line in ours.out.splitlines() if line.startswith("all"))
    assert re.findall(r"\d\.\d{3}", total) == expected
    assert len(expected) == 9


@pytest.mark.parametrize("missing", ["en.txt", "gold.txt"])
def test_a_folder_that_lacks_a_file_is_named(missing: str, tmp_path: Path) -> None:
    for name, content in (("en.txt", "One.\n"), ("fr.txt", "Un.\n"), ("gold.txt", "[0]:[0]\n")):
        if name != missing:
            (tmp_path / name).write_text(content)
    found = aligner("evaluate", "alignment", tmp_path)
    assert found.status == 2
    assert missing in found.err
