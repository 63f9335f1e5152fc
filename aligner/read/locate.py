"""Where the content that the Markdown parser hands out stands in the file.

The parser cuts container marks, indentation and white space off a block's lines and joins what is left. What is left
of a line is the end of that line, so it is looked for there. Positions are file offsets, one per character of content.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from aligner.read.source import Line

__all__ = ["heading", "row", "running"]

_TRIMMED = " \t\v\f\r"
_CLOSING_HASHES = re.compile(r"[ \t]+#+$")
_PIPE = re.compile(r"(?<!\\)\|")


def running(content: str, lines: Sequence[Line]) -> list[int] | None:
    """Return the positions of the content of a paragraph, a piece of code or a block of HTML that stands in ``lines``.

    :returns: None if they are not there
    """
    positions: list[int] = []
    remaining = iter(lines)
    before: Line | None = None
    for part in content.split("\n"):
        if before is not None:
            positions.append(before.end)
        for line in remaining:
            found = _line_end(part, line)
            if found is not None:
                positions += found
                before = line
                break
        else:
            return None
    return positions


def heading(content: str, line: Line) -> list[int] | None:
    """Return the positions of the content of an ATX heading."""
    text = line.text.rstrip(_TRIMMED)
    closing = _CLOSING_HASHES.search(text)
    if closing is not None:
        found = _line_end(content, Line(line.start, text[: closing.start()]))
        if found is not None:
            return found
    return _line_end(content, line)


def row(contents: Sequence[str], line: Line) -> list[list[int]] | None:
    """Return the positions of the contents of a table row's cells; a missing cell is empty."""
    bars = [bar.start() for bar in _PIPE.finditer(line.text)]
    edges = [-1, *bars, len(line.text)]
    cells = [_cell(line, before + 1, bar) for before, bar in pairwise(edges)]
    cells += [("", [])] * (len(contents) + 1)
    # With a bar at the row's start, the first cell is behind it; what is before it belongs to containers.
    for skipped in (1, 0):
        fitting = cells[skipped : skipped + len(contents)]
        found = [
            _fit(content, cell, first=not skipped and not number)
            for number, (content, cell) in enumerate(zip(contents, fitting, strict=True))
        ]
        located = [positions for positions in found if positions is not None]
        if len(located) == len(contents):
            return located
    return None


def _line_end(part: str, line: Line) -> list[int] | None:
    """Return the positions of the characters that are left of a line."""
    body = part.strip(_TRIMMED)
    start = _last(body, line.text) if body else len(line.text)
    if start is None:
        return None
    stop = start + len(body)
    leading = len(part) - len(part.lstrip(_TRIMMED))
    trailing = len(part) - leading - len(body)
    if stop + trailing > len(line.text):
        return None
    # A tab that was cut through counts as several spaces in the content, all of them at the tab's place.
    blanks: list[int] = []
    at = start
    for _ in range(leading):
        if at > 0 and line.text[at - 1] in _TRIMMED:
            at -= 1
        blanks.append(at)
    return [line.start + at for at in (*reversed(blanks), *range(start, stop + trailing))]


def _last(content: str, text: str) -> int | None:
    """Return where the content at the end of a text begins, if nothing but white space of any kind is behind it."""
    text = text.replace("\0", "\ufffd")
    start = text.rfind(content)
    return start if start >= 0 and not text[start + len(content) :].strip() else None


def _cell(line: Line, start: int, stop: int) -> tuple[str, list[int]]:
    """Return what stands between two bars, without escapes of the bar, and the positions of its characters."""
    text = line.text
    kept = [at for at in range(start, stop) if not (text[at] == "\\" and text[at + 1 : at + 2] == "|")]
    return "".join(text[at] for at in kept), [line.start + at for at in kept]


def _fit(content: str, cell: tuple[str, list[int]], *, first: bool) -> list[int] | None:
    """Return the positions of a cell's content; before that of the first, container marks may stand."""
    text, positions = cell
    if not content:
        return [] if first or not text.strip() else None
    start = _last(content, text)
    if start is None or (text[:start].strip() and not first):
        return None
    return positions[start : start + len(content)]
