"""Which blocks of a page of HTML are its article.

trafilatura says which text is the article; the blocks themselves are ours, because it drops captions, embedded posts,
headings and whole paragraphs now and then, and a block missing on one side would look like an omission. So a block is
kept if it is in what trafilatura found, or if it stands in the same part of the page and is no menu, no path, no table
of contents and no list of links. Lists, tables and the pages of one manual are thereby read alike in two languages.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import islice
from typing import Any, cast

from aligner.core import BlockKind
from aligner.errors import InputError, MissingExtraError
from aligner.read.markup import Found
from aligner.read.xml import Element, attribute, local

__all__ = ["article"]

#: A block with fewer letters and digits stands in many a text by chance, so it has to be one of the found units.
_SHORT = 25
#: What trafilatura calls them.
_UNITS = ("p", "head", "item", "cell", "quote", "code", "fw")
_INNER = frozenset((*_UNITS, "list", "table", "row"))
#: Characters on either side of where the block before was found.
_NEAR = 100_000
#: Running text that trafilatura left out is kept among blocks it kept, if at most this share of it is links.
_LINKS = 0.3
#: Characters outside of links that make an element running text wherever it stands: a box, a paragraph full of links.
_RUNNING = 60
#: If less than this share of a page's running text was found, the page was misread, and all of it is kept.
_LITTLE = 0.5
#: The article's element holds this share of what was found,
_NEARLY_ALL = 0.9
#: and the element around it is the article's if it has at most this many times its running text.
_AROUND = 2
#: What is not the article, even within it.
_ASIDE = frozenset(("nav", "aside", "footer", "form", "menu", "dialog"))
_GUIDES = frozenset(("navigation", "contentinfo", "search", "banner", "menu", "menubar", "doc-toc"))
#: Words of classes and ids of what leads through a site: those of DocBook, Publican, Sphinx, Texinfo, AsciiDoc,
#: Doxygen, MkDocs and of themes of sites. A "sidebar" is a box of the text in the first two.
_GUIDING = re.compile(
    r"""(?ix)
    (?:^|[\s_-]) (?:
        (?:doc|top|bottom|side|main|site|page|local|sub)? nav (?:bar|header|footer|igation|path|row|panel|menu|s)? [12]?
        | (?:bread)? crumbs? | breadcrumbs | toc (?:frame|tree|container|box|list|inline)? | toctree
        | table[-_]?of[-_]?contents
        | list[-_]of[-_](?:figures|tables|examples) | sphinxsidebar\w* | (?:site|page)? footer
        | pagination | (?:top|bottom) lang | lang (?:s|uages|avail) | searchbox | cookies?
        | comments | comment [-_]? (?:s|list|area|section|form) | disqus \w*
    ) (?:$|[\s_-])
    """
)
#: Words that mean something else as well: only where nearly all is links.
_PERHAPS_GUIDING = re.compile(
    r"(?i)(?:^|[\s_-])(?:contents?|shortcontents|menus?|pager|share|social|skip|links?|lang|languages?)(?:$|[\s_-])"
)
_LISTS = frozenset(("ul", "ol", "dl"))
_ITEMS = frozenset(("li", "dt", "dd"))
_HOLDERS = frozenset(("table", *_LISTS))
_SENTENCE_ENDS = (".", ":", "!", "?", "…", ";")
_ALL = frozenset(("html", "body"))
_TITLED = re.compile(r"(?i)(?:^|[\s_-])(?:sub)?title|(?:^|[\s_-])caption")
_RUN = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.TABLE_CELL)


def article(page: Callable[[], Element], blocks: Sequence[Found]) -> list[Found]:
    """Return the blocks of the article; none if there is no article to be found.

    :param page: makes the element of the page, which is changed
    :param blocks: all blocks of the page, of an element of its own
    :raises MissingExtraError: if trafilatura is not installed
    """
    found = list(_kept(blocks, _units(page)))
    if not any(found):
        return []
    guides = _Guides(blocks)
    kept = [one and not guides.holds(block.element) for one, block in zip(found, blocks, strict=True)]
    if not any(kept):
        kept = found
    running = [
        _is_running_text(block) and not guides.holds(block.element) and not _is_aside(block.element, None)
        for block in blocks
    ]
    if _length(blocks, kept) < _LITTLE * _length(blocks, [a or b for a, b in zip(kept, running, strict=True)]):
        kept = [one or other for one, other in zip(kept, running, strict=True)]
    kept = _with_tables(blocks, kept)
    return [block for block, keep in zip(blocks, _with_what_belongs(blocks, kept, guides), strict=True) if keep]


def _with_what_belongs(blocks: Sequence[Found], kept: Sequence[bool], guides: "_Guides") -> list[bool]:
    """Return what is kept, with headings, captions, code and text that stand among it, and its title."""
    body = _body(blocks, kept, guides)
    parents = {block.element.getparent() for block, keep in zip(blocks, kept, strict=True) if keep}
    whole = local(body) in _ALL
    inside = [_is_inside(block.element, body) for block in blocks]
    first, last = _ends(kept if whole else inside)
    head = _head(blocks, first, guides)
    every = []
    for number, block in enumerate(blocks):
        aside = guides.holds(block.element) or _is_aside(block.element, body)
        among = first <= number < last and inside[number] and not aside
        every.append(
            kept[number]
            or (among and (block.embedded or _is_running_text(block) or _belongs(block, parents)))
            or (head <= number < first and not aside)
            or (block.note and number >= first)
            or (block.piece.level == 1 and number < first and _is_title(block) and not _is_aside(block.element, None))
        )
    return every


def _ends(chosen: Sequence[bool]) -> tuple[int, int]:
    """Return the number of the first that is chosen, and the one behind the last."""
    return chosen.index(True), len(chosen) - list(chosen)[::-1].index(True)


def _head(blocks: Sequence[Found], first: int, guides: "_Guides") -> int:
    """Return where the headings begin that stand right before the first block that is kept."""
    head = first
    while head and not guides.holds(blocks[head - 1].element) and blocks[head - 1].piece.kind is BlockKind.HEADING:
        head -= 1
    return head


def _is_title(block: Found) -> bool:
    return block.piece.kind is BlockKind.HEADING


def _belongs(block: Found, parents: Container[Element | None]) -> bool:
    """Return whether a block is read because it stands among blocks that are."""
    if block.caption or block.piece.kind in (BlockKind.HEADING, BlockKind.CODE):
        return True
    if block.piece.kind not in _RUN or block.piece.kind is BlockKind.TABLE_CELL:
        return False
    around = (block.element, *islice(block.element.iterancestors(), 2))
    if any(_TITLED.search(attribute(above, "class") or "") for above in around):
        return True
    if block.element.getparent() in parents:
        return _linked(block) <= _LINKS * len(block.piece.text)
    above = list(islice(_outside_of_lists(block.element).iterancestors(), 2))
    if not any(one in parents for one in above):
        return False
    if block.piece.kind is BlockKind.LIST_ITEM:
        return not _is_linked(_outside_of_lists(block.element))
    return not _linked(block) and block.piece.text.endswith(_SENTENCE_ENDS)


def _outside_of_lists(element: Element) -> Element:
    """Return the outermost list in a row of lists and items that an element is in, or the element itself."""
    found = element
    for above in element.iterancestors():
        if local(above) in _LISTS:
            found = above
        elif local(above) not in _ITEMS:
            break
    return found


def _is_running_text(block: Found) -> bool:
    """Return whether a block is text wherever it stands: so much of it is no link."""
    return block.piece.kind in _RUN and len(block.piece.text) - _linked(block) >= _RUNNING


def _linked(block: Found) -> int:
    """Return how many characters of a block are links."""
    if local(block.element) == "a":
        return len(block.piece.text)
    return sum(len("".join(link.itertext())) for link in block.element.iter("a") if link.get("href"))


def _length(blocks: Sequence[Found], kept: Sequence[bool]) -> int:
    return sum(len(block.piece.text) for block, keep in zip(blocks, kept, strict=True) if keep)


def _with_tables(blocks: Sequence[Found], kept: Sequence[bool]) -> list[bool]:
    """Return what is kept, with all cells of the tables, and all items of the lists, of which most is kept.

    trafilatura drops one cell or item and keeps the next, and others in the translation.
    """
    inside: dict[Element, list[int]] = {}
    for number, block in enumerate(blocks):
        if block.piece.kind in (BlockKind.TABLE_CELL, BlockKind.LIST_ITEM):
            holder = next((one for one in block.element.iterancestors() if local(one) in _HOLDERS), None)
            if holder is not None:
                inside.setdefault(holder, []).append(number)
    every = list(kept)
    for numbers in inside.values():
        whole = sum(len(blocks[n].piece.text) for n in numbers)
        if 2 * sum(len(blocks[n].piece.text) for n in numbers if kept[n]) > whole:
            for number in numbers:
                every[number] = True
    return every


class _Guides:
    """What leads through a site: menus, paths, tables of contents, running heads and feet."""

    def __init__(self, blocks: Sequence[Found]) -> None:
        self._known: dict[Element, bool] = {}
        self._length = sum(len(block.piece.text) for block in blocks)

    def holds(self, element: Element) -> bool:
        """Return whether an element is one or belongs to one."""
        line = []
        found = False
        for above in (element, *element.iterancestors()):
            known = self._known.get(above)
            if known is not None:
                found = known
                break
            line.append(above)
        for above in reversed(line):
            found = self._known[above] = found or self._is_guide(above)
        return found

    def _is_guide(self, element: Element) -> bool:
        name = local(element)
        if name in _ALL or name in ("main", "article"):
            return False
        if element.get("role") in _GUIDES or name == "nav":
            return True
        said = " ".join(filter(None, (attribute(element, "id"), attribute(element, "class"))))
        if _GUIDING.search(said):
            # A class may say anything: what holds most of a page is its text.
            return 2 * len(" ".join("".join(element.itertext()).split())) < self._length or _is_linked(element)
        return bool(_PERHAPS_GUIDING.search(said)) and _is_linked(element)


def _is_linked(element: Element) -> bool:
    """Return whether nearly all of an element's text is links."""
    whole = len("".join("".join(element.itertext()).split()))
    links = sum(len("".join("".join(link.itertext()).split())) for link in element.iter("a") if link.get("href"))
    return links > (1 - _LINKS) * whole


