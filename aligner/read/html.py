"""A page of HTML from a file: its main article, or all of it.

trafilatura says which text is the article; the blocks themselves are ours, because it drops captions, embedded posts
and headings now and then, and a block missing on one side would look like an omission. So a block is kept if it is in
what trafilatura found, or if it stands among such blocks and is a caption, an embedded post or running text.

Generators of sites take pages of HTML with front matter as well; of that, title and description are read.
"""

import codecs
import re
from collections.abc import Callable, Container, Iterator, Sequence
from typing import Any, cast

from aligner.core import BlockKind, Message
from aligner.errors import InputError, MissingExtraError
from aligner.read import front_matter
from aligner.read.decode import decode
from aligner.read.markup import Found, walk
from aligner.read.pieces import Piece, check_lines
from aligner.read.source import split_lines
from aligner.read.source_file import Opened
from aligner.read.xml import Element, local

__all__ = ["page", "pieces"]

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_META_WITHIN = 4096  # bytes; the standard says 1024, pages do otherwise

#: A block with fewer letters and digits stands in many a text by chance, so it has to be one of the found units.
_SHORT = 25
#: What trafilatura calls them.
_UNITS = ("p", "head", "item", "cell", "quote", "code", "fw")
_INNER = frozenset((*_UNITS, "list", "table", "row"))
#: Characters on either side of where the block before was found.
_NEAR = 100_000
#: Running text that trafilatura left out is kept among blocks it kept, if at most this share of it is links.
_LINKS = 0.3
#: So many characters outside of links are running text wherever they stand: a box, a paragraph full of links.
_RUNNING = 60
#: What a generator replaces, on a page with front matter.
_TEMPLATE = re.compile(r"\{%[^%]{0,2000}%\}|\{\{[^{}]{0,2000}\}\}")
#: What is not the article, even within it.
_ASIDE = frozenset(("nav", "aside", "footer", "form", "menu", "dialog"))


def pieces(file: Opened, note: Callable[[Message], None]) -> Iterator[Piece]:
    """Yield the text of a page: its article, or where that was asked for, its menus, footers and all.

    :param note: is told if no article could be told from the rest of the page
    :raises InputError: if its encoding is damaged, or it is too large
    :raises MissingExtraError: if trafilatura is needed and not installed
    """
    text = _text(file.read(file.limits.page_bytes, "page-bytes"), file.name)
    check_lines(text, file.name, file.limits)
    lines = split_lines(text) if text.lstrip("\ufeff").startswith(("---", "+++")) else []
    head = front_matter.length(lines)
    if head:
        yield from (Piece(block.text, block.kind, block.level) for block in front_matter.shown(lines[:head]))
        text = _TEMPLATE.sub("", text[lines[head - 1].end :])
    blocks = list(walk(page(text)))
    if not file.whole_page:
        chosen = _article(text, blocks)
        if chosen:
            blocks = chosen
        elif blocks:
            note(Message("reader.no-article", {"file": file.name}))
    yield from (block.piece for block in blocks)


def page(text: str) -> Element:
    """Return the element of a page, however badly its tags are nested.

    :raises InputError: if there is nothing in it
    """
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return cast(Element, html.document_fromstring(text.encode("utf-8", "replace"), parser=parser))
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise InputError("The page has no text in it, only markup.") from error


def _text(data: bytes, name: str) -> str:
    """Return a page's text by the encoding that it declares; where it declares none, as any text."""
    head = data[:_META_WITHIN]
    found = None if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) else _CHARSET.search(head)
    found = found or (_DECLARED.search(head) if data.startswith(b"<?xml") else None)
    if found is None:
        return decode(data, name)
    try:
        label = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return decode(data, name)
    if label in ("utf-8", "ascii") or label.startswith("utf-16"):
        return decode(data, name)
    # As browsers do: what calls itself Latin-1 is Windows-1252 (WHATWG Encoding, section 4.2).
    return data.decode("cp1252" if label == "iso8859-1" else label, "replace")


