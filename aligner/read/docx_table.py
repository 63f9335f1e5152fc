"""Bilingual tables in DOCX: the rows of every table, the paragraphs of a cell as one text."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from aligner.core import Message
from aligner.errors import InputError
from aligner.read.columns import WIDEST, Row, table_units
from aligner.read.docx import tables
from aligner.read.source_file import Opened
from aligner.read.spreadsheet import table_cell
from aligner.read.units import Languages, Unit

__all__ = ["units"]


def units(file: Opened, languages: Languages, note: Callable[[Message], None]) -> Iterator[Unit]:
    """Yield the rows of all tables.

    :raises InputError: if it is damaged, encrypted or a bomb, or no table has a column for each text
    """
    found_tables: dict[int, dict[int, dict[int, list[str]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for piece, cell in tables(file, note):
        if cell.column <= WIDEST:
            found_tables[cell.table][cell.row][cell.column].append(piece.text)
    found = False
    for number, rows in found_tables.items():
        width = max(max(cells) for cells in rows.values())
        lines = (Row(row, ["\n".join(cells.get(at, ())) for at in range(1, width + 1)]) for row, cells in rows.items())
        for unit in table_units(lines, languages, file.name, _place(number)):
            found = True
            yield unit
    if not found:
        raise InputError(
            f"{file.name} is one text, without a table that holds both: a second file is needed, its translation."
        )


def _place(table: int) -> Callable[[int, int], Message]:
    return lambda column, row: table_cell(table, column + 1, row)
