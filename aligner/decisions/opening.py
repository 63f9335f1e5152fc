"""Which store lies at a path."""

from pathlib import Path

from aligner.decisions.jsonlines import JsonLines
from aligner.decisions.sqlite import Sqlite
from aligner.decisions.store import Store

__all__ = ["is_shared", "open_store"]

_DATABASES = (".sqlite", ".sqlite3", ".db")


def open_store(path: Path) -> Store:
    """Return the store of a path: a database by its suffix, otherwise a file of JSON lines."""
    return Sqlite(path) if is_shared(path) else JsonLines(path)


def is_shared(path: Path) -> bool:
    """Return whether the store of a path is a database, which is for several texts."""
    return path.suffix.lower() in _DATABASES
