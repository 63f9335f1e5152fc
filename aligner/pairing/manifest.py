"""Lists of pairs: CSV, TSV, JSON Lines and Parquet, with paths or with the texts themselves.

A list has a column for each side: ``original`` and ``translation``, ``source`` and ``target``, or the codes of the
languages. ``original_text`` and ``translation_text``, or a column ``translation`` that holds a text by language as in
data sets for machine translation, have texts in place of paths. A column ``id`` names the pairs.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from aligner.errors import InputError, MissingExtraError
from aligner.pairing.models import How, Pair
from aligner.read.source_file import display_name

__all__ = ["is_manifest", "read_manifest"]

_SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
_TEXTS = ("original_text", "translation_text")
_ROWS = 1_000  # of a Parquet file that are held at a time


def is_manifest(path: str | Path) -> bool:
    """Return whether a name is that of a list of pairs."""
    return Path(path).suffix.lower() in _SUFFIXES


def read_manifest(path: str | Path, languages: Sequence[str]) -> Iterator[Pair]:
    """Yield the pairs of a list one by one; paths in it are seen from its folder.

    :param languages: ISO 639-1 codes of the original's and the translation's
    A row whose text or path is missing is a pair that cannot be read, so that it stops no other.

    :raises InputError: if it cannot be read, or has other columns
    :raises MissingExtraError: if it is Parquet and pyarrow is not installed
    """
    file = Path(path)
    name = display_name(file)
    for number, row in enumerate(_rows(file, languages), 1):
        yield _pair(row, file.parent, languages, f"{name}, row {number}", f"row-{number:07}")


def _rows(path: Path, languages: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        yield from _parquet(path)
    elif suffix in (".jsonl", ".ndjson"):
        yield from _json_lines(path, languages)
    else:
        yield from _table(path, "\t" if suffix == ".tsv" else None)


def _table(path: Path, delimiter: str | None) -> Iterator[Mapping[str, Any]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            head = lines.readline()
            chosen = delimiter or max(",;\t", key=head.count)
            for row in csv.DictReader(chain([head], lines), delimiter=chosen, restkey=""):
                yield {(key or "").strip(): value for key, value in row.items()}
    except UnicodeError as error:
        raise InputError(f"{display_name(path)} cannot be read: it is not UTF-8.") from error
    except csv.Error as error:
        raise InputError(f"{display_name(path)} cannot be read as a table: {error}.") from error
    except OSError as error:
        raise InputError(f"{display_name(path)} cannot be read: {error.strerror or error}.") from error


def _json_lines(path: Path, languages: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                row = _json(line, f"{display_name(path)}, line {number}")
                if isinstance(row, list) and 1 <= len(row) <= 2:
                    row = dict(zip(("original", "translation"), row, strict=False))
                if not isinstance(row, dict):
                    raise InputError(f"{display_name(path)}, line {number}: an object or a list of two is expected.")
                yield row
    except UnicodeError as error:
        raise InputError(f"{display_name(path)} cannot be read: it is not UTF-8.") from error
    except OSError as error:
        raise InputError(f"{display_name(path)} cannot be read: {error.strerror or error}.") from error


def _json(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise InputError(f"{where} is no JSON: {error}.") from error
    except RecursionError as error:
        raise InputError(f"{where} is nested too deeply.") from error


def _parquet(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise MissingExtraError("A list of pairs in Parquet", "parquet") from error
    try:
        with ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_ROWS):
                yield from batch.to_pylist()
    except (OSError, ArrowException) as error:
        reason = " ".join(str(error).split()).rstrip(".")
        raise InputError(f"{display_name(path)} cannot be read as Parquet: {reason}.") from error


def _pair(row: Mapping[str, Any], folder: Path, languages: Sequence[str], where: str, number: str) -> Pair:
    name = str(row.get("id") or "")
    texts = _texts(row, languages)
    if texts is not None:
        return Pair(*texts, How.LISTED, _confidence(row, where), name, inline=True)
    for columns in _columns(languages):
        if isinstance(row.get(columns[0]), str) and row[columns[0]].strip():
            paths = [row.get(column) for column in columns]
            original, translation = (str(folder / path) if isinstance(path, str) and path else None for path in paths)
            assert original is not None
            return Pair(original, translation, How.LISTED if translation else How.PAIRED, _confidence(row, where), name)
    if any(column in row and not row[column] for columns in _columns(languages) for column in columns):
        return Pair("", None, How.LISTED, _confidence(row, where), name or number)
    wanted = " or ".join(f"{left!r} and {right!r}" for left, right in _columns(languages))
    raise InputError(f"{where} names no pair: columns {wanted} are expected, with the paths of files.")


def _columns(languages: Sequence[str]) -> Iterable[tuple[str, str]]:
    return ("original", "translation"), ("source", "target"), (languages[0], languages[1])


def _texts(row: Mapping[str, Any], languages: Sequence[str]) -> tuple[str, str] | None:
    """Return the texts themselves, where the row has them."""
    both = row.get("translation")
    columns, values = (languages, both) if isinstance(both, dict) else (_TEXTS, row)
    if any(column not in values for column in columns):
        return None
    found = [values[column] for column in columns]
    if any(isinstance(text, str) for text in found) and all(text is None or isinstance(text, str) for text in found):
        return found[0] or "", found[1] or ""
    return None


def _confidence(row: Mapping[str, Any], where: str) -> float:
    value = row.get("confidence")
    if value in (None, ""):
        return 1.0
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = -1.0
    if not 0 <= number <= 1:
        raise InputError(f"{where}: the confidence is {value!r}, expected a number from 0 to 1.")
    return number
