"""The weights of the evidence, and what they make of a pair of texts."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from aligner.align.evidence import BEAD_EVIDENCE, NULL_EVIDENCE, TYPES, Evidence
from aligner.align.lattice import Edges, Lattice

__all__ = ["Model", "edges", "evidence_of", "impossible", "load_model"]

Floats = NDArray[np.float32]

_ROWS_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Model:
    """What each kind of evidence weighs; sums of weighted evidence are log-odds of beads."""

    bead: Floats  #: in the order of ``BEAD_EVIDENCE``
    null: Floats  #: in the order of ``NULL_EVIDENCE``


@cache
def load_model() -> Model:
    """The model that ships with the program; ``aligner.evaluate.train_alignment`` makes it."""
    content = json.loads(files("aligner.align").joinpath("data/model.json").read_text(encoding="utf-8"))
    bead = np.array([content["bead"][name] for name in BEAD_EVIDENCE], dtype=np.float32)
    return Model(bead, np.array([content["null"][name] for name in NULL_EVIDENCE], dtype=np.float32))


def evidence_of(evidence: Evidence, lattice: Lattice, rows: range) -> tuple[Floats, slice]:
    """Evidence of the beads that start in some rows of a lattice, shape (nodes, types, kinds), and their place."""
    i, j, here = lattice.places(rows)
    last = len(evidence.translation)
    columns = range(int(j.min()), min(int(j.max()) + 1, last))
    if not columns:
        return np.zeros((len(i), len(TYPES), len(BEAD_EVIDENCE)), dtype=np.float32), here
    found = evidence.of_beads(rows, columns)
    inside = np.minimum(j, last - 1)
    return found[:, i - rows.start, inside - columns.start].transpose(1, 0, 2), here


def edges(model: Model, evidence: Evidence, lattice: Lattice, path: list[tuple[int, int]]) -> Edges:
    """Scores of every edge of a lattice."""
    beads = np.full((lattice.nodes, len(TYPES)), -np.inf, dtype=np.float32)
    for start in range(0, lattice.band.rows, _ROWS_AT_ONCE):
        kinds, here = evidence_of(evidence, lattice, range(start, min(start + _ROWS_AT_ONCE, lattice.band.rows)))
        beads[here] = kinds @ model.bead
    beads[impossible(lattice)] = -np.inf
    omitted, added = (side @ model.null for side in evidence.of_nulls(path))
    return Edges(beads, omitted, added)


def impossible(lattice: Lattice) -> NDArray[np.bool_]:
    """Which beads reach over the end of a text, shape (nodes, types)."""
    m, n = np.array(lattice.types).T
    over = lattice.row_of[:, None] + m > lattice.band.rows
    return np.asarray(over | (lattice.column_of[:, None] + n > lattice.band.columns))
