"""Reader of Fountain, the plain-text format of screenplays: scene headings, action, dialogue."""

import re
from collections.abc import Callable, Iterator

from aligner.core import Block, BlockKind, Message
from aligner.read import Format

__all__ = ["FOUNTAIN", "blocks"]

FOUNTAIN = Format("fountain", "Fountain", (".fountain",), "a screenplay in Fountain", blocks=f"{__name__}:blocks")

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SCENE = re.compile(r"(?:INT|EXT)\b")
_CUE = re.compile(r"[^a-zà-öø-ÿ]+")  # who speaks, in capitals
_LEFT_OUT = ("[[", "/*", "#", "=")  # notes, what is cut, sections, synopses


def blocks(text: str, note: Callable[[Message], None]) -> tuple[Block, ...]:
    """Return each line that is heard or seen as a block; cues, notes and synopses are left out."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    for match in _LINE.finditer(text):
        line = match[0].strip()
        start = match.start() + match[0].index(line)
        if line.startswith(_LEFT_OUT) or (_CUE.fullmatch(line) and not _SCENE.match(line)):
            continue
        kind = BlockKind.HEADING if _SCENE.match(line) else BlockKind.PARAGRAPH
        yield Block(kind, line, range(start, start + len(line)), level=int(kind is BlockKind.HEADING))
