"""Vectors of one to k sentences in a row, made from what is known of the single sentences."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from aligner.encode.base import AdditiveEncoder, Encoder, Vectors

__all__ = ["Windows"]

_BLOCK = 128  # windows made at a time
_BLOCKS_KEPT = 48  # a text is walked through from its beginning to its end, so the last few are enough


class Windows:
    """The windows of one text.

    An additive encoder's windows are sums of contributions sent through its last layers. Any other encoder's are sums
    of the sentences' unit vectors weighted by the square root of their lengths, which costs half a point of strict F1
    against encoding every window (.934 for .938 on eleven novels) and nothing to make.

    :param sentences: texts, each encoded exactly once
    """

    def __init__(self, sentences: Sequence[str], encoder: Encoder) -> None:
        self.lengths: NDArray[np.int64] = np.array([max(1, len(text)) for text in sentences], dtype=np.int64)
        #: which sentences end with a letter or a digit, as headings do
        self.unfinished: NDArray[np.bool_] = np.array([text.rstrip()[-1:].isalnum() for text in sentences], dtype=bool)
        self._encoder = encoder
        self._blocks: dict[tuple[int, int], Vectors] = {}  # the one that was asked for last comes last
        self._twos: Vectors | None = None  # windows of two sentences, those in blocks that were made
        self._has_twos: NDArray[np.bool_] = np.zeros(len(sentences), dtype=bool)
        self._parts = self._contributed(sentences, self.lengths)

    def __len__(self) -> int:
        return len(self.lengths)

    @cached_property
    def _centred(self) -> tuple[Vectors, Vectors]:
        raw = self._finished(self._parts)
        # A little less than the mean, so that something is left of a sentence that is all there is, again and again.
        mean = raw.sum(axis=0) / np.float32(len(raw) + 1)
        raw -= mean
        raw /= np.maximum(np.linalg.norm(raw, axis=1, keepdims=True), 1e-9)
        return raw, mean

    @property
    def singles(self) -> Vectors:
        """Centred unit vectors of the sentences, shape (n, d)."""
        return self._centred[0]

    @property
    def mean(self) -> Vectors:
        """What the text's vectors have in common, shape (d,): it tells nothing about which sentence is which."""
        return self._centred[1]

    def sums(self, start: int, stop: int, size: int) -> Vectors:
        """Return centred unit vectors of the windows of ``size`` sentences that start in [start, stop).

        Shape (stop - start, d); a window that would reach over the end of the text is all zeros.
        """
        if size == 1:
            return self.singles[start:stop]
        blocks = range(start // _BLOCK, -(-stop // _BLOCK))
        made = np.concatenate([self._kept_block(block, size) for block in blocks])
        return made[start - blocks.start * _BLOCK : stop - blocks.start * _BLOCK]

    def _kept_block(self, block: int, size: int) -> Vectors:
        # Not functools' cache: with a method of its own owner it would keep all vectors until Python looks for cycles.
        key = (block, size)
        found = self._blocks[key] = self._blocks.pop(key) if key in self._blocks else self._made_block(block, size)
        if len(self._blocks) > _BLOCKS_KEPT:
            del self._blocks[next(iter(self._blocks))]
        return found

    def _made_block(self, block: int, size: int) -> Vectors:
        """Return the windows of a size that start in one stretch of the text."""
        start, stop = block * _BLOCK, min((block + 1) * _BLOCK, len(self))
        whole = max(0, min(stop, len(self) - size + 1) - start)
        found = np.zeros((stop - start, self.mean.shape[0]), dtype=np.float32)
        if whole:
            summed = self._parts[start : start + whole].copy()
            for k in range(1, size):
                summed += self._parts[start + k : start + k + whole]
            found[:whole] = _unit(self._finished(summed) - self.mean)
            if size == 2:
                self._keep_twos(start, found[:whole])
        return found

    def _keep_twos(self, start: int, made: Vectors) -> None:
        """Keep windows of two sentences: the search makes all of them, and evidence of beads needs many again."""
        if self._twos is None:
            self._twos = np.empty((len(self), made.shape[1]), dtype=np.float32)
        self._twos[start : start + len(made)] = made
        self._has_twos[start : start + len(made)] = True

    def at(self, starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> Vectors:
        """Return centred unit vectors of windows, none of which reaches over the text's end; shape (windows, d)."""
        found = self.singles[starts]
        known = (sizes == 2) & self._has_twos[starts]
        if self._twos is not None:
            found[known] = self._twos[starts[known]]
        merged = np.flatnonzero((sizes > 1) & ~known)
        if len(merged):
            summed = self._parts[starts[merged]]
            for k in range(1, int(sizes[merged].max())):
                longer = sizes[merged] > k
                summed[longer] += self._parts[starts[merged][longer] + k]
            found[merged] = _unit(self._finished(summed) - self.mean)
        return found

    def contributions(self, texts: Sequence[str]) -> Vectors:
        """Return what parts of sentences contribute to the vectors of windows, shape (texts, p)."""
        return self._contributed(texts, np.array([max(1, len(text)) for text in texts]))

    def summed(self, start: int, stop: int) -> Vectors:
        """Return what some sentences in a row contribute, shape (p,)."""
        return np.asarray(self._parts[start:stop].sum(axis=0))

    def vectors(self, contributions: Vectors) -> Vectors:
        """Return centred unit vectors of what contributes this, shape (n, d)."""
        return _unit(self._finished(contributions) - self.mean)

    def _contributed(self, texts: Sequence[str], lengths: NDArray[np.int64]) -> Vectors:
        if isinstance(self._encoder, AdditiveEncoder):
            return self._encoder.pool(list(texts))
        vectors = np.asarray(self._encoder.encode(list(texts)), dtype=np.float32)
        return np.asarray(_unit(vectors) * np.sqrt(lengths, dtype=np.float32)[:, None])

    def _finished(self, parts: Vectors) -> Vectors:
        if isinstance(self._encoder, AdditiveEncoder):
            return self._encoder.finish(parts)
        return _unit(parts)


def _unit(vectors: Vectors) -> Vectors:
    """Return rows of length 1; a row of zeros stays one."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), dtype=np.float32)
