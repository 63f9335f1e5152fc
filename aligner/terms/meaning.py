"""How close two phrases are in meaning: an encoder's vectors, each text encoded once."""

from collections.abc import Iterable, Sequence

import numpy as np

from aligner.encode import Encoder
from aligner.encode.base import Vectors

__all__ = ["Meaning"]


class Meaning:
    """Unit vectors of short phrases.

    :param encoder: any encoder; without one every two phrases are equally close
    """

    def __init__(self, encoder: Encoder | None) -> None:
        self.encoder = encoder
        self._rows: dict[str, int] = {}
        self._vectors: Vectors = np.zeros((0, 1), dtype=np.float32)

    def learn(self, texts: Iterable[str]) -> None:
        """Encode texts that are new, all at once: far cheaper than one by one."""
        new = [text for text in dict.fromkeys(texts) if text not in self._rows]
        if not new or self.encoder is None:
            return
        found = np.asarray(self.encoder.encode(new), dtype=np.float32)
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        start = len(self._rows)
        self._rows.update({text: start + n for n, text in enumerate(new)})
        self._vectors = np.vstack([self._vectors, found]) if start else found

    def similarities(self, left: Sequence[str], right: Sequence[str]) -> Vectors:
        """Cosines, shape (len(left), len(right)); 0 throughout without an encoder."""
        if self.encoder is None or not left or not right:
            return np.zeros((len(left), len(right)), dtype=np.float32)
        self.learn([*left, *right])
        rows = [self._vectors[[self._rows[text] for text in side]] for side in (left, right)]
        cosines: Vectors = rows[0] @ rows[1].T
        return cosines
