"""Front matter of Markdown pages, YAML or TOML: the values that a page shows, such as its title and its description."""

import re
from collections.abc import Iterator, Sequence

from aligner.core import Block, BlockKind
from aligner.read.source import Line, make_block
from aligner.read.tags import fragments

__all__ = ["length", "shown"]

_YAML_START = re.compile(r"[\w\"'-][^:]*:(\s|$)|#|-\s")
_YAML = re.compile(
    r"(?P<indent>[ \t]*)(?:-[ \t]+)?(?P<quote>[\"']?)(?P<key>[\w][\w .-]*?)(?P=quote):[ \t]+(?P<value>\S.*)$"
)
_TOML = re.compile(r"(?P<indent>[ \t]*)(?P<quote>[\"']?)(?P<key>[\w-]+)(?P=quote)[ \t]*=[ \t]*(?P<value>[\"'].*)$")
_BLOCK_SCALAR = re.compile(r"[|>][+-]?\d?[ \t]*(?:#.*)?$")
_COMMENT = re.compile(r"[ \t]+#.*$")
_SHOWN_NAMES = """
title subtitle description summary excerpt abstract tagline lead intro introduction heading headline caption alt footer
linktitle sidebar_label sidebar-label pagination_label seo_title seo_description imagealt image-alt image_alt text
"""
#: Keys whose values readers of the page see, in small letters.
_SHOWN = frozenset(_SHOWN_NAMES.split())
_NO_TEXT = ("true", "false", "yes", "no", "null", "none", "on", "off")
_TITLES = ("title", "headline", "heading")
_ESCAPES = {"n": " ", "t": " ", '"': '"', "\\": "\\", "/": "/"}


def length(lines: Sequence[Line]) -> int:
    """Return how many lines at the head are front matter, with the lines that fence them."""
    if len(lines) < 3 or lines[0].text.rstrip() not in ("---", "+++"):
        return 0
    fence = lines[0].text.rstrip()
    first = next((line.text for line in lines[1:] if line.text.strip()), "")
    if fence == "---" and not _YAML_START.match(first.lstrip()):
        return 0
    closing = {fence, "..."} if fence == "---" else {fence}
    return next((number + 2 for number, line in enumerate(lines[1:]) if line.text.rstrip() in closing), 0)


def shown(lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the values that a page shows.

    :param lines: front matter with its fences
    """
    pattern = _TOML if lines and lines[0].text.startswith("+++") else _YAML
    number = 1
    while number < len(lines) - 1:
        line = lines[number]
        number += 1
        found = pattern.match(line.text)
        if found is None:
            continue
        indent = len(found["indent"])
        more = []
        while number < len(lines) - 1 and _continues(lines[number], indent):
            more.append(lines[number])
            number += 1
        if found["key"].lower().replace(" ", "") not in _SHOWN:
            continue
        kind = BlockKind.HEADING if found["key"].lower() in _TITLES else BlockKind.PARAGRAPH
        characters = list(_characters(line, found.start("value"), more))
        for found_text in fragments("".join(char for char, _ in characters)):
            text = "".join(char for char, _ in found_text.characters)
            offsets = [characters[at][1] for _, at in found_text.characters]
            block = make_block(kind, text, offsets, int(kind is BlockKind.HEADING))
            if block and any(map(str.isalpha, block.text)) and block.text.lower() not in _NO_TEXT:
                yield block


def _continues(line: Line, indent: int) -> bool:
    """Return whether a line still belongs to the value of a key with this indentation."""
    body = line.text.lstrip(" \t")
    return not body or (
        len(line.text) - len(body) > indent and not _YAML.match(line.text) and not body.startswith("- ")
    )


def _characters(line: Line, start: int, more: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Yield the characters of a value, each with its file offset."""
    value = line.text[start:]
    if _BLOCK_SCALAR.match(value):
        yield from _joined(more)
        return
    if value[0] in "\"'":
        yield from _quoted([Line(line.start + start, value), *more])
        return
    plain = _COMMENT.sub("", value)
    yield from _joined([Line(line.start + start, plain), *more])


def _joined(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(lines):
        if number:
            yield " ", line.start - 1
        body = line.text.lstrip(" \t")
        yield from zip(body, range(line.end - len(body), line.end), strict=True)


def _quoted(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Yield what stands between quotation marks, escapes replaced."""
    characters = list(_joined(lines))
    mark, at = characters[0][0], 1
    while at < len(characters):
        char, place = characters[at]
        following = characters[at + 1][0] if at + 1 < len(characters) else ""
        if char == mark and not (mark == "'" and following == "'"):
            return
        if char == mark or (char == "\\" and mark == '"' and following in _ESCAPES):
            at += 1
            yield (_ESCAPES[following] if char == "\\" else char), characters[at][1]
        else:
            yield char, place
        at += 1
