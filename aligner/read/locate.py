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
    """The positions of a paragraph's, a piece of code's or an HTML block's content, whose lines stand in ``lines``.

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
    """The positions of the content of an ATX heading."""
    text = line.text.rstrip(_TRIMMED)
    closing = _CLOSING_HASHES.search(text)
    if closing is not None:
        found = _line_end(content, Line(line.start, text[: closing.start()]))
        if found is not None:
            return found
    return _line_end(content, line)


def row(contents: Sequence[str], line: Line) -> list[list[int]] | None:
    """The positions of the contents of a table row's cells; a missing cell is empty."""
    bars = [bar.start() for bar in _PIPE.finditer(line.text)]
    edges = [-1, *bars, len(line.text)]
    segments = [_cell(line, first + 1, stop) for first, stop in pairwise(edges)]
    segments += [("", [])] * (len(contents) + 1)
    for skipped in (1, 0):
        fitting = segments[skipped : skipped + len(contents)]
        if skipped == 0:
            fitting[0] = _without_container_marks(contents[0], fitting[0])
        if all(content == text for content, (text, _) in zip(contents, fitting, strict=True)):
            return [positions for _, positions in fitting]
    return None


def _line_end(part: str, line: Line) -> list[int] | None:
    """The positions of the characters that are left of a line."""
    body = part.strip(_TRIMMED)
    text = line.text.replace("\0", "\ufffd").rstrip(_TRIMMED)
    if not text.endswith(body):
        return None
    start = len(text) - len(body)
    leading = len(part) - len(part.lstrip(_TRIMMED)) if body else 0
    trailing = len(part) - leading - len(body)
    if len(text) + trailing > len(line.text):
        return None
    # A tab that was cut through counts as several spaces in the content, all of them at the tab's place.
    blanks: list[int] = []
    at = start
    for _ in range(leading):
        if at > 0 and line.text[at - 1] in _TRIMMED:
            at -= 1
        blanks.append(at)
    return [line.start + at for at in (*reversed(blanks), *range(start, len(text) + trailing))]


def _cell(line: Line, start: int, stop: int) -> tuple[str, list[int]]:
    """A cell's text without escapes of the bar, and the positions of its characters."""
    body = line.text[start:stop].replace("\0", "\ufffd")
    start += len(body) - len(body.lstrip(_TRIMMED))
    body = body.strip(_TRIMMED)
    kept = [at for at, char in enumerate(body) if not (char == "\\" and body[at + 1 : at + 2] == "|")]
    return "".join(body[at] for at in kept), [line.start + start + at for at in kept]


def _without_container_marks(content: str, cell: tuple[str, list[int]]) -> tuple[str, list[int]]:
    text, positions = cell
    if not content or not text.endswith(content):
        return cell
    return content, positions[-len(content) :]
