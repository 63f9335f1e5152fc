"""A signal ends a command at any moment: one sentence, the shell's status, and no file that is not whole."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands import CORPORA

PAIR = (CORPORA / "clock.en.md", CORPORA / "clock.fr.draft.md")
ENDS = {signal.SIGINT: (130, "aligner: Interrupted.\n"), signal.SIGTERM: (143, "aligner: Terminated.\n")}


def start(*arguments: str | Path, cwd: Path) -> subprocess.Popen[bytes]:
    """Start the program; it has come as far as being able to hear signals."""
    process = subprocess.Popen(
        [sys.executable, "-m", "aligner", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(CORPORA.parent)},
    )
    while process.poll() is None and not _hears(process.pid):
        time.sleep(0.001)
    return process


def _hears(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return False
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks the system which signals a process hears")
@pytest.mark.parametrize("number", ENDS)
def test_a_signal_is_one_sentence_and_nothing_half_written(number: signal.Signals, tmp_path: Path) -> None:
    moments = random.Random(5)
    ended = 0
    for turn, until in enumerate((0.0, 0.02, 0.1, 0.1, 0.4, 0.4, 1.0, 1.0)):
        process = start("export", *PAIR, "--format", "moses", "-o", tmp_path / f"out{turn}", cwd=tmp_path)
        time.sleep(moments.uniform(until / 2, until))
        process.send_signal(number)
        out, err = process.communicate(timeout=10)
        written = sorted(path.name for path in tmp_path.iterdir())
        assert not [name for name in written if name.startswith(".")]
        if process.returncode == 0:  # it was faster
            assert len(written) > 1
        else:
            assert (process.returncode, err.decode(), out, written) == (*ENDS[number], b"", [])
            ended += 1
        for path in tmp_path.iterdir():
            path.unlink()
    assert ended >= 4


def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); sys.argv[1:] = ['--version']\n"
        "from aligner.cli import app, main; run = app.run\n"
        "app.run = lambda: (signal.raise_signal(signal.SIGINT), run())[1]; main()"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CORPORA.parent)},
        timeout=20,
    )
    assert (found.returncode, found.stderr) == (0, b"")


def test_an_interruption_that_a_library_swallows_comes_again(tmp_path: Path) -> None:
    code = (
        "import signal, time; from aligner.cli.signals import ending_well\n"
        "class Careless:\n"
        "    def __del__(self): signal.raise_signal(signal.SIGTERM)\n"
        "def work():\n"
        "    Careless()\n"
        "    time.sleep(9)\n"
        "    return 0\n"
        "raise SystemExit(ending_well(work))"
    )
    began = time.monotonic()
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CORPORA.parent)},
        timeout=20,
    )
    assert (found.returncode, found.stderr.decode()) == ENDS[signal.SIGTERM]
    assert time.monotonic() - began < 8
