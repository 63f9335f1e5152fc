"""Bilingual tables as text: CSV and TSV."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator

from aligner.cells import OURS, restored
from aligner.core import Message
from aligner.errors import InputError
from aligner.read.columns import Row, table_units
from aligner.read.decode import decoded
from aligner.read.source import split_lines
from aligner.read.source_file import Opened
from aligner.read.spreadsheet import cell
from aligner.read.units import Languages, Unit

__all__ = ["csv_units", "tsv_units"]

_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\n|\r)', re.IGNORECASE)  # what Excel begins a CSV file with
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def csv_units(file: Opened, languages: Languages, note: Callable[[Message], None]) -> Iterator[Unit]:
    """Yield the rows of a table with a column for each text.

    :raises InputError: if it cannot be told which columns hold the texts
    """
    del note
    yield from _units(_separated(decoded(file), file), languages, file)


def tsv_units(file: Opened, languages: Languages, note: Callable[[Message], None]) -> Iterator[Unit]:
    """Yield the rows of a table whose columns tabs separate; quotation marks are text unless they enclose a cell.

    :raises InputError: if it cannot be told which columns hold the texts
    """
    del note
    yield from _units(_tabbed(decoded(file)), languages, file)


def _units(rows: Iterator[Row], languages: Languages, file: Opened) -> Iterator[Unit]:
    found = False
    rows = _as_written(rows)
    for unit in table_units(rows, languages, file.name, lambda at, row: cell(at + 1, row)):
        found = True
        yield unit
    if not found:
        raise InputError(f"{file.name} has no rows of text.")


def _as_written(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield rows of a table of ours without what keeps spreadsheets from running them; of others, as they are."""
    head = next(rows, None)
    if head is None:
        return
    yield head
    if tuple(head.cells[: len(OURS)]) == OURS:
        rows = (Row(row.number, [restored(cell) for cell in row.cells]) for row in rows)
    yield from rows


def _tabbed(text: str) -> Iterator[Row]:
    for number, line in enumerate(split_lines(text), 1):
        if line.text.strip():
            yield Row(number, [_unquoted(cell) for cell in line.text.split("\t")])


def _unquoted(cell: str) -> str:
    """Return a cell without the quotation marks that spreadsheets put round it, and its own no longer doubled."""
    return cell[1:-1].replace('""', '"') if _QUOTED.fullmatch(cell) and '""' in cell[1:-1] else cell


def _separated(text: str, file: Opened) -> Iterator[Row]:
    csv.field_size_limit(file.limits.paragraph_characters)
    said = _SEPARATOR.match(text)
    skipped = 1 if said else 0
    rest = text[said.end() :] if said else text
    reader = csv.reader(io.StringIO(rest, newline=""), delimiter=said[1] if said else _delimiter(text))
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(reader.line_num + skipped, cells)
    except csv.Error as error:
        raise InputError(f"{file.name} is not a valid CSV table: line {reader.line_num + skipped}, {error}.") from error


def _delimiter(text: str) -> str:
    """Return the character that is most often outside of quotation marks at first; spreadsheets in French use ';'."""
    head = _QUOTED.sub("", text[:20_000]).splitlines()[:20]
    counts = {mark: Counter(line.count(mark) for line in head if line.strip()) for mark in _DELIMITERS}
    # A separator stands equally often in all lines, a comma of the text does not.
    return max(_DELIMITERS, key=lambda mark: max((amount if n else 0 for n, amount in counts[mark].items()), default=0))
