"""Reads a bilingual table (DOCX) back after people have worked on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from aligner.errors import InputError
from aligner.export.decisions import Answer
from aligner.export.review_columns import COLUMNS, column_called, is_known, status_called
from aligner.export.units import digest
from aligner.read.archive import archive, is_zip
from aligner.read.source import BLANK
from aligner.read.source_file import opened
from aligner.read.xml import Element, events, forget, local

__all__ = ["ReviewedRow", "read_answers", "read_review_table"]

_PART = "word/document.xml"
_DELETED = frozenset(("del", "moveFrom"))  # tracked changes are read as accepted
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """One row as it came back."""

    id: str
    original: str
    translation: str
    status: str  #: ``"approved"``, ``"rejected"``, or nothing where none was chosen
    comment: str
    edited: bool  #: whether one of the texts is another than the one that was written
    unknown: str = ""  #: what the column has instead of a state that we know


def read_review_table(path: str | Path) -> tuple[ReviewedRow, ...]:
    """Return the rows of a table that ``aligner export --format docx`` wrote, with the changes people made.

    Tracked changes count as accepted. Rows that were deleted or added without an id are left out.

    :raises InputError: if it cannot be read, has no such table, or has an id twice
    """
    with opened(path) as file:
        if not is_zip(file.head):
            raise InputError(f"{file.name} is no Word file (DOCX).")
        with archive(file) as found, found.open(_PART) as part:
            rows = list(_rows(events(part, file.name, tags=("{*}tbl", "{*}tr")), file.name))
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise InputError(f"{file.name}: the table has the id {row.id} twice; a row may have been copied.")
        seen.add(row.id)
    return tuple(rows)


def read_answers(path: Path) -> dict[str, Answer]:
    """Return what the table says, by unit id."""
    return {
        row.id: Answer(row.status, row.comment, row.translation if row.edited else None, row.unknown)
        for row in read_review_table(path)
    }


def _rows(found: Iterator[tuple[str, Element]], name: str) -> Iterator[ReviewedRow]:
    depth = 0
    columns: tuple[int, ...] | None = None
    for kind, element in found:
        if local(element) == "tbl":
            depth += 1 if kind == "start" else -1
        elif kind == "end" and depth == 1:
            cells = [_cell(child) for child in _cells(element)]
            forget(element)
            if columns is None:
                columns = _columns(cells)
            elif (row := _row(cells, columns)) is not None:
                yield row
    if columns is None:
        wanted = ", ".join(column.capitalize() for column in COLUMNS)
        raise InputError(f"{name} has no table with the columns {wanted}: it is no table of this program.")


def _columns(cells: list[str]) -> tuple[int, ...] | None:
    """Return where each column is, by the first word of its head; None for the head of another table."""
    places = {column_called(cell): place for place, cell in reversed(list(enumerate(cells)))}
    return tuple(places[column] for column in COLUMNS) if set(COLUMNS) <= set(places) else None


def _row(cells: list[str], columns: tuple[int, ...]) -> ReviewedRow | None:
    if len(cells) <= max(columns):
        return None
    unit, original, translation, _, status, comment = (cells[place].strip(BLANK) for place in columns)
    if not unit:
        return None
    unit = unit.split()[0]  # what follows is where the unit stands
    edited = digest(original, translation) != unit.partition("-")[2]
    return ReviewedRow(
        unit, original, translation, status_called(status), comment, edited, "" if is_known(status) else status
    )


def _cells(row: Element) -> Iterator[Element]:
    """Yield the row's own cells, those inside content controls included."""
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in ("sdt", "sdtContent"):
            yield from _cells(child)


def _cell(cell: Element) -> str:
    """Return its text, a line break between paragraphs."""
    paragraphs = [element for element in cell.iter() if local(element) == "p"]
    return "\n".join("".join(_text(paragraph)) for paragraph in paragraphs)


def _text(element: Element) -> Iterator[str]:
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name not in _DELETED and name not in ("p", "pPr", "rPr", "sdtPr"):
            yield from chain(_text(child))
