"""Markdown (CommonMark with tables and strikethrough) to blocks whose characters know their place in the file."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import count, takewhile
from typing import TYPE_CHECKING

from aligner.core import Block, BlockKind, Message
from aligner.read import front_matter
from aligner.read.inline import WalkError, track, walk
from aligner.read.locate import heading, row, running
from aligner.read.markdown_sites import STAND_IN, without_markup
from aligner.read.pieces import ignore
from aligner.read.source import Line, make_block, split_lines
from aligner.read.tags import fragments

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["blocks"]

# What is nested deeper is dropped by the parser, whose stack is Python's; a list in a list counts as two.
_DEEPEST = 60

_TASK = re.compile(r"\[[ xX]\][ \t]+")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")


def blocks(text: str, note: Callable[[Message], None] = ignore) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text, in order: no markup in their text, of front matter what the page shows.

    Footnotes are blocks where they are defined, and what refers to them is no text.
    """
    del note
    lines = split_lines(text)
    head = front_matter.length(lines)
    body = without_markup(lines[head:])
    return (*front_matter.shown(lines[:head]), *_Reader(body).blocks())


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    track(parser)
    return parser


class _Reader:
    """One pass over the parser's block tokens: which containers are open decides what a paragraph is."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Take the lines of a page without its front matter and what its generator takes for itself."""
        self._lines = lines
        self._containers: list[BlockKind] = []
        self._opened = ""
        self._notes: set[str] = set()

    def blocks(self) -> Iterator[Block]:
        self._notes = {found.group(1) for line in self._lines if (found := _NOTE.match(line.text))}
        # The parser would take what defines a footnote for what defines a link, and drop it.
        source = [_NOTE.sub("", line.text, count=1) for line in self._lines]
        tokens = _parser().parse("\n".join(source))
        for number, token in enumerate(tokens):
            match token.type:
                case "blockquote_open":
                    self._containers.append(BlockKind.QUOTATION)
                case "bullet_list_open" | "ordered_list_open":
                    self._containers.append(BlockKind.LIST_ITEM)
                case "blockquote_close" | "bullet_list_close" | "ordered_list_close":
                    self._containers.pop()
                case "tr_open":
                    yield from self._row(token, map(tokens.__getitem__, count(number + 1)))
                case "inline" if tokens[number - 1].type not in ("th_open", "td_open"):
                    yield from self._inline(token, tokens[number - 1])
                case "fence" | "code_block":
                    yield from self._code(token)
                case "html_block":
                    yield from self._html(token)

    def _inline(self, token: "Token", opening: "Token") -> Iterator[Block]:
        lines = self._lines_of(token)
        kind, level = self._container()
        if opening.type == "heading_open":
            kind, level = BlockKind.HEADING, int(opening.tag[1])
        is_atx = opening.markup.startswith("#")
        positions = heading(token.content, lines[0]) if is_atx else running(token.content, lines)
        if positions is None:
            yield from _as_it_stands(lines, kind, level)
        else:
            yield from _text_of(token, positions, kind, level, self._notes)

    def _row(self, opening: "Token", following: "Iterator[Token]") -> Iterator[Block]:
        line = self._lines_of(opening)[0]
        tokens = takewhile(lambda token: token.type != "tr_close", following)
        cells = [token for token in tokens if token.type == "inline"]
        positions = row([cell.content for cell in cells], line)
        if positions is None:
            yield from _as_it_stands([line], BlockKind.TABLE_CELL, 0)
            return
        for cell, places in zip(cells, positions, strict=True):
            yield from _text_of(cell, places, BlockKind.TABLE_CELL, 0, self._notes)

    def _code(self, token: "Token") -> Iterator[Block]:
        lines = self._lines_of(token)
        if token.type == "fence":
            lines = lines[1:]
        content = token.content.removesuffix("\n")
        if not content.strip():
            return
        positions = running(content, lines)
        if positions is None:
            yield from _as_it_stands(lines, BlockKind.CODE, 0)
        elif block := _made(list(zip(content, positions, strict=True)), BlockKind.CODE, 0):
            yield block

    def _html(self, token: "Token") -> Iterator[Block]:
        content = token.content.rstrip("\n")
        positions = running(content, self._lines_of(token))
        if positions is None:
            return
        for kind, level, characters in fragments(content):
            if kind is BlockKind.PARAGRAPH:
                kind, level = self._container()
            if kind is not BlockKind.CODE:
                characters = _inner(_on_one_line(characters))
            if block := _made([(char, positions[at]) for char, at in characters], kind, level):
                yield block

    def _lines_of(self, token: "Token") -> Sequence[Line]:
        first, stop = token.map or (0, len(self._lines))
        return self._lines[first:stop]

    def _container(self) -> tuple[BlockKind, int]:
        if not self._containers:
            return BlockKind.PARAGRAPH, 0
        return self._containers[-1], self._containers.count(self._containers[-1])


def _text_of(
    token: "Token", positions: Sequence[int], kind: BlockKind, level: int, notes: Collection[str]
) -> Iterator[Block]:
    """Yield the block of an inline token; with its markup, if the parser's tokens cannot be followed.

    :param notes: the names of footnotes, whose references are no text
    """
    try:
        characters = list(walk(token.children or (), token.content))
    except WalkError:
        characters = list(zip(token.content, range(len(token.content)), strict=True))
    text = "".join(char for char, _ in characters)
    for mark in reversed([mark for mark in _NOTE_MARK.finditer(text) if mark.group(1) in notes]):
        del characters[mark.start() : mark.end()]
        text = text[: mark.start()] + text[mark.end() :]
    task = _TASK.match(text) if kind is BlockKind.LIST_ITEM else None
    skipped = task.end() if task else 0
    if block := _made([(char, positions[at]) for char, at in characters[skipped:]], kind, level):
        yield block


def _on_one_line(characters: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the text of a block of HTML with its line ends and indentations as single spaces."""
    found: list[tuple[str, int]] = []
    for char, at in characters:
        if char not in " \t\n" or not found or found[-1][0] != " ":
            found.append((" " if char in "\t\n" else char, at))
    return found


def _inner(characters: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the text of a block of HTML without the marks of Markdown that stand in it."""
    source = "".join(char for char, _ in characters)
    if not any(mark in source for mark in "*_`["):
        return characters
    try:
        (token,) = _parser().parseInline(source)
        return [(char, characters[at][1]) for char, at in walk(token.children or (), source)]
    except WalkError:
        return characters


def _made(characters: Sequence[tuple[str, int]], kind: BlockKind, level: int) -> Block | None:
    """Return a block of characters and their file offsets, stand-ins for what is no text left out."""
    kept: list[tuple[str, int]] = []
    for char, at in characters:
        if char == STAND_IN:
            continue
        if char == " " and kept and kept[-1][0] == " " and kept[-1][1] != at - 1:
            continue  # on either side of what was left out
        kept.append((char, at))
    return make_block(kind, "".join(char for char, _ in kept), [at for _, at in kept], level)


def _as_it_stands(lines: Sequence[Line], kind: BlockKind, level: int) -> Iterator[Block]:
    """Yield lines with all their markup, for content that is not where the parser says: right places, plain text."""
    for line in lines:
        if block := make_block(kind, line.text, range(line.start, line.end), level):
            yield block
