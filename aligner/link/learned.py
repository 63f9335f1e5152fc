"""What a document taught the linker, so that one of its pairs can be linked anew by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.encode.base import Encoder
from aligner.link.evidence import Scale, scale_of
from aligner.link.text import Text

__all__ = ["Learned"]

_Floats = NDArray[np.float32]
_Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Learned:
    """Counts of a document's words and of the links between them; arrays of another text are as it numbers its own."""

    text: Text  #: of the whole document
    counts: _Floats  #: how often it linked each of its distinct word pairs, shape (p,)
    encoder: Encoder | None

    @cached_property
    def scale(self) -> Scale | None:
        """What similarities of words are measured by."""
        return None if self.encoder is None else scale_of(self.text.words, self.encoder)

    @cached_property
    def totals(self) -> Sequence[float]:
        """How many words either side has."""
        return [float(occurrences.sum()) for occurrences in self.text.occurrences]

    def occurrences(self, other: Text) -> list[_Floats]:
        """Return how often the document has each word of another text, for either side."""
        return [
            _looked_up(some, numbers) for some, numbers in zip(self.text.occurrences, self._numbers(other), strict=True)
        ]

    def counts_of(self, other: Text) -> _Floats:
        """Return how often the document linked each word pair of another text."""
        numbers = self._numbers(other)
        one, another = (numbers[side][other.pairs[side]] for side in (0, 1))
        width = len(self.text.words[1])
        wanted = np.where((one >= 0) & (another >= 0), one * width + another, -1)
        places = np.searchsorted(self._keys, wanted)
        found = np.minimum(places, len(self._keys) - 1)
        return _looked_up(self.counts, np.where(self._keys[found] == wanted, found, -1))

    @cached_property
    def _keys(self) -> _Ints:
        rows, columns = self.text.pairs
        return np.asarray(rows.astype(np.int64) * len(self.text.words[1]) + columns)

    @cached_property
    def _index(self) -> tuple[dict[str, int], dict[str, int]]:
        first, second = ({word: n for n, word in enumerate(words)} for words in self.text.words)
        return first, second

    def _numbers(self, other: Text) -> list[_Ints]:
        """Return the numbers here of another text's words, -1 where there is no such word."""
        return [
            np.array([index.get(word, -1) for word in words], np.int64)
            for index, words in zip(self._index, other.words, strict=True)
        ]


def _looked_up(values: NDArray[Any], numbers: _Ints) -> _Floats:
    """Return values at some places, 0 where the place is negative."""
    return np.where(numbers >= 0, values[numbers], 0).astype(np.float32)
