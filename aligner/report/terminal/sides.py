"""Two texts beside each other, or under each other where there is no room."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.text import Text

from aligner.report.terminal.wrap import breaks

__all__ = ["NARROW", "WIDEST", "Sides", "column_width"]

#: Fewer columns than NARROW stack the texts; more than WIDEST are left empty, for lines that are too long tire the eye.
NARROW, WIDEST = 60, 200
_BETWEEN = " │ "


def column_width(width: int, indent: int) -> int:
    """Return the columns that each text has."""
    return (min(width, WIDEST) - indent - len(_BETWEEN)) // 2


class Sides:
    """One row: something in the margin, the original, the translation."""

    def __init__(self, left: Text, right: Text, margin: Text | None = None, indent: int = 4) -> None:
        self.left, self.right, self.indent = left, right, indent
        self.margin = margin or Text()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        stacked = options.max_width < NARROW
        width = options.max_width - self.indent if stacked else column_width(options.max_width, self.indent)
        left, right = (_lines(text, width, console) for text in (self.left, self.right))
        margin = self.margin.copy()
        margin.pad_right(self.indent - margin.cell_len)
        begins = list(margin.render(console))
        if stacked:
            lines = [line for side, lines in ((self.left, left), (self.right, right)) if side for line in lines]
        else:
            between = Segment(_BETWEEN, console.get_style("dim"))
            lines = [[*_padded(one or [], width), between, *(other or [])] for one, other in zip_longest(left, right)]
        for line in lines:
            yield from _stripped([*begins, *line])
            yield Segment.line()
            begins = [Segment(" " * self.indent)]


Line = list[Segment]


def _lines(text: Text, width: int, console: Console) -> list[Line]:
    """Return the lines of a text, at most ``width`` columns wide, without spaces at their ends; at least one."""
    found: list[Line] = []
    rest = list(text.render(console))[::-1]
    for length in _lengths(text.plain, width):
        line: Line = []
        while length > 0:
            piece, style, _ = rest.pop()
            if len(piece) > length:
                rest.append(Segment(piece[length:], style))
            line.append(Segment(piece[:length], style))
            length -= len(piece)
        found.append(_stripped(line))
    return found


def _lengths(plain: str, width: int) -> Iterator[int]:
    at = 0
    for end in breaks(plain, max(width, 1)):
        yield end - at
        at = end
    yield len(plain) - at


def _stripped(line: Sequence[Segment]) -> Line:
    kept = list(line)
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    if kept:
        kept[-1] = Segment(kept[-1].text.rstrip(), kept[-1].style)
    return kept


def _padded(line: Line, width: int) -> Line:
    return [*line, Segment(" " * (width - sum(cell_len(segment.text) for segment in line)))]