def _units(page: Callable[[], Element]) -> list[str]:
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
            cast(Any, page()), include_comments=False, include_tables=True, with_metadata=False, favor_recall=True
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


def _body(blocks: Sequence[Found], kept: Sequence[bool], guides: "_Guides") -> Element:
    """Return the element that is the article: it holds nearly all that is kept, and most running text around that."""
    chosen = _weights(block for block, keep in zip(blocks, kept, strict=True) if keep)
    running = _weights(block for block in blocks if _is_running_text(block) and not guides.holds(block.element))
    most = max(chosen.values())
    # Elements come before what is in them, so the last is the innermost.
    body = [element for element, weight in chosen.items() if weight >= _NEARLY_ALL * most][-1]
    above = body.getparent()
    while above is not None and local(above) not in _ALL and running[above] <= _AROUND * running[body]:
        body, above = above, above.getparent()
    return body


def _weights(blocks: Iterator[Found]) -> Counter[Element]:
    """Return how many characters of text the elements around blocks hold, outer elements before inner ones."""
    found: Counter[Element] = Counter()
    for block in blocks:
        for element in (*reversed(list(block.element.iterancestors())), block.element):
            found[element] += len(block.piece.text)
    return found


def _is_inside(element: Element, body: Element) -> bool:
    return element is body or any(above is body for above in element.iterancestors())


def _is_aside(element: Element, body: Element | None) -> bool:
    """Return whether it belongs to something beside the text, below ``body``."""
    for above in (element, *element.iterancestors()):
        if above is body:
            return False
        if local(above) in _ASIDE:
            return True
    return False
