"""DOCX (Office Open XML, ISO/IEC 29500-1, chapter 17): what the page shows once every tracked change is accepted.

Left out: comments, headers and footers, tables of contents, hidden text. Text boxes follow the paragraph they are
anchored in; footnotes and endnotes follow the text, because that is where pages and books have them, and a translation
may come as one of these. Paragraphs are read one by one, so a long document needs little memory.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import basename

from aligner.core import BlockKind, Message
from aligner.errors import InputError
from aligner.read.archive import Archive, archive
from aligner.read.docx_styles import Style, styles
from aligner.read.pieces import Piece
from aligner.read.raised import lowered, raised
from aligner.read.source_file import Opened
from aligner.read.spreadsheet import OpenTable, table_cell
from aligner.read.symbol_fonts import in_unicode
from aligner.read.xml import Element, attribute, children, events, forget, local, tree

__all__ = ["Cell", "main_part", "pieces", "tables"]

_OFFICE_DOCUMENT = "/officeDocument"
_TRACKED = frozenset(("ins", "del", "moveFrom", "moveTo"))
#: What holds text that is not the document's own, or not there any more.
_SILENT = frozenset(
    ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "Fallback", "txbxContent", "rt", "ptab")
)
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A paragraph's place in a table."""

    table: int  #: counted from 1, in reading order
    row: int
    column: int

    @property
    def where(self) -> Message:
        """``table 1, cell B4``."""
        return table_cell(self.table, self.column, self.row)


@dataclass(slots=True)
class _Table(OpenTable):
    span: int = 1
    deleted_row: bool = False


@dataclass(slots=True)
class _State:
    """Where in the document the reader is."""

    tables: list[_Table] = field(default_factory=list)
    table_count: int = 0
    paragraph: int = 0
    depth: int = 0  #: paragraphs open: more than one inside a text box
    fallbacks: int = 0
    contents: list[bool] = field(default_factory=list)  #: for each open content control: is it a table of contents?
    fields: list[bool] = field(default_factory=list)  #: for each open complex field: has its result begun?
    carried: str = ""  #: text of paragraphs whose end was deleted, so that they run on into the next
    waiting: list[Piece] = field(default_factory=list)  #: what stands in text boxes of the open paragraph
    changes: int = 0


def pieces(file: Opened, note: Callable[[Message], None]) -> Iterator[Piece]:
    """Yield the document's text, in reading order.

    :param note: is told what somebody should know about how it was read
    :raises InputError: if it is damaged, encrypted or a bomb
    """
    for piece, _ in _read(file, note):
        yield piece


def tables(file: Opened, note: Callable[[Message], None]) -> Iterator[tuple[Piece, Cell]]:
    """Yield the paragraphs that stand in tables, each with its place.

    :raises InputError: as ``pieces`` does
    """
    for piece, cell in _read(file, note):
        if cell is not None:
            yield piece, cell


def main_part(package: Archive, name: str) -> str:
    """Return the part that is the document itself, by the package's relationships.

    :raises InputError: if there is none
    """
    if "_rels/.rels" in package:
        for relation in children(tree(package.read("_rels/.rels"), name), "Relationship"):
            if (relation.get("Type") or "").endswith(_OFFICE_DOCUMENT) and relation.get("TargetMode") != "External":
                return package.inside("", relation.get("Target") or "")
    if "word/document.xml" in package:
        return "word/document.xml"
    raise InputError(f"{name} is damaged: nothing in it says which part is the document.")


def _read(file: Opened, note: Callable[[Message], None]) -> Iterator[tuple[Piece, Cell | None]]:
    with archive(file) as package:
        main = main_part(package, file.name)
        if main not in package:
            raise InputError(f"{file.name} is damaged: it has no part {main}.")
        folder = main.removesuffix(basename(main))
        looks = styles(package.read(f"{folder}styles.xml"), file.name) if f"{folder}styles.xml" in package else {}
        notes = {kind: _notes(package, f"{folder}{kind}s.xml", file.name, looks) for kind in ("footnote", "endnote")}
        reader = _Reader(file.name, looks, notes)
        with package.open(main) as stream:
            yield from reader.read(events(stream, file.name))
    if changes := reader.state.changes:
        note(Message("reader.tracked-changes", {"file": file.name, "count": changes}))


