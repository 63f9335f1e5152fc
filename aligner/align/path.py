"""A first path through two texts of any length, found by halving them again and again.

At the coarsest level the whole of both texts is searched; every finer level only looks near the path before it. So
the work grows with the length of the texts and a large gap is found like a small one.
Source: Thompson & Koehn (2019), "Vecalign", section 3; Salvador & Chan (2007), "FastDTW".
"""

import numpy as np

from aligner.align.band import Band, around
from aligner.align.lattice import Edges, Lattice
from aligner.encode.base import Vectors

__all__ = ["first_path"]

_SMALLEST = 256  # a side no longer than this is searched whole
_RADIUS = 8  # cells looked at on either side of the coarser path; 4 loses the path after large gaps
_NULL = 0.0
_ROWS_AT_ONCE = 64
_CHANCE = 0.5  # quantile of similarity of far-off sentences that a pair has to beat


def first_path(original: Vectors, translation: Vectors) -> tuple[list[tuple[int, int]], int]:
    """A monotone path over positions (i, j) and the number of cells searched.

    :param original: unit vectors, shape (n, d)
    :param translation: unit vectors, shape (m, d)
    """
    if not len(original) or not len(translation):
        return [(0, 0), (len(original), len(translation))], 0
    levels = [(original, translation)]
    while min(map(len, levels[-1])) > _SMALLEST or max(map(len, levels[-1])) > 16 * _SMALLEST:
        levels.append((_halved(levels[-1][0]), _halved(levels[-1][1])))
    path: list[tuple[int, int]] = []
    cells = 0
    for n, (left, right) in enumerate(reversed(levels)):
        band = around(path, len(left), len(right), _RADIUS, 2) if n else Band.full(len(left), len(right))
        lattice = Lattice(band, ((1, 1),))
        path = [(0, 0)]
        path += [(rows.stop, columns.stop) for rows, columns in lattice.best(_edges(left, right, lattice))]
        cells += lattice.nodes
    return path, cells


def _edges(left: Vectors, right: Vectors, lattice: Lattice) -> Edges:
    """One to one by cosine over what unrelated sentences reach, or alone."""
    chance = _chance(left, right)
    beads = np.full((lattice.nodes, 1), -np.inf, dtype=np.float32)
    for start in range(0, len(left), _ROWS_AT_ONCE):
        i, j, here = lattice.places(range(start, min(start + _ROWS_AT_ONCE, len(left))))
        first = int(j.min())
        similar = left[start : start + _ROWS_AT_ONCE] @ right[first : int(j.max()) + 1].T
        inside = j < len(right)
        beads[here.start + np.flatnonzero(inside), 0] = similar[i[inside] - start, j[inside] - first] - chance
    return Edges(beads, np.full(len(left), _NULL, dtype=np.float32), np.full(len(right), _NULL, dtype=np.float32))


def _chance(left: Vectors, right: Vectors) -> float:
    """The cosine that sentences with nothing to do with each other reach: each is held against some far away."""
    steps = np.arange(1, 8)
    pick = np.unique(np.linspace(0, len(left) - 1, min(len(left), 500)).astype(int))
    far = (pick[:, None] * len(right) // len(left) + steps * max(1, len(right) // 8)) % len(right)
    best = np.einsum("id,ikd->ik", left[pick], right[far]).max(axis=1)
    return float(np.quantile(best, _CHANCE))


def _halved(vectors: Vectors) -> Vectors:
    """Unit vectors of neighbouring pairs, half as many."""
    even = vectors[: len(vectors) // 2 * 2].reshape(-1, 2, vectors.shape[1]).sum(axis=1)
    if len(vectors) % 2:
        even = np.concatenate((even, vectors[-1:]))
    return np.asarray(even / np.maximum(np.linalg.norm(even, axis=1, keepdims=True), 1e-9), dtype=np.float32)
