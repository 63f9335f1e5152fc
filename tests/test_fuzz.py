"""Files damaged by chance are read, or refused in a sentence; ``python -m tools.fuzz`` tries thousands."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.fuzz.mutators import mutated
from tools.fuzz.targets import ROOT, TARGETS

fuzz = pytest.importorskip("tools.fuzz.__main__", reason="no limits of resources here")

#: All but PDF, which is read in a process of its own.
KINDS = [kind for kind in TARGETS if kind != "pdf"]


def test_every_kind_has_a_seed_that_can_be_used(tmp_path: Path) -> None:
    for kind, target in TARGETS.items():
        files = [path for pattern in target.seeds for path in ROOT.glob(pattern)]
        assert files, kind
        if kind not in ("pdf", "returned"):
            path = tmp_path / f"f{''.join(files[0].suffixes)}"
            path.write_bytes(files[0].read_bytes())
            assert fuzz.tried(target, path) == "read", kind


@pytest.mark.parametrize("part", range(4))
def test_damaged_files_make_no_trouble(part: int, tmp_path: Path) -> None:
    for number in range(50 * part, 50 * part + 50):
        kind, target, name, data = fuzz.damaged(number, 2026, KINDS)
        (tmp_path / name).write_bytes(data)
        try:
            fuzz.tried(target, tmp_path / name)
        except fuzz.TroubleError as trouble:
            pytest.fail(f"2026/{number}, {kind}: {trouble}")


def test_the_same_seed_damages_in_the_same_way() -> None:
    assert fuzz.damaged(5, 1, KINDS)[2:] == fuzz.damaged(5, 1, KINDS)[2:]
    assert fuzz.damaged(5, 1, KINDS)[3] != fuzz.damaged(5, 2, KINDS)[3]


#: Run in a process of its own: the fuzzer forks, and a process with threads must not be forked.
FAILING = """
import sys
from dataclasses import replace
from tools.fuzz import __main__ as fuzz

def fail(path):
    raise ZeroDivisionError(path)

fuzz.TARGETS["ladder"] = replace(fuzz.TARGETS["ladder"], run=fail)
sys.exit(fuzz.main(["--inputs", "2", "--kind", "ladder", "--keep", sys.argv[1]]))
"""


def test_a_trouble_is_found_and_its_file_kept(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", FAILING, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 1, ran.stderr
    assert ran.stdout.count("ZeroDivisionError") == 2
    assert len(list(tmp_path.iterdir())) == 2


def test_damage_stays_small() -> None:
    import random

    for number in range(200):
        assert len(mutated(b"line\n" * 2000, [b"x" * 5000], random.Random(number))) <= 400_000


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked there")
def test_quotation_marks_in_a_row_do_not_hang(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("> " * 5000 + "x\n" + ">" * 3000 + "\n" + " >  >" * 1000, encoding="utf-8")
    assert fuzz.tried(TARGETS["markdown"], tmp_path / "a.md") in ("read", "refused")
