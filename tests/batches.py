"""Pairs for batches, and what a batch has left."""

from pathlib import Path
from typing import Any

from aligner.batch import Place

__all__ = ["content", "errors", "made", "rows"]

_ENGLISH = "The keeper counted {0} boats on {1}. Then the keeper went home.\n\nNobody saw him again in {1} weather."
_FRENCH = "Le gardien a compté {0} bateaux {1}. Puis le gardien est rentré.\n\nPersonne ne l'a revu par ce temps."
_DAYS = (("Monday", "lundi"), ("Tuesday", "mardi"), ("Friday", "vendredi"), ("Sunday", "dimanche"))


def made(folder: Path, pairs: int) -> Path:
    """Write that many small pairs, every fourth with a wrong number."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(pairs):
        english, french = _DAYS[number % len(_DAYS)]
        boats = 12 + number
        wrong = boats + 1 if number % 4 == 0 else boats
        (folder / f"p{number:03}.en.md").write_text(_ENGLISH.format(boats, english), encoding="utf-8")
        (folder / f"p{number:03}.fr.md").write_text(_FRENCH.format(wrong, french), encoding="utf-8")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """All files that a batch has left, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table, in order."""
    from pyarrow.parquet import read_table

    return [row for path in Place(folder).tables(table) for row in read_table(path).to_pylist()]


def errors(folder: Path) -> list[dict[str, Any]]:
    """What went wrong."""
    from pyarrow.parquet import read_table

    found: list[dict[str, Any]] = read_table(folder / "errors.parquet").to_pylist()
    return found
