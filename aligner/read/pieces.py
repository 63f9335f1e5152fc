"""Pieces of text that a reader took out of a document, put together into the text and the blocks of a Document.

Where a file is no text (an archive, a page of markup, a PDF), the document's text is what was taken out of it, an empty
line between blocks, and file offsets count in that.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from aligner.core import Block, BlockKind, Message
from aligner.errors import InputError
from aligner.messages import LANGUAGES, render
from aligner.read.limits import DEFAULT, Limits
from aligner.read.source import BLANK

__all__ = ["Piece", "assemble", "check_lines", "check_paragraph", "collapsed", "ignore"]

_GAP = "\n\n"
_BLANKS = re.compile(f"[{BLANK}]+")
_PLAIN_SPACES = str.maketrans(dict.fromkeys(BLANK, " "))
_LINE_END = re.compile(r"\r\n|\n|\r")


class Piece(NamedTuple):
    """What becomes a block."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    where: Message | None = None
    codes: tuple[str, ...] = ()  #: inline codes that are no text


def ignore(message: Message) -> None:
    """Tell nobody what a reader has to say."""


def collapsed(text: str) -> str:
    """Return runs of white space as one space, none at the ends; no-break spaces stay."""
    return _BLANKS.sub(" ", text).strip(" ")


def assemble(pieces: Iterable[Piece], name: str, limits: Limits = DEFAULT) -> tuple[str, tuple[Block, ...]]:
    """Return the text of a document and its blocks; pieces of nothing but white space are left out.

    :param name: what to call the file in messages
    :raises InputError: if there is more text than may be read
    """
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for piece in pieces:
        text = piece.text.strip(BLANK).translate(_PLAIN_SPACES)
        if not text.strip():
            continue
        check_paragraph(len(text), name, piece.where, limits)
        if parts:
            length += len(_GAP)
        blocks.append(Block(piece.kind, text, range(length, length + len(text)), piece.level, piece.where, piece.codes))
        parts.append(text)
        length += len(text)
        if length > limits.characters:
            raise InputError(
                f"{name} is too large: more than {limits.characters:,} characters of text are not read "
                "(characters in the profile's [limits])."
            )
    return _GAP.join(parts), tuple(blocks)


def check_paragraph(length: int, name: str, where: Message | None, limits: Limits) -> None:
    """:raises InputError: if a paragraph is longer than any that people write"""
    if length > limits.paragraph_characters:
        place = f", {render(where, LANGUAGES[0])}" if where else ""
        raise InputError(
            f"{name}{place}: {length:,} characters in one paragraph; at most "
            f"{limits.paragraph_characters:,} are read (paragraph-characters in the profile's [limits])."
        )


def check_lines(text: str, name: str, limits: Limits) -> None:
    """Look for lines that no person and no program writes, before anything works on them.

    :raises InputError: if there is one, or the text is too long
    """
    if len(text) > limits.characters:
        raise InputError(
            f"{name} is too large: {len(text):,} characters, at most {limits.characters:,} are read "
            "(characters in the profile's [limits])."
        )
    # A line that is too long leaves at least one of these stretches without a line end.
    step = max(1, limits.paragraph_characters // 2)
    stretches = ((start, start + step) for start in range(0, len(text) - step + 1, step))
    if all(text.find("\n", *stretch) >= 0 or text.find("\r", *stretch) >= 0 for stretch in stretches):
        return
    start, line = 0, 1
    for end in _LINE_END.finditer(text):
        check_paragraph(end.start() - start, name, Message("place.line", {"line": line}), limits)
        start, line = end.end(), line + 1
    check_paragraph(len(text) - start, name, Message("place.line", {"line": line}), limits)
