"""What a batch costs and stands: ``python -m tools.benchmarks.batch make|rate|loop|memory|kill|stages|bytes ...``.

``make FOLDER --pairs N`` cuts the documents, handbooks and novels of the evaluation data into pairs of a few beads;
the others work on such a folder.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from aligner.alignment.ladder import read_ladder
from tools.data import data_folder

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[2]
_BEADS = 6  # of a pair, unless another number is asked for


class _Run(NamedTuple):
    """What a command took."""

    wall: float  #: seconds
    cpu: float  #: seconds of it and of all that it started
    out: str


def _texts(data: Path, length: int) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield name, original and translation of every piece of a number of beads."""
    folders = [*sorted((data / "docs").iterdir()), *sorted((data / "novels").iterdir())]
    folders += [one for name in ("developers", "handbook") for one in sorted((data / "clean" / name).iterdir())]
    for folder in folders:
        sides = [(folder / f"{code}.txt").read_text(encoding="utf-8").splitlines() for code in ("en", "fr")]
        beads = read_ladder(folder / "gold.txt")
        for number, start in enumerate(range(0, len(beads), length)):
            part = beads[start : start + length]
            texts = [[sides[side][line] for bead in part for line in bead[side]] for side in (0, 1)]
            if all("".join(text).strip() for text in texts):
                yield f"{folder.name}-{number:03}", texts[0], texts[1]


def make(folder: Path, pairs: int, length: int) -> None:
    """Write pairs of a number of beads; where there are fewer than are asked for, they are written again as others."""
    folder.mkdir(parents=True, exist_ok=True)
    found = list(_texts(data_folder(), length))
    random.Random(1).shuffle(found)
    for number in range(pairs):
        name, *texts = found[number % len(found)]
        again = f".{number // len(found)}" if number >= len(found) else ""
        for code, text in zip(("en", "fr"), texts, strict=True):
            (folder / f"{name}{again}.{code}.txt").write_text("\n\n".join(text) + "\n", encoding="utf-8")
    print(f"{pairs} pairs in {folder}, {len(found)} different ones")


def _run(*arguments: str | Path, **environment: str) -> _Run:
    before, began = os.times(), time.monotonic()
    command = [sys.executable, "-m", "aligner", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}
    )
    after = os.times()
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return _Run(time.monotonic() - began, cpu, done.stdout)


def _content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rate(source: Path, turns: int) -> None:
    """Two processes against one, in turns."""
    pairs = len(list(source.glob("*.en.txt")))
    walls: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as place:
        for turn in range(turns):
            for processes in (1, 2):
                out = Path(place) / f"{turn}-{processes}"
                found = _run("batch", source, "-o", out, "--processes", str(processes))
                walls[processes].append(found.wall)
                print(f"{processes} processes: {found.wall:.1f} s, {found.cpu:.1f} s of processor, "
                      f"{pairs / found.wall:.2f} pairs a second", flush=True)  # fmt: skip
    best = {processes: min(seconds) for processes, seconds in walls.items()}
    print(f"rate of two by rate of one, best of {turns}: {best[1] / best[2]:.2f}")


def loop(source: Path, pairs: int) -> None:
    """A loop of ``aligner export`` over pairs, against a batch of the same."""
    originals = sorted(source.glob("*.en.txt"))[:pairs]
    with tempfile.TemporaryDirectory() as place:
        few = Path(place) / "in"
        few.mkdir()
        looped = _Run(0.0, 0.0, "")
        for number, original in enumerate(originals):
            translation = original.with_name(original.name.replace(".en.", ".fr."))
            for path in (original, translation):
                shutil.copy(path, few / path.name)
            out = Path(place) / f"{number}.jsonl"
            found = _run("export", original, translation, "-o", out, ALIGNER_CACHE=str(Path(place) / "cache"))
            looped = _Run(looped.wall + found.wall, looped.cpu + found.cpu, "")
        print(f"{len(originals)} pairs: loop {looped.wall:.1f} s ({looped.cpu:.1f} s of processor)")
        for options in (("--check",), ("--check", "--processes", "1"), (), ("--processes", "1")):
            found = _run("batch", few, "-o", Path(place) / "out", "--fresh", *options)
            print(f"batch {' '.join(options)}: {found.wall:.1f} s ({found.cpu:.1f}): {looped.wall / found.wall:.1f} "
                  f"times the rate, {looped.cpu / found.cpu:.1f} times for each second of processor",
                  flush=True)  # fmt: skip


def memory(folders: Sequence[Path], processes: int) -> None:
    """The most memory that a process had, by the number of pairs."""
    for source in folders:
        with tempfile.TemporaryDirectory() as place:
            found = _run("batch", source, "-o", Path(place) / "out", "--processes", str(processes))
            line = next(line for line in found.out.splitlines() if line.startswith("memory"))
            print(f"{len(list(source.glob('*.en.txt')))} pairs: {line.removeprefix('memory').strip()}", flush=True)


