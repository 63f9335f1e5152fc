"""Learn the weights of an alignment's evidence from hand-aligned texts.

``python -m aligner.evaluate.train_alignment FOLDER... -o FILE``: each folder has en.txt, fr.txt (a sentence a line) and
gold.txt. Every text is used twice: as it is, and with one side of a twentieth of its 1-1 beads deleted, because lonely
sentences are too few in the wild to learn from. The weights maximise the conditional likelihood of the gold path
(Sarawagi & Cohen, 2004), with a little weight decay. ``--leave-out`` prints what each text scores with weights learned
from the others.
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aligner.align.align import Decoding, Prepared, decode, prepare
from aligner.align.evidence import BEAD_EVIDENCE, LARGEST, NULL_EVIDENCE, TYPES
from aligner.align.ladder import read_ladder
from aligner.align.lattice import Edges, Lattice
from aligner.align.model import Model, evidence_of, impossible
from aligner.encode import VectorCache, cached, default_cache, load
from aligner.errors import MissingExtraError
from aligner.evaluate.alignment import Counts, count

__all__ = ["Example", "example", "learn", "main", "planted"]

BeadList = list[tuple[tuple[int, ...], tuple[int, ...]]]

_DECAY = 1e-4
_PLANTED = 0.05  # of the 1-1 beads lose a side
_STEPS = 80
_UNLEARNED = {"block boundaries inside": -4.0}  # the texts learned from have no blocks


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its evidence and its gold path, ready to learn from."""

    prepared: Prepared
    beads: NDArray[np.float32]  #: (nodes, types, kinds)
    omitted: NDArray[np.float32]
    added: NDArray[np.float32]
    barred: NDArray[np.bool_]  #: (nodes, types) that reach over the end
    gold: Edges  #: 1 for the edges of the gold path, 0 for all others


def planted(
    original: list[str], translation: list[str], gold: BeadList, seed: int
) -> tuple[list[str], list[str], BeadList]:
    """The texts with one side of some 1-1 beads deleted, half on either side, and gold to match."""
    chance = random.Random(seed)
    ones = [bead for bead in gold if len(bead[0]) == len(bead[1]) == 1]
    picked = chance.sample(ones, int(len(ones) * _PLANTED))
    gone_left = {bead[0][0] for bead in picked[::2]}
    gone_right = {bead[1][0] for bead in picked[1::2]}
    left = [i for i in range(len(original)) if i not in gone_left]
    right = [j for j in range(len(translation)) if j not in gone_right]
    new_left, new_right = ({old: new for new, old in enumerate(kept)} for kept in (left, right))
    beads = [
        (
            tuple(new_left[i] for i in a if i in new_left),
            tuple(new_right[j] for j in b if j in new_right),
        )
        for a, b in gold
    ]
    return [original[i] for i in left], [translation[j] for j in right], [bead for bead in beads if bead[0] or bead[1]]


def example(prepared: Prepared, gold: BeadList) -> Example:
    """Evidence and gold path of a text."""
    lattice = prepared.lattice
    beads = np.zeros((lattice.nodes, len(TYPES), len(BEAD_EVIDENCE)), dtype=np.float32)
    for start in range(0, lattice.band.rows, 16):
        kinds, here = evidence_of(prepared.evidence, lattice, range(start, min(start + 16, lattice.band.rows)))
        beads[here] = kinds
    omitted, added = prepared.evidence.of_nulls(prepared.path)
    return Example(prepared, beads, omitted, added, impossible(lattice), _gold_edges(lattice, gold))


def _gold_edges(lattice: Lattice, gold: BeadList) -> Edges:
    """Gold beads as edges of a whole path.

    What is too large for a bead counts as lonely beyond ``LARGEST``, what lies outside the band as lonely altogether:
    a path with holes would have no likelihood.
    """
    band = lattice.band
    found = Edges(
        np.zeros((lattice.nodes, len(TYPES)), dtype=np.float32),
        np.zeros(band.rows, dtype=np.float32),
        np.zeros(band.columns, dtype=np.float32),
    )
    for left, right in gold:
        if left and right and band.low[left[0]] <= right[0] <= band.high[left[0]]:
            kind = (min(len(left), LARGEST), min(len(right), LARGEST))
            found.beads[lattice.node(left[0], right[0]), TYPES.index(kind)] = 1
            left, right = left[LARGEST:], right[LARGEST:]
        found.omitted[list(left)] = 1
        found.added[list(right)] = 1
    return found


