"""What a bead is worth: similarity above its neighbours', and lengths that fit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.lattice import Edges, Lattice
from aligner.alignment.windows import Windows

__all__ = ["MarginScores", "Weights"]

Scored = NDArray[np.float32]
_ROWS_AT_ONCE = 32
Starts = NDArray[np.bool_]
"""Which sentences begin a block, shape (n,)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The constants of the score."""

    margin: float = 0.6  #: how much of the neighbours' similarity is taken off
    length_power: float = 0.5  #: power of the length penalty
    null: float = -0.04  #: worth of a sentence that stands alone
    crossing: float = 0.15  #: taken off for each block boundary inside a bead


class MarginScores:
    """Similarity of both sides less that of their neighbours, times a length penalty; summed over beads.

    :param largest: sentences a side that a bead may have
    :param starts: for both texts, which sentences begin a block; nothing where each line is a sentence already
    """

    def __init__(
        self,
        original: Windows,
        translation: Windows,
        weights: Weights,
        largest: tuple[int, int] = (4, 4),
        starts: tuple[Starts, Starts] | None = None,
    ) -> None:
        self.original, self.translation, self.weights, self.largest = original, translation, weights, largest
        self._boundaries = [np.concatenate(([0], np.cumsum(side))) for side in starts] if starts else None
        self.omitted: Scored = np.full(len(original), weights.null, dtype=np.float32)
        self.added: Scored = np.full(len(translation), weights.null, dtype=np.float32)
        ratio = original.lengths.sum() / max(1, translation.lengths.sum())
        self._x = np.concatenate(([0], np.cumsum(original.lengths)))
        self._y = np.concatenate(([0], np.cumsum(translation.lengths * ratio)))

    def edges(self, lattice: Lattice) -> Edges:
        """Return scores of every edge of a lattice whose types are those of ``block``."""
        beads = np.full((lattice.nodes, len(lattice.types)), -np.inf, dtype=np.float32)
        sizes = np.array(lattice.types).T - 1
        for start in range(0, lattice.band.rows, _ROWS_AT_ONCE):
            rows = range(start, min(start + _ROWS_AT_ONCE, lattice.band.rows))
            i, j, here = lattice.places(rows)
            columns = range(int(j.min()), int(j.max()) + 1)
            beads[here] = self.block(rows, columns)[
                sizes[0][None], sizes[1][None], (i - rows.start)[:, None], (j - columns.start)[:, None]
            ]
        return Edges(beads, self.omitted, self.added)

    def block(self, rows: range, columns: range) -> Scored:
        """Return worth of the bead of m by n sentences that starts at (i, j), shape (m, n, len(rows), len(columns)).

        Beads that reach over the end of a text are worth minus infinity.
        """
        most_m, most_n = self.largest
        r, c = len(rows), len(columns)
        # One more sentence on the left and as many as a bead has on the right: the neighbours.
        r0, r1 = max(0, rows.start - 1), min(len(self.original), rows.stop + most_m)
        c0, c1 = max(0, columns.start - 1), min(len(self.translation), columns.stop + most_n)
        left = [self.original.sums(r0, r1, m + 1) for m in range(most_m)]
        right = [self.translation.sums(c0, c1, n + 1) for n in range(most_n)]
        found = np.full((most_m, most_n, r, c), -np.inf, dtype=np.float32)
        one_right = [u @ right[0].T for u in left]  # windows of the original against single sentences
        one_left = [left[0] @ v.T for v in right]
        for m in range(1, most_m + 1):
            for n in range(1, most_n + 1):
                similarity = (
                    left[m - 1] @ right[n - 1].T
                    if m > 1 and n > 1
                    else (one_right[m - 1] if n == 1 else one_left[n - 1])
                )
                neighbours = (_beside(one_right[m - 1].T, n).T + _beside(one_left[n - 1], m)) / 2
                score = similarity - self.weights.margin * neighbours
                i = np.arange(rows.start, min(rows.stop, len(self.original) - m + 1))
                j = np.arange(columns.start, min(columns.stop, len(self.translation) - n + 1))
                if not len(i) or not len(j):
                    continue
                here = score[i[0] - r0 : i[-1] + 1 - r0, j[0] - c0 : j[-1] + 1 - c0]
                here = here * self._length_penalty(i, j, m, n)
                found[m - 1, n - 1, : len(i), : len(j)] = here - self._crossings(i, j, m, n)
        return found

    def _crossings(self, i: NDArray[np.int64], j: NDArray[np.int64], m: int, n: int) -> Scored | float:
        """Return what block boundaries inside each bead cost."""
        if self._boundaries is None:
            return 0.0
        left, right = self._boundaries
        inside = (left[i + m] - left[i + 1])[:, None] + (right[j + n] - right[j + 1])[None, :]
        return np.asarray(self.weights.crossing * inside, dtype=np.float32)

    def _length_penalty(self, i: NDArray[np.int64], j: NDArray[np.int64], m: int, n: int) -> Scored:
        x = (self._x[i + m] - self._x[i])[:, None]
        y = (self._y[j + n] - self._y[j])[None, :]
        ratio = np.minimum(x, y) / np.maximum(x, y)
        return np.asarray(np.log2(1 + ratio) ** self.weights.length_power, dtype=np.float32)


def _beside(similarities: Scored, size: int) -> Scored:
    """Return mean over the rows just before a window of ``size`` rows and just behind it (one where the text ends)."""
    count = len(similarities)
    total = np.zeros_like(similarities)
    weight = np.zeros((count, 1), dtype=np.float32)
    total[1:] += similarities[:-1]
    weight[1:] += 1
    if size < count:
        total[:-size] += similarities[size:]
        weight[:-size] += 1
    return np.asarray(total / np.maximum(weight, 1))
