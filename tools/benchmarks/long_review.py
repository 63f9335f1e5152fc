"""Whole reviews of very long texts: ``python -m tools.benchmarks.long_review SENTENCES... [--threads N] [--warm]``.

The texts of the evaluation data are laid end to end, block by block, until there are so many sentences a side; where
they are not enough they come again, each time with another number and another name put into every third block. Each
size is reviewed by ``aligner review`` in a process of its own, with an empty cache unless ``--warm`` is given: seconds
that pass, seconds of CPU for each sentence, peak memory, and the steps that took longest.
"""

import argparse
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tools.data import data_folder

_SHOWN = 0.02  # of the whole time, from which on a step is named
_SENTENCE = re.compile(r"[.!?…][\"”»’)]*\s")
_NAMES = ("Ardwen", "Belcourt", "Carrow", "Delmas", "Estival", "Fenwick", "Garric", "Holm", "Ivry", "Jansen")


def blocks(data: Path) -> list[tuple[str, str]]:
    """Return blocks that translate each other, of all texts that have one a line."""
    found = []
    for name in ("docs", "tico19", "novels", "clean/handbook", "clean/developers"):
        for folder in sorted(path for path in (data / name).iterdir() if (path / "fr.txt").exists()):
            sides = [(folder / f"{code}.txt").read_text("utf-8").splitlines() for code in ("en", "fr")]
            if len(sides[0]) == len(sides[1]):
                found += [(one, other) for one, other in zip(*sides, strict=True) if one.strip() and other.strip()]
            else:
                gold = (folder / "gold.txt").read_text("utf-8").splitlines() if (folder / "gold.txt").exists() else []
                for bead in gold:
                    numbers = [[int(n) for n in re.findall(r"\d+", side)] for side in bead.split(":")]
                    one, other = (" ".join(sides[k][n] for n in numbers[k]) for k in (0, 1))
                    if one and other:
                        found.append((one, other))
    return found


def pair(data: Path, sentences: int) -> tuple[list[str], list[str]]:
    """Return blocks of both sides with about so many sentences a side."""
    found: tuple[list[str], list[str]] = ([], [])
    count = 0
    for one, other in _endless(blocks(data)):
        if count >= sentences:
            break
        found[0].append(one)
        found[1].append(other)
        count += 1 + len(_SENTENCE.findall(one))
    return found


def _endless(some: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    turn = 0
    while True:
        for n, (one, other) in enumerate(some):
            mark = f" ({_NAMES[turn % 10]} {turn * 7919 + n})" if turn and n % 3 == 0 else ""
            yield one + mark, other + mark
        turn += 1


def review(sentences: int, threads: int, *, warm: bool) -> None:
    """Print what one size takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for code, side in zip(("en", "fr"), pair(data_folder(), sentences), strict=True):
            (folder / f"{code}.txt").write_text("\n\n".join(side) + "\n", "utf-8")
        _report(folder, threads, "cold")
        if warm:
            _report(folder, threads, "warm")


def _report(folder: Path, threads: int, state: str) -> None:
    command = [sys.executable, "-m", "aligner", "review", "en.txt", "fr.txt", "--format", "json", "-o", "report.json"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder), "OMP_NUM_THREADS": str(threads)}
    log = folder / "log"
    began = time.perf_counter()
    with log.open("wb") as said:
        actions = [(os.POSIX_SPAWN_DUP2, said.fileno(), 2)]
        arguments = [*command, "--verbose", "--log-format", "json", "--threads", str(threads)]
        here = Path.cwd()
        os.chdir(folder)
        child = os.posix_spawn(sys.executable, arguments, environment, file_actions=actions)
        os.chdir(here)
        _, status, usage = os.wait4(child, 0)
    seconds, cpu = time.perf_counter() - began, usage.ru_utime + usage.ru_stime
    steps: dict[str, float] = {}
    count = 0
    for line in log.read_text("utf-8").splitlines():
        step = json.loads(line) if line.startswith("{") else {}
        if "seconds" in step:
            steps[step["message"]] = steps.get(step["message"], 0.0) + step["seconds"]
        count = max(count, step.get("original_sentences", 0))
    print(
        f"{count:,} sentences, {state}, {threads} threads: {seconds:.1f} s, CPU {cpu:.1f} s "
        f"({1000 * cpu / max(1, count):.2f} ms a sentence), peak {usage.ru_maxrss / 1e6:.2f} GB, "
        f"status {os.waitstatus_to_exitcode(status)}",
        flush=True,
    )
    for step, spent in sorted(steps.items(), key=lambda some: -some[1]):
        if spent > _SHOWN * seconds:
            print(f"    {step} {spent:.1f}", flush=True)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--warm", action="store_true", help="once more, with the vectors of the first time")
    options = parser.parse_args()
    if not data_folder().is_dir():
        print("The evaluation data is not there: set ALIGNER_DATA.", file=sys.stderr)
        return 2
    for size in options.sizes:
        review(size, options.threads, warm=options.warm)
    return 0


if __name__ == "__main__":
    sys.exit(main())
