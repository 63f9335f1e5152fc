"""Which sentence's words are answered in which other sentence: evidence that no sentence vector gives.

A word is answered as far as the most similar word of the other side is similar to it (cosine of the words' own
vectors above chance); it weighs the more the rarer it is in its text.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.encode.base import Encoder, Vectors

__all__ = ["Answers", "WordEvidence"]

_WORD = re.compile(r"[^\W_]+")
_CHANCE = 0.5  # cosine of words that have nothing to do with each other
_RARITY_POWER = 1.5
_DIMENSIONS = 128  # word vectors of long texts are reduced to their main axes: a quarter of the work
_FEW = 1500  # distinct words whose vectors are not worth reducing
_MOST_WORDS = 60  # of a sentence; more do not tell it apart better

Floats = NDArray[np.float32]


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
        self.characters = sum(map(len, vocabulary))
        number = {word: n for n, word in enumerate(vocabulary)}
        self._vectors = _reduced(np.asarray(encoder.encode(vocabulary), dtype=np.float32))
        self.left, self.right = (_Side(side, number) for side in sides)

    def answers(self, rows: range, columns: range, most: int) -> Answers:
        """Answers between some sentences of the original and some of the translation."""
        left = self._vectors[self.left.ids[self.left.words(rows)]]
        right = self._vectors[self.right.ids[self.right.words(columns)]]
        similar = np.clip((left @ right.T - _CHANCE) / (1 - _CHANCE), 0, 1)
        return Answers(similar, self.left, self.right, rows, columns, most)


class _Side:
    """One text's words, all sentences end to end."""

    def __init__(self, sentences: Sequence[Sequence[str]], number: dict[str, int]) -> None:
        frequency = Counter(word for words in sentences for word in words)
        size = max(len(sentences), 50)
        self.first = np.concatenate(([0], np.cumsum([len(words) for words in sentences]))).astype(np.int64)
        self.ids = np.array([number[word] for words in sentences for word in words], dtype=np.int64)
        counts = np.array([frequency[word] for words in sentences for word in words], dtype=np.float64)
        rarity = np.log(np.maximum(size / np.maximum(counts, 1), 1)) / np.log(size)
        self.weights = (rarity**_RARITY_POWER).astype(np.float32)
        self.totals = _sums(self.weights[:, None], self.first)[:, 0]

    def words(self, sentences: range) -> slice:
        """Where the words of some sentences lie."""
        return slice(int(self.first[sentences.start]), int(self.first[sentences.stop]))

    def breaks(self, sentences: range) -> NDArray[np.int64]:
        """Where each sentence's words begin, counted from the first's, and where the last one's end."""
        return np.asarray(self.first[sentences.start : sentences.stop + 1] - self.first[sentences.start])


def _words(text: str) -> list[str]:
    """The distinct words of a sentence, in order."""
    return list(dict.fromkeys(word.lower() for word in _WORD.findall(text)))[:_MOST_WORDS]


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


def _maxima(values: Floats, breaks: NDArray[np.int64]) -> Floats:
    """Largest value of each stretch of columns, 0 for an empty one."""
    padded = np.concatenate((values, np.zeros((len(values), 1), dtype=np.float32)), axis=1)
    found = np.maximum.reduceat(padded, breaks[:-1], axis=1)
    found[:, breaks[1:] == breaks[:-1]] = 0
    return np.asarray(found)


def _sums(values: Floats, breaks: NDArray[np.int64]) -> Floats:
    """Sum of each stretch of rows."""
    padded = np.concatenate((values, np.zeros((1, values.shape[1]), dtype=np.float32)))
    found = np.add.reduceat(padded, breaks[:-1], axis=0)
    found[breaks[1:] == breaks[:-1]] = 0
    return np.asarray(found)


def _reduced(vectors: Vectors) -> Vectors:
    """The vectors along their main axes, of unit length again."""
    if vectors.shape[1] <= _DIMENSIONS or len(vectors) <= _FEW:
        return vectors
    _, axes = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    reduced = vectors @ axes[:, -_DIMENSIONS:].astype(np.float32)
    return np.asarray(reduced / np.maximum(np.linalg.norm(reduced, axis=1, keepdims=True), 1e-9))
