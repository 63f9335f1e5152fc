"""Small encoders for tests: plain objects with ``encode``, as anybody may bring one."""

import time
from hashlib import blake2b

import numpy as np

from aligner.encode import Vectors

__all__ = ["Hashing", "Slow"]


class Hashing:
    """Bags of hashed words: texts that share words lie close. It counts what it is asked for."""

    def __init__(self, dimensions: int = 64, name: str | None = None) -> None:
        self.dimensions = dimensions
        self.asked: list[str] = []
        if name is not None:
            self.name = name

    def encode(self, sentences: list[str]) -> Vectors:
        """Vectors that nobody normalised, shape (n, dimensions)."""
        self.asked += sentences
        vectors = np.zeros((len(sentences), self.dimensions), dtype=np.float32)
        for row, sentence in zip(vectors, sentences, strict=True):
            for word in sentence.lower().split():
                number = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
                row[number % self.dimensions] += 1 if number >> 40 & 1 else -1
        return vectors


class Slow(Hashing):
    """Takes its time, so that others come while it is at work."""

    def __init__(self, name: str | None = None, seconds: float = 0.05) -> None:
        super().__init__(name=name)
        self.seconds = seconds

    def encode(self, sentences: list[str]) -> Vectors:
        """Vectors, later."""
        time.sleep(self.seconds if sentences else 0)
        return super().encode(sentences)
