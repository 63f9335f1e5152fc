"""Changes to a text, and where its places are once they are made."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Edit", "Edited", "Stretch", "edit"]

Stretch = tuple[int, int]
"""Offsets of a first character and of the one behind the last."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """``text[start:end]`` becomes ``new``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A text with edits made."""

    text: str
    edits: tuple[Edit, ...]  #: ascending, none touching another's inside
    shifts: tuple[int, ...]  #: by how much text behind each edit has moved

    def forward(self, stretch: Stretch) -> Stretch:
        """Return where a stretch of the old text is now; new text inside it and at its ends belongs to it."""
        start, end = self._start(stretch[0]), self._end(stretch[1])
        return start, max(start, end)

    def _start(self, offset: int) -> int:
        shift = 0
        for made, after in zip(self.edits, self.shifts, strict=True):
            if made.start >= offset:
                break
            if made.end > offset:
                return made.start + shift
            shift = after
        return offset + shift

    def _end(self, offset: int) -> int:
        shift, end = 0, offset
        for made, after in zip(self.edits, self.shifts, strict=True):
            if made.start > offset or made.start == offset < made.end:
                break
            shift, end = after, max(offset, made.end)
        return end + shift

    def backward(self, offset: int) -> int:
        """Return where a character of the new text was in the old one; for new text, the place that it was put."""
        starts = [made.start + shift for made, shift in zip(self.edits, (0, *self.shifts), strict=False)]
        number = bisect_right(starts, offset) - 1
        if number < 0:
            return offset
        made = self.edits[number]
        into = offset - starts[number]
        return made.start if into < len(made.new) else offset - self.shifts[number]


def edit(text: str, edits: Iterable[Edit]) -> Edited:
    """Make edits to a text.

    :raises ValueError: if they overlap or lie outside the text
    """
    ordered = tuple(sorted(edits))
    if any(one.end > other.start for one, other in pairwise(ordered)):
        raise ValueError("edits overlap")
    if ordered and not 0 <= ordered[0].start <= ordered[-1].end <= len(text):
        raise ValueError("an edit lies outside the text")
    parts, at, shift = [], 0, 0
    shifts = []
    for made in ordered:
        parts += [text[at : made.start], made.new]
        at = made.end
        shift += len(made.new) - (made.end - made.start)
        shifts.append(shift)
    return Edited("".join([*parts, text[at:]]), ordered, tuple(shifts))
