"""A first path through two texts of any length, found by halving them again and again.

At the coarsest level the whole of both texts is searched; every finer level only looks near the path before it. So
the work grows with the length of the texts and a large gap is found like a small one.
Source: Thompson & Koehn (2019), "Vecalign", section 3; Salvador & Chan (2007), "FastDTW".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.alignment.band import Band, around
from aligner.alignment.lattice import Edges, Lattice
from aligner.encode.base import Vectors

Position = tuple[int, int]

__all__ = ["Rough", "first_path", "path_between"]

_SMALLEST = 256  # a side no longer than this is searched whole
_RADIUS = 8  # cells looked at on either side of the coarser path; 4 loses the path after large gaps
_NULL = 0.0
_AS_GOOD = 1e-3  # what a pair no better than chance is worth: sentences that are all the same run side by side
_ROWS_AT_ONCE = 64
_CHANCE = 0.5  # quantile of similarity of far-off sentences that a pair has to beat


@dataclass(frozen=True, slots=True)
class Rough:
    """Where two texts run side by side, to within a sentence or two."""

    path: list[tuple[int, int]]  #: positions (i, j), monotone; of long texts every second or so
    cells: int  #: searched


def first_path(original: Vectors, translation: Vectors) -> Rough:
    """Return a monotone path over positions; that of long texts is left at pairs of sentences.

    :param original: unit vectors, shape (n, d)
    :param translation: unit vectors, shape (m, d)
    """
    if not len(original) or not len(translation):
        return Rough([(0, 0), (len(original), len(translation))], 0)
    levels = [(original, translation)]
    while min(map(len, levels[-1])) > _SMALLEST or max(map(len, levels[-1])) > 16 * _SMALLEST:
        levels.append((_halved(levels[-1][0]), _halved(levels[-1][1])))
    path: list[tuple[int, int]] = []
    cells = 0
    for n, (left, right) in enumerate(reversed(levels[1:] or levels)):
        band = around(path, len(left), len(right), _RADIUS, 2) if n else Band.full(len(left), len(right))
        lattice = Lattice(band, ((1, 1),))
        path = [(0, 0)]
        path += [(rows.stop, columns.stop) for rows, columns in lattice.best(_edges(left, right, lattice))]
        cells += lattice.nodes
    scale = 2 if len(levels) > 1 else 1
    return Rough([(min(i * scale, len(original)), min(j * scale, len(translation))) for i, j in path], cells)


def path_between(original: Vectors, translation: Vectors, corners: Sequence[tuple[Position, Position]]) -> Rough:
    """Return a first path that runs through what is settled.

    :param corners: where each settled bead begins and ends, in reading order
    """
    path, cells = [(0, 0)], 0
    for i, j in [corner for pair in corners for corner in pair] + [(len(original), len(translation))]:
        (from_i, from_j), size = path[-1], max(i - path[-1][0], j - path[-1][1])
        if size > _RADIUS and i > from_i and j > from_j:
            found = first_path(original[from_i:i], translation[from_j:j])
            path += [(from_i + a, from_j + b) for a, b in found.path]
            cells += found.cells
        path.append((i, j))
    return Rough(path, cells)


def _edges(left: Vectors, right: Vectors, lattice: Lattice) -> Edges:
    """Score pairs of sentences by their cosine above what unrelated ones reach, and sentences alone by a constant."""
    chance = _chance(left, right) - _AS_GOOD
    beads = np.full((lattice.nodes, 1), -np.inf, dtype=np.float32)
    for start in range(0, len(left), _ROWS_AT_ONCE):
        i, j, here = lattice.places(range(start, min(start + _ROWS_AT_ONCE, len(left))))
        first = int(j.min())
        similar = left[start : start + _ROWS_AT_ONCE] @ right[first : int(j.max()) + 1].T
        inside = j < len(right)
        beads[here.start + np.flatnonzero(inside), 0] = similar[i[inside] - start, j[inside] - first] - chance
    return Edges(beads, np.full(len(left), _NULL, dtype=np.float32), np.full(len(right), _NULL, dtype=np.float32))


def _chance(left: Vectors, right: Vectors) -> float:
    """Return the cosine that unrelated sentences reach: each is compared with some far away."""
    steps = np.arange(1, 8)
    pick = np.unique(np.linspace(0, len(left) - 1, min(len(left), 500)).astype(int))
    far = (pick[:, None] * len(right) // len(left) + steps * max(1, len(right) // 8)) % len(right)
    best = np.einsum("id,ikd->ik", left[pick], right[far]).max(axis=1)
    return float(np.quantile(best, _CHANCE))


def _halved(vectors: Vectors) -> Vectors:
    """Return unit vectors of neighbouring pairs, half as many."""
    even = vectors[: len(vectors) // 2 * 2].reshape(-1, 2, vectors.shape[1]).sum(axis=1)
    if len(vectors) % 2:
        even = np.concatenate((even, vectors[-1:]))
    return np.asarray(even / np.maximum(np.linalg.norm(even, axis=1, keepdims=True), 1e-9), dtype=np.float32)
