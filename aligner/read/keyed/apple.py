"""Texts of apps for iOS and macOS: ``"key" = "value";`` in files named ``.strings``."""

import re
from collections.abc import Iterator

from aligner.errors import InputError
from aligner.read.decode import decoded
from aligner.read.keyed import Entry
from aligner.read.source_file import Opened

__all__ = ["entries"]

_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_ENTRY = re.compile(rf"(?:{_QUOTED}|([\w.-]+))\s*=\s*{_QUOTED}\s*;", re.DOTALL)
_SKIPPED = re.compile(r"(?:\s+|/\*.*?\*/|//[^\n]*)+", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:[Uu]([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def entries(file: Opened) -> Iterator[Entry]:
    """Yield the texts in order.

    :raises InputError: if it is damaged
    """
    text = decoded(file)
    at = 0
    while at < len(text):
        if skipped := _SKIPPED.match(text, at):
            at = skipped.end()
            continue
        found = _ENTRY.match(text, at)
        if found is None:
            line = text.count("\n", 0, at) + 1
            raise InputError(f'{file.name} is no file of strings: line {line} is expected to be "key" = "value";')
        at = found.end()
        if any(map(str.isalpha, found[3])):
            yield Entry(_unescaped(found[1] or found[2] or ""), _unescaped(found[3]))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _ESCAPES.get(match[2], match[2]), text)
