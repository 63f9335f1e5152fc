"""A file of vectors, so that a second run on an edited draft only encodes what changed.

Any number of threads and processes may use one file at once. It is a SQLite database in WAL mode; each piece of work
has a connection of its own. With a claim, a process tells the others which vectors it is making, so that they wait for
them instead of making the same.
"""

import os
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, TypeAlias, TypeVar
from zlib import crc32

import numpy as np

from aligner.encode.base import Vectors
from aligner.errors import ConfigError, InputError
from aligner.files import cache_folder
from aligner.progress import LOG

__all__ = ["CacheInfo", "VectorCache", "default_cache", "default_limit"]

_MEGABYTE = 1_000_000
_LIMIT = 1000  # megabytes, some 400,000 vectors
_KEPT = 0.9  # of the limit, once the oldest vectors had to go
_PATIENCE = 10.0  # seconds to wait for another process that writes
_PAUSE = 60.0  # seconds to do without the cache after that
_LEASE = 60.0  # seconds after which what a process claimed is given to others
_AT_ONCE = 500  # rows a query; SQLite takes at most 999 parameters in old versions
_PAGE = 16384  # bytes; 7 vectors fit, where a page of the usual 4096 holds only one
_CHECK = 4  # bytes of the checksum behind each vector

_Result = TypeVar("_Result")


def default_cache() -> Path:
    """Return where the cache lies: ``vectors.sqlite`` in ``ALIGNER_CACHE``, else in the user's cache folder."""
    return cache_folder() / "vectors.sqlite"


def default_limit() -> int:
    """Return how large the cache may become, in bytes: ``ALIGNER_CACHE_LIMIT`` megabytes, else 1,000.

    :raises ConfigError: if that variable is no number from 1 on
    """
    asked = os.environ.get("ALIGNER_CACHE_LIMIT") or str(_LIMIT)
    if not asked.isdecimal() or int(asked) < 1:
        raise ConfigError(f"ALIGNER_CACHE_LIMIT is {asked!r}; expected a number of megabytes, at least 1.")
    return int(asked) * _MEGABYTE


class CacheInfo(NamedTuple):
    """What a cache holds."""

    path: Path
    vectors: int
    size: int  #: bytes on disk
    limit: int  #: bytes


