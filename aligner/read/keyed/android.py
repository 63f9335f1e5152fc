"""Texts of Android apps: ``strings.xml`` with strings, arrays and plurals."""

import re
from collections.abc import Iterator

from aligner.read.keyed import Entry
from aligner.read.source_file import Opened
from aligner.read.xml import Element, attribute, children, events, forget, local

__all__ = ["entries"]

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t"}
_SPACES = re.compile(r"[ \t\r\n]+")


def entries(file: Opened) -> Iterator[Entry]:
    """Yield the texts in order; references to others and what is not to be translated are none.

    :raises InputError: if it is no well-formed XML
    """
    file.stream.seek(0)
    tags = ("{*}string", "{*}string-array", "{*}plurals")
    for _, element in events(file.stream, file.name, ("end",), tags):
        if attribute(element, "translatable") != "false":
            yield from _entries(element)
        forget(element)


def _entries(element: Element) -> Iterator[Entry]:
    name = attribute(element, "name") or "?"
    if local(element) == "string":
        yield from _entry(name, element)
        return
    for number, item in enumerate(children(element, "item")):
        yield from _entry(f"{name}[{attribute(item, 'quantity') or number}]", item)


def _entry(key: str, element: Element) -> Iterator[Entry]:
    text = _SPACES.sub(" ", "".join(element.itertext())).strip()
    if text[:1] in ("@", "?") and " " not in text:
        return
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _ESCAPES.get(match[2], match[2]), text)
    if any(map(str.isalpha, text)):
        yield Entry(key, text)
