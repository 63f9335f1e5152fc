"""Beads against gold, as texts are and with sentences deleted and inserted: ``python -m tests.benchmarks.alignment``.

The weights that ship with the program were learned on the novels, so their row here is no test of them; what each novel
scores with weights learned from the others is printed by
``python -m aligner.evaluate.train_alignment ../shared/data/novels/* --leave-out``. Two plainer schemes stand beside it,
run by the same search with the same encoder: lengths alone, and the sum of bead scores with a local margin and a length
penalty.
"""

import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from aligner.align import align_sentences
from aligner.align.band import around
from aligner.align.evidence import TYPES
from aligner.align.ladder import read_ladder
from aligner.align.lattice import Lattice
from aligner.align.path import first_path
from aligner.align.score import MarginScores, Weights
from aligner.align.windows import Windows
from aligner.core import Bead
from aligner.encode import Encoder, VectorCache, cached, default_cache, load
from aligner.evaluate.alignment import Counts, count
from aligner.evaluate.train_alignment import in_order, planted

BeadList = list[tuple[tuple[int, ...], tuple[int, ...]]]
Text = tuple[list[str], list[str], BeadList]
_RATE = 0.05
_BINS = 10


def texts(folders: Iterable[Path]) -> list[Text]:
    """Sentences of both sides and gold, in reading order."""
    found = []
    for folder in sorted(folders):
        left, right = ((folder / f"{side}.txt").read_text(encoding="utf-8").splitlines() for side in ("en", "fr"))
        found.append((left, right, in_order(read_ladder(folder / "gold.txt"))))
    return found


def changed(text: Text, foreign: Text, seed: int) -> Text:
    """Whole lines deleted on either side and lines of another text inserted, each at a quarter of the rate."""
    chance = random.Random(seed)
    ones = [bead for bead in text[2] if len(bead[0]) == len(bead[1]) == 1]
    picked = chance.sample(ones, max(1, int(len(ones) * _RATE)))
    what = {bead: n % 4 for n, bead in enumerate(picked)}
    old, other = (text[0], text[1]), (foreign[0], foreign[1])
    new: tuple[list[str], list[str]] = ([], [])
    gold: BeadList = []
    for bead in text[2]:
        kind = what.get(bead)
        places: list[tuple[int, ...]] = []
        for side in (0, 1):
            kept = [] if kind == side else [old[side][n] for n in bead[side]]
            places.append(tuple(range(len(new[side]), len(new[side]) + len(kept))))
            new[side].extend(kept)
        gold.append((places[0], places[1]))
        if kind in (2, 3):
            side = kind - 2
            lone = (len(new[side]),)
            gold.append((lone, ()) if side == 0 else ((), lone))
            new[side].append(chance.choice([line for line in other[side] if len(line) > 20] or other[side]))
    return new[0], new[1], [bead for bead in gold if bead[0] or bead[1]]


def full(text: Text, encoder: Encoder) -> tuple[Sequence[Bead], int]:
    """The program's own alignment and the characters it encoded."""
    found = align_sentences(text[0], text[1], encoder)
    return found.beads, found.work.characters_encoded


def margin(weights: Weights) -> Callable[[Text, Encoder], tuple[Sequence[Bead], int]]:
    """The sum of bead scores alone: no words, no learned weights."""

    def run(text: Text, encoder: Encoder) -> tuple[Sequence[Bead], int]:
        left, right = Windows(text[0], encoder), Windows(text[1], encoder)
        rough = first_path(left.singles, right.singles)
        lattice = Lattice(around(rough.path, len(left), len(right), 12), TYPES)
        found = lattice.best(MarginScores(left, right, weights).edges(lattice))
        return [Bead(tuple(rows), tuple(columns)) for rows, columns in found], sum(map(len, text[0] + text[1]))

    return run


def measured(
    name: str, some: Sequence[Text], encoder: Encoder, run: Callable[[Text, Encoder], tuple[Sequence[Bead], int]]
) -> list[tuple[float, bool]]:
    """Print a row; returns confidence and rightness of every bead."""
    began = time.process_time()
    total, encoded, sure = Counts(), 0, []
    for text in some:
        beads, characters = run(text, encoder)
        total += count([(bead.original, bead.translation) for bead in beads], text[2])
        encoded += characters
        gold = set(text[2])
        sure += [(bead.confidence, (bead.original, bead.translation) in gold) for bead in beads]
    size = sum(sum(map(len, left + right)) for left, right, _ in some)
    scores = " ".join(f"{f1:6.3f}" for _, _, f1 in (total.strict, total.lax, total.null))
    print(f"{name:44} {scores} {encoded / size:8.2f} {time.process_time() - began:8.1f}", flush=True)
    return sure


def calibration(sure: Sequence[tuple[float, bool]]) -> str:
    """Expected calibration error, and how often beads of each confidence are right."""
    confidence, right = np.array([c for c, _ in sure]), np.array([r for _, r in sure])
    where = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    rows, error = [], 0.0
    for n in range(_BINS):
        here = where == n
        if here.any():
            said, was = float(confidence[here].mean()), float(right[here].mean())
            error += abs(said - was) * float(here.mean())
            rows.append(f"{n / _BINS:.1f}: {here.sum()} said {said:.2f} right {was:.2f}")
    return f"calibration error {error:.3f}  ({'; '.join(rows)})"


def main() -> int:
    """Print the whole table."""
    data = Path(os.environ.get("ALIGNER_DATA") or Path(__file__).parents[3] / "shared" / "data")
    if not data.is_dir():
        print("The evaluation data is not there: set ALIGNER_DATA.", file=sys.stderr)
        return 2
    encoder = cached(load(), VectorCache(default_cache()))
    names = ("novels", "tico19", "docs")
    novels, tico, docs = (texts(p for p in (data / name).iterdir() if p.is_dir()) for name in names)
    halved = [planted(*text, seed=7 + n) for n, text in enumerate(novels)]
    modern = [[changed(t, some[n - 1], 5 + n) for n, t in enumerate(some)] for some in (tico, docs)]
    print(f"{'':44} strict    lax   null  encoded  seconds")
    for name, some in (("novels", novels), ("novels, 5 % of 1-1 beads halved", halved)):
        measured(f"{name}: sum of margins, null -.1", some, encoder, margin(Weights(margin=0.4, null=-0.1)))
        measured(f"{name}: sum of margins, null -.04", some, encoder, margin(Weights()))
        print("  " + calibration(measured(name, some, encoder, full)))
    for name, some in (("tico19", tico), ("docs", docs), ("tico19, changed", modern[0]), ("docs, changed", modern[1])):
        print("  " + calibration(measured(name, some, encoder, full)))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