def stages(source: Path) -> None:
    """The share of each stage."""
    with tempfile.TemporaryDirectory() as place:
        for options in ((), ("--check",)):
            found = _run("batch", source, "-o", Path(place) / f"out{len(options)}", "--processes", "1", *options)
            print(f"{' '.join(options) or 'as it is'}: {found.cpu:.1f} s of processor\n{found.out}", flush=True)


def kill(source: Path, times: int, seed: int) -> None:
    """Kill a worker or the driver at random moments; what is gone on with is to equal what was never stopped."""
    chance = random.Random(seed)
    options = ("--processes", "2", "--shard-pairs", "1")
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole"
        _run("batch", source, "-o", whole, *options)
        shards = len(list((whole / "done").iterdir()))
        expected = _content(whole)
        killed = {"driver": 0, "worker": 0, "neither": 0}
        broken = 0
        for number in range(times):
            out = Path(place) / "out"
            shutil.rmtree(out, ignore_errors=True)
            driver = subprocess.Popen(
                [sys.executable, "-m", "aligner", "batch", str(source), "-o", str(out), *options],
                cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            _wait(out, chance.randrange(shards), driver)
            time.sleep(chance.uniform(0, 0.3))
            victims = _workers(driver.pid)
            if number % 2 == 0 and driver.poll() is None:
                driver.kill()
                killed["driver"] += 1
            elif victims and driver.poll() is None:
                os.kill(chance.choice(victims), signal.SIGKILL)
                killed["worker"] += 1
            else:
                killed["neither"] += 1
            driver.wait()
            _run("batch", source, "-o", out, *options, "--processes", "1")
            if number % 10 == 9:
                print(f"{number + 1} runs, killed {json.dumps(killed)}, {broken} that differ", flush=True)
            if _content(out) != expected:
                broken += 1
                print(f"run {number}: what was gone on with differs", flush=True)
        print(f"{times} runs, killed {json.dumps(killed)}, {broken} that differ")
    if broken:
        raise SystemExit(1)


def _wait(out: Path, shards: int, driver: "subprocess.Popen[bytes]") -> None:
    """Wait until some shards are done, however busy the machine is; with none, until the folder is there."""
    while driver.poll() is None:
        with contextlib.suppress(OSError):
            if len(os.listdir(out / "done")) >= shards:
                return
        time.sleep(0.01)


def _workers(driver: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{driver}/task").glob("*"):
        try:
            for child in (task / "children").read_text().split():
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.append(int(child))
        except OSError:
            continue
    return found


def equal(source: Path, ray: bool) -> None:
    """The bytes of one process, of two, and of a cluster of two nodes."""
    with tempfile.TemporaryDirectory() as place:
        outs = {name: Path(place) / name for name in ("one", "two", "ray")}
        _run("batch", source, "-o", outs["one"], "--processes", "1")
        _run("batch", source, "-o", outs["two"], "--processes", "2")
        found = {"two": _content(outs["two"])}
        if ray:
            from ray.cluster_utils import Cluster

            cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "include_dashboard": False})
            cluster.add_node(num_cpus=2)
            engine = ("--engine", "ray", "--address", cluster.address, "--processes", "2")
            _run("batch", source, "-o", outs["ray"], *engine)
            cluster.shutdown()
            found["ray"] = _content(outs["ray"])
        expected = _content(outs["one"])
        for name, content in found.items():
            print(f"{len(expected)} files of one process and of {name}: {'equal' if content == expected else 'DIFFER'}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks.batch", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("make", "rate", "loop", "stages", "kill", "bytes"):
        commands.add_parser(name).add_argument("folder", type=Path)
    measured = commands.add_parser("memory")
    measured.add_argument("folders", type=Path, nargs="+")
    measured.add_argument("--processes", type=int, default=1)
    commands.choices["make"].add_argument("--pairs", type=int, default=2000)
    commands.choices["make"].add_argument("--beads", type=int, default=_BEADS)
    commands.choices["rate"].add_argument("--turns", type=int, default=2)
    commands.choices["loop"].add_argument("--pairs", type=int, default=200)
    commands.choices["kill"].add_argument("--times", type=int, default=50)
    commands.choices["kill"].add_argument("--seed", type=int, default=1)
    commands.choices["bytes"].add_argument("--ray", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.command == "make":
        make(asked.folder, asked.pairs, asked.beads)
    elif asked.command == "rate":
        rate(asked.folder, asked.turns)
    elif asked.command == "loop":
        loop(asked.folder, asked.pairs)
    elif asked.command == "memory":
        memory(asked.folders, asked.processes)
    elif asked.command == "stages":
        stages(asked.folder)
    elif asked.command == "kill":
        kill(asked.folder, asked.times, asked.seed)
    else:
        equal(asked.folder, asked.ray)
    return 0


if __name__ == "__main__":
    sys.exit(main())
