"""ODT (OpenDocument 1.3, part 3): what the page shows once every tracked change is accepted.

Left out: comments, deleted text, headers and footers, tables of contents and other indexes. Text boxes follow the
paragraph they are anchored in, notes follow the text.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from aligner.core import BlockKind, Message
from aligner.errors import InputError
from aligner.read.archive import Archive, archive
from aligner.read.docx_styles import Style, kind_of_name
from aligner.read.pieces import Piece
from aligner.read.raised import lowered, raised
from aligner.read.source_file import Opened
from aligner.read.spreadsheet import OpenTable
from aligner.read.symbol_fonts import in_unicode
from aligner.read.xml import Element, attribute, children, events, forget, local, tree

__all__ = ["pieces"]

_SILENT_NAMES = """
annotation annotation-end tracked-changes table-of-content alphabetical-index bibliography user-index
illustration-index object-index table-index sequence-decls variable-decls user-field-decls forms ruby-text desc title
event-listeners scripts font-face-decls automatic-styles meta settings master-styles styles note-citation hidden-text
dde-connection-decls
"""
#: What holds text that is not the document's own, or not there any more.
_SILENT = frozenset(_SILENT_NAMES.split())
_BLOCKS = frozenset(("p", "h"))
_MARKS = {"tab": "\t", "line-break": "\n"}
_MOST_SPACES = 8  # that one element stands for; more would let a small file swell


@dataclass(slots=True)
class _State:
    silent: int = 0  #: silent elements open
    lists: int = 0
    tables: list[OpenTable] = field(default_factory=list)
    table_count: int = 0
    paragraph: int = 0
    depth: int = 0  #: paragraphs open: more than one in notes and text boxes
    notes: int = 0
    anchored: list[Piece] = field(default_factory=list)  #: paragraphs of notes
    waiting: list[Piece] = field(default_factory=list)  #: paragraphs of text boxes
    changes: int = 0


def pieces(file: Opened, note: Callable[[Message], None]) -> Iterator[Piece]:
    """Yield the document's text, in reading order.

    :param note: is told what somebody should know about how it was read
    :raises InputError: if it is damaged, encrypted or a bomb
    """
    with archive(file) as package:
        _refuse_encrypted(package, file.name)
        if "content.xml" not in package:
            raise InputError(f"{file.name} is damaged: it has no part content.xml.")
        looks: dict[str, Style] = {}
        spans: dict[str, _Span] = {}
        if "styles.xml" in package:
            for element in children(tree(package.read("styles.xml"), file.name), "styles"):
                _learn(element, looks, spans)
        reader = _Reader(looks, spans)
        with package.open("content.xml") as stream:
            for event, element in events(stream, file.name):
                yield from reader.step(event, element)
        yield from reader.state.anchored
    if changes := reader.state.changes:
        note(Message("reader.tracked-changes", {"file": file.name, "count": changes}))


def _refuse_encrypted(package: Archive, name: str) -> None:
    if "META-INF/manifest.xml" in package:
        manifest = tree(package.read("META-INF/manifest.xml"), name)
        if any(local(element) == "encryption-data" for element in manifest.iter()):
            raise InputError(f"{name} is protected by a password; save it without one.")


class _Span(NamedTuple):
    """What a style of characters says."""

    place: str  #: ``super``, ``sub`` or by how much it is raised: ``33%``
    font: str


def _learn(element: Element, looks: dict[str, Style], spans: dict[str, _Span]) -> None:
    """Add what the styles below an element say; what a style is based on stands before it."""
    for style in children(element, "style"):
        if attribute(style, "family") == "paragraph":
            name = attribute(style, "name") or ""
            shown = attribute(style, "display-name") or name.replace("_20_", " ")
            own = kind_of_name(shown)
            looks[name] = own if own != Style() else looks.get(attribute(style, "parent-style-name") or "", Style())
        elif attribute(style, "family") == "text":
            for properties in children(style, "text-properties"):
                place = (attribute(properties, "text-position") or "").split(" ")[0]
                font = attribute(properties, "font-name") or attribute(properties, "font-family") or ""
                spans[attribute(style, "name") or ""] = _Span(place, font.strip("'"))


class _Reader:
    """Steps through the events of ``content.xml``."""

    def __init__(self, looks: Mapping[str, Style], spans: Mapping[str, _Span]) -> None:
        self.looks = dict(looks)
        self.spans = dict(spans)
        self.state = _State()

    def step(self, event: str, element: Element) -> Iterator[Piece]:
        """Yield what an event brings."""
        name = local(element)
        if event == "start":
            self._start(name, element)
            return
        if name in _BLOCKS and self.state.depth:
            yield from self._paragraph(element)
        else:
            self._end(name, element)

    def _start(self, name: str, element: Element) -> None:
        state = self.state
        if name in _SILENT:
            state.silent += 1
        elif name in _BLOCKS:
            state.depth += 1
        elif name == "list":
            state.lists += 1
        elif name == "table":
            state.table_count += 1
            state.tables.append(OpenTable(state.table_count))
        elif name == "table-row" and state.tables:
            state.tables[-1].row += 1
            state.tables[-1].column = 0
        elif name in ("table-cell", "covered-table-cell") and state.tables:
            state.tables[-1].column += 1
        elif name == "note":
            state.notes += attribute(element, "note-class") is not None
        elif name == "changed-region":
            state.changes += 1

    def _end(self, name: str, element: Element) -> None:
        state = self.state
        if name in _SILENT:
            state.silent -= 1
            if name == "automatic-styles":
                _learn(element, self.looks, self.spans)
        elif name == "list":
            state.lists -= 1
        elif name == "table" and state.tables:
            state.tables.pop()
        if name in ("table-row", "list-item", "table", "list", "tracked-changes") and not state.depth:
            forget(element)

    def _paragraph(self, element: Element) -> Iterator[Piece]:
        state = self.state
        state.depth -= 1
        found = None if state.silent else self._piece(element)
        if state.depth:
            if found:
                (state.anchored if found.where else state.waiting).append(found)
            return
        if found:
            yield found
        where = Message("place.text-box", {"paragraph": max(1, state.paragraph)})
        yield from (piece._replace(where=where) for piece in state.waiting)
        state.waiting = []
        if not state.silent:
            forget(element)

    def _piece(self, element: Element) -> Piece | None:
        state = self.state
        style = self.looks.get(attribute(element, "style-name") or "", Style())
        text = "".join(_text(element, self.spans))
        if style.contents or not text.strip():
            return None
        kind, level = style.kind, 1 if style.kind is BlockKind.QUOTATION else 0
        if style.heading:
            kind, level = BlockKind.HEADING, style.heading
        if local(element) == "h":
            outline = attribute(element, "outline-level") or ""
            kind, level = BlockKind.HEADING, min(max(int(outline[:9]) if outline.isdecimal() else 1, 1), 6)
        elif above := _note_above(element):
            return Piece(text, where=Message(f"place.{above}", {"number": state.notes}))
        elif state.tables:
            where = state.tables[-1].where
            return Piece(text, *((kind, level) if style.heading else (BlockKind.TABLE_CELL, 0)), where)
        elif state.lists:
            kind, level = BlockKind.LIST_ITEM, state.lists
        if state.depth:
            return Piece(text, kind, level)
        state.paragraph += 1
        return Piece(text, kind, level, Message("place.paragraph", {"paragraph": state.paragraph}))


def _note_above(element: Element) -> str:
    """Return ``footnote`` or ``endnote`` for a paragraph of one, otherwise nothing."""
    for above in element.iterancestors():
        if local(above) == "note":
            return "endnote" if attribute(above, "note-class") == "endnote" else "footnote"
        if local(above) in _BLOCKS:
            return ""
    return ""


def _text(element: Element, spans: Mapping[str, _Span]) -> Iterator[str]:
    """Yield the visible text of a paragraph: white space collapses as in HTML, ``text:s`` stands for kept spaces."""
    yield from _collapsed(element.text)
    for child in element:
        name = local(child)
        if name == "s":
            count = attribute(child, "c") or ""
            yield " " * min(int(count[:9]) if count.isdecimal() else 1, _MOST_SPACES)
        elif name in _MARKS:
            yield _MARKS[name]
        elif name == "span" and (style := spans.get(attribute(child, "style-name") or "")):
            yield _as_shown("".join(_text(child, spans)), style)
        elif name not in _SILENT and name not in ("note", "text-box"):
            yield from _text(child, spans)
        yield from _collapsed(child.tail)


def _as_shown(text: str, style: _Span) -> str:
    """Return a text raised or lowered as it is shown, and out of symbol fonts."""
    text = in_unicode(text, style.font)
    if style.place == "super" or (style.place.endswith("%") and style.place[0] in "123456789"):
        return raised(text)
    return lowered(text) if style.place.startswith(("sub", "-")) else text


def _collapsed(text: str | None) -> Iterator[str]:
    if text:
        body = " ".join(text.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" "))
        yield body
