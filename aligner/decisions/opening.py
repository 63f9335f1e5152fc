"""Which store lies at a path."""

from pathlib import Path

from aligner.decisions.jsonlines import JsonLines
from aligner.decisions.sqlite import Sqlite
from aligner.decisions.store import Store

__all__ = ["open_store"]

_DATABASES = (".sqlite", ".sqlite3", ".db")


def open_store(path: Path) -> Store:
    """Return the store of a path: a database by its suffix, otherwise a file of JSON lines."""
    return Sqlite(path) if path.suffix.lower() in _DATABASES else JsonLines(path)
