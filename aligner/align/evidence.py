"""What speaks for and against each bead: a vector of numbers that a model weighs.

From sentence vectors: similarity, that of the neighbours, what each edge sentence adds to it, what a further sentence
would add. From words: how much is answered, what only an edge sentence answers, what its neighbours answer. From
lengths: how well they fit. From blocks and ends: headings stand by themselves. None of it knows a language.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.align.graph import Graph
from aligner.align.windows import Windows
from aligner.align.words import WordEvidence

__all__ = ["BEAD_EVIDENCE", "LARGEST", "NULL_EVIDENCE", "TYPES", "Evidence", "Search"]

Floats = NDArray[np.float32]

# In 63 hand-aligned texts one bead of 12,000 has three sentences or more on both sides.
TYPES: tuple[tuple[int, int], ...] = (
    *((m, n) for m in range(1, 5) for n in range(1, 5) if min(m, n) <= 2),
    *((m, 1) for m in range(5, 8)),
    *((1, n) for n in range(5, 8)),
)
LARGEST = 7  # sentences a side that a bead may have
BEAD_EVIDENCE = (
    "similarity",
    "neighbours' similarity",
    "least gain of an edge sentence",
    "mean gain of an edge sentence",
    "most gain of a further sentence",
    "mean gain of a further sentence",
    "gain over the best cut",
    "length ratio",
    "length difference",
    "length",
    "similarity by length",
    "is 1-1",
    "is 1-2",
    "is 2-2",
    "is 1-3",
    "is 1-4",
    "sentences",
    "similarity of a merge",
    "words answered",
    "share answered of the worse side",
    "share answered of the better side",
    "share only an edge sentence answers",
    "share answered of an edge sentence",
    "weight only an edge sentence answers",
    "words a further sentence would answer",
    "most words a further sentence would answer",
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
_NEAR = 6  # sentences on either side of a lonely sentence's place in which its words are looked for
_LONELY_AT_ONCE = 24
_WIDEST = 256  # sentences of the other side that are looked at for them
_EDGES_AT_ONCE = 4096
_PAIRS_AT_ONCE = 1024
_OF_SEARCH = (3, 2)  # kinds of evidence of beads and of lonely sentences that the search gives
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
        """Away from the path, chance of its ends, chance of a position inside; shape (edges, 3)."""
        i, j = graph.places.T
        down = np.abs(np.interp(i, self.path[:, 0], self.path[:, 1]) - j)
        along = np.abs(np.interp(j, self.path[:, 1], self.path[:, 0]) - i)
        away = np.minimum(np.minimum(down, along), _FAR)
        ends = np.minimum(self.chances[graph.source], self.chances[graph.target])
        most = graph.most_inside(self.chances, _UNLIKELY)
        inside = -np.maximum(np.log1p(-np.minimum(np.exp(most), 1 - 1e-4)), _UNLIKELY)
        columns = (away, np.maximum(ends, _UNLIKELY) / _SCALE, inside / _SCALE)
        return np.stack(columns, axis=1).astype(np.float32)


class Evidence:
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
        """Evidence of beads without that of the search, shape (beads, kinds of evidence).

        :param places: sentences (i, j) that each bead starts with, shape (beads, 2), in reading order
        :param kinds: place of each bead's size in ``TYPES``
        """
        found = np.empty((len(places), len(BEAD_EVIDENCE) - _OF_SEARCH[0]), dtype=np.float32)
        for start in range(0, len(places), _EDGES_AT_ONCE):
            here = slice(start, start + _EDGES_AT_ONCE)
            self._of_some(places[here], kinds[here], found[here])
        return found

    def _of_some(self, places: Integers, kinds: Integers, found: Floats) -> None:
        groups = [(np.flatnonzero(kinds == t), m, n) for t, (m, n) in enumerate(TYPES)]
        groups = [group for group in groups if len(group[0])]
        similar = self._similarities([(places[who], _beside(m, n)) for who, m, n in groups])
        answers = self.words.at([(places[who], *_answers(m, n)) for who, m, n in groups])
        for (who, m, n), similarity, (ours, theirs) in zip(groups, similar, answers, strict=True):
            i, j = places[who].T
            evidence = [
                *_of_similarity(similarity, m, n),
                *self._of_lengths(i, j, similarity[0], m, n),
                *self._of_words(i, j, ours, theirs, m, n),
                _inside(self._boundaries, (i + 1, j + 1), (i + m, j + n)),
                _inside(self._unfinished, (i, j), (i + m - 1, j + n - 1)),
                (self.original.unfinished[i + m - 1] != self.translation.unfinished[j + n - 1]),
            ]
            for k, kind in enumerate(evidence):
                found[who, k] = kind

    def _similarities(self, wanted: Sequence[tuple[Integers, list[Offset]]]) -> list[Floats]:
        """Cosines of windows at offsets from places, a matrix (offsets, places) for each pair of them.

        Windows that reach over the end of a text are like nothing.
        """
        rows, columns = len(self.original), len(self.translation)
        sizes = LARGEST + 2
        left, right = [], []
        for places, offsets in wanted:
            down, along, m, n = np.array(offsets)[:, :, None].transpose(1, 0, 2)
            i, j = places[:, 0] + down, places[:, 1] + along
            inside = (i >= 0) & (j >= 0) & (i + m <= rows) & (j + n <= columns)
            left.append(np.where(inside, i * sizes + m, -1).ravel())
            right.append(np.where(inside, j * sizes + n, -1).ravel())
        span = columns * sizes + sizes
        keys, back = np.unique(np.concatenate(left) * span + np.concatenate(right), return_inverse=True)
        values = np.zeros(len(keys), dtype=np.float32)
        real = keys >= 0
        values[real] = self._cosines(keys[real] // span, keys[real] % span, sizes)
        bounds = np.cumsum([len(part) for part in left])[:-1]
        parts = np.split(values[back], bounds)
        return [part.reshape(len(offsets), -1) for part, (_, offsets) in zip(parts, wanted, strict=True)]

    def _cosines(self, left: Integers, right: Integers, sizes: int) -> Floats:
        ours, u = np.unique(left, return_inverse=True)
        theirs, v = np.unique(right, return_inverse=True)
        rows = self.original.at(ours // sizes, ours % sizes)
        columns = self.translation.at(theirs // sizes, theirs % sizes)
        found = np.empty(len(left), dtype=np.float32)
        for start in range(0, len(left), _PAIRS_AT_ONCE):
            here = slice(start, start + _PAIRS_AT_ONCE)
            np.einsum("pd,pd->p", rows[u[here]], columns[v[here]], out=found[here])
        return found

    def of_nulls(self, path: Integers, rows: Integers, columns: Integers) -> tuple[Floats, Floats]:
        """Evidence of some sentences that they stand alone, without that of the search.

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
        found = np.zeros((len(wanted), len(NULL_EVIDENCE) - _OF_SEARCH[1]), dtype=np.float32)
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
            float(m + n),
            similarity * (m + n > 2),
        ]

    def _of_words(self, i: Integers, j: Integers, by_row: Floats, by_column: Floats, m: int, n: int) -> list[Floats]:
        row_of, column_of = ({offset: k for k, offset in enumerate(side)} for side in _answers(m, n))

        def ours(p: int, q: int, down: int = 0, right: int = 0) -> Floats:
            return _total([by_row[row_of[down + k, right, 1, q]] for k in range(p)])

        def theirs(p: int, q: int, down: int = 0, right: int = 0) -> Floats:
            return _total([by_column[column_of[down, right + k, p, 1]] for k in range(q)])

        x, y = ours(m, n), theirs(m, n)
        share_x = (x + _UNKNOWN) / (_stretch(self._words[0], i, m, 0.0) + 1)
        share_y = (y + _UNKNOWN) / (_stretch(self._words[1], j, n, 0.0) + 1)
        only, own, weight = [], [], []
        for at in (0, m - 1) if m > 1 else ():
            alone = y - theirs(m - 1, n, 1 if at == 0 else 0, 0)
            size = _stretch(self._words[0], i + at, 1, 0.0) + 1
            only.append(alone / size)
            own.append((by_row[row_of[at, 0, 1, n]] + _UNKNOWN) / size)
            weight.append(alone)
        for at in (0, n - 1) if n > 1 else ():
            alone = x - ours(m, n - 1, 0, 1 if at == 0 else 0)
            size = _stretch(self._words[1], j + at, 1, 0.0) + 1
            only.append(alone / size)
            own.append((by_column[column_of[0, at, m, 1]] + _UNKNOWN) / size)
            weight.append(alone)
        further = [
            theirs(m + 1, n, -1, 0) - y,
            theirs(m + 1, n, 0, 0) - y,
            ours(m, n + 1, 0, -1) - x,
            ours(m, n + 1, 0, 0) - x,
        ]
        return [
            x + y,
            np.minimum(share_x, share_y),
            np.maximum(share_x, share_y),
            _each(np.minimum, only, x),
            _each(np.minimum, own, x),
            _each(np.minimum, weight, x),
            _total(further),
            _each(np.maximum, further, x),
        ]


