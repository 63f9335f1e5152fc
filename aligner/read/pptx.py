"""PPTX (Office Open XML, ISO/IEC 29500-1, chapter 19): slide by slide, with tables, diagrams and the speaker's notes.

Left out: masters and layouts, slide numbers, dates, headers and footers. Hidden slides are read.
"""

from collections.abc import Callable, Iterator

from aligner.core import BlockKind, Message
from aligner.errors import InputError
from aligner.read.archive import Archive, archive
from aligner.read.pieces import Piece
from aligner.read.raised import lowered, raised
from aligner.read.source_file import Opened
from aligner.read.symbol_fonts import in_unicode
from aligner.read.xml import Element, attribute, children, local, tree

__all__ = ["pieces"]

_MAIN = "ppt/presentation.xml"
_TITLES = ("title", "ctrTitle", "subTitle")
_SILENT = ("sldNum", "dt", "ftr", "hdr", "sldImg")


def pieces(file: Opened, note: Callable[[Message], None]) -> Iterator[Piece]:
    """Yield the text of the slides, in order.

    :raises InputError: if it is damaged, encrypted or a bomb
    """
    del note
    with archive(file) as package:
        if _MAIN not in package:
            raise InputError(f"{file.name} is damaged: it has no part {_MAIN}.")
        slides = _related(package, _MAIN, file.name)
        root = tree(package.read(_MAIN), file.name)
        order = [_relation(element) for element in root.iter() if local(element) == "sldId"]
        for number, part in enumerate((slides[key][1] for key in order if key in slides), 1):
            place = Message("place.slide", {"slide": number})
            yield from _slide(package, part, place, file.name)
            for kind, related in _related(package, part, file.name).values():
                if kind.endswith("/diagramData"):
                    yield from _slide(package, related, place, file.name)
                elif kind.endswith("/notesSlide"):
                    yield from _slide(package, related, Message("place.slide-notes", {"slide": number}), file.name)


def _relation(element: Element) -> str:
    """Return the id of a relationship; an element may have another id beside it."""
    return next((value for key, value in element.attrib.items() if key.endswith("relationships}id")), "")


def _related(package: Archive, part: str, name: str) -> dict[str, tuple[str, str]]:
    """Return kind and part of everything that a part refers to, by the reference's id."""
    folder, _, own = part.rpartition("/")
    list_of_them = f"{folder}/_rels/{own}.rels"
    if list_of_them not in package:
        return {}
    found = {}
    for relation in children(tree(package.read(list_of_them), name), "Relationship"):
        if relation.get("TargetMode") != "External":
            target = package.inside(part, relation.get("Target") or "")
            if target in package:
                found[relation.get("Id") or ""] = (relation.get("Type") or "", target)
    return found


def _slide(package: Archive, part: str, place: Message, name: str) -> Iterator[Piece]:
    for paragraph in tree(package.read(part), name).iter():
        if local(paragraph) != "p" or "drawingml" not in str(paragraph.tag):
            continue
        text = "".join(_text(paragraph))
        holder = _placeholder(paragraph)
        if not text.strip() or holder in _SILENT:
            continue
        kind, level = BlockKind.PARAGRAPH, 0
        if holder in _TITLES:
            kind, level = BlockKind.HEADING, 2 if holder == "subTitle" else 1
        elif any(local(above) == "tc" for above in paragraph.iterancestors()):
            kind = BlockKind.TABLE_CELL
        elif holder in ("body", ""):
            properties = next(children(paragraph, "pPr"), None)
            depth = (attribute(properties, "lvl") or "0") if properties is not None else "0"
            kind, level = BlockKind.LIST_ITEM, int(depth) + 1 if depth in "012345678" else 1
        yield Piece(text, kind, level, place)


def _placeholder(paragraph: Element) -> str | None:
    """Return the kind of placeholder that a paragraph stands in; empty for the usual one, None for none."""
    for above in paragraph.iterancestors():
        if local(above) == "sp":
            for element in above.iter():
                if local(element) == "ph":
                    return attribute(element, "type") or ""
                if local(element) == "txBody":
                    return None
    return None


def _text(paragraph: Element) -> Iterator[str]:
    for child in paragraph:
        name = local(child)
        if name in ("r", "fld"):
            text = "".join(part.text or "" for part in children(child, "t"))
            yield _as_shown(text, next(children(child, "rPr"), None))
        elif name == "br":
            yield "\n"


def _as_shown(text: str, looks: Element | None) -> str:
    if looks is None:
        return text
    for font in children(looks, "latin"):
        text = in_unicode(text, attribute(font, "typeface") or "")
    place = attribute(looks, "baseline") or "0"
    return text if place == "0" else lowered(text) if place.startswith("-") else raised(text)
