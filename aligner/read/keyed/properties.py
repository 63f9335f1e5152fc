"""Texts in Java's property files: ``key = value``, with escapes and lines that go on."""

import re
from collections.abc import Iterator

from aligner.read.decode import decoded
from aligner.read.keyed import Entry
from aligner.read.source import split_lines
from aligner.read.source_file import Opened

__all__ = ["entries"]

_ENTRY = re.compile(r"((?:\\.|[^\s=:\\])*)[ \t\f]*[=:]?[ \t\f]*(.*)$", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_GOES_ON = re.compile(r"(?<!\\)(?:\\\\)*\\$")


def entries(file: Opened) -> Iterator[Entry]:
    """Yield the texts in order; java.util.Properties documents the format.

    :raises InputError: if it is too large, no text, or damaged
    """
    logical = ""
    for line in [*(line.text.lstrip(" \t\f") for line in split_lines(decoded(file))), ""]:
        if not logical and line[:1] in ("#", "!"):
            continue
        logical += line
        if _GOES_ON.search(line):
            logical = logical[:-1]
            continue
        if logical and (found := _ENTRY.match(logical)) and any(map(str.isalpha, found[2])):
            yield Entry(_unescaped(found[1]), _unescaped(found[2]))
        logical = ""


def _unescaped(text: str) -> str:
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _ESCAPES.get(match[2], match[2]), text)
    # Characters beyond the first plane are written as two escapes.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
