"""Vectors kept on disk, so that a second run on an edited draft only encodes what changed."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import numpy as np

from aligner.encode.base import AdditiveEncoder, Encoder, Vectors
from aligner.encode.load import name_of

__all__ = ["CachedEncoder", "Progress", "VectorCache", "cached", "default_cache"]

_MOST_ROWS = 400_000  # about 0.8 GB of vectors; the oldest tenth goes when there are more
_PATIENCE = 10.0  # seconds to wait for another process that writes
_AT_ONCE = 500  # rows a query; SQLite takes at most 999 parameters in old versions


def default_cache() -> Path:
    """Where the cache lies: ``ALIGNER_CACHE`` or the user's cache folder."""
    import os

    from platformdirs import user_cache_path

    folder = os.environ.get("ALIGNER_CACHE")
    return (Path(folder) if folder else user_cache_path("aligner", appauthor=False)) / "vectors.sqlite"


class VectorCache:
    """A SQLite file of vectors by encoder and text. A cache that cannot be used is silently no cache."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            self._database = _open(path)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """The vectors that are there, each of shape (d,)."""
        found: dict[bytes, Vectors] = {}
        if self._database is None:
            return found
        with suppress(sqlite3.Error):
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = self._database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some)
                found.update((key, np.frombuffer(vector, dtype=np.float32)) for key, vector in rows)
        return found

    def put(self, vectors: dict[bytes, Vectors]) -> None:
        """Keep vectors of shape (d,)."""
        if self._database is None or not vectors:
            return
        rows = [(key, np.ascontiguousarray(vector, dtype=np.float32).tobytes()) for key, vector in vectors.items()]
        with suppress(sqlite3.Error), self._database:
            self._database.executemany("INSERT OR REPLACE INTO vectors (key, vector) VALUES (?, ?)", rows)
            (count,) = self._database.execute("SELECT count(*) FROM vectors").fetchone()
            if count > _MOST_ROWS:
                self._database.execute(
                    "DELETE FROM vectors WHERE rowid IN (SELECT rowid FROM vectors ORDER BY rowid LIMIT ?)",
                    (count - _MOST_ROWS * 9 // 10,),
                )

    def count(self) -> int | None:
        """Vectors in it, or nothing where the cache cannot be used."""
        if self._database is None:
            return None
        try:
            (count,) = self._database.execute("SELECT count(*) FROM vectors").fetchone()
        except sqlite3.Error:
            return None
        return int(count)

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None


def _open(path: Path) -> sqlite3.Connection:
    """The database, made anew where the file is no database."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for attempt in (1, 2):
        database = sqlite3.connect(path, timeout=_PATIENCE)
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=OFF")
            database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
        except sqlite3.DatabaseError as error:
            database.close()
            if attempt == 2 or isinstance(error, sqlite3.OperationalError):
                raise
            path.unlink(missing_ok=True)
        else:
            return database
    raise AssertionError("unreachable")


Progress = Callable[[int, int], None]
"""Called with the characters encoded so far and the characters to encode."""

_CHUNK = 256  # sentences encoded, stored and reported at a time


class CachedEncoder:
    """An encoder that remembers.

    :param encoder: who makes the vectors that are not known yet
    :param cache: where they are kept; not used for an encoder without a name, whose vectors could be any model's
    :param progress: told how far the encoding is
    """

    def __init__(self, encoder: Encoder, cache: VectorCache | None = None, progress: Progress | None = None) -> None:
        self.encoder, self.progress = encoder, progress
        self.cache = cache if isinstance(getattr(encoder, "name", None), str) else None
        self.name = name_of(encoder)
        self.characters = 0  #: characters that had to be encoded

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        """Vectors of shape (n, d)."""
        return self._remembered(list(sentences), self.encoder.encode, "encode")

    def _remembered(self, texts: list[str], make: Callable[[list[str]], Vectors], kind: str) -> Vectors:
        keys = [self._key(text, kind) for text in texts]
        known = self.cache.get(list(dict.fromkeys(keys))) if self.cache else {}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        todo = list(missing.items())
        total, done = sum(len(text) for _, text in todo), 0
        for start in range(0, len(todo), _CHUNK):
            some = todo[start : start + _CHUNK]
            made = np.asarray(make([text for _, text in some]), dtype=np.float32)
            new = {key: vector for (key, _), vector in zip(some, made, strict=True)}
            if self.cache:
                self.cache.put(new)
            known.update(new)
            done += sum(len(text) for _, text in some)
            if self.progress:
                self.progress(done, total)
        self.characters += total
        return np.stack([known[key] for key in keys]) if keys else np.asarray(make([]), dtype=np.float32)

    def _key(self, text: str, kind: str) -> bytes:
        return blake2b(f"{self.name}\0{kind}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


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
    """An encoder that remembers, additive where the one behind it is."""
    kind = CachedAdditiveEncoder if isinstance(encoder, AdditiveEncoder) else CachedEncoder
    return kind(encoder, cache, progress)
