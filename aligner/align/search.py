"""The best monotone path through a band: a dynamic programme over beads of up to m by n sentences.

Rows are worked off one at a time and only the last few are kept, so memory grows with the band and not with the
product of the lengths. Within a row the 0-1 step is a running maximum, so all of it is plain numpy.
Source: the programme is that of Gale & Church (1993), "A program for aligning sentences in bilingual corpora".
"""

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from aligner.align.band import Band

__all__ = ["Scores", "best_beads"]

Scored = NDArray[np.float32]
_ROWS_AT_ONCE = 64
_MINUS = np.float32(-1e30)


class Scores(Protocol):
    """What each bead is worth."""

    @property
    def largest(self) -> tuple[int, int]:
        """Sentences a side that a bead may have."""
        ...

    @property
    def omitted(self) -> Scored:
        """Worth of leaving each original sentence alone, shape (rows,)."""
        ...

    @property
    def added(self) -> Scored:
        """Worth of leaving each translation sentence alone, shape (columns,)."""
        ...

    def block(self, rows: range, columns: range) -> Scored:
        """Worth of the bead of m by n sentences that starts at (i, j), shape (m, n, len(rows), len(columns)).

        Beads that reach over the end of a text are worth minus infinity.
        """
        ...


def best_beads(scores: Scores, band: Band) -> list[tuple[range, range]]:
    """The beads of the path with the largest sum of scores, in order; each sentence is in exactly one."""
    most_m, most_n = scores.largest
    columns = band.columns
    added = np.concatenate((np.zeros(1), np.cumsum(scores.added, dtype=np.float64)))
    worth = [np.full(columns + 1, -np.inf) for _ in range(most_m + 1)]
    steps: list[NDArray[np.int16]] = []
    pending = [np.zeros(columns + 1, dtype=np.int16) for _ in range(most_m + 1)]
    worth[0][0] = 0.0
    for i, row_scores, first_column in _rows(scores, band):
        here, how = worth[0], pending[0]
        low, high = int(band.low[i]), int(band.high[i])
        _close_row(here, how, added, low, high)
        steps.append(how[low : high + 1].copy())
        if i < band.rows:
            _push(worth, pending, row_scores, first_column, band, i, float(scores.omitted[i]), most_n)
        worth.append(worth.pop(0))
        pending.append(pending.pop(0))
        worth[-1].fill(-np.inf)
    return _trace(steps, band, most_n)


def _rows(scores: Scores, band: Band) -> Iterator[tuple[int, Scored, int]]:
    """Row number, scores (m, n, columns of its chunk) and the first of these columns; the last row has no scores."""
    for start in range(0, band.rows, _ROWS_AT_ONCE):
        stop = min(start + _ROWS_AT_ONCE, band.rows)
        first = int(band.low[start])
        block = scores.block(range(start, stop), range(first, int(band.high[stop - 1]) + 1))
        for i in range(start, stop):
            yield i, block[:, :, i - start], first
    yield band.rows, np.empty((0, 0, 0), dtype=np.float32), 0


def _close_row(
    here: NDArray[np.float64], how: NDArray[np.int16], added: NDArray[np.float64], low: int, high: int
) -> None:
    """Let every position of the row also be reached by added sentences from its left."""
    inside = slice(low, high + 1)
    relative = here[inside] - added[inside]
    best = np.maximum.accumulate(relative)
    how[inside][relative < best] = 1
    here[inside] = best + added[inside]


def _push(
    worth: list[NDArray[np.float64]],
    pending: list[NDArray[np.int16]],
    row_scores: Scored,
    first_column: int,
    band: Band,
    i: int,
    omitted: float,
    most_n: int,
) -> None:
    """Carry the row's positions on over every bead that starts in it."""
    low, high = int(band.low[i]), int(band.high[i])
    here = worth[0]
    for m in range(1, min(len(worth) - 1, band.rows - i) + 1):
        to_low, to_high = int(band.low[i + m]), int(band.high[i + m])
        for n in range(0 if m == 1 else 1, most_n + 1):
            left, right = max(low, to_low - n), min(high, to_high - n)
            if left > right:
                continue
            if n:
                gained = (
                    here[left : right + 1] + row_scores[m - 1, n - 1, left - first_column : right + 1 - first_column]
                )
            else:
                gained = here[left : right + 1] + omitted
            target = worth[m][left + n : right + n + 1]
            better = gained > target
            np.copyto(target, gained, where=better)
            pending[m][left + n : right + n + 1][better] = _code(m, n, most_n)


def _code(m: int, n: int, most_n: int) -> int:
    return m * (most_n + 1) + n


def _trace(steps: list[NDArray[np.int16]], band: Band, most_n: int) -> list[tuple[range, range]]:
    beads = []
    i, j = band.rows, band.columns
    while i or j:
        m, n = divmod(int(steps[i][j - int(band.low[i])]), most_n + 1)
        beads.append((range(i - m, i), range(j - n, j)))
        i, j = i - m, j - n
    return beads[::-1]
