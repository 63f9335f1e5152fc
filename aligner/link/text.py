"""A document's sentence pairs as numbers of distinct words and of distinct pairs of words."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.link.evidence import kinds
from aligner.link.lexicon import Lexicon
from aligner.link.units import splits_hyphens, units

__all__ = ["Text", "Tokens"]

_Floats = NDArray[np.float32]
_Ints = NDArray[np.int64]
_Numbers = NDArray[np.int32]
Tokens = Sequence[str]
_MOST_COUNTED = 1 << 24  # keys that are looked up in one table, of four bytes each
_KEYS_AT_ONCE = 1 << 21
_PAIRS_AT_ONCE = 1 << 12


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
        self.pairs: tuple[_Numbers, _Numbers] = ((keys // width).astype(np.int32), (keys % width).astype(np.int32))

    def forget_places(self) -> None:
        """Give back what stands where; what is left is what the whole text teaches."""
        self.units, self._shapes, self._cells = [], [], np.empty(0, np.int32)

    def stretches(self) -> Iterator[slice]:
        """Yield the sentence pairs in stretches that can be worked on at once, whatever the length of the text."""
        for start in range(0, len(self._shapes), _PAIRS_AT_ONCE):
            yield slice(start, start + _PAIRS_AT_ONCE)

    def matrices(self, values: _Floats, some: slice = slice(None)) -> list[_Floats]:
        """Return values of distinct pairs laid out by sentence pair, for some of these."""
        return [
            values[self._cells[start : start + n * m]].reshape(n, m)
            for (n, m), start in zip(self._shapes[some], self._starts[:-1][some], strict=True)
        ]

    def counts(self, matrices: Sequence[_Floats], some: slice) -> NDArray[np.float64]:
        """Return sums over some sentence pairs for each distinct pair, the inverse of ``matrices``."""
        first = self._starts[some.start]
        flat = np.concatenate([matrix.ravel() for matrix in matrices])
        cells = self._cells[first : first + len(flat)]
        return np.asarray(np.bincount(cells, flat, minlength=len(self.pairs[0])), np.float64)


def _keys(numbers: Sequence[Sequence[_Ints]], starts: _Ints, width: int) -> Iterator[_Ints]:
    """Yield the keys of the word pairs of all sentence pairs, end to end, some sentence pairs at a time."""
    first = 0
    while first < len(numbers):
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + _KEYS_AT_ONCE, side="right")) - 1)
        yield np.concatenate([(one[:, None] * width + other[None]).ravel() for one, other in numbers[first:last]])
        first = last


def _distinct(parts: Iterable[_Ints], count: int, size: int) -> tuple[_Ints, _Numbers]:
    """Return the distinct keys, sorted, and for each key the number of its own among them.

    They are looked up in a table, which takes a fifth of the time of sorting; where it would be too large, in one for
    each stretch of keys.

    :param parts: keys, in parts whose memory is given back one by one
    :param count: of the keys
    :param size: more than any key
    """
    numbers = np.empty(count, np.int32)
    stretches = range(0, size, _MOST_COUNTED)
    sorted_parts = list(_by_stretch(parts, len(stretches)))
    table, is_there = np.empty(min(size, _MOST_COUNTED), np.int32), np.zeros(min(size, _MOST_COUNTED), bool)
    every: list[_Ints] = []
    known = 0
    for n, start in enumerate(stretches):
        some = [(keys[bounds[n] : bounds[n + 1]], at[bounds[n] : bounds[n + 1]]) for keys, at, bounds in sorted_parts]
        keys, places = (np.concatenate(arrays) for arrays in zip(*some, strict=True))
        is_there[keys] = True
        found = np.flatnonzero(is_there)
        table[found] = np.arange(known, known + len(found))
        numbers[places] = table[keys]
        is_there[found] = False
        every.append(found + start)
        known += len(found)
    return np.concatenate(every), numbers


def _by_stretch(parts: Iterable[_Ints], stretches: int) -> Iterator[tuple[_Numbers, _Numbers, _Ints]]:
    """Yield the keys of each part by stretch, counted from its begin, their places, and where each stretch begins."""
    begin = 0
    for keys in parts:
        if stretches == 1:
            yield keys.astype(np.int32), np.arange(begin, begin + len(keys), dtype=np.int32), np.array([0, len(keys)])
            begin += len(keys)
            continue
        of = (keys // _MOST_COUNTED).astype(np.uint16)
        order = np.argsort(of, kind="stable")
        bounds = np.searchsorted(of[order], np.arange(stretches + 1))
        yield (keys[order] % _MOST_COUNTED).astype(np.int32), (begin + order).astype(np.int32), bounds
        begin += len(keys)
