"""A page of HTML from a file: its main article, or all of it.

Generators of sites take pages of HTML with front matter as well; of that, title and description are read.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from typing import cast

from aligner.core import Message
from aligner.errors import InputError
from aligner.read import front_matter
from aligner.read.article import article
from aligner.read.decode import decode
from aligner.read.markup import Found, walk
from aligner.read.pieces import Piece, check_lines
from aligner.read.source import split_lines
from aligner.read.source_file import Opened
from aligner.read.xml import Element

__all__ = ["page", "pieces"]

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_META_WITHIN = 4096  # bytes; the standard says 1024, pages do otherwise

#: A note says how much of a page was read, if it is a smaller share of its words.
_LITTLE = 0.5
#: What a generator replaces, on a page with front matter.
_TEMPLATE = re.compile(r"\{%[^%]{0,2000}%\}|\{\{[^{}]{0,2000}\}\}")


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
        chosen = article(lambda: page(text), blocks)
        if not chosen:
            if blocks:
                note(Message("reader.no-article", {"file": file.name}))
            chosen = blocks
        _tell_share(chosen, blocks, file.name, note)
        blocks = chosen
    yield from (block.piece for block in blocks)


def _tell_share(chosen: Sequence[Found], blocks: Sequence[Found], name: str, note: Callable[[Message], None]) -> None:
    """Say what share of a page was read, if it is little."""
    read, whole = (sum(len(block.piece.text.split()) for block in some) for some in (chosen, blocks))
    if read < _LITTLE * whole:
        note(Message("reader.little-of-page", {"file": name, "read": read, "whole": whole}))


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
