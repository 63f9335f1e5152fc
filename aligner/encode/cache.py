"""Vectors kept on disk, so that a second run on an edited draft only encodes what changed."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from threading import Event, Lock, local
from typing import NamedTuple, TypeVar

import numpy as np

from aligner.encode.base import AdditiveEncoder, Encoder, Vectors
from aligner.encode.load import name_of
from aligner.errors import ConfigError
from aligner.progress import LOG

__all__ = ["CacheFacts", "CachedEncoder", "Progress", "VectorCache", "cached", "default_cache"]

_LIMIT = 800  # megabytes, unless ALIGNER_CACHE_LIMIT says otherwise
_KEPT = 0.8  # share of the limit that is left when the oldest vectors go
_PATIENCE = 10.0  # seconds to wait for another process that writes
_AT_ONCE = 500  # rows a query; SQLite takes at most 999 parameters in old versions
_SIZE_EVERY = 20  # writes after which the file's size is looked at
_WIDTH = np.dtype(np.float32).itemsize
_EXTRA_FILES = ("-wal", "-shm")

_T = TypeVar("_T")


def default_cache() -> Path:
    """Return where the cache is: in ``ALIGNER_CACHE`` or the user's cache folder."""
    from platformdirs import user_cache_path

    folder = os.environ.get("ALIGNER_CACHE")
    return (Path(folder) if folder else user_cache_path("aligner", appauthor=False)) / "vectors.sqlite"


def _limit_from_environment() -> int:
    said = os.environ.get("ALIGNER_CACHE_LIMIT", "")
    if said and not said.isdecimal():
        raise ConfigError(f"ALIGNER_CACHE_LIMIT is {said!r}; expected a number of megabytes.")
    return (int(said) if said else _LIMIT) * 1_000_000


class CacheFacts(NamedTuple):
    """What a person asks of a cache."""

    vectors: int
    size: int  #: in bytes, of the file and what belongs to it
    limit: int  #: in bytes


