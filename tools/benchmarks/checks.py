"""CPU seconds of all rules over a 1,000-sentence pair, beads and vectors given.

python -m tools.benchmarks.checks FOLDER...   # en.txt and fr.txt in each; their first 1,000 lines make one pair

One core is used. The first run also reads dictionaries and encodes the words that rules compare; their vectors are then
in the cache, as those of the sentences are from the start.
"""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from aligner.alignment import align
from aligner.check import load_profile
from aligner.check.base import PairContext
from aligner.check.registry import load_rules
from aligner.check.run import check
from aligner.core import Document
from aligner.encode import VectorCache, cached, load
from aligner.parallel import limit_threads
from aligner.read import read_lines

_LINES = 1000
_RUNS = 5
_MOST_SECONDS = 5.0
_LISTED = 0.005  #: seconds from which on a rule is named


def main(arguments: Sequence[str]) -> int:
    """Print seconds of the first run, of the best of the others, and of each rule at its best."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with limit_threads(1), tempfile.TemporaryDirectory() as name:
        original, translation = (first_lines([Path(a) for a in arguments], code, Path(name)) for code in ("en", "fr"))
        encoder = cached(load(), VectorCache(Path(name) / "vectors.sqlite"))
        aligned = align(original, translation, encoder)
        profile = load_profile()

        def pair() -> PairContext:
            return PairContext(original, translation, aligned.beads, encoder, aligned.moved)

        seconds = []
        for _ in range(1 + _RUNS):
            began = time.process_time()
            check(pair(), profile)
            seconds.append(time.process_time() - began)
        best = min(seconds[1:])
        print(
            f"{len(original.sentences)} by {len(translation.sentences)} sentences, all rules: {best:.2f} s CPU ", end=""
        )
        print(f"(must {_MOST_SECONDS:g}), the first time {seconds[0]:.2f}")
        for rule, spent in sorted(_by_rule([pair() for _ in range(_RUNS)]).items(), key=lambda some: -some[1]):
            if spent >= _LISTED:
                print(f"  {rule} {spent:.2f}")
    return 0


def _by_rule(pairs: Sequence[PairContext]) -> dict[str, float]:
    """Return the least CPU seconds of each rule; what several share counts for the first that asks for it."""
    least: dict[str, float] = {}
    gc.disable()  # as ``check`` does it
    for pair in pairs:
        for name, rule in load_rules().items():
            began = time.process_time()
            list(rule.check(pair))
            least[name] = min(least.get(name, float("inf")), time.process_time() - began)
    return least


def first_lines(folders: Sequence[Path], language: str, into: Path) -> Document:
    lines = [line for folder in folders for line in (folder / f"{language}.txt").read_text("utf-8").splitlines()]
    path = into / f"{language}.txt"
    path.write_text("\n".join(lines[:_LINES]) + "\n", "utf-8")
    return read_lines(path, language)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
