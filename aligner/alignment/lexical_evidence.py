"""Which sentence's words are answered in which other sentence: evidence that no sentence vector gives.

A word is answered as far as the most similar word of the other side is similar to it (cosine of the words' own
vectors above chance); it weighs the more the rarer it is in its text.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from aligner.encode.base import Encoder, Vectors

__all__ = ["Answers", "WordEvidence"]

_WORD = re.compile(r"[^\W_]+")
_CHANCE = 0.5  # cosine of words that have nothing to do with each other
_RARITY_POWER = 1.5
_LEAST_WEIGHT = 0.2  # of a word worth looking for: half of all words are not, and cost three quarters of the work
_DIMENSIONS = 128  # word vectors of long texts are reduced to their main axes: a quarter of the work
_FEW = 1500  # distinct words whose vectors are not worth reducing
_AGAIN = 20  # times that a word comes in both texts where all words are compared once
_MOST_WORDS = 60  # of a sentence; more do not tell it apart better

_KINDS = 32  # room for twice the largest window
_TILE = 24  # sentences
_APART = 12  # sentences that no question falls in between two tiles

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Offset = tuple[int, int, int, int]


class Answers:
    """For a rectangle of sentences: how much of each is answered by windows of the other side.

    ``original[n - 1]`` has shape (rows, columns): the weight of the words of sentence i that are answered in the window
    of n sentences that starts at j; ``translation[m - 1]`` that of sentence j in the window of m sentences from i.
    """

    def __init__(self, similar: Floats, left: "_Side", right: "_Side", rows: range, columns: range, most: int) -> None:
        self.original = _answered(similar, left, rows, right, columns, most)
        self.translation = [a.T for a in _answered(similar.T, right, columns, left, rows, most)]


class WordEvidence:
    """The words of two texts with their vectors.

    Each distinct word is encoded once.
    """

    def __init__(self, original: Sequence[str], translation: Sequence[str], encoder: Encoder) -> None:
        sides = [[_words(text) for text in texts] for texts in (original, translation)]
        vocabulary = sorted({word for side in sides for words in side for word in words})
        number = {word: n for n, word in enumerate(vocabulary)}
        self._vectors = _reduced(np.asarray(encoder.encode(vocabulary), dtype=np.float32))
        self.left, self.right = (_Side(side, number) for side in sides)

    def answers(self, rows: range, columns: range, most: int) -> Answers:
        """Return answers between some sentences of the original and some of the translation."""
        similar = self._similar(self.left.ids[self.left.words(rows)], self.right.ids[self.right.words(columns)])
        return Answers(similar, self.left, self.right, rows, columns, most)

    def answered(self, sentences: Integers, others: range, *, left: bool) -> Floats:
        """Return how much of our sentences each of their sentences answers, shape (ours, theirs).

        :param left: whether the sentences are the original's
        """
        ours, theirs = (self.left, self.right) if left else (self.right, self.left)
        words = np.concatenate([np.arange(ours.first[s], ours.first[s + 1]) for s in sentences])
        similar = self._similar(ours.ids[words], theirs.ids[theirs.words(others)])
        best = _maxima(similar, theirs.breaks(others)) * ours.weights[words, None]
        return _sums(best, np.concatenate(([0], np.cumsum(ours.first[sentences + 1] - ours.first[sentences]))))

    def _similar(self, left: Integers, right: Integers) -> Floats:
        """Return how alike words are above chance, from 0 to 1, by their numbers."""
        if self._is_monotonous:
            return np.asarray(self._every[np.ix_(left, right)])
        return _above_chance(self._vectors[left], self._vectors[right])

    @cached_property
    def _is_monotonous(self) -> bool:
        """Whether few words come again and again, so that all are compared once: a table of figures."""
        count = len(self._vectors)
        return count <= _FEW and len(self.left.ids) + len(self.right.ids) > _AGAIN * count

    @cached_property
    def _every(self) -> Floats:
        return _above_chance(self._vectors, self._vectors)

    def at(self, wanted: Sequence[tuple[Integers, list[Offset], list[Offset]]]) -> list[tuple[Floats, Floats]]:
        """Return weight of the words of single sentences that are answered in windows of the other side.

        Each of ``wanted`` has places (i, j) and offsets (down, right, m, n) from them, first those where one original
        sentence is looked for in n sentences of the translation, then those where one sentence of the translation is
        looked for in m of the original. Answers have shape (offsets, places); windows that begin outside a text answer
        nothing.
        """
        rows, columns = len(self.left.first) - 1, len(self.right.first) - 1
        keys = []
        for places, ours, theirs in wanted:
            for offsets, size in ((ours, 3), (theirs, 2)):
                down, right, *sizes = np.array(offsets)[:, :, None].transpose(1, 0, 2)
                i, j = places[:, 0] + down, places[:, 1] + right
                inside = (i >= 0) & (j >= 0) & (i < rows) & (j < columns)
                kind = 2 * sizes[size - 2] + (size == 2)
                keys.append(np.where(inside, (i * columns + j) * _KINDS + kind, -1))
        every, back = np.unique(np.concatenate([k.ravel() for k in keys]), return_inverse=True)
        values = np.zeros(len(every), dtype=np.float32)
        first = int(np.searchsorted(every, 0))
        place, kind = np.divmod(every[first:], _KINDS)
        i, j = np.divmod(place, columns)
        values[first:] = self._looked_up(i, j, kind)
        parts = np.split(values[back], np.cumsum([k.size for k in keys])[:-1])
        shaped = [part.reshape(k.shape) for part, k in zip(parts, keys, strict=True)]
        return list(zip(shaped[::2], shaped[1::2], strict=True))

    def _looked_up(self, i: Integers, j: Integers, kind: Integers) -> Floats:
        found = np.empty(len(i), dtype=np.float32)
        for some in _tiles(i, j):
            a, b, k = i[some], j[some], kind[some]
            most = int(k.max()) // 2
            rows = range(int(a.min()), min(int(a.max()) + most, len(self.left.first) - 1))
            columns = range(int(b.min()), min(int(b.max()) + most, len(self.right.first) - 1))
            answers = self.answers(rows, columns, most)
            every = np.stack([*answers.original, *answers.translation])
            found[some] = every[k // 2 - 1 + most * (k % 2), a - rows.start, b - columns.start]
        return found


def _above_chance(left: Vectors, right: Vectors) -> Floats:
    similar = left @ right.T
    similar -= _CHANCE
    similar /= 1 - _CHANCE
    return np.clip(similar, 0, 1, out=similar)


class _Side:
    """One text's words that weigh something, all sentences end to end."""

    def __init__(self, sentences: Sequence[Sequence[str]], number: dict[str, int]) -> None:
        ids = np.array([number[word] for words in sentences for word in words], dtype=np.int64)
        sizes = np.array([len(words) for words in sentences], dtype=np.int64)
        size = max(len(sentences), 50)
        rarity = np.log(np.maximum(size / np.maximum(np.bincount(ids, minlength=len(number)), 1), 1)) / np.log(size)
        weights = (rarity**_RARITY_POWER)[ids].astype(np.float32)
        heavy = weights >= _LEAST_WEIGHT
        self.ids, self.weights = ids[heavy], weights[heavy]
        kept = np.bincount(np.repeat(np.arange(len(sizes)), sizes)[heavy], minlength=len(sizes))
        self.first = np.concatenate(([0], np.cumsum(kept))).astype(np.int64)
        self.totals = _sums(self.weights[:, None], self.first)[:, 0]

    def words(self, sentences: range) -> slice:
        """Return where the words of some sentences lie."""
        return slice(int(self.first[sentences.start]), int(self.first[sentences.stop]))

    def breaks(self, sentences: range) -> NDArray[np.int64]:
        """Return where each sentence's words begin, counted from the first's, and where the last one's end."""
        return np.asarray(self.first[sentences.start : sentences.stop + 1] - self.first[sentences.start])


