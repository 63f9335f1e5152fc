"""Lines of a decoded text, and blocks made from its characters."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from aligner.core import Block, BlockKind

__all__ = ["BLANK", "Line", "make_block", "split_lines"]

#: White space that ends or separates lines; no-break spaces are none of it, because typography rules look at them.
BLANK = " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"

_PLAIN_SPACES = str.maketrans(dict.fromkeys(BLANK, " "))
_LINE_END = re.compile(r"\r\n|\n|\r")


class Line(NamedTuple):
    """A line without its line end: ``text == file_text[start : start + len(text)]``."""

    start: int  #: file offset of its first character
    text: str

    @property
    def end(self) -> int:
        """File offset just behind its last character, where its line end stands if it has one."""
        return self.start + len(self.text)


def split_lines(text: str) -> list[Line]:
    """Return the lines of a text that ends them with LF, CRLF or CR; a line end at the very end opens no more."""
    lines: list[Line] = []
    start = 0
    for end in _LINE_END.finditer(text):
        lines.append(Line(start, text[start : end.start()]))
        start = end.end()
    if start < len(text):
        lines.append(Line(start, text[start:]))
    return lines


def make_block(kind: BlockKind, text: str, offsets: Sequence[int], level: int = 0) -> Block | None:
    """Return a block of characters and their file offsets, or None where nothing but white space is left.

    White space at both ends is dropped; line ends and tabs inside become plain spaces.
    """
    if not text.strip():
        return None
    first = len(text) - len(text.lstrip(BLANK))
    stop = len(text.rstrip(BLANK))
    kept = offsets[first:stop]
    if not isinstance(kept, range):
        unbroken = range(kept[0], kept[0] + len(kept))
        kept = unbroken if all(map(int.__eq__, kept, unbroken)) else tuple(kept)
    return Block(kind, text[first:stop].translate(_PLAIN_SPACES), kept, level)