@cache
def _beside(m: int, n: int) -> list[Offset]:
    """Windows whose similarities tell of a bead of m by n sentences: itself, neighbours, less, more, and its cuts."""
    found = [(0, 0, m, n), (0, -1, m, 1), (0, n, m, 1), (-1, 0, 1, n), (m, 0, 1, n)]
    found += [(1, 0, m - 1, n), (0, 0, m - 1, n)] if m > 1 else []
    found += [(0, 1, m, n - 1), (0, 0, m, n - 1)] if n > 1 else []
    found += [(-1, 0, m + 1, n), (0, 0, m + 1, n), (0, -1, m, n + 1), (0, 0, m, n + 1)]
    for a in range(1, m):
        for b in range(1, n):
            found += [(0, 0, a, b), (a, b, m - a, n - b)]
    return found


@cache
def _answers(m: int, n: int) -> tuple[list[Offset], list[Offset]]:
    """Which sentences' words have to be looked for in which windows: of the original, of the translation."""
    ours = [(k, 0, 1, q) for k in range(m) for q in {n, n - 1, n + 1} - {0}]
    ours += [(k, 1, 1, n - 1) for k in range(m) if n > 1] + [(k, -1, 1, n + 1) for k in range(m)]
    theirs = [(0, k, p, 1) for k in range(n) for p in {m, m - 1, m + 1} - {0}]
    theirs += [(1, k, m - 1, 1) for k in range(n) if m > 1] + [(-1, k, m + 1, 1) for k in range(n)]
    return ours, theirs


