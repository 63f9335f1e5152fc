"""What the embedded encoder knows of single tokens, computed once for each.

The first layers of the model see one token at a time, and its first convolutions are sums over the tokens of a window.
So what a token adds at each place of a window is computed once, and a text's first convolutions are only additions.
"""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Known", "TokenTable"]

_Array = NDArray[Any]

_MOST = 6144  # rows that are kept, of 15 kB each; common tokens come back soon when the table begins anew


class Known(NamedTuple):
    """What is known of tokens: arrays with a row a token."""

    arrays: Sequence[_Array]
    rows: NDArray[np.int64]  #: of the tokens that were asked for


class TokenTable:
    """Rows of several arrays by token number. It may be used by threads: what was handed out stays as it is.

    :param make: returns the rows of distinct tokens, an array (n, width) for each width
    :param widths: of the arrays
    :param vocabulary: how many token numbers there are
    """

    def __init__(self, make: Callable[[_Array], Sequence[_Array]], widths: Sequence[int], vocabulary: int) -> None:
        self._make = make
        self._widths = widths
        self._row_of = np.full(vocabulary, -1, dtype=np.int32)
        self._arrays: list[_Array] = self._room(_MOST)
        self._used = 0
        self._settled = False
        self._lock = Lock()

    def settle(self) -> None:
        """Forget all tokens, and take the memory of all rows at once.

        Rows that are computed together with others differ from those computed alone in their last digits, so what a
        text's vector is depends on what was asked for before. After this it does not. It may not be called while
        another thread still uses rows.
        """
        with self._lock:
            self._row_of[:] = -1
            self._used = 0
            if not self._settled:
                self._settled = True
                for array in self._arrays:
                    array[:] = 0  # which a process that works for long has sooner or later

    def look_up(self, tokens: _Array) -> Known:
        """Return what is known of tokens, shape (n,); what is not known yet is made."""
        with self._lock:
            rows = self._row_of[tokens]
            if (rows < 0).any():
                new = np.unique(tokens[rows < 0])
                if self._used + len(new) > _MOST and self._used:
                    self._row_of[:] = -1
                    new = np.unique(tokens)
                    self._arrays, self._used = self._room(max(_MOST, len(new))), 0
                self._add(new)
                rows = self._row_of[tokens]
            return Known(self._arrays, rows.astype(np.int64))

    def _add(self, tokens: _Array) -> None:
        end = self._used + len(tokens)
        if end > len(self._arrays[0]):
            self._arrays = self._room(end)
        for array, made in zip(self._arrays, self._make(tokens), strict=True):
            array[self._used : end] = made
        self._row_of[tokens] = np.arange(self._used, end)
        self._used = end

    def _room(self, rows: int) -> list[_Array]:
        """Return empty arrays; memory is taken where they are filled."""
        return [np.empty((rows, width), dtype=np.float32) for width in self._widths]
