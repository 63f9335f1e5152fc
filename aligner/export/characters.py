"""Characters that a format cannot hold: what becomes of them in XML and in plain text.

XML 1.0 (section 2.2) has no way to write most control characters, lone surrogates, U+FFFE and U+FFFF. The formats that
have an element for such a thing keep them as one; everywhere else they become visible substitutes.
"""

import re
from collections.abc import Callable

__all__ = ["attribute", "content", "flat", "shown", "visible_text", "well_formed"]

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"} | {
    chr(code): f"&#{code};" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)
}
_QUOTED = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_IN_TEXT = str.maketrans(_ESCAPES)
_IN_ATTRIBUTE = str.maketrans(_ESCAPES | _QUOTED)
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x9, 0xA, 0xD)} | {
    0xFFFE: 0xFFFD,
    0xFFFF: 0xFFFD,
}

# What people see: nothing that makes a text read otherwise than it is, and no lines inside a sentence. Ids of
# units are made of this, so it must not change.
_SHOWN = (
    _PICTURES
    | {0x7F: 0x2421}
    | dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
    | dict.fromkeys(map(ord, "\t\n\r\x85\u2028\u2029"), ord(" "))
)

# What some program takes for the end of a line or of a field becomes a space, other control characters U+FFFD.
_FLAT = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), 0xFFFD) | dict.fromkeys(
    map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), ord(" ")
)


def well_formed(text: str) -> str:
    """Return the text with lone surrogates, which no Unicode encoding can write, as U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def content(text: str, element: Callable[[int], str]) -> str:
    """Return the text as XML content.

    :param element: gives the element that stands for a code point which XML cannot hold
    """
    text = well_formed(text).translate(_IN_TEXT)
    return _ILLEGAL.sub(lambda found: element(ord(found.group())), text)


def visible_text(text: str) -> str:
    """Return the text as XML content without elements: control characters become their pictures, such as ␇."""
    return well_formed(text).translate(_PICTURES).translate(_IN_TEXT)


def attribute(text: str) -> str:
    """Return the text as the value of an XML attribute in double quotes, control characters as their pictures."""
    return well_formed(text).translate(_PICTURES).translate(_IN_ATTRIBUTE)


def shown(text: str) -> str:
    """Return the text as a table shows it: on one line, control characters as pictures, of the same length."""
    return text if text.isascii() and text.isprintable() else well_formed(text).translate(_SHOWN)


def flat(text: str) -> str:
    """Return the text on one line without tabs or control characters, of the same length."""
    return text if text.isascii() and text.isprintable() else well_formed(text).translate(_FLAT)
