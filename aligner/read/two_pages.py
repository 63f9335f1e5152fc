"""Two pages of HTML that translate each other: their articles should be the same parts of both."""

from dataclasses import replace
from math import log

from aligner.core import Document, Message
from aligner.read import read
from aligner.read.limits import DEFAULT, Limits

__all__ = ["whole_pages"]

_UNLIKE = 0.4  #: logarithm of the ratio of two texts' lengths from which on one has parts that the other lacks
_ALIKE = 0.25  #: up to which two pages have as much text


def whole_pages(
    original: Document, translation: Document, *, limits: Limits = DEFAULT
) -> tuple[Document, Document] | None:
    """Return all of two pages whose articles differ in length while the pages do not; else None.

    What tells the article from the rest of a page looks at one page, and may take more of it than of its translation.

    :param original: as it was read from its file; not yet split, or split
    :raises InputError: if a file cannot be read any more
    """
    pages = (original, translation)
    if any(page.format != "html" or page.path == "-" for page in pages) or _apart(*pages) < _UNLIKE:
        return None
    left, right = (read(page.path, page.language, limits=limits, whole_page=True) for page in pages)
    if _apart(left, right) > _ALIKE:
        return None
    note = Message("reader.whole-pages", {"original": original.path, "translation": translation.path})
    return replace(left, notes=(*left.notes, note)), right


def _apart(one: Document, other: Document) -> float:
    """Return how different two lengths are, as the size of the logarithm of their ratio."""
    return abs(log(max(1, len(one.text)) / max(1, len(other.text))))
