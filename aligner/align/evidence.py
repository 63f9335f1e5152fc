"""What speaks for and against each bead: a vector of numbers that a model weighs.

From sentence vectors: similarity, that of the neighbours, what each edge sentence adds to it, what a further sentence
would add. From words: how much is answered, what only an edge sentence answers, what its neighbours answer. From
lengths: how well they fit. None of it knows a language.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.align.windows import Windows
from aligner.align.words import WordEvidence

__all__ = ["BEAD_EVIDENCE", "LARGEST", "NULL_EVIDENCE", "TYPES", "Evidence"]

Floats = NDArray[np.float32]

LARGEST = 4  # sentences a side that a bead may have
TYPES: tuple[tuple[int, int], ...] = tuple((m, n) for m in range(1, LARGEST + 1) for n in range(1, LARGEST + 1))
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
)
NULL_EVIDENCE = (
    "alone",
    "length",
    "best similarity",
    "hardly any text",
    "words",
    "words answered anywhere near",
    "share answered anywhere near",
)

_PAD = LARGEST + 2  # sentences around a rectangle that its evidence looks at
_HARDLY = 15  # characters
_NEAR = 6  # sentences on either side of a lonely sentence's place in which its words are looked for


class _Rectangle:
    """Matrices over windows that start in a rectangle of positions or up to ``_PAD`` beside it."""

    def __init__(self, rows: range, columns: range) -> None:
        self.rows, self.columns = rows, columns

    def padded(self, matrix: Floats, rows: range, columns: range) -> Floats:
        """A matrix over some rows and columns set into the padded rectangle, zeros around it."""
        found = np.zeros((len(self.rows) + 2 * _PAD, len(self.columns) + 2 * _PAD), dtype=np.float32)
        top, left = rows.start - self.rows.start + _PAD, columns.start - self.columns.start + _PAD
        found[top : top + matrix.shape[0], left : left + matrix.shape[1]] = matrix
        return found

    def view(self, matrix: Floats, down: int = 0, right: int = 0) -> Floats:
        """The matrix at each position's neighbour (i + down, j + right), shape (rows, columns)."""
        top, left = _PAD + down, _PAD + right
        return matrix[top : top + len(self.rows), left : left + len(self.columns)]


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
        self._words = [
            np.concatenate(([0.0], np.cumsum(side.totals, dtype=np.float64))) for side in (words.left, words.right)
        ]
        ratio = original.lengths.sum() / max(1, translation.lengths.sum())
        self._ends = (
            np.concatenate(([0.0], np.cumsum(original.lengths))),
            np.concatenate(([0.0], np.cumsum(translation.lengths * ratio))),
        )

    def of_beads(self, rows: range, columns: range) -> Floats:
        """Evidence of the beads that start in a rectangle of sentences, shape (types, rows, columns, kinds).

        Beads that reach over the end of a text have some, too; whoever asks must not use them.
        """
        around = _Rectangle(rows, columns)
        near_rows = range(max(0, rows.start - _PAD), min(len(self.original), rows.stop + _PAD))
        near_columns = range(max(0, columns.start - _PAD), min(len(self.translation), columns.stop + _PAD))
        similarity = self._similarities(around, near_rows, near_columns)
        answers = self.words.answers(near_rows, near_columns, LARGEST + 1)
        answered = (
            [around.padded(a, near_rows, near_columns) for a in answers.original],
            [around.padded(a, near_rows, near_columns) for a in answers.translation],
        )
        shape = (len(TYPES), len(rows), len(columns), len(BEAD_EVIDENCE))
        found = np.empty(shape, dtype=np.float32)
        for t, (m, n) in enumerate(TYPES):
            kinds = [
                *_of_similarity(around, similarity, m, n),
                *self._of_lengths(around, around.view(similarity[m, n]), m, n),
                *self._of_words(around, answered, m, n),
                self._crossings(around, m, n),
            ]
            for k, kind in enumerate(kinds):
                found[t, :, :, k] = kind
        return found

    def of_nulls(self, path: list[tuple[int, int]]) -> tuple[Floats, Floats]:
        """Evidence of each sentence that it stands alone, shapes (rows, kinds) and (columns, kinds).

        :param path: positions (i, j) of the first alignment: near them the counterpart would have to be
        """
        across = np.array(path, dtype=np.int64)
        places = np.interp(np.arange(len(self.original)), across[:, 0], across[:, 1]).astype(int)
        back = np.interp(np.arange(len(self.translation)), across[:, 1], across[:, 0]).astype(int)
        return self._of_side(places, left=True), self._of_side(back, left=False)

    def _of_side(self, places: NDArray[np.int64], *, left: bool) -> Floats:
        ours, theirs = (self.original, self.translation) if left else (self.translation, self.original)
        side = self.words.left if left else self.words.right
        found = np.zeros((len(ours), len(NULL_EVIDENCE)), dtype=np.float32)
        for start in range(0, len(ours), _NEAR):
            here = range(start, min(start + _NEAR, len(ours)))
            nearest = max(0, int(places[here.start : here.stop].min()) - _NEAR)
            there = range(nearest, min(len(theirs), int(places[here.start : here.stop].max()) + _NEAR + 1))
            if len(there) > 64 * _NEAR:
                there = range(there.start, there.start + 64 * _NEAR)
            similar = ours.singles[here.start : here.stop] @ theirs.singles[there.start : there.stop].T
            answers = self.words.answers(here, there, 1) if left else self.words.answers(there, here, 1)
            best = answers.original[0].max(axis=1) if left else answers.translation[0].max(axis=0)
            total = side.totals[here.start : here.stop]
            lengths = ours.lengths[here.start : here.stop]
            found[here.start : here.stop] = np.stack(
                [
                    np.ones(len(here)),
                    np.log(lengths) / 5,
                    similar.max(axis=1),
                    lengths < _HARDLY,
                    total,
                    best,
                    best / (total + 1),
                ],
                axis=1,
            )
        return found

    def _similarities(self, around: _Rectangle, rows: range, columns: range) -> dict[tuple[int, int], Floats]:
        """Padded similarities of windows of m and n sentences, m and n up to ``LARGEST + 1``."""
        sizes = range(1, LARGEST + 2)
        left = {m: self.original.sums(rows.start, rows.stop, m) for m in sizes}
        right = {n: self.translation.sums(columns.start, columns.stop, n) for n in sizes}
        return {(m, n): around.padded(left[m] @ right[n].T, rows, columns) for m in sizes for n in sizes}

    def _of_lengths(self, around: _Rectangle, similarity: Floats, m: int, n: int) -> list[Floats | float]:
        x = _stretch(self._ends[0], around.rows, m)[:, None]
        y = _stretch(self._ends[1], around.columns, n)[None, :]
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

    def _of_words(
        self, around: _Rectangle, answered: tuple[list[Floats], list[Floats]], m: int, n: int
    ) -> list[Floats]:
        by_row, by_column = answered
        view = around.view

        def ours(p: int, q: int, down: int = 0, right: int = 0) -> Floats:
            return _total([view(by_row[q - 1], down + k, right) for k in range(p)])

        def theirs(p: int, q: int, down: int = 0, right: int = 0) -> Floats:
            return _total([view(by_column[p - 1], down, right + k) for k in range(q)])

        x, y = ours(m, n), theirs(m, n)
        share_x = x / (_weight(self._words[0], around.rows, m)[:, None] + 1)
        share_y = y / (_weight(self._words[1], around.columns, n)[None, :] + 1)
        only, own, weight = [], [], []
        for at in (0, m - 1) if m > 1 else ():
            alone = y - theirs(m - 1, n, 1 if at == 0 else 0, 0)
            size = _weight(self._words[0], around.rows, 1, at)[:, None] + 1
            only.append(alone / size)
            own.append(view(by_row[n - 1], at, 0) / size)
            weight.append(alone)
        for at in (0, n - 1) if n > 1 else ():
            alone = x - ours(m, n - 1, 0, 1 if at == 0 else 0)
            size = _weight(self._words[1], around.columns, 1, at)[None, :] + 1
            only.append(alone / size)
            own.append(view(by_column[m - 1], 0, at) / size)
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

    def _crossings(self, around: _Rectangle, m: int, n: int) -> Floats:
        """Block boundaries inside each bead."""
        left, right = self._boundaries
        down = _stretch(left, range(around.rows.start + 1, around.rows.stop + 1), m - 1, 0.0)
        along = _stretch(right, range(around.columns.start + 1, around.columns.stop + 1), n - 1, 0.0)
        return np.asarray(down[:, None] + along[None, :], dtype=np.float32)


