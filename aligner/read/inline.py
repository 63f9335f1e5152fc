"""Markdown's inline tokens back to the characters they were read from.

The parser tells which lines a block stands on, but not where the characters of its text are. So its tokens are walked
along the source they came from: each must be found exactly where the one before it ended. Only the ends of links,
images and tags cannot be known from their tokens; rules wrapped by ``track`` leave them in the token's ``meta``.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from aligner.read.raised import lowered, raised

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

__all__ = ["WalkError", "track", "walk"]

# The parser looks for the end of each bracket through all that follow it.
_MOST_BRACKETS = 4_000
_LINE_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*")
_SHIFT = re.compile(r"<(?P<end>/?)(?P<name>sup|sub|del)\b", re.IGNORECASE)
_FILE_NAME = re.compile(r"[\w.-]+\.(?:jpe?g|png|gif|svg|webp|avif|bmp|tiff?)", re.IGNORECASE)
#: Signs of generators beside the standard: ``x^2^``, ``H~2~O``, ``==marked==``.
_SIGNS = re.compile(
    r"(?<=[^\s^])\^(?P<sup>[\w+\u2212-]{1,12})\^(?!\^)"
    r"|(?<=[^\W_])~(?P<sub>[\d+\u2212-]{1,4})~(?!~)"
    r"|(?<![=\w])==(?P<mark>[^\s=](?:[^=]{0,200}[^\s=])?)==(?![=\w])"
)
_BREAK_TAG = re.compile(r"<br\b", re.IGNORECASE)


class WalkError(ValueError):
    """A token that does not stand in the source where it should: the parser did something unforeseen."""


def track(parser: "MarkdownIt") -> None:
    """Make a parser's links, images and automatic links say where in their block's content they stand."""
    from markdown_it.rules_inline import autolink, image, link

    for name, rule in (("link", link), ("image", image), ("autolink", autolink)):
        parser.inline.ruler.at(name, _tracked(rule))
    # Joining would hide which characters were escapes and references.
    parser.inline.ruler2.disable("fragments_join", ignoreInvalid=True)
    parser.core.ruler.disable("text_join", ignoreInvalid=True)


@lru_cache(maxsize=4)
def _brackets(source: str) -> int:
    return source.count("[")


def _tracked(rule: "Rule") -> "Rule":
    def tracked(state: "StateInline", silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if state.src[state.pos] in "[!" and _brackets(state.src) > _MOST_BRACKETS:
            return False
        if not rule(state, silent):
            return False
        if not silent:
            new = state.tokens[count:]
            opening = next(token for token in new if token.type in ("link_open", "image"))
            for token in (opening, new[-1]):
                token.meta = {**token.meta, "start": start, "end": state.pos}
            if opening.info == "auto":
                # The parser decodes %C3%A9 and the like here; the reader sees what was written.
                new[-2].content = state.src[start + 1 : state.pos - 1]
        return True

    return tracked


def walk(tokens: Sequence["Token"], source: str) -> Iterator[tuple[str, int]]:
    """Yield the characters of a block's text, each with its position in the block's content.

    :param tokens: the children of an inline token
    :param source: the content of that token
    :raises WalkError: if a token is not where it should be
    """
    stretch: list[tuple[str, int]] = []
    for character, at, is_code in _walked(tokens, source):
        if is_code:
            yield from _signs_read(stretch)
            stretch = []
            yield character, at
        else:
            stretch.append((character, at))
    yield from _signs_read(stretch)


def _signs_read(characters: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Yield characters without the signs that raise, lower or mark some of them."""
    text, behind = "".join(char for char, _ in characters), 0
    for found in _SIGNS.finditer(text):
        kind = found.lastgroup or ""
        inside = characters[slice(*found.span(kind))]
        yield from characters[behind : found.start()]
        yield from inside if kind == "mark" else _shifted(inside, kind)
        behind = found.end()
    yield from characters[behind:]


def _walked(tokens: Sequence["Token"], source: str) -> Iterator[tuple[str, int, bool]]:
    """Yield characters and positions, and whether each stands in code."""
    position = 0
    shifted: list[str] = []  # open tags that raise, lower or delete their text
    waiting: list[tuple[str, int]] = []
    for token in tokens:
        found, position = _step(token, source, position)
        is_code = token.type == "code_inline"
        if token.type == "html_inline" and (tag := _SHIFT.match(token.content)):
            if not tag["end"]:
                shifted.append(tag["name"].lower())
            elif shifted:
                found = _shifted(waiting, shifted.pop())
                waiting = []
        elif shifted:
            waiting += found
            continue
        yield from ((char, at, is_code) for char, at in found)
    yield from ((char, at, False) for char, at in waiting)
    if source[position:].strip():
        raise WalkError(f"{source[position:]!r} was left over")


def _shifted(characters: Sequence[tuple[str, int]], name: str) -> list[tuple[str, int]]:
    """Return what stands between two tags, raised, lowered or deleted."""
    if name == "del":
        return []
    write = raised if name == "sup" else lowered
    text = write("".join(char for char, _ in characters))
    return [(char, at) for char, (_, at) in zip(text, characters, strict=True)]


def _step(token: "Token", source: str, position: int) -> tuple[list[tuple[str, int]], int]:
    """Return what one token adds to the text, and the position behind it."""
    match token.type:
        case "text":
            end = _expect(source, position, token.content)
            return list(zip(token.content, range(position, end), strict=True)), end
        case "text_special":
            end = _expect(source, position, token.markup)
            if token.info == "escape":
                return list(zip(token.content, range(end - len(token.content), end), strict=True)), end
            return [(char, position) for char in token.content], end
        case "softbreak" | "hardbreak":
            line_break = _LINE_BREAK.match(source, position)
            if line_break is None:
                raise WalkError(f"no line end at {position}")
            return [(" ", source.index("\n", position))], line_break.end()
        case "code_inline":
            return _code(token, source, position)
        case "html_inline":
            end = _expect(source, position, token.content)
            return [(" ", position)] if _BREAK_TAG.match(token.content) else [], end
        case "link_open":
            return [], _start(token, position) + 1
        case "link_close":
            return [], int(token.meta["end"])
        case "image":
            start = _start(token, position) + 2
            if _FILE_NAME.fullmatch(token.content):
                return [], token.meta["end"]
            end = _expect(source, start, token.content)
            return [(char, start + at) for char, at in walk(token.children or (), source[start:end])], token.meta["end"]
        case _:
            return [], _expect(source, position, token.markup)


def _expect(source: str, position: int, content: str) -> int:
    if not source.startswith(content, position):
        raise WalkError(f"{content!r} is not at {position}")
    return position + len(content)


def _start(token: "Token", position: int) -> int:
    if token.meta.get("start") != position:
        raise WalkError(f"a link is not at {position}")
    return position


def _code(token: "Token", source: str, position: int) -> tuple[list[tuple[str, int]], int]:
    opening = _expect(source, position, token.markup)
    closing = re.compile(rf"(?<!`){token.markup}(?!`)").search(source, opening)
    if closing is None:
        raise WalkError(f"code at {position} does not end")
    start, end = opening, closing.start()
    if end - start == len(token.content) + 2:
        start, end = start + 1, end - 1
    if source[start:end].replace("\n", " ") != token.content:
        raise WalkError(f"{token.content!r} is not at {start}")
    return list(zip(token.content, range(start, end), strict=True)), closing.end()
