"""Beads against gold, as texts are and with sentences deleted and inserted: ``python -m tools.benchmarks.alignment``.

The weights that ship with the program were learned on the novels, so their row here is no test of them; what each novel
scores with weights learned from the others is printed by
``python -m tools.train alignment --leave-out``.

Other schemes stand beside it, as plain configurations of the same search with the same encoder: lengths alone (Gale &
Church, 1993; it sees no vector, not even for the band), windows weighted by size with a global norm (Thompson & Koehn,
2019, "Vecalign") and sums of beads with a local margin and a length penalty (Liu & Zhu, 2023, "Bertalign").
``--encoder`` takes any other encoder, ``--only`` a set of texts.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import NormalDist

import numpy as np

from aligner.alignment import align_sentences
from aligner.alignment.band import around
from aligner.alignment.ladder import read_ladder
from aligner.alignment.lattice import Edges, Lattice
from aligner.alignment.path import Rough, first_path
from aligner.alignment.score import MarginScores, Weights
from aligner.alignment.windows import Windows
from aligner.core import Bead
from aligner.encode import Encoder, VectorCache, cached, default_cache, load
from aligner.evaluate.alignment import Counts, count
from tools.data import data_folder
from tools.train.alignment import changed, in_order, planted

BeadList = list[tuple[tuple[int, ...], tuple[int, ...]]]
Text = tuple[list[str], list[str], BeadList]
PEERS_TYPES = tuple((m, n) for m in range(1, 5) for n in range(1, 5) if m + n <= 5)
NORMAL = NormalDist()
_BINS = 10


def texts(folders: Iterable[Path]) -> list[Text]:
    """Return sentences of both sides and gold, in reading order."""
    found = []
    for folder in sorted(folders):
        left, right = ((folder / f"{side}.txt").read_text(encoding="utf-8").splitlines() for side in ("en", "fr"))
        found.append((left, right, in_order(read_ladder(folder / "gold.txt"))))
    return found


@dataclass(frozen=True, slots=True)
class Done:
    """What a scheme found and took."""

    beads: Sequence[Bead]
    encoded: int  #: characters
    cells: int


Scheme = Callable[[Text, Encoder], Done]


def full(text: Text, encoder: Encoder) -> Done:
    """Align as the program does."""
    found = align_sentences(text[0], text[1], encoder)
    return Done(found.beads, found.work.characters_encoded, found.work.cells)


def plain(score: Callable[[Windows, Windows, Lattice], Edges], windows: int = 1) -> Scheme:
    """Return the best path of a score near the first path.

    :param windows: how often the scheme encodes a text: windows of up to this many sentences
    """

    def run(text: Text, encoder: Encoder) -> Done:
        left, right = Windows(text[0], encoder), Windows(text[1], encoder)
        rough = first_path(left.singles, right.singles) if windows else Rough(straight(left, right), 0)
        band = around(rough.path, len(left), len(right), 12 if windows else 100)
        lattice = Lattice(band, PEERS_TYPES)
        found = lattice.best(score(left, right, lattice))
        characters = sum(map(len, text[0] + text[1])) * sum(range(1, windows + 1))
        cells = rough.cells + lattice.nodes * len(PEERS_TYPES)
        return Done([Bead(tuple(rows), tuple(columns)) for rows, columns in found], characters, cells)

    return run


def margins(weights: Weights) -> Scheme:
    """Return sums of beads with a local margin and a length penalty."""
    return plain(lambda left, right, lattice: MarginScores(left, right, weights).edges(lattice), 4)


def straight(left: Windows, right: Windows) -> list[tuple[int, int]]:
    """Return positions where the same share of both texts has passed."""
    ends = [np.concatenate(([0], np.cumsum(side.lengths))) / side.lengths.sum() for side in (left, right)]
    return [(i, int(j)) for i, j in enumerate(np.searchsorted(ends[1], ends[0] - 1e-9))]


def lengths(left: Windows, right: Windows, lattice: Lattice) -> Edges:
    """Score by length (Gale & Church): how far a bead's sides lie apart, and how common its kind is."""
    ends = [np.concatenate(([0], np.cumsum(side.lengths))).astype(float) for side in (left, right)]
    ratio = ends[1][-1] / max(1.0, ends[0][-1])
    found = np.full((lattice.nodes, len(lattice.types)), -np.inf, dtype=np.float32)
    for t, (m, n) in enumerate(lattice.types):
        ok = (lattice.row_of + m <= len(left)) & (lattice.column_of + n <= len(right))
        i, j = lattice.row_of[ok], lattice.column_of[ok]
        x, y = ends[0][i + m] - ends[0][i], ends[1][j + n] - ends[1][j]
        off = (y - ratio * x) / np.sqrt(6.8 * (x + y / ratio) / 2)
        common = {2: 0.89, 3: 0.089, 4: 0.011}.get(m + n, 0.001)
        found[ok, t] = np.log(common) + np.array([log(max(2 * (1 - NORMAL.cdf(abs(z))), 1e-12)) for z in off])
    alone = log(0.0099 / 2) - 5.0
    return Edges(found, *(np.full(len(side), alone, dtype=np.float32) for side in (left, right)))


