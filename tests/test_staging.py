"""What runs that were killed leave behind: it is removed, or finished where it was complete."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.files import write_text
from aligner.staging import replace_all, replacing, sweep

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not killed that way here")


def _killed(code: str, folder: Path) -> None:
    """Run code that kills its own process."""
    begin = "import os, signal; from pathlib import Path; from aligner import staging; here = Path.cwd(); "
    root = str(Path(__file__).resolve().parent.parent)
    found = subprocess.run(
        [sys.executable, "-c", f"{begin}\n{code}"], cwd=folder, env={**os.environ, "PYTHONPATH": root}, timeout=60
    )
    assert found.returncode == -signal.SIGKILL


DIE = "os.kill(os.getpid(), signal.SIGKILL)"


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_half_a_file_is_removed_by_the_next_one_that_writes_there(tmp_path: Path) -> None:
    _killed(f"with staging.replacing(here / 'a') as file: file.write(b'half'); file.flush(); {DIE}", tmp_path)
    assert len(_names(tmp_path)) == 1
    write_text(tmp_path / "b.txt", "whole")
    assert _names(tmp_path) == ["b.txt"]


def test_a_set_that_was_not_complete_is_removed(tmp_path: Path) -> None:
    (tmp_path / "x.en").write_text("old")
    _killed(
        "def die(path): " + DIE + "\nstaging.replace_all({here / 'x.en': lambda p: p.touch(), here / 'x.fr': die})",
        tmp_path,
    )
    sweep(tmp_path)
    assert _names(tmp_path) == ["x.en"]
    assert (tmp_path / "x.en").read_text() == "old"


def test_a_set_that_was_complete_is_finished(tmp_path: Path) -> None:
    for name in ("x.en", "x.fr"):
        (tmp_path / name).write_text("old")
    _killed(
        "real, count = os.replace, []\n"
        "def replace(source, target):\n"
        "    count.append(target)\n"
        f"    {DIE} if len(count) == 3 else real(source, target)\n"  # after the plan and the first of two files
        "os.replace = replace\n"
        "staging.replace_all({here / n: lambda p: p.write_text('new') for n in ('x.en', 'x.fr')})",
        tmp_path,
    )
    assert [(tmp_path / name).read_text() for name in ("x.en", "x.fr")] == ["new", "old"]
    sweep(tmp_path)
    assert [(tmp_path / name).read_text() for name in ("x.en", "x.fr")] == ["new", "new"]
    assert _names(tmp_path) == ["x.en", "x.fr"]


def test_a_folder_that_stepped_aside_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "old").touch()
    _killed(
        "real, count = os.replace, []\n"
        "def replace(source, target):\n"
        "    count.append(target)\n"
        f"    {DIE} if len(count) == 3 else real(source, target)\n"
        "os.replace = replace\n"
        "def make(path): path.mkdir(); (path / 'new').touch()\n"
        "staging.replace_all({here / 'set': make})",
        tmp_path,
    )
    assert not (tmp_path / "set").exists()
    sweep(tmp_path)
    assert _names(tmp_path) == ["set"]
    assert _names(tmp_path / "set") == ["new"]


def test_what_is_being_made_is_left_alone(tmp_path: Path) -> None:
    with replacing(tmp_path / "a") as file:
        sweep(tmp_path)
        file.write(b"a")
    assert (tmp_path / "a").read_bytes() == b"a"

    def make(path: Path) -> None:
        sweep(tmp_path)
        path.touch()

    replace_all({tmp_path / "b": make, tmp_path / "c": make})
    assert _names(tmp_path) == ["a", "b", "c"]


def test_a_plan_reaches_nothing_outside_its_folder(tmp_path: Path) -> None:
    staged = tmp_path / "in" / ".aligner-x"
    staged.mkdir(parents=True)
    (staged / "0").write_text("evil")
    (tmp_path / "outside").write_text("mine")
    (staged / "plan.json").write_text('{"0": "../outside"}')
    sweep(tmp_path / "in")
    assert (tmp_path / "outside").read_text() == "mine"
    assert _names(tmp_path / "in") == []


def test_commands_that_are_killed_leave_nothing_broken() -> None:
    """A few moments of what ``python -m tools.kill`` tries two hundred times."""
    from tools.kill import KINDS, trial

    for name, share in (("export", 0.9), ("glossary", 0.95)):
        assert trial(KINDS[name], share, 2.0) in ("killed", "done")
