"""What the paragraph styles of a DOCX say: headings, lists, quotations, code, tables of contents."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from aligner.core import BlockKind
from aligner.read.xml import Element, attribute, children, local, tree

__all__ = ["Style", "kind_of_name", "styles"]

_HEADING = re.compile(r"(?i)heading\s*([1-9])\b")
_CONTENTS = re.compile(r"(?i)(toc|contents)\s*(\d|heading)")
_QUOTATION = re.compile(r"(?i)quot|citation|block\s?text")
_CODE = re.compile(r"(?i)source\s?code|preformatted|html code|plain\s?code|code block|^code$")
_LONGEST_CHAIN = 20  # styles that a style is based on; a file may make them go in circles


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style makes of a paragraph."""

    kind: BlockKind = BlockKind.PARAGRAPH
    heading: int = 0  #: level 1-6, or 0
    list_level: int | None = None  #: nesting counted from 0
    contents: bool = False  #: an entry of a table of contents


def kind_of_name(name: str) -> Style:
    """Return what a style is by its English name."""
    if found := _HEADING.search(name):
        return Style(heading=min(int(found.group(1)), 6))
    if name.lower() in ("title", "subtitle"):
        return Style(heading=1 if name.lower() == "title" else 2)
    if _CONTENTS.match(name):
        return Style(contents=True)
    if _QUOTATION.search(name):
        return Style(BlockKind.QUOTATION)
    if _CODE.search(name):
        return Style(BlockKind.CODE)
    return Style()


def styles(data: bytes, name: str) -> Mapping[str, Style]:
    """Return every paragraph style by its id.

    :raises InputError: if the part is damaged
    """
    elements = {
        attribute(style, "styleId") or "": style
        for style in children(tree(data, name), "style")
        if attribute(style, "type") == "paragraph"
    }
    return {key: _style(key, elements) for key in elements}


def _style(key: str, elements: Mapping[str, Element]) -> Style:
    """Return what a style says itself, and where it is silent, what it is based on says."""
    chain: list[Element] = []
    while key in elements and len(chain) < _LONGEST_CHAIN:
        chain.append(elements[key])
        key = _child_value(elements[key], "basedOn")
    found = Style()
    for element in reversed(chain):
        own = kind_of_name(_child_value(element, "name"))
        if own != Style():
            found = replace(own, list_level=found.list_level)
        found = _with_properties(found, element)
    return found


def _with_properties(style: Style, element: Element) -> Style:
    for properties in children(element, "pPr"):
        for child in properties:
            if local(child) == "outlineLvl":
                level = attribute(child, "val") or ""
                style = replace(style, heading=int(level) + 1 if level in ("0", "1", "2", "3", "4", "5") else 0)
            elif local(child) == "numPr":
                level = _child_value(child, "ilvl") or "0"
                off = _child_value(child, "numId") == "0"
                style = replace(style, list_level=None if off else int(level) if level.isdecimal() else 0)
    return style


def _child_value(element: Element, name: str) -> str:
    child = next(children(element, name), None)
    return (attribute(child, "val") or "") if child is not None else ""
