"""HTML inside Markdown: its text without the tags."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from aligner.core import BlockKind
from aligner.read.raised import lowered, raised

__all__ = ["INLINE", "Fragment", "fragments"]

_MARKUP = re.compile(
    r"""
      (?P<silent> <!--.*?(?:-->|\Z) | <\?.*?(?:\?>|\Z) | <!\[CDATA\[.*?(?:\]\]>|\Z) | <![a-z][^>]*>
                | <(?P<hidden>script|style)\b.*?(?:</(?P=hidden)\s*>|\Z) )
    | (?P<tag> </?(?P<name>[a-z][a-z0-9-]*)(?:\s(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)?/?> )
    | (?P<reference> &(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31}); )
    | (?P<gap> \n(?:[ \t]*\n)+ )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

_INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q ruby rb rp rt s samp small
span strike strong sub sup time tt u var wbr
"""
#: Elements that do not end a block.
INLINE = frozenset(_INLINE_NAMES.split())

_KINDS = {
    **{f"h{level}": (BlockKind.HEADING, level) for level in range(1, 7)},
    **dict.fromkeys(("li", "dt", "dd"), (BlockKind.LIST_ITEM, 1)),
    **dict.fromkeys(("td", "th"), (BlockKind.TABLE_CELL, 0)),
    "blockquote": (BlockKind.QUOTATION, 1),
    "pre": (BlockKind.CODE, 0),
}


#: Elements that raise, lower or delete their text.
_SHIFTS = ("sup", "sub", "del")


class Fragment(NamedTuple):
    """Text between two tags that separate blocks."""

    kind: BlockKind
    level: int
    characters: list[tuple[str, int]]  #: each with its position in the HTML


def fragments(source: str) -> Iterator[Fragment]:
    """Yield the text of a piece of HTML, one fragment a block: tags, comments, scripts and styles are left out."""
    kind = (BlockKind.PARAGRAPH, 0)
    characters: list[tuple[str, int]] = []
    shifted: list[tuple[str, int]] = []  # open elements that raise, lower or delete, and where their text begins
    position = 0
    for match in _MARKUP.finditer(source):
        characters += zip(source[position : match.start()], range(position, match.start()), strict=True)
        position = match.end()
        name = (match["name"] or "").lower()
        if match["reference"]:
            characters += ((char, match.start()) for char in html.unescape(match["reference"]))
        elif name == "br":
            characters.append((" ", match.start()))
        elif name in _SHIFTS:
            if not match["tag"].startswith("</"):
                shifted.append((name, len(characters)))
            elif shifted:
                _shift(characters, *shifted.pop())
        elif match["gap"] or (name and name not in INLINE):
            yield Fragment(*kind, characters)
            characters, shifted = [], []
            if name in _KINDS:
                kind = (BlockKind.PARAGRAPH, 0) if match["tag"].startswith("</") else _KINDS[name]
    characters += zip(source[position:], range(position, len(source)), strict=True)
    yield Fragment(*kind, characters)


def _shift(characters: list[tuple[str, int]], name: str, start: int) -> None:
    """Raise, lower or delete the characters from a position on."""
    inner = characters[start:]
    del characters[start:]
    if name != "del":
        write = raised if name == "sup" else lowered
        text = write("".join(char for char, _ in inner))
        characters += [(char, at) for char, (_, at) in zip(text, inner, strict=True)]
