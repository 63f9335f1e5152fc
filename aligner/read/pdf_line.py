"""A line of a page of a PDF."""

from dataclasses import dataclass

__all__ = ["Line"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page."""

    text: str
    x: float  #: points from the left
    y: float  #: points from the page's bottom
    size: float  #: of most of its characters, in points
    bold: bool  #: all of it
    typed: bool = False  #: all of it in typewriter letters
    cell: bool = False  #: stands beside other text in the same line, with a gap between