def _words(text: str) -> list[str]:
    """Return the distinct words of a sentence, in order."""
    return list(dict.fromkeys(_WORD.findall(text.lower())))[:_MOST_WORDS]


def _answered(similar: Floats, ours: _Side, rows: range, theirs: _Side, columns: range, most: int) -> list[Floats]:
    """See ``Answers``; shapes (rows, columns), one for each window size from 1."""
    best = _maxima(similar, theirs.breaks(columns)) * ours.weights[ours.words(rows), None]
    breaks = ours.breaks(rows)
    found = [_sums(best, breaks)]
    window = best.copy()
    for size in range(2, most + 1):
        if size <= best.shape[1]:
            np.maximum(window[:, : -size + 1], best[:, size - 1 :], out=window[:, : -size + 1])
        found.append(_sums(window, breaks))
    return found


def _tiles(i: Integers, j: Integers) -> Iterator[Integers]:
    """Yield questions about neighbouring sentences, so that each tile's words are compared once."""
    order = np.lexsort((j, i // _TILE))
    block, column = i[order] // _TILE, j[order]
    cut = (np.diff(block) > 0) | (np.diff(column) > _APART)
    for group in np.split(order, np.flatnonzero(cut) + 1):
        if len(group):
            wide = (j[group] - j[group[0]]) // (4 * _TILE)
            yield from np.split(group, np.flatnonzero(np.diff(wide)) + 1)


def _maxima(values: Floats, breaks: NDArray[np.int64]) -> Floats:
    """Return largest value of each stretch of columns, 0 for an empty one."""
    padded = np.concatenate((values, np.zeros((len(values), 1), dtype=np.float32)), axis=1)
    found = np.maximum.reduceat(padded, breaks[:-1], axis=1)
    found[:, breaks[1:] == breaks[:-1]] = 0
    return np.asarray(found)


def _sums(values: Floats, breaks: NDArray[np.int64]) -> Floats:
    """Return sum of each stretch of rows."""
    padded = np.concatenate((values, np.zeros((1, values.shape[1]), dtype=np.float32)))
    found = np.add.reduceat(padded, breaks[:-1], axis=0)
    found[breaks[1:] == breaks[:-1]] = 0
    return np.asarray(found)


def _reduced(vectors: Vectors) -> Vectors:
    """Return the vectors along their main axes, of unit length again."""
    if vectors.shape[1] <= _DIMENSIONS or len(vectors) <= _FEW:
        return vectors
    _, axes = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    reduced = vectors @ axes[:, -_DIMENSIONS:].astype(np.float32)
    return np.asarray(reduced / np.maximum(np.linalg.norm(reduced, axis=1, keepdims=True), 1e-9))
