"""Logistic regression, for the few models that the program learns itself."""

import numpy as np
from numpy.typing import NDArray

from aligner.errors import MissingExtraError

__all__ = ["fit", "log_odds"]

_Array = NDArray[np.float64]
_STEPS = 100
_CLOSE = 1e-6


def fit(
    rows: NDArray[np.floating],
    labels: NDArray[np.bool_],
    decay: float = 1.0,
    weights: NDArray[np.floating] | None = None,
) -> _Array:
    """Return the weights that make the labels likeliest; the intercept comes first.

    :param rows: shape (n, k)
    :param labels: shape (n,)
    :param decay: penalty on squared weights of standardised features; the intercept is free
    :param weights: of the rows, shape (n,); by default they all weigh 1
    :returns: shape (k + 1,)
    :raises MissingExtraError: if scikit-learn is not installed
    """
    try:
        from sklearn.linear_model import LogisticRegression
        from sklearn.preprocessing import StandardScaler
    except ImportError as error:
        raise MissingExtraError("Learning weights", "train") from error

    scaler = StandardScaler().fit(rows)
    regression = LogisticRegression(C=1 / decay, solver="newton-cholesky", tol=_CLOSE, max_iter=_STEPS)
    regression.fit(scaler.transform(rows), labels, weights)
    plain = regression.coef_[0] / scaler.scale_
    return np.concatenate((regression.intercept_ - plain @ scaler.mean_, plain)).astype(np.float64)


def log_odds(weights: _Array, rows: NDArray[np.floating]) -> _Array:
    """Return what the weights say of rows, shape (n,)."""
    return np.asarray(rows @ weights[1:] + weights[0], np.float64)
