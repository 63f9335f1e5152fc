"""A document's sentence pairs as numbers of distinct words and of distinct pairs of words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.link.evidence import kinds
from aligner.link.lexicon import Lexicon
from aligner.link.units import splits_hyphens, units

__all__ = ["Text", "Tokens"]

_Floats = NDArray[np.float32]
_Ints = NDArray[np.int64]
Tokens = Sequence[str]
_MOST_COUNTED = 1 << 25  # keys that are looked up in a table, of four bytes each
_KEYS_AT_ONCE = 1 << 21


class Text:
    """A document's pairs as numbers of distinct words and of distinct pairs of them.

    :param apart: whether hyphens are tokens of their own, for each side; by default the pairs tell
    """

    def __init__(
        self,
        pairs: Sequence[tuple[Tokens, Tokens]],
        languages: tuple[str, str],
        lexicon: Lexicon | None,
        apart: Sequence[bool] | None = None,
    ) -> None:
        self.languages = languages
        known = (lexicon.original.index, lexicon.translation.index) if lexicon else ({}, {})
        self.apart = apart or [splits_hyphens(pair[side] for pair in pairs) for side in (0, 1)]
        self.units = [
            tuple(units(pair[side], languages[side], known[side], self.apart[side]) for side in (0, 1))
            for pair in pairs
        ]
        index: tuple[dict[str, int], dict[str, int]] = ({}, {})
        numbers = [
            [
                np.array([index[side].setdefault(unit.word, len(index[side])) for unit in pair[side]], np.int64)
                for side in (0, 1)
            ]
            for pair in self.units
        ]
        self.words = (list(index[0]), list(index[1]))
        self.kinds = (kinds(self.words[0], languages[0]), kinds(self.words[1], languages[1]))
        self.occurrences = tuple(
            np.bincount(np.concatenate([pair[side] for pair in numbers]), minlength=len(index[side])).astype(np.float32)
            for side in (0, 1)
        )
        self._shapes = [(len(one), len(other)) for one, other in numbers]
        width = max(1, len(index[1]))
        self._starts = np.cumsum([0, *(n * m for n, m in self._shapes)])
        keys, self._cells = _distinct(_keys(numbers, self._starts, width), int(self._starts[-1]), len(index[0]) * width)
        self.pairs = (keys // width, keys % width)

    def matrices(self, values: _Floats) -> list[_Floats]:
        """Return values of distinct pairs laid out by sentence pair."""
        return [
            values[self._cells[start : start + n * m]].reshape(n, m)
            for (n, m), start in zip(self._shapes, self._starts, strict=False)
        ]

    def counts(self, matrices: Sequence[_Floats]) -> _Floats:
        """Return sums over the document for each distinct pair, the inverse of ``matrices``."""
        flat = np.concatenate([matrix.ravel() for matrix in matrices])
        return np.bincount(self._cells, flat, minlength=len(self.pairs[0])).astype(np.float32)


def _keys(numbers: Sequence[Sequence[_Ints]], starts: _Ints, width: int) -> Iterator[_Ints]:
    """Yield the keys of the word pairs of all sentence pairs, end to end, some sentence pairs at a time."""
    first = 0
    while first < len(numbers):
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + _KEYS_AT_ONCE, side="right")) - 1)
        yield np.concatenate([(one[:, None] * width + other[None]).ravel() for one, other in numbers[first:last]])
        first = last


def _distinct(parts: Iterable[_Ints], count: int, size: int) -> tuple[_Ints, NDArray[np.int32]]:
    """Return the distinct keys, sorted, and for each key the number of its own among them.

    :param parts: keys, in parts whose memory is given back one by one
    :param count: of the keys
    :param size: more than any key; up to some size a table is five times as fast as sorting
    """
    numbers = np.empty(count, np.int32)
    every: list[_Ints] = []
    ends = [0]
    for keys in parts:
        found, own = _distinct_part(keys, size)
        every.append(found)
        ends.append(ends[-1] + len(keys))
        numbers[ends[-2] : ends[-1]] = own
    if len(every) == 1:
        return every[0], numbers
    whole = np.unique(np.concatenate(every))
    for found, (start, stop) in zip(every, pairwise(ends), strict=True):
        numbers[start:stop] = np.searchsorted(whole, found)[numbers[start:stop]]
    return whole, numbers


def _distinct_part(keys: _Ints, size: int) -> tuple[_Ints, NDArray[np.integer[Any]]]:
    if size > _MOST_COUNTED:
        return np.unique(keys, return_inverse=True)
    numbers = np.zeros(size, np.int32)
    numbers[keys] = 1
    found = np.flatnonzero(numbers)
    numbers[found] = np.arange(len(found))
    return found, numbers[keys]
