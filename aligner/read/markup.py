"""Pages of HTML and XHTML to pieces: what a browser would show as text, block by block.

Shared by pages from the web, chapters of EPUB books and whatever else holds HTML. Which blocks are the article is
decided elsewhere; each piece therefore keeps the element it came from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from aligner.core import BlockKind, Message
from aligner.read.pieces import Piece, collapsed
from aligner.read.raised import lowered, raised
from aligner.read.spreadsheet import OpenTable
from aligner.read.tags import INLINE
from aligner.read.xml import Element, attribute, entity_text, local

__all__ = ["Found", "walk"]

_SILENT_NAMES = """
head script style noscript template iframe object embed svg math canvas audio video map select option datalist textarea
button input rp rt title meta link del
"""
_SILENT = frozenset(_SILENT_NAMES.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "menu", "dl"))
_ITEMS = frozenset(("li", "dt", "dd"))
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§↑↩⤴^]{1,3}|[a-zA-Z]|[ivxlc]{1,6})[\])]?\ufe0e?")
_LONGEST_MARK = 8  # characters
_PERMALINKS = frozenset("¶#§🔗⚓")  # what a heading's link to itself shows
_BACK = re.compile(r"(?i)footnote-?back|backlink|sdfootnotesym|sdendnotesym|reversefootnote")
_REFERENCE = re.compile(r"(?i)noteref|footnote-?ref|sdfootnoteanc|sdendnoteanc|doc-noteref|doc-backlink")
_NOTES = re.compile(r"(?i)\b(?:doc-)?(?:foot|end)notes?\b|\bsd(?:foot|end)note\d+$")
_TWEET = re.compile(r"(?i)twitter-tweet|twitter-video|tweet|bluesky-embed|mastodon|instagram-media")
_AT_ENDS = " \u00a0\u202f"  # spaces that show nothing at the ends of a line
_HINTS = ("class", "type", "epub:type", "role", "rel", "id")


class Found(NamedTuple):
    """A block of a page."""

    piece: Piece
    element: Element  #: the innermost element that holds all its text
    caption: bool  #: of a picture or table
    embedded: bool  #: a post of another site
    note: bool  #: a footnote or endnote


@dataclass(slots=True)
class _Context:
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    lists: int = 0
    quotes: int = 0
    caption: bool = False
    embedded: bool = False
    note: bool = False
    cell: Message | None = None


@dataclass(slots=True)
class _Walk:
    """The block that is being gathered, and how many there were."""

    part: str
    parts: list[str] = field(default_factory=list)
    blocks: int = 0
    tables: int = 0
    open_tables: list[OpenTable] = field(default_factory=list)

    def flush(self, element: Element, context: _Context) -> Iterator[Found]:
        text = "".join(self.parts)
        self.parts.clear()
        if context.kind is not BlockKind.CODE:
            text = "\n".join(filter(None, (collapsed(line).strip(_AT_ENDS) for line in text.split("\0"))))
        if text.strip():
            self.blocks += 1
            where = context.cell or Message("place.paragraph", {"paragraph": self.blocks})
            if self.part:
                where = Message("place.in-part", {"part": self.part, "place": where})
            piece = Piece(text.replace("\0", "\n"), context.kind, context.level, where)
            yield Found(piece, element, context.caption, context.embedded, context.note)


def walk(root: Element, part: str = "") -> Iterator[Found]:
    """Yield the blocks below an element, in document order.

    :param part: which part of the file it is, e.g. ``"chapter.xhtml"``
    """
    state = _Walk(part)
    yield from _element(root, _Context(), state)


def _element(element: Element, context: _Context, state: _Walk) -> Iterator[Found]:
    name = local(element).lower()
    if name in _SILENT or _is_hidden(element):
        return
    if name == "br":
        state.parts.append("\0")
    elif name == "img" or not name:
        state.parts.append(entity_text(element) or "" if not name else "")
    elif name in INLINE:
        if not _is_note_mark(element, name):
            start = len(state.parts)
            yield from _inside(element, context, state)
            if name in ("sup", "sub") and len(state.parts) >= start:
                text = "".join(state.parts[start:])
                state.parts[start:] = [raised(text) if name == "sup" else lowered(text)]
    else:
        yield from state.flush(_above(element), context)
        inner = _entered(element, name, context, state)
        yield from _inside(element, inner, state)
        yield from state.flush(element, inner)
        if name == "table":
            state.open_tables.pop()


def _inside(element: Element, context: _Context, state: _Walk) -> Iterator[Found]:
    state.parts.append(element.text or "")
    for child in element:
        yield from _element(child, context, state)
        state.parts.append(child.tail or "")


def _above(element: Element) -> Element:
    above = element.getparent()
    return element if above is None else above


def _entered(element: Element, name: str, outer: _Context, state: _Walk) -> _Context:
    """Return what holds inside a block-level element."""
    inner = replace(outer)
    if name in _HEADINGS:
        inner.kind, inner.level = BlockKind.HEADING, _HEADINGS[name]
    elif name in _LISTS:
        inner.lists += 1
    elif name in _ITEMS:
        inner.kind, inner.level = BlockKind.LIST_ITEM, max(inner.lists, 1)
    elif name == "blockquote":
        inner.quotes += 1
        inner.kind, inner.level = BlockKind.QUOTATION, inner.quotes
    elif name == "pre":
        inner.kind, inner.level = BlockKind.CODE, 0
    elif name in ("figcaption", "caption"):
        inner.caption = True
    elif name == "table":
        state.tables += 1
        state.open_tables.append(OpenTable(state.tables))
    elif name == "tr" and state.open_tables:
        table = state.open_tables[-1]
        table.row, table.column = table.row + 1, 0
    elif name in ("td", "th"):
        inner.kind, inner.level = BlockKind.TABLE_CELL, 0
        if state.open_tables:
            table = state.open_tables[-1]
            table.column += 1
            inner.cell = table.where
    if _TWEET.search(attribute(element, "class") or ""):
        inner.embedded = True
    if _NOTES.search(_hints(element)):
        inner.note = True
    return inner


def _is_hidden(element: Element) -> bool:
    style = (attribute(element, "style") or "").replace(" ", "").lower()
    # LibreOffice puts the running heads of the first page at the head and foot of its pages.
    if attribute(element, "title") in ("header", "footer") and local(element) == "div":
        return True
    if "hidden" in element.attrib and _NOTES.search(_hints(element)):
        return False  # readers of books show it when its mark is touched
    return "hidden" in element.attrib or "display:none" in style or attribute(element, "aria-hidden") == "true"


def _is_note_mark(element: Element, name: str) -> bool:
    """Return whether it only leads to a note or back from it."""
    if name not in ("a", "sup"):
        return False
    link = element if name == "a" else next((child for child in element if local(child) == "a"), None)
    if link is None:
        return False
    text, hints = "".join(element.itertext()).strip(), _hints(link)
    if _BACK.search(hints) or _REFERENCE.search(hints):
        return len(text) <= _LONGEST_MARK
    if not (link.get("href") or "").startswith("#"):
        return False
    if name == "a" and text in _PERMALINKS:
        return True
    raised = name == "sup" or any(local(child) == "sup" for child in element)
    return _NOTE_MARK.fullmatch(text) is not None and (raised or text[:1] in "[(↑↩*†‡")


def _hints(link: Element) -> str:
    return " ".join(filter(None, (attribute(link, name) for name in _HINTS)))
