"""The one XML parser of all readers: streaming, offline, without entities, bounded in depth and size.

``libxml2`` keeps its own limits as well (``huge_tree`` is off): 256 levels, 10 MB in one text. Background: CWE-776
(entity expansion), CWE-611 (external entities).
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol, cast

from aligner.errors import InputError

__all__ = [
    "Element",
    "attribute",
    "children",
    "entity_text",
    "events",
    "forget",
    "local",
    "name_of",
    "tree",
    "well_formed",
]

_CHUNK = 1 << 16
_ENTITIES = "it declares XML entities, which can hide other files or a bomb"
#: What libxml2 says of its limits, and what that means.
_MEANINGS = {
    "amplification": _ENTITIES,
    "entity reference loop": _ENTITIES,
    "Excessive depth": "its XML is nested more than 256 levels deep",
    "Text node too long": "one of its texts has more than 10 MB",
    "XML_PARSE_HUGE": "its XML is larger than any that people write",
}
_NAMESPACE = re.compile(r"\{[^}]*\}")


class _MalformedError(InputError):
    """What is not well formed, but not dangerous either."""


class Element(Protocol):
    """What readers use of lxml's elements."""

    text: str | None
    tail: str | None

    @property
    def tag(self) -> object:
        """A string ``"{namespace}name"``; a function for comments and instructions."""

    @property
    def attrib(self) -> "dict[str, str]":
        """By ``"{namespace}name"``."""

    def get(self, key: str, default: str | None = None) -> str | None:
        """Return an attribute."""

    def __iter__(self) -> "Iterator[Element]": ...

    def iter(self, *tags: str) -> "Iterator[Element]":
        """Yield itself and everything in it, in document order."""

    def iterancestors(self) -> "Iterator[Element]":
        """Yield its ancestors, from its parent up to the root."""

    def itertext(self) -> Iterator[str]:
        """Yield all its text."""

    def getparent(self) -> "Element | None":
        """Return the element it stands in."""

    def getprevious(self) -> "Element | None":
        """Return the element before it in its parent."""

    def remove(self, element: "Element") -> None:
        """Take out a child."""

    def clear(self, keep_tail: bool = False) -> None:
        """Drop what it holds."""


def events(
    stream: BinaryIO, name: str, kinds: Iterable[str] = ("start", "end"), tags: Iterable[str] | None = None
) -> Iterator[tuple[str, Element]]:
    """Yield ``("start" or "end", element)`` in document order, while the file is being read.

    An element is whole at its end only. What was seen is kept until ``forget`` drops it.

    :param stream: XML in the encoding that its declaration names
    :param name: what to call the file in messages
    :param tags: only elements with these names, ``"{*}p"`` for any namespace
    :raises InputError: if it is not well formed, declares entities, or is nested too deeply
    """
    from lxml import etree

    parser = etree.XMLPullParser(
        events=tuple(kinds),
        tag=None if tags is None else tuple(tags),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    checked = False
    try:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
            for event, element in parser.read_events():
                if not checked:
                    _refuse_entities(element, name)
                    checked = True
                yield event, element
        root = parser.close()
        if not checked:
            _refuse_entities(root, name)
        for event, element in parser.read_events():
            yield event, element
    except etree.XMLSyntaxError as error:
        for sign, meaning in _MEANINGS.items():
            if sign in str(error):
                raise InputError(f"{name} is refused: {meaning}.") from error
        raise _MalformedError(_broken(name, error)) from error


def tree(data: bytes, name: str) -> Element:
    """Return a small piece of XML as a whole.

    :raises InputError: as ``events`` does
    """
    import io

    root: Element | None = None
    for _, element in events(io.BytesIO(data), name, ("start",)):
        root = element if root is None else root
    if root is None:
        raise InputError(f"{name} is not well-formed XML: it has no element.")
    return root


def well_formed(data: bytes, name: str) -> Element | None:
    """Return the same, or None where it is not well formed; entities are refused all the same."""
    try:
        return tree(data, name)
    except _MalformedError:
        return None


def forget(element: Element) -> None:
    """Free the memory of an element that has been dealt with, and of all before it in its parent."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    if parent is None:
        return
    while (before := element.getprevious()) is not None:
        parent.remove(before)


def local(element: Element) -> str:
    """Return an element's name without its namespace; nothing for comments, instructions and entities."""
    tag = element.tag
    return _NAMESPACE.sub("", tag) if isinstance(tag, str) else ""


def name_of(key: str) -> str:
    """Return a name without its namespace."""
    return _NAMESPACE.sub("", key)


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute by its name, whatever its namespace."""
    found = element.get(name)
    if found is not None:
        return found
    return next((value for key, value in element.attrib.items() if name_of(key) == name), None)


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of that name, whatever their namespace."""
    return (child for child in element if local(child) == name)


def entity_text(element: Element) -> str | None:
    """Return the character of a reference such as ``&eacute;`` that HTML knows; None for anything but a reference."""
    from lxml import etree

    if element.tag is not etree.Entity:
        return None
    written = element.text or ""
    meant = html.unescape(written)
    return meant if meant != written else ""


def _refuse_entities(element: object, name: str) -> None:
    from lxml import etree

    subset = cast(etree._Element, element).getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise InputError(f"{name} is refused: {_ENTITIES}.")


def _broken(name: str, error: Exception) -> str:
    line = getattr(error, "lineno", None)
    text = " ".join(str(getattr(error, "msg", error)).split()).rstrip(".")
    text = re.sub(r",? line \d+, column \d+.*", "", text)
    place = f" in line {line}" if line else ""
    return f"{name} is not well-formed XML{place}: {text}."