def _article(text: str, blocks: Sequence[Found]) -> list[Found]:
    """Return the blocks of the article; none if there is no article to be found."""
    kept = list(_kept(blocks, _units(text)))
    if not any(kept):
        return []
    body = _common(block.element for block, keep in zip(blocks, kept, strict=True) if keep)
    parents = {block.element.getparent() for block, keep in zip(blocks, kept, strict=True) if keep}
    first, last = kept.index(True), len(kept) - kept[::-1].index(True)
    chosen = []
    for number, block in enumerate(blocks):
        inside = _is_inside(block.element, body)
        if _is_navigation(block.element):
            continue
        among = first <= number < last and inside and not _is_aside(block.element, body)
        title = number < first and block.piece.kind is BlockKind.HEADING and block.piece.level == 1
        if (
            kept[number]
            or (among and (block.caption or block.embedded or _is_running(block, parents)))
            or (block.note and number >= first)
            or (title and not _is_aside(block.element, None))
        ):
            chosen.append(block)
    return chosen


def _units(text: str) -> list[str]:
    """Return the letters and digits of all paragraphs, headings, items and cells that trafilatura finds."""
    try:
        import trafilatura
    except ImportError as error:
        raise MissingExtraError(
            "Telling the article from the rest of a page (--whole-page reads all of it instead)", "html"
        ) from error
    import logging

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    logging.getLogger("justext").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            cast(Any, page(text)), include_comments=False, include_tables=True, with_metadata=False, favor_recall=True
        )
    except (InputError, ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError):
        return []  # a page that it stumbles over is read as a whole
    body = getattr(found, "body", None)
    if body is None:
        return []
    return [
        unit
        for element in cast(Element, body).iter(*_UNITS)
        for text in ("".join(element.itertext()), *_beside(element))
        if (unit := _letters(text))
    ]


def _beside(element: Element) -> Iterator[str]:
    """Yield the stretches of text that stand beside units within a unit, such as a list within its item."""
    stretches = [""]

    def gather(inner: Element) -> None:
        stretches[-1] += inner.text or ""
        for child in inner:
            if local(child) in _INNER:
                stretches.append("")
            else:
                gather(child)
            stretches[-1] += child.tail or ""

    gather(element)
    if len(stretches) > 1:
        yield from stretches


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _kept(blocks: Sequence[Found], units: Sequence[str]) -> Iterator[bool]:
    """Yield whether each block is in what was found, which has the same order."""
    joined, alone = "\0".join(units), set(units)
    position = 0
    for block in blocks:
        letters = _letters(block.piece.text)
        if letters in alone or len(letters) < _SHORT:
            yield bool(letters) and letters in alone
            continue
        # To look through all of a long page for each of its blocks would take hours.
        at = joined.find(letters, max(0, position - _NEAR), position + _NEAR + len(letters))
        position = at if at >= 0 else position
        yield at >= 0


def _common(elements: Iterator[Element]) -> Element | None:
    """Return the innermost element that holds them all."""
    shared: list[Element] | None = None
    for element in elements:
        line = [*reversed(list(element.iterancestors())), element]
        if shared is None:
            shared = line
        else:
            length = next((n for n, (a, b) in enumerate(zip(shared, line, strict=False)) if a is not b), None)
            shared = shared[: min(len(shared), len(line)) if length is None else length]
    return shared[-1] if shared else None


def _is_inside(element: Element, body: Element | None) -> bool:
    return body is None or element is body or any(above is body for above in element.iterancestors())


def _is_aside(element: Element, body: Element | None) -> bool:
    """Return whether it belongs to something beside the text, below ``body``."""
    for above in (element, *element.iterancestors()):
        if above is body:
            return False
        if local(above) in _ASIDE:
            return True
    return False


def _is_navigation(element: Element) -> bool:
    """Return whether it belongs to a menu or a path, of which a title or two stand in the article as well."""
    return any(above.get("role") == "navigation" for above in (element, *element.iterancestors()))


def _is_running(block: Found, parents: Container[Element | None]) -> bool:
    """Return whether it is text beside text that was kept, and no list of links."""
    running = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
    if block.piece.kind not in running:
        return False
    length = len(block.piece.text)
    linked = sum(len("".join(link.itertext())) for link in block.element.iter("a"))
    beside = block.element.getparent() in parents
    return (beside and linked <= _LINKS * length) or length - linked >= _RUNNING