class VectorCache:
    """A SQLite file of vectors by encoder and text, for any number of threads and processes.

    A damaged file is made anew; a file that cannot be used costs a warning and that vectors are made again.

    :param limit: bytes from which on the oldest vectors go; by default ``ALIGNER_CACHE_LIMIT`` in megabytes, else 800
    :raises ConfigError: if ``ALIGNER_CACHE_LIMIT`` is no number
    """

    def __init__(self, path: Path, limit: int | None = None) -> None:
        self.path = path
        self.limit = _limit_from_environment() if limit is None else limit
        self._mine = local()  # connections are not shared between threads, nor across a fork
        self._open: list[sqlite3.Connection] = []
        self._lock = Lock()
        self._generation = 0  # counts the times that the file was made anew or let go of
        self._warned = False
        self._writes = 0

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """Return the vectors that are there, each of shape (d,); one that is damaged is left out."""

        def read(database: sqlite3.Connection) -> dict[bytes, Vectors]:
            found: dict[bytes, Vectors] = {}
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some)
                found.update((key, vector) for key, blob in rows if (vector := _vector(blob)) is not None)
            return found

        return self._asked(read) or {}

    def put(self, vectors: dict[bytes, Vectors]) -> None:
        """Keep vectors of shape (d,)."""
        rows = [(key, np.ascontiguousarray(vector, dtype=np.float32).tobytes()) for key, vector in vectors.items()]

        def write(database: sqlite3.Connection) -> None:
            with database:
                database.executemany("INSERT OR REPLACE INTO vectors (key, vector) VALUES (?, ?)", rows)
                self._writes += 1
                if self._writes % _SIZE_EVERY == 0:
                    self._make_room(database)

        if rows:
            self._asked(write)

    def facts(self) -> CacheFacts | None:
        """Return how much is in it, or None where it cannot be used."""

        def read(database: sqlite3.Connection) -> CacheFacts:
            (count,) = database.execute("SELECT count(*) FROM vectors").fetchone()
            return CacheFacts(int(count), sum(path.stat().st_size for path in self._files()), self.limit)

        return self._asked(read)

    def count(self) -> int | None:
        """Return how many vectors are in it, or None where it cannot be used."""
        facts = self.facts()
        return facts.vectors if facts else None

    def clear(self) -> int:
        """Delete the file; return how many bytes that freed.

        :raises OSError: if it cannot be deleted
        """
        self.close()
        size = sum(path.stat().st_size for path in self._files())
        for path in self._files():
            path.unlink()
        return size

    def close(self) -> None:
        """Let go of the file; it is opened again when it is needed."""
        with self._lock:
            self._generation += 1
            for database in self._open:
                with suppress(sqlite3.Error):
                    database.close()
            self._open.clear()

    def _files(self) -> list[Path]:
        every = (self.path, *(self.path.with_name(self.path.name + extra) for extra in _EXTRA_FILES))
        return [path for path in every if path.is_file()]

    def _asked(self, work: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """Return what work with this thread's connection gives; None, with a warning, where the file fails."""
        for last in (False, True):
            try:
                return work(self._connection())
            except (sqlite3.OperationalError, OSError) as error:
                self._warn(f"The cache of vectors at {self.path} cannot be used ({error}): vectors are made again.")
                return None
            except sqlite3.DatabaseError as error:
                self._warn(f"The cache of vectors at {self.path} was damaged ({error}) and is made anew.")
                with suppress(OSError):
                    self.clear()
                if last:
                    return None
        return None

    def _connection(self) -> sqlite3.Connection:
        here = (os.getpid(), self._generation)
        if getattr(self._mine, "here", None) != here:
            self._mine.database = self._opened()
            self._mine.here = here
        database: sqlite3.Connection = self._mine.database
        return database

    def _opened(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self.path, timeout=_PATIENCE, check_same_thread=False)
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=OFF")
            database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
        except sqlite3.Error:
            database.close()
            raise
        with self._lock:
            self._open.append(database)
        return database

    def _make_room(self, database: sqlite3.Connection) -> None:
        """Drop the oldest vectors where they take more than the limit; their pages are used again."""
        (count, least, most) = database.execute("SELECT 1, min(rowid), max(rowid) FROM vectors").fetchone()
        if not count or least is None:
            return
        pages, free, size = (
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        used = (pages - free) * size
        if used > self.limit:
            gone = int((most - least + 1) * (1 - _KEPT * self.limit / used))
            database.execute("DELETE FROM vectors WHERE rowid < ?", (least + gone,))

    def _warn(self, message: str) -> None:
        if not self._warned:
            self._warned = True
            LOG.warning(message)


def _vector(blob: object) -> Vectors | None:
    """Return what a row holds, or None if that is no vector."""
    if not isinstance(blob, bytes) or not blob or len(blob) % _WIDTH:
        return None
    found: Vectors = np.frombuffer(blob, dtype=np.float32)
    return found if np.isfinite(found).all() else None


Progress = Callable[[int, int], None]
"""Called with the characters encoded so far and the characters to encode."""

_CHUNK = 256  # sentences encoded, stored and reported at a time


class _Claim:
    """Vectors that one thread makes and others wait for."""

    def __init__(self) -> None:
        self.done = Event()
        self.vectors: dict[bytes, Vectors] = {}


class CachedEncoder:
    """An encoder that keeps its vectors. Threads that ask for the same text at once get one vector, made once.

    :param encoder: who makes the vectors that are not known yet
    :param cache: where they are kept; not used for an encoder without a name, whose vectors could be any model's
    :param progress: told how far the encoding is
    """

    def __init__(self, encoder: Encoder, cache: VectorCache | None = None, progress: Progress | None = None) -> None:
        self.encoder, self.progress = encoder, progress
        self.cache = cache if isinstance(getattr(encoder, "name", None), str) else None
        self.name = name_of(encoder)
        self.characters = 0  #: characters that had to be encoded
        self._lock = Lock()
        self._claims: dict[bytes, _Claim] = {}

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        """Vectors of shape (n, d)."""
        return self._remembered(list(sentences), self.encoder.encode, "encode")

    def _remembered(self, texts: list[str], make: Callable[[list[str]], Vectors], kind: str) -> Vectors:
        keys = [self._key(text, kind) for text in texts]
        wanted = dict(zip(keys, texts, strict=True))
        known: dict[bytes, Vectors] = {}
        while missing := [key for key in wanted if key not in known]:
            mine, others = self._claimed(missing)
            try:
                known.update(self._looked_up(mine))
                known.update(self._made([(key, wanted[key]) for key in mine if key not in known], make))
            finally:
                self._released(mine, known)
            for claim in others:
                claim.done.wait()
                known.update(claim.vectors)
        return np.stack([known[key] for key in keys]) if keys else np.asarray(make([]), dtype=np.float32)

    def _claimed(self, keys: Sequence[bytes]) -> "tuple[list[bytes], list[_Claim]]":
        """Take on the keys that no other thread is working on; return those, and what the others work on."""
        with self._lock:
            others = {id(claim): claim for key in keys if (claim := self._claims.get(key)) is not None}
            mine = [key for key in keys if key not in self._claims]
            claim = _Claim()
            self._claims.update(dict.fromkeys(mine, claim))
        return mine, list(others.values())

    def _released(self, keys: Sequence[bytes], known: dict[bytes, Vectors]) -> None:
        """Hand what was made to those who wait; after an error they make it themselves."""
        with self._lock:
            claims = {id(claim): claim for key in keys if (claim := self._claims.pop(key, None)) is not None}
        for claim in claims.values():
            claim.vectors = {key: known[key] for key in keys if key in known}
            claim.done.set()

    def _looked_up(self, keys: list[bytes]) -> dict[bytes, Vectors]:
        """Return what the cache has; of vectors of different lengths the odd ones are left out."""
        found = self.cache.get(keys) if self.cache and keys else {}
        sizes = {len(vector) for vector in found.values()}
        if len(sizes) > 1:
            usual = max(sizes, key=[len(vector) for vector in found.values()].count)
            found = {key: vector for key, vector in found.items() if len(vector) == usual}
        return found

    def _made(self, todo: list[tuple[bytes, str]], make: Callable[[list[str]], Vectors]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        total, done = sum(len(text) for _, text in todo), 0
        for start in range(0, len(todo), _CHUNK):
            some = todo[start : start + _CHUNK]
            made = np.asarray(make([text for _, text in some]), dtype=np.float32)
            new = {key: vector for (key, _), vector in zip(some, made, strict=True)}
            if self.cache:
                self.cache.put(new)
            found.update(new)
            done += sum(len(text) for _, text in some)
            if self.progress:
                self.progress(done, total)
        with self._lock:
            self.characters += total
        return found

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
