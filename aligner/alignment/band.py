"""The part of the search space that is looked at: for each original sentence a range of translation sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Band", "around"]

Path = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Band:
    """Positions (i, j) between sentences, ``low[i] <= j <= high[i]``, for i from 0 to the number of rows.

    Both ends are monotone, (0, 0) and (rows, columns) are inside, and neighbouring rows overlap, so a path exists.
    """

    low: NDArray[np.int64]  #: (rows + 1,)
    high: NDArray[np.int64]  #: (rows + 1,)

    @property
    def rows(self) -> int:
        """Sentences of the original."""
        return len(self.low) - 1

    @property
    def columns(self) -> int:
        """Sentences of the translation."""
        return int(self.high[-1])

    @property
    def cells(self) -> int:
        """Positions inside."""
        return int((self.high - self.low + 1).sum())

    @classmethod
    def full(cls, rows: int, columns: int) -> "Band":
        """Return the band of every position."""
        return cls(np.zeros(rows + 1, dtype=np.int64), np.full(rows + 1, columns, dtype=np.int64))


def around(path: Path, rows: int, columns: int, radius: int, scale: int = 1) -> Band:
    """Return the band within ``radius`` of a monotone path from a grid that was ``scale`` times coarser.

    :param path: positions (i, j) in the coarse grid, from its beginning to its end
    :param rows: original sentences of the fine grid
    :param columns: translation sentences of the fine grid
    :param radius: cells of the fine grid
    """
    low = np.full(rows + 1, columns, dtype=np.int64)
    high = np.zeros(rows + 1, dtype=np.int64)
    for i, j in [*path, (-(-rows // scale), -(-columns // scale))]:
        first, last = i * scale - radius, i * scale + radius + scale
        left, right = j * scale - radius, j * scale + radius + scale
        rows_here = slice(max(0, first), max(0, last + 1))
        np.minimum(low[rows_here], max(0, left), out=low[rows_here])
        np.maximum(high[rows_here], min(columns, right), out=high[rows_here])
    low[0], high[-1] = 0, columns
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    return Band(low, np.maximum(high, low))
