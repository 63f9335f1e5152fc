"""How cells of spreadsheets and of tables are named."""

import re
from dataclasses import dataclass

from aligner.core import Message

__all__ = ["OpenTable", "cell", "cell_place", "column_name", "table_cell"]

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def column_name(number: int) -> str:
    """Return a column's name: ``1`` is A, ``27`` is AA."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell(column: int, row: int) -> Message:
    """Return ``cell B4``, both counted from 1."""
    return Message("place.cell", {"cell": f"{column_name(column)}{row}"})


def table_cell(table: int, column: int, row: int) -> Message:
    """Return ``table 1, cell B4``, all counted from 1."""
    return Message("place.table-cell", {"table": table, "cell": f"{column_name(column)}{row}"})


@dataclass(slots=True)
class OpenTable:
    """A table that is being read, and the cell that the reader is in."""

    number: int  #: counted from 1, in reading order
    row: int = 0
    column: int = 0

    @property
    def where(self) -> Message:
        """The cell's place."""
        return table_cell(self.number, self.column, max(1, self.row))


def cell_place(reference: str) -> tuple[int, int] | None:
    """Return column and row of ``"B4"``, counted from 1; None for what is no cell."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found.group(1).upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return column, int(found.group(2))
