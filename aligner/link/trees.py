"""Boosted trees: sums of small decision trees, each complete to the same depth.

Source: Friedman (2001), "Greedy function approximation: a gradient boosting machine".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.models import Section

__all__ = ["DEPTH", "Trees", "trees_of"]

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]

DEPTH = 3  #: decisions from the root to a leaf
_NODES, _LEAVES = 2**DEPTH - 1, 2**DEPTH


@dataclass(frozen=True, slots=True)
class Trees:
    """What t trees decide by; node n's children are 2 n + 1, for values up to its threshold, and 2 n + 2."""

    base: float
    features: _Ints  #: (t, 7)
    thresholds: _Floats  #: (t, 7)
    leaves: _Floats  #: (t, 8)

    def log_odds(self, rows: _Floats) -> _Floats:
        """Return what the trees say of rows, shape (n,)."""
        trees = np.arange(len(self.features))
        node = np.zeros((len(rows), len(trees)), np.int64)
        for _ in range(DEPTH):
            values = np.take_along_axis(rows, self.features[trees, node], axis=1)
            node = 2 * node + 1 + (values > self.thresholds[trees, node])
        return np.asarray(self.base + self.leaves[trees, node - _NODES].sum(axis=1), np.float64)


def trees_of(content: Section, features: Sequence[str]) -> Trees:
    """Return the trees of a learned file's part.

    :param features: that the program can give
    :raises ModelError: if the trees ask for others, or are damaged
    """
    names = content.value("features")
    if names != list(features):
        raise content.mismatch("its features are not those of the program")
    places = content.array("nodes", (None, _NODES)).astype(np.int64)
    if places.size and not (places.min() >= 0 and places.max() < len(features)):
        raise content.mismatch("a tree asks for a feature that is not there")
    count = len(places)
    return Trees(
        float(content.array("base", ())),
        places,
        content.array("thresholds", (count, _NODES)),
        content.array("leaves", (count, _LEAVES)),
    )
