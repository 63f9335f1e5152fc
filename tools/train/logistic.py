"""Logistic regression, for the few models that the program learns itself."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["fit", "log_odds"]

_Array = NDArray[np.float64]
_STEPS = 25
_CLOSE = 1e-6


def fit(rows: NDArray[np.floating], labels: NDArray[np.bool_], decay: float = 1.0) -> _Array:
    """Weights that make the labels likeliest, found by Newton's method; the intercept comes first.

    :param rows: shape (n, k)
    :param labels: shape (n,)
    :param decay: penalty on squared weights of standardised features; the intercept is free
    :returns: shape (k + 1,)
    """
    mean, scale = rows.mean(axis=0, dtype=np.float64), np.maximum(rows.std(axis=0, dtype=np.float64), 1e-6)
    x = np.concatenate((np.ones((len(rows), 1), np.float32), ((rows - mean) / scale).astype(np.float32)), axis=1)
    penalty = np.full(x.shape[1], decay)
    penalty[0] = 0
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights.astype(np.float32), -30, 30)))
        slope = x.T @ (chance - labels) + penalty * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(penalty + 1e-6)
        step = np.linalg.solve(curve.astype(np.float64), slope.astype(np.float64))
        weights = weights - step
        if np.abs(step).max() < _CLOSE:
            break
    plain = weights[1:] / scale
    return np.concatenate(([weights[0] - plain @ mean], plain))


def log_odds(weights: _Array, rows: NDArray[np.floating]) -> _Array:
    """What the weights say of rows, shape (n,)."""
    return np.asarray(rows @ weights[1:] + weights[0], np.float64)
