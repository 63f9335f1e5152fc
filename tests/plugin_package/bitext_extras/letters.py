"""Encoder that knows no language: counts of letter triples, for texts with many names and numbers."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

__all__ = ["Letters"]

_DIMENSIONS = 512


class Letters:
    """Vectors of shape (n, 512) and length 1."""

    name = "letters-1"  # tells its vectors from others' in the cache; change it when they change

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector a sentence."""
        vectors = np.zeros((len(sentences), _DIMENSIONS), dtype=np.float32)
        for row, sentence in enumerate(sentences):
            text = f"  {sentence.casefold()} "
            for at in range(len(text) - 2):
                vectors[row, crc32(text[at : at + 3].encode()) % _DIMENSIONS] += 1
        lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
        lengths[lengths == 0] = 1
        return vectors / lengths
