"""Hidden Markov alignment of many sentence pairs at once.

Source: Vogel, Ney & Tillmann (1996), "HMM-based word alignment in statistical translation". Here emissions are
likelihood ratios, so that a word without a counterpart has ratio 1, and a state with an unlinked word keeps its place.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["posteriors"]

_Array = NDArray[np.float32]
_REACH = 100  # jumps are not told apart beyond it
_DECAY = 0.55  # of the probability of a jump, for each word it is farther than to the next
_FAR = 0.004  # probability of a jump anywhere
_START = 0.25  # decay for the first word, over positions
_CELLS_AT_ONCE = 200_000


def posteriors(ratios: Sequence[_Array], null: float) -> list[_Array]:
    """Return probabilities that each column's word comes from each row's word.

    :param ratios: a matrix (n, m) a sentence pair: how much likelier the words stand here because of each other
    :param null: probability that a column's word comes from none, before the ratios are known
    :returns: matrices (n, m); a column sums to at most 1
    """
    found: list[_Array] = [np.empty((0, 0), np.float32)] * len(ratios)
    order = sorted(range(len(ratios)), key=lambda k: ratios[k].shape)
    start = 0
    while start < len(order):
        stop = start + 1
        rows, columns = ratios[order[start]].shape
        while stop < len(order):
            rows, columns = max(rows, ratios[order[stop]].shape[0]), max(columns, ratios[order[stop]].shape[1])
            if rows * columns * (stop - start + 1) > _CELLS_AT_ONCE:
                break
            stop += 1
        some = order[start:stop]
        for k, matrix in zip(some, _batch([ratios[k] for k in some], null), strict=True):
            found[k] = matrix
        start = stop
    return found


def _batch(ratios: Sequence[_Array], null: float) -> list[_Array]:
    sizes = [matrix.shape for matrix in ratios]
    rows, columns = max(n for n, _ in sizes), max(m for _, m in sizes)
    linked = np.zeros((columns, len(ratios), rows), np.float32)
    is_row = np.zeros((len(ratios), rows), np.float32)
    is_column = np.zeros((columns, len(ratios)), bool)
    for k, matrix in enumerate(ratios):
        n, m = matrix.shape
        linked[:m, k, :n] = matrix.T
        is_row[k, :n] = 1
        is_column[:m, k] = True
    linked *= 1 - null
    emitted = np.where(is_column[:, :, None], linked + null, 1) * is_row
    gamma = _forward_backward(emitted, is_column, is_row)
    gamma *= linked / np.maximum(linked + null, 1e-30)
    return [np.ascontiguousarray(gamma[:m, k, :n].T) for k, (n, m) in enumerate(sizes)]


def _forward_backward(emitted: _Array, is_column: NDArray[np.bool_], is_row: _Array) -> _Array:
    """Return probabilities of states, shape (columns, pairs, rows) as ``emitted``."""
    columns, _, rows = emitted.shape
    jumps = _jumps(rows)
    forward, backward = np.empty_like(emitted), np.empty_like(emitted)
    state = np.exp(-_START * np.arange(rows, dtype=np.float32)) * emitted[0]
    forward[0] = state / np.maximum(state.sum(1, keepdims=True), 1e-30)
    for t in range(1, columns):
        state = (forward[t - 1] @ jumps) * emitted[t]
        forward[t] = state / np.maximum(state.sum(1, keepdims=True), 1e-30)
    backward[-1] = is_row
    for t in range(columns - 2, -1, -1):
        state = (backward[t + 1] * emitted[t + 1]) @ jumps.T * is_row
        state /= np.maximum(state.sum(1, keepdims=True), 1e-30)
        # Behind a short sentence's end nothing has been seen yet.
        backward[t] = np.where(is_column[t + 1][:, None], state, is_row)
    gamma = forward * backward
    gamma /= np.maximum(gamma.sum(2, keepdims=True), 1e-30)
    return np.asarray(gamma, np.float32)


def _jumps(rows: int) -> _Array:
    """Return how likely state j follows state i, shape (rows, rows), not normalised: a sentence's end costs nothing."""
    step = np.clip(np.arange(rows)[None] - np.arange(rows)[:, None], -_REACH, _REACH)
    distance = np.where(step > 0, np.abs(step - 0.8), 1 + 1.2 * np.abs(step))
    return np.asarray(np.exp(-_DECAY * distance) + _FAR, np.float32)
