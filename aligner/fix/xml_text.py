"""Texts in the XML of Word, OpenDocument and XLIFF files, taken from the source as it is written."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from xml.sax.saxutils import escape

from aligner.fix.segments import Segment

__all__ = ["odf_paragraphs", "paragraphs", "targets"]

_PIECE = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<[^>]*>|[^<]+", re.DOTALL)
_NAME = re.compile(r"</?(?:[\w.-]+:)?([\w.-]+)")
_CHARACTER = re.compile(r"&[^;\s]{1,12};|.", re.DOTALL)
_SEGMENT = re.compile(r"""\bmtype\s*=\s*["']seg["']""")
#: Elements of XLIFF whose content is code of the original format, and those that hold other translations.
_CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))
_OTHERS = frozenset(("alt-trans", "matches"))
_ODF_BLOCKS = frozenset(("p", "h"))
_ODF_MARKS = {"tab": "\t", "line-break": "\n", "s": " "}
_COUNT = re.compile(r"""\btext:c\s*=\s*["'](\d)["']""")
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


class _Piece(NamedTuple):
    """A tag or a stretch of text."""

    text: str
    start: int
    name: str  #: of the element, without its prefix; empty for text
    opens: bool
    closes: bool


class _Open:
    """A text that is being put together."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.places: list[tuple[int, int] | None] = []

    def add(self, text: str, start: int) -> None:
        for match in _CHARACTER.finditer(text):
            char = unescape(match.group())
            self.text.append(char)
            self.places += [(start + match.start(), start + match.end())] * len(char)

    def mark(self, char: str) -> None:
        self.text.append(char)
        self.places.append(None)

    def segment(self) -> Segment:
        return Segment("".join(self.text), tuple(self.places), escape, parted=True)


def _pieces(source: str) -> Iterator[_Piece]:
    for match in _PIECE.finditer(source):
        text = match.group()
        named = _NAME.match(text) if text[0] == "<" else None
        if named:
            closing = text.startswith("</")
            yield _Piece(text, match.start(), named[1], not closing, closing or text.endswith("/>"))
        elif text[0] != "<":
            yield _Piece(text, match.start(), "", False, False)


def paragraphs(source: str) -> Iterator[Segment]:
    """Yield the paragraphs of a Word document; what is deleted in it is no text (it has elements of its own)."""
    open_: list[_Open] = []
    inside = False
    for piece in _pieces(source):
        if piece.name == "p":
            if piece.opens and not piece.closes:
                open_.append(_Open())
            elif piece.closes and not piece.opens and open_:
                yield open_.pop().segment()
        elif piece.name == "t":
            inside = piece.opens and not piece.closes
        elif piece.name in _MARKS and piece.opens and open_:
            open_[-1].mark(_MARKS[piece.name])
        elif not piece.name and inside and open_:
            open_[-1].add(piece.text, piece.start)


def odf_paragraphs(source: str) -> Iterator[Segment]:
    """Yield the paragraphs and headings of an OpenDocument text; notes and comments in one have their own."""
    open_: list[_Open] = []
    for piece in _pieces(source):
        if piece.name in _ODF_BLOCKS:
            if piece.opens and not piece.closes:
                open_.append(_Open())
            elif piece.closes and not piece.opens and open_:
                yield open_.pop().segment()
        elif piece.name in _ODF_MARKS and piece.opens and open_:
            times = _COUNT.search(piece.text) if piece.name == "s" else None
            for _ in range(int(times[1]) if times else 1):
                open_[-1].mark(_ODF_MARKS[piece.name])
        elif not piece.name and open_:
            open_[-1].add(piece.text, piece.start)


def targets(source: str) -> Iterator[Segment]:
    """Yield the translations of an XLIFF file: the segments that are marked in one, or the whole of it."""
    stack: list[str] = []
    whole: _Open | None = None
    marked: list[_Open] = []
    found: list[_Open] = []
    for piece in _pieces(source):
        if piece.opens:
            if piece.name == "target" and not _OTHERS.intersection(stack):
                whole, found = _Open(), []
            elif piece.name == "mrk" and whole and _SEGMENT.search(piece.text) and not piece.closes:
                marked.append(_Open())
                found.append(marked[-1])
                stack.append("mrk seg")
                continue
            if not piece.closes:
                stack.append(piece.name)
        elif piece.closes and stack:
            if stack.pop() == "mrk seg":
                marked.pop()
            if piece.name == "target" and whole is not None:
                yield from (one.segment() for one in found or [whole])
                whole = None
        elif not piece.name and whole is not None and not _CODES.intersection(stack):
            for one in (whole, *marked[-1:]):
                one.add(piece.text, piece.start)
