"""Texts in Fluent (.ftl): messages, their attributes, and each variant of what depends on a number or a case."""

import re
from collections.abc import Iterator, Sequence

from aligner.read.decode import decoded
from aligner.read.keyed import Entry
from aligner.read.source import split_lines
from aligner.read.source_file import Opened

__all__ = ["entries"]

_MESSAGE = re.compile(r"(-?[A-Za-z][\w-]*)[ ]*=[ ]*(.*)$")
_ATTRIBUTE = re.compile(r"[ ]+\.([A-Za-z][\w-]*)[ ]*=[ ]*(.*)$")
_VARIANT = re.compile(r"[ ]*\*?\[[ ]*([\w.-]+)[ ]*\][ ]*(.*)$")
_SELECTOR = re.compile(r"\{[^{}]*->[ ]*$")


def entries(file: Opened) -> Iterator[Entry]:
    """Yield the texts in order; Fluent Syntax 1.0 describes the format.

    :raises InputError: if it is too large, no text, or damaged
    """
    message, key = "", ""
    parts: list[str] = []
    for line in [*(line.text for line in split_lines(decoded(file))), "end = "]:
        found = _MESSAGE.match(line)
        attribute = _ATTRIBUTE.match(line) if message else None
        if found or attribute or line.startswith("#"):
            yield from _variants(key, parts)
            parts = []
            if found:
                message = key = found[1]
                parts = [found[2]]
            elif attribute:
                key = f"{message}.{attribute[1]}"
                parts = [attribute[2]]
        elif line.startswith((" ", "}")) and key:
            parts.append(line)


def _variants(key: str, parts: Sequence[str]) -> Iterator[Entry]:
    """Yield a text, or its variants where it has some."""
    name, lines = key, list[str]()
    for part in [*parts, "[end]"]:
        variant = _VARIANT.match(part)
        if variant:
            text = " ".join(" ".join(lines).split())
            if any(map(str.isalpha, text)):
                yield Entry(name, text)
            name, lines = f"{key}[{variant[1]}]", [variant[2]]
        else:
            lines.append(_SELECTOR.sub("", part) if part.strip() != "}" else "")