def _notes(package: Archive, part: str, name: str, looks: Mapping[str, Style]) -> dict[str, list[str]]:
    """Return the paragraphs of each note, by its id."""
    if part not in package:
        return {}
    found: dict[str, list[str]] = {}
    kind = basename(part).removesuffix("s.xml")
    reader = _Reader(name, looks, {})
    with package.open(part) as stream:
        texts: list[str] = []
        for event, element in events(stream, name):
            texts += (piece.text for piece, _ in reader.step(event, element))
            if event == "end" and local(element) == kind:
                if attribute(element, "type") in (None, "normal"):
                    found[attribute(element, "id") or ""] = texts
                texts = []
    return found


class _Reader:
    """Steps through the events of a part."""

    def __init__(self, name: str, looks: Mapping[str, Style], notes: Mapping[str, Mapping[str, list[str]]]) -> None:
        self.name, self.looks, self.notes = name, looks, notes
        self.state = _State()
        self.anchored: list[Piece] = []
        self.note_counts = dict.fromkeys(notes, 0)

    def read(self, stream: Iterator[tuple[str, Element]]) -> Iterator[tuple[Piece, Cell | None]]:
        """Yield all pieces of the main part."""
        for event, element in stream:
            yield from self.step(event, element)
        if self.state.carried:
            yield Piece(self.state.carried), None
        yield from ((piece, None) for piece in self.anchored)

    def step(self, event: str, element: Element) -> Iterator[tuple[Piece, Cell | None]]:
        """Yield what an event brings."""
        name = local(element)
        if event == "start":
            self._start(name, element)
        elif name == "p" and "wordprocessingml" in str(element.tag):
            yield from self._paragraph(element)
        else:
            self._end(name, element)

    def _start(self, name: str, element: Element) -> None:
        state = self.state
        match name:
            case "p" if "wordprocessingml" in str(element.tag):
                state.depth += 1
            case "tbl":
                state.table_count += 1
                state.tables.append(_Table(state.table_count))
            case "tr" if state.tables:
                table = state.tables[-1]
                table.row, table.column, table.span, table.deleted_row = table.row + 1, 0, 1, False
            case "tc" if state.tables:
                table = state.tables[-1]
                table.column, table.span = table.column + table.span, 1
            case "Fallback":
                state.fallbacks += 1
            case "sdt":
                state.contents.append(False)

    def _end(self, name: str, element: Element) -> None:
        state = self.state
        match name:
            case "gridSpan" if state.tables:
                state.tables[-1].span = _number(attribute(element, "val"), 1)
            case "trPr" if state.tables:
                state.tables[-1].deleted_row = next(children(element, "del"), None) is not None
            case "tbl" if state.tables:
                state.tables.pop()
                self._forget(element)
            case "tr":
                self._forget(element)
            case "Fallback":
                state.fallbacks -= 1
            case "docPartGallery" if state.contents:
                state.contents[-1] = attribute(element, "val") == "Table of Contents"
            case "sdt" if state.contents:
                state.contents.pop()

    def _forget(self, element: Element) -> None:
        if not self.state.depth:
            forget(element)

    def _paragraph(self, element: Element) -> Iterator[tuple[Piece, Cell | None]]:
        state = self.state
        state.depth -= 1
        text = state.carried + "".join(self._text(element))
        state.carried = ""
        found = list(self._pieces(element, text))
        # What stands in a text box was met before the paragraph that it is anchored in had ended.
        if state.depth:
            state.waiting += (piece for piece, _ in found)
        else:
            yield from found
            self.anchored += self._anchored(element)
            where = Message("place.text-box", {"paragraph": max(1, state.paragraph)})
            yield from ((piece._replace(where=where), None) for piece in state.waiting)
            state.waiting = []
            forget(element)

    def _pieces(self, element: Element, text: str) -> Iterator[tuple[Piece, Cell | None]]:
        state = self.state
        properties = next(children(element, "pPr"), None)
        style = self.looks.get(_value(properties, "pStyle"), Style())
        if state.fallbacks or any(state.contents) or style.contents or any(one.deleted_row for one in state.tables):
            return
        if properties is not None and _mark_deleted(properties):
            state.carried = text
            return
        if not text.strip():
            return
        kind, level = _kind(properties, style)
        state.paragraph += not state.depth and not state.tables
        where, cell = Message("place.paragraph", {"paragraph": state.paragraph}), None
        if state.tables and not state.depth:
            table = state.tables[-1]
            cell = Cell(table.number, table.row, table.column)
            where = cell.where
            kind, level = (kind, level) if kind is BlockKind.HEADING else (BlockKind.TABLE_CELL, 0)
        yield Piece(text, kind, level, where), cell

    def _anchored(self, element: Element) -> Iterator[Piece]:
        """Yield the notes that a paragraph refers to."""
        for reference in element.iter():
            kind = local(reference).removesuffix("Reference")
            if local(reference).endswith("Reference") and kind in self.notes and not _is_deleted(reference):
                texts = self.notes[kind].get(attribute(reference, "id") or "", [])
                self.note_counts[kind] += 1
                for text in texts:
                    yield Piece(text, where=Message(f"place.{kind}", {"number": self.note_counts[kind]}))

    def _text(self, element: Element) -> Iterator[str]:
        """Yield the visible text of a paragraph, in pieces."""
        for child in element:
            name = local(child)
            if name in _TRACKED:
                self.state.changes += 1
            if name == "fldChar":
                self._field(attribute(child, "fldCharType"))
            elif name in _SILENT or (name == "r" and _is_hidden(child)):
                continue
            elif name == "t":
                # Between its beginning and its result, a field holds what it is computed from.
                if all(self.state.fields):
                    yield child.text or ""
            elif name in _MARKS:
                if attribute(child, "type") not in ("page", "column"):
                    yield _MARKS[name]
            elif name == "sym":
                yield _symbol(attribute(child, "char"), attribute(child, "font") or "")
            elif name == "r":
                yield _as_shown("".join(self._text(child)), child)
            else:
                yield from self._text(child)

    def _field(self, kind: str | None) -> None:
        fields = self.state.fields
        if kind == "begin":
            fields.append(False)
        elif kind == "separate" and fields:
            fields[-1] = True
        elif kind == "end" and fields:
            fields.pop()


