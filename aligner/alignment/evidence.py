"""What speaks for and against each bead: a vector of numbers that a model weighs.

From sentence vectors: similarity. From words: how much is answered. From lengths: how well they fit. From blocks and
ends: headings stand by themselves. From the search: how surely paths lead there. None of it knows a language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.graph import Graph
from aligner.alignment.lexical_evidence import WordEvidence
from aligner.alignment.windows import Windows

__all__ = ["BEAD_EVIDENCE", "LARGEST", "NULL_EVIDENCE", "OF_SEARCH", "TYPES", "PairEvidence", "Search"]

Floats = NDArray[np.float32]

# In 63 hand-aligned texts one bead of 12,000 has three sentences or more on both sides.
TYPES: tuple[tuple[int, int], ...] = (
    *((m, n) for m in range(1, 5) for n in range(1, 5) if min(m, n) <= 2),
    *((m, 1) for m in range(5, 8)),
    *((1, n) for n in range(5, 8)),
)
LARGEST = 7  # sentences a side that a bead may have
# Of no use, by three folds over six novels with beads halved: the neighbours' similarity, what an edge sentence or a
# further one adds to similarity or to the words answered, similarity over that of the best cut, sentences in all.
BEAD_EVIDENCE = (
    "similarity",
    "length ratio",
    "length difference",
    "length",
    "similarity by length",
    "is 1-1",
    "is 1-2",
    "is 2-2",
    "is 1-3",
    "is 1-4",
    "similarity of a merge",
    "words answered",
    "share answered of the worse side",
    "share answered of the better side",
    "block boundaries inside",
    "unfinished sentences inside",
    "only one side is unfinished",
    "away from the first path",
    "chance of its ends",
    "chance of a position inside",
)
NULL_EVIDENCE = (
    "alone",
    "length",
    "best similarity",
    "hardly any text",
    "words",
    "words answered anywhere near",
    "share answered anywhere near",
    "away from the first path",
    "chance of its ends",
)

_HARDLY = 15  # characters
_NEAR = 6  # sentences on either side of an unaligned sentence's place in which its words are looked for
_LONELY_AT_ONCE = 24
_WIDEST = 256  # sentences of the other side that are looked at for them
_EDGES_AT_ONCE = 4096
_PAIRS_AT_ONCE = 1024
OF_SEARCH = (3, 2)  #: the last kinds of evidence of beads and of unaligned sentences: what the search gives
_UNKNOWN = 0.5  # share answered of a sentence whose words tell nothing
_FAR = 4.0  # sentences from the first path; farther does not matter
_UNLIKELY = -9.0  # logarithm of a chance; less does not matter
_SCALE = 3.0

Integers = NDArray[np.int64]
Offset = tuple[int, int, int, int]  # down, right, sentences of the original, sentences of the translation


@dataclass(frozen=True, slots=True)
class Search:
    """What is known from the search by sentence vectors alone."""

    path: Integers  #: positions (i, j) of its best path, shape (count, 2)
    chances: NDArray[np.float64]  #: logarithm of the chance that paths pass each node of the graph, shape (nodes,)

    def of_edges(self, graph: Graph) -> Floats:
        """Return distance from the path, chance of the ends, chance of a position inside; shape (edges, 3)."""
        i, j = graph.places.T
        down = np.abs(np.interp(i, self.path[:, 0], self.path[:, 1]) - j)
        along = np.abs(np.interp(j, self.path[:, 1], self.path[:, 0]) - i)
        away = np.minimum(np.minimum(down, along), _FAR)
        ends = np.minimum(self.chances[graph.source], self.chances[graph.target])
        most = graph.most_inside(self.chances, _UNLIKELY)
        inside = -np.maximum(np.log1p(-np.minimum(np.exp(most), 1 - 1e-4)), _UNLIKELY)
        columns = (away, np.maximum(ends, _UNLIKELY) / _SCALE, inside / _SCALE)
        return np.stack(columns, axis=1).astype(np.float32)


class PairEvidence:
    """The evidence of one pair of texts.

    :param starts: for both texts, which sentences begin a block; nothing where that is not known
    """

    def __init__(
        self,
        original: Windows,
        translation: Windows,
        words: WordEvidence,
        starts: tuple[NDArray[np.bool_], NDArray[np.bool_]] | None = None,
    ) -> None:
        self.original, self.translation, self.words = original, translation, words
        sizes = (len(original), len(translation))
        flags = starts or tuple(np.zeros(size, dtype=bool) for size in sizes)
        self._boundaries = [np.concatenate(([0], np.cumsum(flag))) for flag in flags]
        self._unfinished = [np.concatenate(([0], np.cumsum(side.unfinished))) for side in (original, translation)]
        self._words = [
            np.concatenate(([0.0], np.cumsum(side.totals, dtype=np.float64))) for side in (words.left, words.right)
        ]
        ratio = original.lengths.sum() / max(1, translation.lengths.sum())
        self._ends = (
            np.concatenate(([0.0], np.cumsum(original.lengths))),
            np.concatenate(([0.0], np.cumsum(translation.lengths * ratio))),
        )

    def of_beads(self, places: Integers, kinds: Integers) -> Floats:
        """Return evidence of beads without that of the search, shape (beads, kinds of evidence).

        :param places: sentences (i, j) that each bead starts with, shape (beads, 2), in reading order
        :param kinds: place of each bead's size in ``TYPES``
        """
        found = np.empty((len(places), len(BEAD_EVIDENCE) - OF_SEARCH[0]), dtype=np.float32)
        for start in range(0, len(places), _EDGES_AT_ONCE):
            here = slice(start, start + _EDGES_AT_ONCE)
            self._of_some(places[here], kinds[here], found[here])
        return found

    def _of_some(self, places: Integers, kinds: Integers, found: Floats) -> None:
        groups = [(np.flatnonzero(kinds == t), m, n) for t, (m, n) in enumerate(TYPES)]
        groups = [group for group in groups if len(group[0])]
        similar = self._similarities(places, np.array(TYPES)[kinds])
        answers = self.words.at([(places[who], *_answers(m, n)) for who, m, n in groups])
        for (who, m, n), (ours, theirs) in zip(groups, answers, strict=True):
            i, j = places[who].T
            evidence = [
                similar[who],
                *self._of_lengths(i, j, similar[who], m, n),
                *self._of_words(i, j, ours.sum(axis=0), theirs.sum(axis=0), m, n),
                _inside(self._boundaries, (i + 1, j + 1), (i + m, j + n)),
                _inside(self._unfinished, (i, j), (i + m - 1, j + n - 1)),
                (self.original.unfinished[i + m - 1] != self.translation.unfinished[j + n - 1]),
            ]
            for k, kind in enumerate(evidence):
                found[who, k] = kind

    def _similarities(self, places: Integers, sizes: Integers) -> Floats:
        """Return cosines of windows of some sizes at places; both have shape (windows, 2)."""
        pairs = []
        for side, windows in enumerate((self.original, self.translation)):
            keys, back = np.unique(places[:, side] * (LARGEST + 1) + sizes[:, side], return_inverse=True)
            pairs.append((windows.at(keys // (LARGEST + 1), keys % (LARGEST + 1)), back))
        (rows, u), (columns, v) = pairs
        found = np.empty(len(places), dtype=np.float32)
        for start in range(0, len(places), _PAIRS_AT_ONCE):
            here = slice(start, start + _PAIRS_AT_ONCE)
            np.einsum("pd,pd->p", rows[u[here]], columns[v[here]], out=found[here])
        return found

    def of_nulls(self, path: Integers, rows: Integers, columns: Integers) -> tuple[Floats, Floats]:
        """Return the evidence that sentences stand alone, without that of the search.

        Shapes (rows, kinds) and (columns, kinds).

        :param path: positions (i, j) of an earlier alignment: near them the counterpart would have to be
        :param rows: sentences of the original, ascending
        :param columns: sentences of the translation, ascending
        """
        places = np.interp(rows, path[:, 0], path[:, 1]).astype(int)
        back = np.interp(columns, path[:, 1], path[:, 0]).astype(int)
        return self._of_side(rows, places, left=True), self._of_side(columns, back, left=False)

    def _of_side(self, wanted: Integers, places: Integers, *, left: bool) -> Floats:
        ours, theirs = (self.original, self.translation) if left else (self.translation, self.original)
        side = self.words.left if left else self.words.right
        found = np.zeros((len(wanted), len(NULL_EVIDENCE) - OF_SEARCH[1]), dtype=np.float32)
        blocks = np.unique(wanted // _LONELY_AT_ONCE, return_index=True)[1]
        for start, stop in pairwise([*blocks.tolist(), len(wanted)]):
            here = slice(start, stop)
            some, near = wanted[here], places[here]
            there = range(max(0, int(near[0]) - _NEAR), min(len(theirs), int(near[-1]) + _NEAR + 1))
            if len(there) > _WIDEST:
                there = range(there.start, there.start + _WIDEST)
            far = np.abs(np.arange(there.start, there.stop) - near[:, None]) > _NEAR
            similar = ours.singles[some] @ theirs.singles[there.start : there.stop].T
            best = np.where(far, 0, self.words.answered(some, there, left=left)).max(axis=1)
            total, lengths = side.totals[some], ours.lengths[some]
            found[here] = np.stack(
                [
                    np.ones(len(some)),
                    np.log(lengths) / 5,
                    np.where(far, -1, similar).max(axis=1),
                    lengths < _HARDLY,
                    total,
                    best,
                    (best + _UNKNOWN) / (total + 1),
                ],
                axis=1,
            )
        return found

    def _of_lengths(self, i: Integers, j: Integers, similarity: Floats, m: int, n: int) -> list[Floats | float]:
        x, y = _stretch(self._ends[0], i, m), _stretch(self._ends[1], j, n)
        length = np.log(x + y) / 5
        return [
            np.minimum(np.abs(np.log(x / y)), 3),
            np.minimum(np.abs(x - y) / np.sqrt(x + y), 20),
            length,
            similarity * length,
            float(m == n == 1),
            float({m, n} == {1, 2}),
            float(m == n == 2),
            float({m, n} == {1, 3}),
            float({m, n} == {1, 4}),
            similarity * (m + n > 2),
        ]

    def _of_words(self, i: Integers, j: Integers, x: Floats, y: Floats, m: int, n: int) -> list[Floats]:
        share_x = (x + _UNKNOWN) / (_stretch(self._words[0], i, m, 0.0) + 1)
        share_y = (y + _UNKNOWN) / (_stretch(self._words[1], j, n, 0.0) + 1)
        return [x + y, np.minimum(share_x, share_y), np.maximum(share_x, share_y)]


@cache
def _answers(m: int, n: int) -> tuple[list[Offset], list[Offset]]:
    """Return which sentences' words have to be looked for in which windows: of the original, of the translation."""
    return [(k, 0, 1, n) for k in range(m)], [(0, k, m, 1) for k in range(n)]


def _stretch(ends: NDArray[Any], first: Integers, size: int, least: float = 1.0) -> Floats:
    """Return how much lies in each window of ``size`` sentences, by running sums."""
    return np.asarray(np.maximum(ends[first + size] - ends[first], least), dtype=np.float32)


def _inside(counts: Sequence[Integers], first: tuple[Integers, Integers], last: tuple[Integers, Integers]) -> Floats:
    """Return how many of something lie in each stretch of both sides together, by running counts."""
    found = sum(side[stop] - side[start] for side, start, stop in zip(counts, first, last, strict=True))
    return np.asarray(found, dtype=np.float32)
