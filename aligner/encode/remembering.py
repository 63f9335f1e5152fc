"""Vectors kept in memory while one pair of texts is looked at: several rules ask for those of the same words."""

from collections.abc import Sequence

import numpy as np

from aligner.encode.base import AdditiveEncoder, Encoder, Vectors

__all__ = ["RememberingEncoder", "remembering"]


class RememberingEncoder:
    """An encoder that makes the vector of a text once and forgets nothing: it should live no longer than its texts."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.characters = 0  #: characters that had to be encoded
        self._rows: dict[str, int] = {}
        self._vectors: Vectors = np.empty((0, 0), dtype=np.float32)

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        """Vectors of shape (n, d)."""
        new = [text for text in dict.fromkeys(sentences) if text not in self._rows]
        if new or not self._rows:
            self.characters += sum(map(len, new))
            made = np.asarray(self.encoder.encode(new), dtype=np.float32)
            self._vectors = np.concatenate([self._vectors, made]) if self._rows else made
            self._rows.update(zip(new, range(len(self._rows), len(self._vectors)), strict=True))
        return self._vectors[[self._rows[text] for text in sentences]]


class RememberingAdditiveEncoder(RememberingEncoder):
    """Remembers vectors, not contributions."""

    encoder: AdditiveEncoder

    def pool(self, sentences: Sequence[str], /) -> Vectors:
        """See ``AdditiveEncoder.pool``."""
        return self.encoder.pool(sentences)

    def finish(self, pooled: Vectors, /) -> Vectors:
        """See ``AdditiveEncoder.finish``."""
        return self.encoder.finish(pooled)


def remembering(encoder: Encoder) -> RememberingEncoder:
    """An encoder that remembers the vectors it made, additive where the one behind it is; itself if it does already."""
    if isinstance(encoder, RememberingEncoder):
        return encoder
    return (RememberingAdditiveEncoder if isinstance(encoder, AdditiveEncoder) else RememberingEncoder)(encoder)
