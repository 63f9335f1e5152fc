"""Lines and columns of file offsets, as editors and pipelines count them."""

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from aligner.core import Document
from aligner.read.formats import shows_lines

__all__ = ["Lines", "Region", "has_lines", "lines_of"]


class Region(NamedTuple):
    """A stretch of a file; lines and columns count from one, in code points, the end column is just behind."""

    line: int
    column: int
    end_line: int
    end_column: int
    start: int  #: file offset, from zero
    end: int


class Lines:
    """Answers where in a text an offset stands; a line ends at its line feed, as for git and SARIF."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def line(self, offset: int) -> int:
        """Return the line that an offset stands on, from one."""
        return bisect_right(self._starts, offset)

    def region(self, start: int, end: int) -> Region:
        """Return the stretch from ``start`` to just before ``end``; an empty one is between two characters."""
        line = self.line(start)
        end_line = self.line(max(start, end - 1))
        column, end_column = (at - self._starts[row - 1] + 1 for at, row in ((start, line), (end, end_line)))
        return Region(line, column, end_line, end_column, start, end)


@lru_cache(maxsize=8)
def lines_of(text: str) -> Lines:
    """Return the lines of a text, found once."""
    return Lines(text)


def has_lines(document: Document) -> bool:
    """Return whether file offsets are those of a text whose lines an editor shows."""
    return bool(document.blocks) and shows_lines(document.format)