class VectorCache:
    """Vectors by key. It may be used by any thread and be pickled to other processes.

    What is read is checked, and a damaged file is made anew. A file that cannot be used makes a run slower but never
    stops it; the reason is logged as a warning, once.

    :param path: the file; its folder is made when needed
    :param limit: bytes that it may have; the oldest vectors go when there are more. By default ``default_limit()``
    """

    def __init__(self, path: Path, limit: int | None = None) -> None:
        self.path = path
        self.limit = default_limit() if limit is None else limit
        self._processes: dict[int, _Process] = {}

    def __reduce__(self) -> tuple[type["VectorCache"], tuple[Path, int]]:
        return VectorCache, (self.path, self.limit)

    def get(self, keys: Sequence[bytes], length: int | None = None) -> dict[bytes, Vectors]:
        """Return the vectors that are there and sound, each of shape (d,).

        :param length: the d that they must have, where it is known
        """

        def work(database: sqlite3.Connection) -> dict[bytes, bytes]:
            return dict(_rows(database, "SELECT key, vector FROM vectors", keys))

        found: dict[bytes, Vectors] = {}
        unsound = []
        contents: dict[bytes, bytes] = self._try(work, {})
        for key, content in contents.items():
            vector = _unpacked(content)
            if vector is None or length not in (None, len(vector)):
                unsound.append(key)
            else:
                found[key] = vector
        if unsound:
            self._forget(unsound)
        return found

    def put(self, vectors: dict[bytes, Vectors]) -> None:
        """Keep vectors of shape (d,), and give up the claims on them."""
        if not vectors:
            return
        rows = [(key, _packed(vector)) for key, vector in vectors.items()]

        def work(database: sqlite3.Connection) -> None:
            with _writing(database):
                database.executemany("INSERT OR REPLACE INTO vectors (key, vector) VALUES (?, ?)", rows)
                database.executemany("DELETE FROM claims WHERE key = ?", [(key,) for key, _ in rows])
                _evict(database, self.limit)

        self._try(work, None, writes=True)

    def claim(self, keys: Sequence[bytes]) -> list[bytes]:
        """Return the keys whose vectors the caller should make: they are not there, and no other process is at it.

        The others can soon be had from ``get``. A claim ends with ``put`` or ``release``, with the life of the process,
        or after a minute.
        """

        def work(database: sqlite3.Connection) -> list[bytes]:
            now = time.time()
            with _writing(database):
                database.execute("DELETE FROM claims WHERE until < ?", (now,))
                claimed = dict(_rows(database, "SELECT key, owner FROM claims", keys))
                gone = {owner for owner in set(claimed.values()) if not _lives(owner)}
                taken = {key for key, owner in claimed.items() if owner not in gone}
                taken |= {key for (key,) in _rows(database, "SELECT key FROM vectors", keys)}
                free = [key for key in keys if key not in taken]
                database.executemany(
                    "INSERT OR REPLACE INTO claims (key, owner, until) VALUES (?, ?, ?)",
                    [(key, os.getpid(), now + _LEASE) for key in free],
                )
            return free

        return self._try(work, list(keys), writes=True)

    def release(self, keys: Sequence[bytes]) -> None:
        """Give up claims on vectors that could not be made."""

        def work(database: sqlite3.Connection) -> None:
            with _writing(database):
                database.executemany("DELETE FROM claims WHERE key = ?", [(key,) for key in keys])

        self._try(work, None, writes=True)

    def count(self) -> int | None:
        """Return how many vectors there are, or None where the cache cannot be used."""

        def work(database: sqlite3.Connection) -> int:
            return int(database.execute("SELECT count(*) FROM vectors").fetchone()[0])

        return self._try(work, None)

    def info(self) -> CacheInfo:
        """Return what the cache holds; a file that is not there yet is not made.

        :raises InputError: if it cannot be used
        """
        if not self._is_there():
            return CacheInfo(self.path, 0, 0, self.limit)
        count = self.count()
        if count is None:
            reason = self._process.unusable or "it is in use"
            raise InputError(f"The vector cache {self.path} cannot be used: {reason}.")
        size = sum(file.stat().st_size for file in self._files() if file.exists())
        return CacheInfo(self.path, count, size, self.limit)

    def clear(self) -> int:
        """Forget all vectors, give the space back, and return how many there were.

        :raises InputError: if the file is in use or cannot be written
        """
        if not self._is_there():
            return 0

        def work(database: sqlite3.Connection) -> int:
            with _writing(database):
                (count,) = database.execute("SELECT count(*) FROM vectors").fetchone()
                database.execute("DELETE FROM vectors")
                database.execute("DELETE FROM claims")
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return int(count)

        try:
            return self._attempt(work)
        except (OSError, sqlite3.Error) as error:
            raise InputError(f"The vector cache {self.path} cannot be cleared: {_reason(error)}.") from error

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        while self._process.idle:
            with suppress(IndexError):
                self._process.idle.pop().database.close()

    @property
    def _process(self) -> "_Process":
        """What this process knows: a connection must not be carried over a fork."""
        return self._processes.setdefault(os.getpid(), _Process())

    def _is_there(self) -> bool:
        """Return whether the file has been made.

        :raises InputError: if it could not be made where it is to be
        """
        try:
            if self.path.is_dir():
                raise InputError(f"The vector cache {self.path} cannot be used: it is a folder.")
            if self.path.exists():
                return True
            above = next((folder for folder in self.path.parents if folder.exists()), None)
        except (OSError, ValueError) as error:
            raise InputError(f"The vector cache {self.path} cannot be used: {_reason(error)}.") from error
        if above is not None and not above.is_dir():
            raise InputError(f"The vector cache {self.path} cannot be made: {above} is a file, and a folder is needed.")
        return False

    def _files(self) -> list[Path]:
        """Return the database's file, last, and those that SQLite keeps beside it."""
        return [self.path.with_name(f"{self.path.name}{ending}") for ending in ("-wal", "-shm", "")]

    def _forget(self, keys: list[bytes]) -> None:
        """Remove vectors that turned out to be damaged."""

        def work(database: sqlite3.Connection) -> None:
            with _writing(database):
                database.executemany("DELETE FROM vectors WHERE key = ?", [(key,) for key in keys])

        self._warn("had damaged vectors, which are made again")
        self._try(work, None, writes=True)

    def _try(self, work: Callable[[sqlite3.Connection], _Result], otherwise: _Result, writes: bool = False) -> _Result:
        """Do it, or say once why it cannot be done."""
        process = self._process
        if process.unusable is not None or time.monotonic() < process.pause or (writes and process.full):
            return otherwise
        try:
            return self._attempt(work)
        except (OSError, sqlite3.Error) as error:
            reason = _reason(error)
            if _is(error, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                process.pause = time.monotonic() + _PAUSE
                self._warn("is busy with another program; for a minute, everything is encoded anew")
            elif _is(error, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY):
                process.full = True
                self._warn(f"takes no more vectors ({reason}); those that are not in it are made in every run")
            else:
                process.unusable = reason
                self._warn(f"cannot be used ({reason}); everything is encoded anew")
            return otherwise

    def _attempt(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """Do it; where the file is damaged, make it anew and do it then."""
        file = _identity(self.path)
        try:
            with self._connection() as database:
                return work(database)
        except sqlite3.DatabaseError as error:
            if _is(error, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                self._rebuild(file)
            elif not _is(error, sqlite3.SQLITE_IOERR):  # as when the file was replaced in the middle of it
                raise
        with self._connection() as database:
            return work(database)

    def _rebuild(self, damaged: "_Identity") -> None:
        """Remove the file, unless another thread or process has done so."""
        with self._process.lock:
            if _identity(self.path) != damaged:
                return
            for file in self._files():
                file.unlink(missing_ok=True)
        self._warn("was damaged and has been made anew")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection; one that failed is not used again, nor one to a file that has been replaced."""
        idle = self._process.idle
        opened: _Connection | None = None
        while opened is None and idle:
            with suppress(IndexError):  # another thread may take the last one
                opened = idle.pop()
            if opened is not None and opened.file != _identity(self.path):
                opened.database.close()
                opened = None
        opened = opened or _open(self.path)
        try:
            yield opened.database
        except BaseException:
            opened.database.close()
            raise
        idle.append(opened)

    def _warn(self, what: str) -> None:
        if what not in self._process.said:
            self._process.said.add(what)
            LOG.warning("The vector cache %s %s.", self.path, what)


#: Device and number of a file, which change when another takes its place; None where there is no file.
_Identity: TypeAlias = tuple[int, int] | None


class _Connection(NamedTuple):
    database: sqlite3.Connection
    file: _Identity


class _Process:
    """What one process knows of a cache."""

    def __init__(self) -> None:
        self.idle: deque[_Connection] = deque()
        self.lock = Lock()
        self.unusable: str | None = None  #: why
        self.full = False  #: it can be read only
        self.pause = 0.0  #: time until which it is left alone
        self.said: set[str] = set()


def _open(path: Path) -> _Connection:
    """Open the database, with its tables."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OSError(f"{path.parent} is no folder") from error
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        database.execute(f"PRAGMA page_size = {_PAGE}")
        _use_wal(database)
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
        database.execute("CREATE TABLE IF NOT EXISTS claims (key BLOB PRIMARY KEY, owner INTEGER, until REAL)")
    except BaseException:
        database.close()
        raise
    return _Connection(database, _identity(path))


def _use_wal(database: sqlite3.Connection) -> None:
    """Let others read while one writes. Here SQLite does not wait for its turn by itself."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not _is(error, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def _writing(database: sqlite3.Connection) -> Iterator[None]:
    """Do all of it or nothing, and nothing of others in between."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise


def _rows(database: sqlite3.Connection, select: str, keys: Sequence[bytes]) -> Iterator[Any]:
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        yield from database.execute(f"{select} WHERE key IN ({','.join('?' * len(some))})", some)


def _evict(database: sqlite3.Connection, limit: int) -> None:
    """Delete the oldest vectors where they take more space than they may."""
    if _used(database) <= limit:
        return
    while _used(database) > limit * _KEPT:
        oldest, newest = database.execute("SELECT min(rowid), max(rowid) FROM vectors").fetchone()
        if oldest is None:
            return
        database.execute("DELETE FROM vectors WHERE rowid <= ?", (oldest + (newest - oldest) // 20,))


def _used(database: sqlite3.Connection) -> int:
    """Return the bytes of the file that hold something."""
    pages, free, size = (
        database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _packed(vector: Vectors) -> bytes:
    content = np.ascontiguousarray(vector, dtype="<f4").tobytes()
    return content + crc32(content).to_bytes(_CHECK, "little")


def _unpacked(content: bytes) -> Vectors | None:
    """Return the vector, or None where that is not what was written."""
    vector, check = content[:-_CHECK], content[-_CHECK:]
    if len(vector) % 4 or crc32(vector) != int.from_bytes(check, "little"):
        return None
    found = np.frombuffer(vector, dtype="<f4")
    return found if np.isfinite(found).all() else None


def _lives(process: int) -> bool:
    """Return whether there is still such a process; where that cannot be asked, there may be."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _identity(path: Path) -> _Identity:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _is(error: Exception, *codes: int) -> bool:
    """Return whether SQLite gave one of these codes; the bits above the first eight say more about each."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in codes


def _reason(error: Exception) -> str:
    said = error.strerror if isinstance(error, OSError) else None
    return (said or str(error)).rstrip(".")
