"""XLSX (Office Open XML, ISO/IEC 29500-1, chapter 18): cell values as text, sheet by sheet; bilingual tables."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from aligner.core import BlockKind, Message
from aligner.errors import InputError
from aligner.read.archive import Archive, archive
from aligner.read.columns import WIDEST, Row, table_units
from aligner.read.pieces import Piece, check_paragraph
from aligner.read.source_file import Opened
from aligner.read.spreadsheet import cell, cell_place
from aligner.read.units import Languages, Unit
from aligner.read.xml import Element, attribute, children, events, forget, local, tree

__all__ = ["pieces", "units"]


_NUMBER = re.compile(r"-?[\d.]+E[+-]?\d+")


def pieces(file: Opened, note: Callable[[Message], None]) -> Iterator[Piece]:
    """Yield the cells that hold words, sheet by sheet and row by row.

    :raises InputError: if it is damaged, encrypted or a bomb
    """
    del note
    with archive(file) as book:
        sheets = list(_sheets(book, file.name))
        strings = _strings(book, file)
        for title, part in sheets:
            label = title if len(sheets) > 1 else ""
            for number, cells in _rows(book, part, strings, file.name):
                for column, text in enumerate(cells):
                    if any(map(str.isalpha, text)) and not _NUMBER.fullmatch(text):
                        yield Piece(text, BlockKind.TABLE_CELL, 0, _place(label, column, number))


def units(file: Opened, languages: Languages, note: Callable[[Message], None]) -> Iterator[Unit]:
    """Yield the rows of every sheet that has a column for each text.

    :param note: is told which sheets have none
    :raises InputError: if it is damaged, encrypted or a bomb, or no sheet has both texts
    """
    with archive(file) as book:
        sheets = list(_sheets(book, file.name))
        strings = _strings(book, file)
        problems: list[InputError] = []
        found = False
        for title, part in sheets:
            label = title if len(sheets) > 1 else ""
            rows = _rows(book, part, strings, file.name)
            try:
                for unit in table_units(rows, languages, file.name, partial(_place, label)):
                    found = True
                    yield unit
            except InputError as error:
                if not str(error).startswith(f"{file.name}: it cannot be told"):
                    raise
                problems.append(error)
                note(Message("reader.sheet-left-out", {"file": file.name, "sheet": title}))
        if not found:
            raise problems[0] if problems else InputError(f"{file.name} has no rows of text.")


def _place(sheet: str, column: int, row: int) -> Message:
    place = cell(column + 1, row)
    return Message("place.in-part", {"part": sheet, "place": place}) if sheet else place


def _sheets(book: Archive, name: str) -> Iterator[tuple[str, str]]:
    """Yield title and part of each sheet, in order."""
    if "xl/workbook.xml" not in book:
        raise InputError(f"{name} is damaged: it has no part xl/workbook.xml.")
    targets: dict[str | None, str] = {}
    if "xl/_rels/workbook.xml.rels" in book:
        for relation in children(tree(book.read("xl/_rels/workbook.xml.rels"), name), "Relationship"):
            if relation.get("TargetMode") != "External":
                targets[relation.get("Id")] = book.inside("xl/workbook.xml", relation.get("Target") or "")
    for element in tree(book.read("xl/workbook.xml"), name).iter():
        if local(element) == "sheet":
            key = next((value for key, value in element.attrib.items() if key.endswith("}id")), None)
            part = targets.get(key, "")
            if part in book and "worksheet" in part:
                yield attribute(element, "name") or part, part


def _strings(book: Archive, file: Opened) -> list[str]:
    """Return the texts that cells refer to by number."""
    found: list[str] = []
    if "xl/sharedStrings.xml" not in book:
        return found
    length = 0
    with book.open("xl/sharedStrings.xml") as stream:
        for _, element in events(stream, file.name, ("end",), ("{*}si",)):
            found.append(_text(element))
            length += len(found[-1])
            check_paragraph(len(found[-1]), file.name, None, file.limits)
            if length > file.limits.characters:
                raise InputError(f"{file.name} is too large: more than {file.limits.characters:,} characters of text.")
            forget(element)
    return found


def _rows(book: Archive, part: str, strings: list[str], name: str) -> Iterator[Row]:
    number = 0
    with book.open(part) as stream:
        for _, element in events(stream, name, ("end",), ("{*}row",)):
            written = attribute(element, "r") or ""
            number = int(written) if written.isdecimal() and len(written) < 9 else number + 1
            cells: list[str] = []
            for cell in children(element, "c"):
                place = cell_place(attribute(cell, "r") or "")
                at = place[0] - 1 if place else len(cells)
                if at < WIDEST:
                    cells += [""] * (at - len(cells))
                    cells[at:] = [_value(cell, strings)]
            if any(cell.strip() for cell in cells):
                yield Row(number, cells)
            forget(element)


def _value(cell: Element, strings: list[str]) -> str:
    if attribute(cell, "t") == "inlineStr":
        return "".join(_text(inline) for inline in children(cell, "is"))
    value = "".join("".join(element.itertext()) for element in children(cell, "v"))
    if attribute(cell, "t") == "s":
        return strings[int(value)] if value.isdecimal() and len(value) < 10 and int(value) < len(strings) else ""
    return value


def _text(element: Element) -> str:
    """Return a text with or without formatted runs; how it is pronounced is left out."""
    parts = []
    for child in element:
        if local(child) == "t":
            parts.append(child.text or "")
        elif local(child) == "r":
            parts += [text.text or "" for text in children(child, "t")]
    return "".join(parts)
