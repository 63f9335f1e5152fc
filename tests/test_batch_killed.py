"""Processes that are killed: what is started again ends with the same bytes as what was never stopped."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.batches import content, made
from tests.commands import aligner

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are found in /proc")


def start(source: Path, out: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "aligner", "batch", str(source), "-o", str(out), *OPTIONS]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


OPTIONS: Sequence[str] = ("--processes", "2", "--shard-pairs", "1")


def workers(driver: "subprocess.Popen[bytes]") -> list[int]:
    """The processes that a driver has started to work."""
    found = []
    for task in Path(f"/proc/{driver.pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            command = Path(f"/proc/{child}/cmdline").read_bytes()
            if b"spawn_main" in command:
                found.append(int(child))
    return found


def wait_for_shard(out: Path, driver: "subprocess.Popen[bytes]") -> None:
    """Wait until something is done, or nothing is to be waited for."""
    end = time.monotonic() + 60
    while time.monotonic() < end and driver.poll() is None:
        if (out / "done").is_dir() and any((out / "done").iterdir()):
            return
        time.sleep(0.02)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("pairs") / "in", 10)


@pytest.fixture(scope="module")
def whole(source: Path) -> dict[str, bytes]:
    out = source.parent / "whole"
    assert aligner("batch", source, "-o", out, *OPTIONS).status == 0
    return content(out)


def test_a_worker_that_is_killed_is_replaced(source: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    driver = start(source, out)
    wait_for_shard(out, driver)
    for victim in workers(driver)[:1]:
        os.kill(victim, signal.SIGKILL)
    _, said = driver.communicate(timeout=120)
    assert (driver.returncode, said) == (0, b"")
    assert content(out) == whole


def test_a_driver_that_is_killed_leaves_what_can_be_gone_on_with(
    source: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    driver = start(source, out)
    wait_for_shard(out, driver)
    time.sleep(random.Random(1).random())
    orphans = workers(driver)
    driver.kill()
    driver.communicate()
    end = time.monotonic() + 30
    while any(Path(f"/proc/{orphan}").exists() for orphan in orphans) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{orphan}").exists() for orphan in orphans), "workers outlive their driver"
    assert aligner("batch", source, "-o", out, *OPTIONS).status == 0
    assert content(out) == whole


def test_two_runs_into_one_folder_are_refused(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    driver = start(source, out)
    wait_for_shard(out, driver)
    found = aligner("batch", source, "-o", out, *OPTIONS)
    driver.send_signal(signal.SIGINT)
    _, said = driver.communicate(timeout=60)
    assert (found.status, "Another run is writing" in found.err) == (2, True)
    assert (driver.returncode, said) == (130, b"aligner: Interrupted.\n")
