"""Vectors kept in memory while one pair of texts is worked on: many steps ask for those of the same texts."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from threading import RLock

import numpy as np

from aligner.encode.base import AdditiveEncoder, Encoder, Vectors
from aligner.encode.load import name_of

__all__ = ["RememberingEncoder", "remembering"]

_MOST_ROWS = 200_000  #: of one kind that are kept, 0.4 GB; texts of long pairs beyond it are encoded when asked for
_FEW = 64  #: rows that are cheaper to fetch one by one


class RememberingEncoder:
    """An unbounded memory of vectors; make one for each pair and drop it with the pair. It may be used by threads."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.name = name_of(encoder)
        self.characters = 0  #: characters that had to be encoded
        self._lock = RLock()
        self._vectors = _Rows()

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        """Return vectors of shape (n, d)."""
        return self._remembered(self._vectors, sentences, self.encoder.encode)

    def _remembered(self, rows: "_Rows", texts: Sequence[str], make: Callable[[list[str]], Vectors]) -> Vectors:
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text not in rows.numbers]
            if new or not rows.numbers:
                self.characters += sum(map(len, new))
                made = np.array(make(new), dtype=np.float32)
                if len(rows) + len(new) > _MOST_ROWS and len(rows):
                    return rows.with_others(texts, dict(zip(new, made, strict=True)))
                rows.add(new, made)
            return rows.of(texts)


class RememberingAdditiveEncoder(RememberingEncoder):
    """Remembers what texts contribute as well."""

    encoder: AdditiveEncoder

    def __init__(self, encoder: AdditiveEncoder) -> None:
        super().__init__(encoder)
        self._contributions = _Rows()

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        """Return vectors of shape (n, d); a text whose contributions are known needs but the last layers."""
        return self._remembered(self._vectors, sentences, self._made)

    def _made(self, texts: list[str]) -> Vectors:
        pooled = [n for n, text in enumerate(texts) if text in self._contributions.numbers]
        if not pooled:
            return self.encoder.encode(texts)
        others = sorted(set(range(len(texts))).difference(pooled))
        known = [texts[n] for n in pooled]
        self.characters -= sum(map(len, known))  # were counted when they were pooled
        whole = self.finish(self._contributions.of(known))
        found = np.empty((len(texts), whole.shape[1]), dtype=np.float32)
        found[pooled] = whole
        found[others] = self.encoder.encode([texts[n] for n in others])
        return found

    def pool(self, sentences: Sequence[str], /) -> Vectors:
        """See ``AdditiveEncoder.pool``."""
        return self._remembered(self._contributions, sentences, self.encoder.pool)

    def forget_contributions(self) -> None:
        """Give back what texts contribute, 2 kB each; vectors stay."""
        with self._lock:
            self._contributions = _Rows()

    def finish(self, pooled: Vectors, /) -> Vectors:
        """See ``AdditiveEncoder.finish``."""
        return self.encoder.finish(pooled)


class _Rows:
    """Rows by text, in the arrays in which they came."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._arrays: list[Vectors] = []
        self._starts: list[int] = []

    def __len__(self) -> int:
        return len(self.numbers)

    def add(self, texts: Sequence[str], made: Vectors) -> None:
        """Keep one row for each text."""
        start = len(self.numbers)
        self._starts.append(start)
        made.flags.writeable = False  # what is handed out may be the array itself
        self._arrays.append(made)
        self.numbers.update(zip(texts, range(start, start + len(texts)), strict=True))

    def of(self, texts: Sequence[str]) -> Vectors:
        """Return the rows of texts that are all known, shape (n, d)."""
        numbers = [self.numbers[text] for text in texts]
        if 0 < len(numbers) <= _FEW:
            return np.array([self._row(number) for number in numbers], dtype=np.float32)
        rows = np.array(numbers, dtype=np.int64)
        if len(self._arrays) == 1 and len(rows) == len(self) and (np.diff(rows) == 1).all():
            return self._arrays[0]
        owner = np.searchsorted(self._starts, rows, side="right") - 1
        found = np.empty((len(rows), self._arrays[0].shape[1]), dtype=np.float32)
        for number in np.unique(owner):
            here = owner == number
            found[here] = self._arrays[number][rows[here] - self._starts[number]]
        return found

    def _row(self, number: int) -> Vectors:
        owner = bisect_right(self._starts, number) - 1
        row: Vectors = self._arrays[owner][number - self._starts[owner]]
        return row

    def with_others(self, texts: Sequence[str], others: dict[str, Vectors]) -> Vectors:
        """Return the rows of texts, some of which are given."""
        return np.stack([others[text] if text in others else self.of([text])[0] for text in texts])


def remembering(encoder: Encoder) -> RememberingEncoder:
    """Return an encoder that remembers the vectors it made, additive where the one behind it is.

    One that remembers already is returned as it is.
    """
    if isinstance(encoder, RememberingEncoder):
        return encoder
    if isinstance(encoder, AdditiveEncoder):
        return RememberingAdditiveEncoder(encoder)
    return RememberingEncoder(encoder)
