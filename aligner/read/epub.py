"""EPUB 2 and 3: the chapters in reading order, one at a time, so that a book of any length needs little memory.

Chapters that the book marks as not part of the reading order, such as notes, stand where the book lists them. The table
of contents is left out.
"""

from collections.abc import Callable, Iterator
from urllib.parse import unquote

from aligner.core import Message
from aligner.errors import InputError
from aligner.read.archive import Archive, archive
from aligner.read.html import page
from aligner.read.markup import walk
from aligner.read.pieces import Piece
from aligner.read.source_file import Opened
from aligner.read.xml import Element, attribute, children, local, tree, well_formed

__all__ = ["pieces"]

_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document"))
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def pieces(file: Opened, note: Callable[[Message], None]) -> Iterator[Piece]:
    """Yield the book's text, in reading order.

    :param note: is told if chapters are missing
    :raises InputError: if it is damaged, encrypted or a bomb
    """
    with archive(file) as book:
        _refuse_encrypted(book, file.name)
        package = _package(book, file.name)
        for part in _chapters(book, package, file.name):
            if part not in book:
                note(Message("reader.part-missing", {"file": file.name, "part": part}))
                continue
            label = part.rpartition("/")[2]
            for block in walk(_chapter(book.read(part), f"{file.name}, {label}"), label):
                yield block.piece


def _refuse_encrypted(book: Archive, name: str) -> None:
    """Refuse encrypted text; fonts may be obfuscated."""
    if "META-INF/encryption.xml" not in book:
        return
    for element in tree(book.read("META-INF/encryption.xml"), name).iter():
        if local(element) == "EncryptionMethod" and attribute(element, "Algorithm") not in _FONTS:
            raise InputError(f"{name} is protected against copying (DRM) and cannot be read.")


def _package(book: Archive, name: str) -> str:
    """Return the part that lists all others."""
    container = "META-INF/container.xml"
    if container in book:
        for element in tree(book.read(container), name).iter():
            if local(element) == "rootfile" and (path := attribute(element, "full-path")):
                found = book.inside("", path)
                if found in book:
                    return found
    found = next((part for part in book.names if part.endswith(".opf")), "")
    if not found:
        raise InputError(f"{name} is damaged: it has no list of its chapters (.opf).")
    return found


def _chapters(book: Archive, package: str, name: str) -> Iterator[str]:
    root = tree(book.read(package), name)
    sections = {local(element): element for element in root}
    if "manifest" not in sections or "spine" not in sections:
        raise InputError(f"{name} is damaged: {package} has no list of its chapters.")
    items = {attribute(item, "id"): item for item in children(sections["manifest"], "item")}
    seen: set[str] = set()
    for reference in children(sections["spine"], "itemref"):
        item = items.get(attribute(reference, "idref"))
        if item is None:
            continue
        if attribute(item, "media-type") not in _PAGES or "nav" in (attribute(item, "properties") or "").split():
            continue
        part = book.inside(package, unquote((attribute(item, "href") or "").partition("#")[0]))
        if part not in seen:
            seen.add(part)
            yield part


def _chapter(data: bytes, name: str) -> Element:
    """Return XHTML as it should be, or as browsers would read it."""
    root = well_formed(data, name)
    return root if root is not None else page(data.decode("utf-8", "replace"))
