"""How likely each bead is to be right."""

from collections.abc import Sequence

import numpy as np

__all__ = ["confidences"]

_SLOPE, _MIDDLE = 8.0, 0.15


def confidences(beads: Sequence[tuple[range, range]], similarities: Sequence[float]) -> list[float]:
    """A probability for each bead."""
    found = []
    for (rows, columns), similarity in zip(beads, similarities, strict=True):
        if not rows or not columns:
            found.append(0.5)
            continue
        found.append(round(float(1 / (1 + np.exp(-_SLOPE * (similarity - _MIDDLE)))), 3))
    return found
