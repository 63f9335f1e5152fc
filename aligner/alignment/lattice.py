"""All ways of cutting two texts into small beads inside a band: the best of them, and which positions are likely.

A node is a position (i, j) between sentences; an edge of type (m, n) leads from (i, j) to (i + m, j + n). Nodes of all
rows lie end to end in one flat array, so a row may be as wide as a gap in the text makes it, and memory grows with the
band and not with the product of the lengths. Within a row the 0-1 step is a running maximum (or sum), so all of it is
plain numpy, row by row.
Source: the programme is that of Gale & Church (1993), "A program for aligning sentences in bilingual corpora".
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.band import Band

__all__ = ["Edges", "Lattice"]

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Edges:
    """A number for every edge; scores, probabilities or features' weights.

    Edges that leave the band or a text count as impossible whatever stands here.
    """

    beads: Floats  #: (nodes, types): of the bead of type t that starts at a node
    omitted: Floats  #: (rows,): of leaving an original sentence alone
    added: Floats  #: (columns,): of leaving a translation sentence alone


class Lattice:
    """The nodes of a band and the edges between them.

    :param types: sides (m, n) of the beads with both sides; null beads are always possible
    """

    def __init__(self, band: Band, types: tuple[tuple[int, int], ...]) -> None:
        self.band, self.types = band, types
        widths = band.high - band.low + 1
        self._first = np.concatenate(([0], np.cumsum(widths)))  # the first node of each row
        self.nodes = int(self._first[-1])
        self.row_of = np.repeat(np.arange(band.rows + 1), widths)
        self.column_of = np.arange(self.nodes) - self._first[self.row_of] + band.low[self.row_of]

    def places(self, rows: range) -> tuple[Integers, Integers, slice]:
        """Return row and column of the nodes in some rows, and where they lie in the flat array."""
        here = slice(int(self._first[rows.start]), int(self._first[rows.stop]))
        return self.row_of[here], self.column_of[here], here

    def node(self, row: int, column: int) -> int:
        """Return number of a node in the band."""
        return int(self._first[row] + column - self.band.low[row])

    def nodes_at(self, positions: Integers) -> Integers:
        """Return numbers of nodes in the band, of positions (i, j) of shape (count, 2)."""
        i, j = positions.T
        return np.asarray(self._first[i] + j - self.band.low[i])

    def best(self, scores: Edges) -> list[tuple[range, range]]:
        """Return the beads of the path with the largest sum of scores, in reading order."""
        sources = self._neighbours(-1)
        incoming = self._incoming(scores, sources)
        added = _running(scores.added)
        worth = np.full(self.nodes + 1, -np.inf)  # the last one stands for what cannot be reached
        step = np.zeros(self.nodes, dtype=np.int16)
        for here, columns in self._rows():
            options = worth[sources[here]] + incoming[here]
            if here.start == 0:
                options[0, 0] = 0.0
            step[here] = options.argmax(axis=1)
            best = options.max(axis=1) - added[columns]
            carried = np.maximum.accumulate(best)
            step[here][carried > best] = -1
            worth[here] = carried + added[columns]
        return self._trace(step)

    def marginals(self, scores: Edges) -> Doubles:
        """Return how likely paths pass each node (logarithms); a path is as likely as the exponential of its score."""
        sources, targets = self._neighbours(-1), self._neighbours(1)
        incoming, outgoing = self._incoming(scores, sources), self._outgoing(scores)
        added = _running(scores.added)
        ahead, behind = (np.full(self.nodes + 1, -np.inf) for _ in range(2))
        with np.errstate(divide="ignore", invalid="ignore"):
            for here, columns in self._rows():
                options = ahead[sources[here]] + incoming[here]
                if here.start == 0:
                    options[0, 0] = 0.0
                ahead[here] = np.logaddexp.accumulate(_log_sum(options) - added[columns]) + added[columns]
            for here, columns in reversed(list(self._rows())):
                options = behind[targets[here]] + outgoing[here]
                if here.stop == self.nodes:
                    options[-1, 0] = 0.0
                back = (_log_sum(options) + added[columns])[::-1]
                behind[here] = np.logaddexp.accumulate(back)[::-1] - added[columns]
        return np.asarray(ahead[:-1] + behind[:-1] - ahead[self.nodes - 1])

    def _rows(self) -> Iterator[tuple[slice, slice]]:
        """Yield each row's nodes and columns."""
        for row in range(self.band.rows + 1):
            here = slice(int(self._first[row]), int(self._first[row + 1]))
            yield here, slice(int(self.band.low[row]), int(self.band.high[row]) + 1)

    def _neighbours(self, direction: int) -> Integers:
        """Return where the edges of each type come from (-1) or lead to (1), shape (nodes, types + 1).

        The last type is 1-0. ``self.nodes`` stands for outside the band.
        """
        steps = (*self.types, (1, 0))
        found = np.full((self.nodes, len(steps)), self.nodes, dtype=np.int64)
        rows, columns = self.band.rows, self.band.columns
        for t, (m, n) in enumerate(steps):
            row, column = self.row_of + direction * m, self.column_of + direction * n
            ok = (row >= 0) & (row <= rows) & (column >= 0) & (column <= columns)
            row_ok = np.where(ok, row, 0)
            ok &= (column >= self.band.low[row_ok]) & (column <= self.band.high[row_ok])
            place = self._first[row_ok] + column - self.band.low[row_ok]
            found[ok, t] = place[ok]
        return found

    def _outgoing(self, scores: Edges) -> Doubles:
        """Return scores by the node an edge starts from, shape (nodes, types + 1)."""
        omitted = np.append(scores.omitted, -np.inf)[self.row_of]
        return np.concatenate((scores.beads, omitted[:, None]), axis=1).astype(np.float64)

    def _incoming(self, scores: Edges, sources: Integers) -> Doubles:
        """Return scores by the node an edge leads to, shape (nodes, types + 1)."""
        outgoing = np.concatenate((self._outgoing(scores), np.full((1, sources.shape[1]), -np.inf)))
        return np.take_along_axis(outgoing, sources, axis=0)

    def _trace(self, step: NDArray[np.int16]) -> list[tuple[range, range]]:
        steps = (*self.types, (1, 0), (0, 1))
        beads = []
        i, j = self.band.rows, self.band.columns
        while i or j:
            m, n = steps[int(step[self.node(i, j)])]
            beads.append((range(i - m, i), range(j - n, j)))
            i, j = i - m, j - n
        return beads[::-1]


def _running(added: Floats) -> Doubles:
    """Return sum of the scores of all columns before each position."""
    return np.concatenate((np.zeros(1), np.cumsum(added, dtype=np.float64)))


def _log_sum(options: Doubles) -> Doubles:
    """Return logarithm of the sum of exponentials along the last axis; minus infinity where there is nothing."""
    most = options.max(axis=1)
    safe = np.where(np.isfinite(most), most, 0.0)
    return np.asarray(np.log(np.exp(options - safe[:, None]).sum(axis=1)) + safe)
