"""Damage files by chance and see that each is read, or refused in a sentence, within 5 seconds and 1 GB.

``python -m tools.fuzz --inputs 20000 --seed 1 [--keep FOLDER] [--kind NAME]``. The same seed makes the same files.
Exit status 1 if one made trouble; such files are kept.
"""

import argparse
import contextlib
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from aligner.errors import AlignerError
from tools.fuzz.mutators import mutated
from tools.fuzz.targets import ROOT, TARGETS, Target

__all__ = ["TroubleError", "damaged", "main", "tried"]

MOST_SECONDS = 5.0
MOST_BYTES = 1_000_000_000
_HANGS = 60  # seconds after which a process is given up


class TroubleError(Exception):
    """What went wrong with a file, in words."""


def damaged(number: int, seed: int, kinds: Sequence[str]) -> tuple[str, Target, str, bytes]:
    """Return a kind, what is done with it, a file's name and its damaged bytes."""
    chance = random.Random(f"{seed}/{number}")
    kind = chance.choices(kinds, [TARGETS[name].weight for name in kinds])[0]
    target = TARGETS[kind]
    files = [path for pattern in target.seeds for path in sorted(ROOT.glob(pattern))]
    chosen = chance.choice(files)
    others = [path.read_bytes() for path in chance.sample(files, min(2, len(files)))]
    return kind, target, f"f{''.join(chosen.suffixes)}", mutated(chosen.read_bytes(), others, chance)


def tried(target: Target, path: Path) -> str:
    """Return what became of a file: ``read`` or ``refused``.

    :raises TroubleError: if it was anything else, or took too long or too much
    """
    began = time.process_time()
    try:
        target.run(path)
        became = "read"
    except AlignerError as error:
        became = "refused"
        if len(str(error).splitlines()) > 1 and len(str(error)) > 5000:
            raise TroubleError(f"a message of {len(str(error)):,} characters") from error
    except Exception as error:
        raise TroubleError(traceback.format_exc(limit=-6)) from error
    if (took := time.process_time() - began) > MOST_SECONDS:
        raise TroubleError(f"{took:.1f} seconds")
    return became


def _work(
    numbers: range, seed: int, kinds: Sequence[str], keep: Path, answers: "multiprocessing.Queue[object]"
) -> None:
    import faulthandler

    limit = 4 * MOST_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w") as nowhere:
        for number in numbers:
            kind, target, name, data = damaged(number, seed, kinds)
            path = Path(folder) / name
            path.write_bytes(data)
            faulthandler.dump_traceback_later(_HANGS, exit=True)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            trouble = became = ""
            with contextlib.redirect_stderr(nowhere):
                try:
                    became = tried(target, path)
                except TroubleError as found:
                    trouble = str(found)
            after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            if after > before and after * 1024 > MOST_BYTES:
                trouble = f"{after / 1e6:.1f} GB\n{trouble}"
            faulthandler.cancel_dump_traceback_later()
            if trouble:
                (keep / f"{seed}-{number}-{kind}{''.join(path.suffixes)}").write_bytes(data)
            answers.put((number, kind, became, trouble))
            if trouble and after * 1024 > MOST_BYTES:
                return  # with clean memory from here on


def _results(inputs: int, seed: int, kinds: Sequence[str], keep: Path) -> Iterator[tuple[int, str, str, str]]:
    """Yield what became of each file; a process that dies is replaced, and its file was trouble."""
    start = 0
    context = multiprocessing.get_context("fork")
    while start < inputs:
        answers: multiprocessing.Queue[object] = context.Queue()
        worker = context.Process(target=_work, args=(range(start, inputs), seed, kinds, keep, answers))
        worker.start()
        while worker.is_alive() or not answers.empty():
            try:
                found = answers.get(timeout=1)
            except Exception:
                continue
            assert isinstance(found, tuple)
            start = found[0] + 1
            yield found
        worker.join()
        if worker.exitcode:
            kind, _, name, data = damaged(start, seed, kinds)
            (keep / f"{seed}-{start}-{kind}-{name}").write_bytes(data)
            yield start, kind, "", f"the process ended with {worker.exitcode}"
            start += 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Try as many files as asked for; say what became of them."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=list(TARGETS), help="only this kind; repeatable")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "fuzz", metavar="FOLDER")
    asked = parser.parse_args(arguments)
    asked.keep.mkdir(parents=True, exist_ok=True)
    counts: Counter[tuple[str, str]] = Counter()
    troubles = 0
    for number, kind, became, trouble in _results(asked.inputs, asked.seed, asked.kind or list(TARGETS), asked.keep):
        counts[kind, became or "trouble"] += 1
        if trouble:
            troubles += 1
            print(f"{asked.seed}/{number} {kind}: {trouble}", flush=True)
    for kind in sorted({kind for kind, _ in counts}):
        print(kind.ljust(10), *(f"{counts[kind, one]:6} {one}" for one in ("read", "refused", "trouble")))
    print(f"{sum(counts.values()):,} files, {troubles} made trouble")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