def _kind(properties: Element | None, style: Style) -> tuple[BlockKind, int]:
    level = style.heading
    listed = style.list_level
    if properties is not None:
        if outline := _value(properties, "outlineLvl"):
            number = _number(outline, 9)
            level = number + 1 if number < 6 else 0
        for numbering in children(properties, "numPr"):
            off = _value(numbering, "numId") == "0"
            listed = None if off else _number(_value(numbering, "ilvl"), listed or 0)
    if level:
        return BlockKind.HEADING, level
    if listed is not None:
        return BlockKind.LIST_ITEM, listed + 1
    return style.kind, 1 if style.kind is BlockKind.QUOTATION else 0


def _mark_deleted(properties: Element) -> bool:
    """Return whether the paragraph's end is deleted."""
    looks = next(children(properties, "rPr"), None)
    return looks is not None and any(local(child) in ("del", "moveFrom") for child in looks)


def _is_deleted(element: Element) -> bool:
    return any(local(above) in ("del", "moveFrom") for above in element.iterancestors())


def _is_hidden(run: Element) -> bool:
    looks = next(children(run, "rPr"), None)
    hidden = next(children(looks, "vanish"), None) if looks is not None else None
    return hidden is not None and attribute(hidden, "val") not in ("0", "false", "off")


_SHIFT = re.compile(r"-?(?:[4-9]|[1-9]\d)")  # half points, from where a sign is no longer on its line
_EXPONENT = re.compile(r"[\d+\u2212-]{1,4}")


def _as_shown(text: str, run: Element) -> str:
    """Return the text of a run raised or lowered as it is shown, and out of symbol fonts."""
    looks = next(children(run, "rPr"), None)
    if looks is None or not text:
        return text
    fonts = next(children(looks, "rFonts"), None)
    if fonts is not None:
        text = in_unicode(text, attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or "")
    place = _value(looks, "vertAlign")
    shift = _value(looks, "position") or ""
    if not place and _SHIFT.fullmatch(shift) and _EXPONENT.fullmatch(text):
        place = "subscript" if shift.startswith("-") else "superscript"
    return raised(text) if place == "superscript" else lowered(text) if place == "subscript" else text


def _symbol(code: str | None, font: str) -> str:
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    number -= 0xF000 if not font and 0xF000 <= number < 0xF100 else 0
    return in_unicode(chr(number), font) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE else ""


def _value(element: Element | None, name: str) -> str:
    """Return the attribute ``val`` of a child."""
    child = next(children(element, name), None) if element is not None else None
    return (attribute(child, "val") or "") if child is not None else ""


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else otherwise