def _of_similarity(around: _Rectangle, similarity: dict[tuple[int, int], Floats], m: int, n: int) -> list[Floats]:
    view = around.view
    here = view(similarity[m, n])
    beside = [
        view(similarity[m, 1], 0, -1),
        view(similarity[m, 1], 0, n),
        view(similarity[1, n], -1, 0),
        view(similarity[1, n], m, 0),
    ]
    gains = []
    if m > 1:
        gains += [here - view(similarity[m - 1, n], 1, 0), here - view(similarity[m - 1, n])]
    if n > 1:
        gains += [here - view(similarity[m, n - 1], 0, 1), here - view(similarity[m, n - 1])]
    further = [
        view(similarity[m + 1, n], -1, 0) - here,
        view(similarity[m + 1, n]) - here,
        view(similarity[m, n + 1], 0, -1) - here,
        view(similarity[m, n + 1]) - here,
    ]
    cuts = [
        here - np.minimum(view(similarity[a, b]), view(similarity[m - a, n - b], a, b))
        for a in range(1, m)
        for b in range(1, n)
    ]
    return [
        here,
        _mean(beside),
        _each(np.minimum, gains, here),
        _mean(gains) if gains else np.zeros_like(here),
        _each(np.maximum, further, here),
        _mean(further),
        _each(np.minimum, cuts, here),
    ]


def _weight(ends: NDArray[Any], positions: range, size: int, offset: int = 0) -> Floats:
    """Weight of all words of the windows that start ``offset`` behind the positions."""
    return _stretch(ends, range(positions.start + offset, positions.stop + offset), size, 0.0)


def _stretch(ends: NDArray[Any], positions: range, size: int, least: float = 1.0) -> Floats:
    """How much lies in each window of ``size`` sentences, by running sums; windows are cut at the text's end."""
    first = np.clip(np.arange(positions.start, positions.stop), 0, len(ends) - 1)
    inside = ends[np.minimum(first + size, len(ends) - 1)] - ends[first]
    return np.asarray(np.maximum(inside, least), dtype=np.float32)


def _total(matrices: list[Floats]) -> Floats:
    found = matrices[0].copy()
    for matrix in matrices[1:]:
        found += matrix
    return found


def _mean(matrices: list[Floats]) -> Floats:
    return np.asarray(_total(matrices) / np.float32(len(matrices)))


def _each(choose: Callable[..., Floats], matrices: list[Floats], like: Floats) -> Floats:
    """The least or most of some matrices, zeros where there are none."""
    if not matrices:
        return np.zeros_like(like)
    found = matrices[0]
    for matrix in matrices[1:]:
        found = choose(found, matrix)
    return found