def learn(examples: Sequence[Example]) -> Model:
    """The weights under which the gold paths are likeliest.

    :raises MissingExtraError: if scipy is not installed
    """
    try:
        from scipy.optimize import minimize
    except ImportError as error:
        raise MissingExtraError("Learning the weights of an alignment", "train") from error
    split = len(BEAD_EVIDENCE)
    edges_of_gold = sum(float(e.gold.beads.sum() + e.gold.omitted.sum() + e.gold.added.sum()) for e in examples)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = 0.0, np.zeros_like(weights)
        for one in examples:
            value, slope = _loss(one, weights[:split].astype(np.float32), weights[split:].astype(np.float32))
            total += value
            gradient += slope
        return (
            total / edges_of_gold + _DECAY / 2 * float(weights @ weights),
            gradient / edges_of_gold + _DECAY * weights,
        )

    start = np.zeros(split + len(NULL_EVIDENCE))
    start[0], start[split] = 10, -3
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    for name, weight in _UNLEARNED.items():
        found[BEAD_EVIDENCE.index(name)] = weight
    return Model(found[:split].astype(np.float32), found[split:].astype(np.float32))


def _loss(one: Example, bead: NDArray[np.float32], null: NDArray[np.float32]) -> tuple[float, NDArray[np.float64]]:
    """Negative log-likelihood of the gold path and its gradient."""
    scores = one.beads @ bead
    scores[one.barred] = -np.inf
    edges = Edges(scores, one.omitted @ null, one.added @ null)
    found = one.prepared.lattice.posteriors(edges)
    on_path = one.gold.beads > 0
    gold = float(scores[on_path].sum() + one.gold.omitted @ edges.omitted + one.gold.added @ edges.added)
    surplus = found.edges.beads - one.gold.beads
    slope_bead = np.tensordot(surplus, one.beads, axes=([0, 1], [0, 1]))
    slope_null = (found.edges.omitted - one.gold.omitted) @ one.omitted + (
        found.edges.added - one.gold.added
    ) @ one.added
    return found.log_sum - gold, np.concatenate((slope_bead, slope_null)).astype(np.float64)


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, help="write the weights learned from all texts")
    parser.add_argument("--leave-out", action="store_true", help="score each text with weights from the others")
    options = parser.parse_args(arguments)
    texts = [_read(folder) for folder in options.folders]
    examples = [[_example(*text), _example(*planted(*text, seed=100 + n))] for n, text in enumerate(texts)]
    if options.leave_out:
        _leave_out(options.folders, texts, examples)
    if options.output:
        model = learn([one for pair in examples for one in pair])
        content = {
            "bead": {name: round(float(w), 4) for name, w in zip(BEAD_EVIDENCE, model.bead, strict=True)},
            "null": {name: round(float(w), 4) for name, w in zip(NULL_EVIDENCE, model.null, strict=True)},
        }
        options.output.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return 0


def _leave_out(
    folders: Sequence[Path], texts: Sequence[tuple[list[str], list[str], BeadList]], examples: list[list[Example]]
) -> None:
    totals = {"as it is": Counts(), "planted": Counts()}
    for n, folder in enumerate(folders):
        model = learn([one for m, pair in enumerate(examples) if m != n for one in pair])
        left, right, gold = planted(*texts[n], seed=7 + n)
        for name, prepared, beads in (
            ("as it is", examples[n][0].prepared, texts[n][2]),
            ("planted", prepare(left, right, cached(load(), VectorCache(default_cache()))), gold),
        ):
            found = decode(prepared, model, Decoding())
            counts = count([(tuple(rows), tuple(columns)) for rows, columns, _ in found], beads)
            totals[name] += counts
            sys.stdout.write(f"{folder.name:30} {name:9} {_line(counts)}\n")
            sys.stdout.flush()
    for name, counts in totals.items():
        sys.stdout.write(f"{'all':30} {name:9} {_line(counts)}\n")


def _line(counts: Counts) -> str:
    return f"strict {counts.strict[2]:.4f}  lax {counts.lax[2]:.4f}  null {counts.null[2]:.3f}"


def _read(folder: Path) -> tuple[list[str], list[str], BeadList]:
    left, right = ((folder / name).read_text(encoding="utf-8").splitlines() for name in ("en.txt", "fr.txt"))
    return left, right, read_ladder(folder / "gold.txt")


def _example(original: list[str], translation: list[str], gold: BeadList) -> Example:
    return example(prepare(original, translation, cached(load(), VectorCache(default_cache()))), gold)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
