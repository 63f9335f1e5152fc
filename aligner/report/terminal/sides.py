"""Two texts beside each other, or under each other where there is no room."""

from itertools import zip_longest

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from aligner.report.terminal.wrap import wrap

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
        left, right = wrap(self.left, width), wrap(self.right, width)
        margin = self.margin.copy()
        margin.pad_right(self.indent - margin.cell_len)
        if stacked:
            lines = [line for side, lines in ((self.left, left), (self.right, right)) if side for line in lines]
        else:
            lines = [_beside(one or Text(), other or Text(), width) for one, other in zip_longest(left, right)]
        for line in lines:
            made = Text.assemble(margin, line)
            made.rstrip()
            yield from made.render(console, end="\n")  # not the Text itself, which would be wrapped once more
            margin = Text(" " * self.indent)


def _beside(left: Text, right: Text, width: int) -> Text:
    padded = left.copy()
    padded.append(" " * (width - left.cell_len))
    return Text.assemble(padded, (_BETWEEN, "dim"), right)
