"""Expected numbers of links between words in parallel text, by expectation maximisation.

First IBM model 1 with a preference for the diagonal (Brown et al. 1993; Dyer, Chahuneau & Smith 2013), then the hidden
Markov model of ``aligner.link.hmm``. After the first rounds both directions have to agree on a link (Liang, Taskar &
Klein 2006, "Alignment by agreement").
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.link.hmm import posteriors

__all__ = ["Counts", "count_links"]

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]
Pair = tuple[Sequence[str], Sequence[str]]

_SELDOM = 1  # words seen no oftener share one place
_APART_ROUNDS, _DIAGONAL_ROUNDS, _MARKOV_ROUNDS = 3, 6, 3
_DIAGONAL = 4.0  # decay of the diagonal preference, over the whole sentence
_NULL, _MARKOV_NULL = 0.08, 0.1
_AT_ONCE = 20_000  # pairs
_SMOOTHING = 0.01


@dataclass(frozen=True, slots=True)
class Counts:
    """Words of both languages and how often they were linked."""

    words: tuple[list[str], list[str]]
    occurrences: tuple[_Floats, _Floats]
    pairs: tuple[_Ints, _Ints]  #: numbers of words, sorted by the first, then the second
    links: _Floats


def count_links(pairs: Sequence[Pair], progress: Callable[[str], None]) -> Counts:
    """Link the words of a corpus.

    :param progress: told of each round
    """
    corpus = _Corpus(pairs)
    ratios = (np.ones(len(corpus.keys), np.float32),) * 2
    for n in range(_DIAGONAL_ROUNDS + _MARKOV_ROUNDS):
        progress(f"round {n + 1} of {_DIAGONAL_ROUNDS + _MARKOV_ROUNDS}")
        model = _diagonal if n < _DIAGONAL_ROUNDS else _markov
        forward, backward, both = corpus.expected(ratios, model)
        ratios = corpus.ratios(forward, backward) if n < _APART_ROUNDS else corpus.ratios(both, both)
    rows, columns = corpus.rows, corpus.columns
    kept = (rows > 0) & (columns > 0)
    return Counts(corpus.words, corpus.occurrences, (rows[kept], columns[kept]), both[kept])


class _Corpus:
    """The text as numbers; 0 stands for every seldom word."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        vocabularies = [_vocabulary(pair[side] for pair in pairs) for side in (0, 1)]
        self.words = (vocabularies[0][0], vocabularies[1][0])
        self.occurrences = (vocabularies[0][1], vocabularies[1][1])
        index = [{word: n for n, word in enumerate(words)} for words in self.words]
        numbers = [
            [np.array([index[side].get(word, 0) for word in pair[side]], np.int64) for side in (0, 1)] for pair in pairs
        ]
        width = len(self.words[1])
        self.shapes = [(len(one), len(other)) for one, other in numbers]
        self.starts = np.cumsum([0, *(n * m for n, m in self.shapes)])
        keys = np.concatenate([(one[:, None] * width + other[None]).ravel() for one, other in numbers])
        self.keys, cells = np.unique(keys, return_inverse=True)
        self.cells = cells.astype(np.int32)
        self.rows, self.columns = np.divmod(self.keys, width)
        self.chances = [counts / counts.sum() for counts in self.occurrences]

    def expected(
        self, ratios: tuple[NDArray[np.float32], NDArray[np.float32]], model: "_Model"
    ) -> tuple[_Floats, _Floats, _Floats]:
        """Return expected links of each pair of words: forward, backward, and where both directions agree."""
        totals = tuple(np.zeros(len(self.keys)) for _ in range(3))
        for start in range(0, len(self.shapes), _AT_ONCE):
            stop = min(start + _AT_ONCE, len(self.shapes))
            cells = self.cells[self.starts[start] : self.starts[stop]]
            forward, backward = model(self.shapes[start:stop], [some[cells] for some in ratios])
            for total, found in zip(totals, (forward, backward, forward * backward), strict=True):
                total += np.bincount(cells, found, len(self.keys))
        return totals[0], totals[1], totals[2]

    def ratios(self, forward: _Floats, backward: _Floats) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return how much likelier each word stands beside the other than by chance, for both directions."""
        given = [
            np.bincount(self.rows, forward, len(self.words[0]))[self.rows],
            np.bincount(self.columns, backward, len(self.words[1]))[self.columns],
        ]
        return (
            (forward / (given[0] + _SMOOTHING) / self.chances[1][self.columns]).astype(np.float32),
            (backward / (given[1] + _SMOOTHING) / self.chances[0][self.rows]).astype(np.float32),
        )


def _vocabulary(sentences: Iterator[Sequence[str]]) -> tuple[list[str], _Floats]:
    counts = Counter(word for sentence in sentences for word in sentence)
    words = sorted(word for word, n in counts.items() if n > _SELDOM)
    seldom = sum(n for n in counts.values() if n <= _SELDOM)
    return ["", *words], np.array([max(1, seldom), *(counts[word] for word in words)], np.float64)


_Shapes = Sequence[tuple[int, int]]
_Model = Callable[[_Shapes, list[NDArray[np.float32]]], tuple[_Floats, _Floats]]


def _diagonal(shapes: _Shapes, ratios: list[NDArray[np.float32]]) -> tuple[_Floats, _Floats]:
    """Return probabilities of cells by IBM model 1 with a diagonal preference, in both directions."""
    sizes = np.array([n * m for n, m in shapes])
    n, m = (np.repeat([shape[side] for shape in shapes], sizes) for side in (0, 1))
    cell = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    i, j = cell // m, cell % m
    preference = np.exp(-_DIAGONAL * np.abs((i + 0.5) / n - (j + 0.5) / m))
    found = []
    for ratio, own, side in ((ratios[0], j, 1), (ratios[1], i, 0)):
        lengths = np.array([shape[side] for shape in shapes])
        word = np.repeat(np.cumsum(lengths) - lengths, sizes) + own
        weights = ratio * preference * ((1 - _NULL) / np.bincount(word, preference))[word]
        found.append(weights / (np.bincount(word, weights) + _NULL)[word])
    return found[0], found[1]


def _markov(shapes: _Shapes, ratios: list[NDArray[np.float32]]) -> tuple[_Floats, _Floats]:
    """Return the same by the hidden Markov model."""
    starts = np.cumsum([0, *(n * m for n, m in shapes)])
    matrices = [
        [ratio[start : start + n * m].reshape(n, m) for (n, m), start in zip(shapes, starts, strict=False)]
        for ratio in ratios
    ]
    forward = posteriors(matrices[0], _MARKOV_NULL)
    backward = posteriors([matrix.T for matrix in matrices[1]], _MARKOV_NULL)
    return (
        np.concatenate([matrix.ravel() for matrix in forward]).astype(np.float64),
        np.concatenate([matrix.T.ravel() for matrix in backward]).astype(np.float64),
    )
