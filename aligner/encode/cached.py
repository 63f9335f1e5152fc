"""An encoder that asks a cache first, and never makes the same vector twice at the same time."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from hashlib import blake2b
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from aligner.encode.base import AdditiveEncoder, Encoder, RestingEncoder, Vectors
from aligner.encode.cache import VectorCache
from aligner.encode.load import name_of
from aligner.errors import EncoderError

__all__ = ["CachedEncoder", "Progress", "cached"]

Progress = Callable[[int, int], None]
"""Called with the characters encoded so far and the characters to encode."""

_Make = Callable[[list[str]], Vectors]

_CHUNK = 256  # texts encoded, stored and reported at a time
_MANY = 8192  # texts of one request after which the encoder gives back memory
_POLL = 0.02  # seconds between looks at what another process is making
_WAIT = 120.0  # seconds after which it is made here
_FORMAT = 2  # of vectors in the cache; another number and those of before are not read

_LOCKS: "WeakKeyDictionary[Any, Lock]" = WeakKeyDictionary()


class CachedEncoder:
    """An encoder that remembers. Threads may share it: it encodes one text after the other, and none of them twice.

    :param encoder: makes the vectors that are not known yet
    :param cache: where they are kept; not used for an encoder without a name, whose vectors could be any model's
    :param progress: told how far the encoding is
    """

    def __init__(self, encoder: Encoder, cache: VectorCache | None = None, progress: Progress | None = None) -> None:
        self.encoder, self.progress = encoder, progress
        self.cache = cache if isinstance(getattr(encoder, "name", None), str) else None
        self.name = name_of(encoder)
        self.characters = 0  #: characters that had to be encoded
        self._lock = Lock()  # of what follows
        self._promised: dict[bytes, Future[dict[bytes, Vectors]]] = {}  # what threads are at
        self._lengths: dict[str, int | None] = {}
        self._encoding = _lock_of(encoder)

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        """Return vectors of shape (n, d).

        :raises EncoderError: if the encoder gives something else
        """
        return self._remembered(list(sentences), self.encoder.encode, "encode")

    def _remembered(self, texts: list[str], make: _Make, kind: str) -> Vectors:
        if not texts:
            return np.asarray(make([]), dtype=np.float32)
        keys = [self._key(text, kind) for text in texts]
        wanted = dict(zip(keys, texts, strict=True))
        found = self._kept(list(wanted), make, kind)
        todo = [key for key in wanted if key not in found]
        total = sum(len(wanted[key]) for key in todo)
        is_long = len(todo) > _MANY
        while todo:
            found |= self._share(todo, wanted, make, kind)
            todo = [key for key in todo if key not in found]
            if self.progress:
                self.progress(total - sum(len(wanted[key]) for key in todo), total)
        if is_long and isinstance(self.encoder, RestingEncoder):
            self.encoder.rest()
        return np.stack([found[key] for key in keys])

    def _share(self, todo: list[bytes], wanted: dict[bytes, str], make: _Make, kind: str) -> dict[bytes, Vectors]:
        """Make some vectors that no other thread is making; if there are none, wait for those of one."""
        with self._lock:
            mine = [key for key in todo if key not in self._promised][:_CHUNK]
            promise = Future[dict[bytes, Vectors]]() if mine else self._promised[todo[0]]
            self._promised.update(dict.fromkeys(mine, promise))
        if not mine:
            return promise.result()
        made: dict[bytes, Vectors] = {}
        try:
            made = self._found_or_made({key: wanted[key] for key in mine}, make, kind)
        finally:
            with self._lock:
                for key in mine:
                    del self._promised[key]
            promise.set_result(made)  # nothing where it failed: then those who wait try for themselves
        return made

    def _found_or_made(self, wanted: dict[bytes, str], make: _Make, kind: str) -> dict[bytes, Vectors]:
        """Return vectors that another process has made meanwhile or is making, and make the others."""
        if self.cache is None:
            return self._made(wanted, make)
        found: dict[bytes, Vectors] = {}
        end = time.monotonic() + _WAIT
        while missing := [key for key in wanted if key not in found]:
            if time.monotonic() > end:
                return found | self._made({key: wanted[key] for key in missing}, make)
            mine = self.cache.claim(missing)
            new: dict[bytes, Vectors] = {}
            try:
                new = self._made({key: wanted[key] for key in mine}, make)
                self.cache.put(new)
            finally:
                if len(new) < len(mine):
                    self.cache.release(mine)
            found |= new
            others = [key for key in missing if key not in new]
            found |= self._kept(others, make, kind)
            if not mine and not any(key in found for key in others):
                time.sleep(_POLL)
        return found

    def _made(self, wanted: dict[bytes, str], make: _Make) -> dict[bytes, Vectors]:
        """Encode texts, which only one thread does at a time: many encoders are not made for more.

        :raises EncoderError: if that gives no finite vector for each
        """
        if not wanted:
            return {}
        with self._encoding:
            vectors = np.asarray(make(list(wanted.values())), dtype=np.float32)
            self.characters += sum(map(len, wanted.values()))
        if vectors.ndim != 2 or len(vectors) != len(wanted):
            raise EncoderError(
                f"The encoder {self.name} gave an array of shape {vectors.shape} for {len(wanted)} texts; "
                "expected one row for each."
            )
        if not np.isfinite(vectors).all():
            raise EncoderError(f"The encoder {self.name} gave vectors with infinite values or NaN.")
        return dict(zip(wanted, vectors, strict=True))

    def _kept(self, keys: list[bytes], make: _Make, kind: str) -> dict[bytes, Vectors]:
        """Return the vectors that are in the cache."""
        if self.cache is None or not keys:
            return {}
        if kind not in self._lengths:
            with self._encoding:
                nothing = np.asarray(make([]))
            self._lengths[kind] = nothing.shape[1] if nothing.ndim == 2 else None
        return self.cache.get(keys, self._lengths[kind])

    def _key(self, text: str, kind: str) -> bytes:
        whole = f"{_FORMAT}\0{self.name}\0{kind}\0{text}"
        return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class CachedAdditiveEncoder(CachedEncoder):
    """Remembers vectors and contributions, each where it is asked for: sentences are pooled, words are encoded."""

    encoder: AdditiveEncoder

    def pool(self, sentences: Sequence[str], /) -> Vectors:
        """See ``AdditiveEncoder.pool``."""
        return self._remembered(list(sentences), self.encoder.pool, "pool")

    def finish(self, pooled: Vectors, /) -> Vectors:
        """See ``AdditiveEncoder.finish``."""
        return self.encoder.finish(pooled)


def cached(encoder: Encoder, cache: VectorCache | None = None, progress: Progress | None = None) -> CachedEncoder:
    """Return an encoder that remembers, additive where the one behind it is."""
    kind = CachedAdditiveEncoder if isinstance(encoder, AdditiveEncoder) else CachedEncoder
    return kind(encoder, cache, progress)


def _lock_of(encoder: Encoder) -> Lock:
    """Return the one lock of an encoder, however many remember for it."""
    try:
        return _LOCKS.setdefault(encoder, Lock())
    except TypeError:  # it cannot be a key of a dictionary; then it is rarely shared
        return Lock()