def _of_similarity(similar: Floats, m: int, n: int) -> list[Floats]:
    here, beside, rest = similar[0], similar[1:5], similar[5:]
    fewer = 2 * ((m > 1) + (n > 1))
    gains, further, cuts = here - rest[:fewer], rest[fewer : fewer + 4] - here, rest[fewer + 4 :]
    none = np.zeros_like(here)
    return [
        here,
        beside.mean(axis=0),
        gains.min(axis=0) if fewer else none,
        gains.mean(axis=0) if fewer else none,
        further.max(axis=0),
        further.mean(axis=0),
        here - np.minimum(cuts[::2], cuts[1::2]).max(axis=0) if len(cuts) else none,
    ]


def _stretch(ends: NDArray[Any], first: Integers, size: int, least: float = 1.0) -> Floats:
    """How much lies in each window of ``size`` sentences, by running sums."""
    return np.asarray(np.maximum(ends[first + size] - ends[first], least), dtype=np.float32)


def _inside(counts: Sequence[Integers], first: tuple[Integers, Integers], last: tuple[Integers, Integers]) -> Floats:
    """How many of something lie in each stretch of both sides together, by running counts."""
    found = sum(side[stop] - side[start] for side, start, stop in zip(counts, first, last, strict=True))
    return np.asarray(found, dtype=np.float32)


def _total(matrices: list[Floats]) -> Floats:
    found = matrices[0].copy()
    for matrix in matrices[1:]:
        found += matrix
    return found


def _each(choose: Callable[..., Floats], matrices: list[Floats], like: Floats) -> Floats:
    """The least or most of some matrices, zeros where there are none."""
    if not matrices:
        return np.zeros_like(like)
    found = matrices[0]
    for matrix in matrices[1:]:
        found = choose(found, matrix)
    return found
