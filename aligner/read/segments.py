"""The text of a segment of TMX or XLIFF: inline codes left out, the words that they enclose kept."""

import re
from collections.abc import Iterator

from aligner.read.xml import Element, attribute, entity_text, local

__all__ = ["segment_codes", "segment_text"]

#: Their content is code of the original format. TMX 1.4b, section 3.3; XLIFF 1.2, section 2.4.
_CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))
#: Those that stand for something in a translation too, with and without content.
_INLINE = _CODES | {"bx", "ec", "ex", "g", "pc", "sc", "x"}
_CONTROL = re.compile(r"x-control-([0-9a-f]{4})")  # a control character, as our exports name it
_BREAKS = frozenset(("lb", "x-lb", "x-br", "x-html-br", "x-linebreak", "fmt:br", "xlf:lb"))


def segment_text(element: Element | None) -> str:
    """Return the text of ``seg``, ``source`` or ``target``; nothing for None."""
    return "" if element is None else "".join(_parts(element))


def segment_codes(element: Element | None) -> tuple[str, ...]:
    """Return the inline codes of a segment as its source writes them in short: ``<x id="1"/>``; no line ends."""
    found = []
    for child in () if element is None else element.iter():
        name = local(child)
        if child is element or name not in _INLINE or _kind(child) in _BREAKS or _CONTROL.fullmatch(_kind(child) or ""):
            continue
        key = next((f' {one}="{value}"' for one in ("id", "i", "x") if (value := attribute(child, one))), "")
        found.append(f"<{name}{key}/>")
    return tuple(found)


def _kind(element: Element) -> str | None:
    return attribute(element, "ctype") or attribute(element, "subType") or attribute(element, "type")


def _parts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        kind = _kind(child)
        if not name:
            yield entity_text(child) or ""
        elif kind in _BREAKS:
            yield "\n"
        elif control := _CONTROL.fullmatch(kind or ""):
            yield _code_point(control[1])
        elif name == "cp":
            yield _code_point(attribute(child, "hex"))
        elif name not in _CODES:
            yield from _parts(child)
        yield child.tail or ""


def _code_point(code: str | None) -> str:
    """Return a character that XML cannot hold: XLIFF 2.1, section 4.2.3.1."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