def windows_with_norm(left: Windows, right: Windows, lattice: Lattice) -> Edges:
    """Score as Vecalign: distance of windows by size, over their mean distance to windows from anywhere."""
    chance = np.random.default_rng(1)
    singles = [side.singles[chance.integers(0, len(side), 128)] for side in (left, right)]
    found = np.full((lattice.nodes, len(lattice.types)), -np.inf, dtype=np.float32)
    ones = 1 - np.einsum("id,id->i", singles[0], singles[1])
    typical = {
        (side, size): (1 - windows.sums(0, len(windows), size) @ singles[1 - side].T).mean(axis=1)
        for side, windows in enumerate((left, right))
        for size in range(1, 5)
    }
    for start in range(0, lattice.band.rows, 32):
        i, j, here = lattice.places(range(start, min(start + 32, lattice.band.rows)))
        rows, columns = range(int(i.min()), int(i.max()) + 1), range(int(j.min()), int(j.max()) + 1)
        for t, (m, n) in enumerate(lattice.types):
            u, v = left.sums(rows.start, rows.stop, m), right.sums(columns.start, columns.stop, n)
            ok = (i + m <= len(left)) & (j + n <= len(right))
            a, b = i[ok] - rows.start, j[ok] - columns.start
            norm = typical[0, m][i[ok]] + typical[1, n][j[ok]]
            found[np.arange(here.start, here.stop)[ok], t] = -2 * m * n * (1 - (u @ v.T)[a, b]) / norm
    skip = np.float32(-np.quantile(2 * ones / (typical[0, 1].mean() + typical[1, 1].mean()), 0.2))
    return Edges(found, *(np.full(len(side), skip, dtype=np.float32) for side in (left, right)))


def measured(name: str, some: Sequence[Text], encoder: Encoder, run: Scheme) -> list[tuple[float, bool]]:
    """Print a row; returns confidence and rightness of every bead."""
    began = time.process_time()
    total, encoded, cells, sure = Counts(), 0, 0, []
    for text in some:
        done = run(text, encoder)
        total += count([(bead.original, bead.translation) for bead in done.beads], text[2])
        encoded, cells = encoded + done.encoded, cells + done.cells
        gold = set(text[2])
        sure += [(bead.confidence, (bead.original, bead.translation) in gold) for bead in done.beads]
    size = sum(sum(map(len, left + right)) for left, right, _ in some)
    scores = " ".join(f"{f1:6.3f}" for _, _, f1 in (total.strict, total.lax, total.null))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    row = f"{name:52} {scores} {encoded / size:8.2f} {cells:10,} {time.process_time() - began:8.1f} {peak:6.2f}"
    print(row, flush=True)
    return sure


PEERS: dict[str, Scheme] = {
    "lengths alone": plain(lengths, 0),
    "windows with a global norm": plain(windows_with_norm, 4),
    "sums with a local margin": margins(Weights(margin=1.0, length_power=1.0, null=-0.1)),
    "sums with a local margin, null 0": margins(Weights(margin=1.0, length_power=1.0, null=0.0)),
}


def calibration(sure: Sequence[tuple[float, bool]]) -> str:
    """Return expected calibration error, and how often beads of each confidence are right."""
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
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--encoder", default="embedded")
    parser.add_argument("--only", choices=("novels", "halved", "tico19", "docs"), help="one set of texts")
    parser.add_argument("--texts", type=int, help="only this many texts of each set, the shortest")
    options = parser.parse_args()
    data = data_folder()
    if not data.is_dir():
        print("The evaluation data is not there: set ALIGNER_DATA.", file=sys.stderr)
        return 2
    encoder = cached(load(options.encoder), VectorCache(default_cache()))
    names = ("novels", "tico19", "docs")
    sets = {name: texts(p for p in (data / name).iterdir() if p.is_dir()) for name in names}
    if options.texts:
        sets = {name: sorted(some, key=lambda text: len(text[0]))[: options.texts] for name, some in sets.items()}
    sets["halved"] = [planted(*text, seed=7 + n) for n, text in enumerate(sets["novels"])]
    print(f"{'':52} strict    lax   null  encoded      cells  CPU sec     GB")
    for name in ("novels", "halved") if options.only in (None, "novels", "halved") else ():
        if options.only in (None, name):
            label = {"novels": "novels", "halved": "novels, a side of 5 % of 1-1 beads deleted"}[name]
            for scheme, run in PEERS.items():
                measured(f"{name}: {scheme}", sets[name], encoder, run)
            print("  " + calibration(measured(label, sets[name], encoder, full)))
    for name in ("tico19", "docs"):
        if options.only in (None, name):
            some = sets[name]
            other = [changed(text, some[n - 1], 5 + n) for n, text in enumerate(some)]
            print("  " + calibration(measured(name, some, encoder, full)))
            for scheme, run in PEERS.items():
                measured(f"{name}, deleted and inserted: {scheme}", other, encoder, run)
            print("  " + calibration(measured(f"{name}, lines deleted and inserted", other, encoder, full)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
