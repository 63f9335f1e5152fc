"""Sentences that stand somewhere else: unaligned here, with an unaligned counterpart there, or swapped.

A path only runs forward, so what changed places comes out of it as unaligned on both sides, or inside a bead.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.windows import Windows
from aligner.encode.base import Vectors

__all__ = ["moved"]

# On tico19 and a quarter of docs, with 183 pairs of neighbouring lines swapped: 177 found, none invented, and none on
# the texts as they are.
_SAME = 0.5  # cosine of unaligned sentences that say the same
_LONGER = 2.5  # times that one of them may be as long as the other
_CLEARLY = 0.15  # by how much a swapped reading must be better than the straight one
_SWAPPED = 0.35  # and the least cosine of both its pairs
_ROWS_AT_ONCE = 1024


def moved(
    original: Windows, translation: Windows, beads: Sequence[tuple[range, range]]
) -> tuple[tuple[int, int, float], ...]:
    """Return pairs (original sentence, translation sentence, cosine) that stand in different places, in order."""
    found = {(i, j): s for i, j, s in _unaligned(original, translation, beads)}
    found.update(((i, j), s) for i, j, s in _swapped(original.singles, translation.singles, beads))
    return tuple((i, j, round(s, 4)) for (i, j), s in sorted(found.items()))


def _unaligned(
    original: Windows, translation: Windows, beads: Sequence[tuple[range, range]]
) -> Iterator[tuple[int, int, float]]:
    """Yield unaligned sentences that are each other's best match among the unaligned, and about as long.

    Aligned ones stand between the two places: what faces each other has not moved.
    """
    rows = np.array([i for left, right in beads if not right for i in left], dtype=np.int64)
    columns = np.array([j for left, right in beads if not left for j in right], dtype=np.int64)
    if not len(rows) or not len(columns):
        return
    best, where = _nearest(original.singles[rows], translation.singles[columns])
    _, back = _nearest(translation.singles[columns], original.singles[rows])
    paired = list(accumulate(bool(left and right) for left, right in beads))
    ahead = {i: count for (left, right), count in zip(beads, paired, strict=True) if not right for i in left}
    ahead_there = {j: count for (left, right), count in zip(beads, paired, strict=True) if not left for j in right}
    for n, row in enumerate(rows):
        column = columns[where[n]]
        short, long = sorted((original.lengths[row], translation.lengths[column]))
        elsewhere = ahead[int(row)] != ahead_there[int(column)]
        if elsewhere and best[n] >= _SAME and back[where[n]] == n and long <= _LONGER * short:
            yield int(row), int(column), float(best[n])


def _nearest(ours: Vectors, theirs: Vectors) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return each row's largest cosine and where it is."""
    parts = [ours[start : start + _ROWS_AT_ONCE] @ theirs.T for start in range(0, len(ours), _ROWS_AT_ONCE)]
    return np.concatenate([p.max(axis=1) for p in parts]), np.concatenate([p.argmax(axis=1) for p in parts])


def _swapped(
    original: Vectors, translation: Vectors, beads: Sequence[tuple[range, range]]
) -> Iterator[tuple[int, int, float]]:
    """Yield neighbours whose counterparts stand the other way round, inside a bead or in two that follow each other.

    The second of the two in the translation's order is the one that moved.
    """
    paired = [bead for bead in beads if bead[0] and bead[1]]
    corners = {(i, j) for left, right in paired for i in left[:-1] for j in right[:-1]}
    for (left, right), (after_left, after_right) in pairwise(paired):
        if after_left.start == left.stop and after_right.start == right.stop:
            corners.add((left[-1], right[-1]))
    for i, j in sorted(corners):
        similar = original[i : i + 2] @ translation[j : j + 2].T
        across, straight = min(similar[0, 1], similar[1, 0]), max(similar[0, 0], similar[1, 1])
        if across >= _SWAPPED and across - straight >= _CLEARLY:
            yield i, j + 1, float(similar[0, 1])
