"""Texts of a file with the place of each character in it, so that one can be put for another and nothing else moves."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from aligner.core import Block
from aligner.read.source import BLANK

__all__ = ["Change", "Segment", "changes_of", "homes"]

_PLAIN_SPACES = str.maketrans(dict.fromkeys(BLANK, " "))


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph or a unit of a file.

    ``places[i]`` is where the character ``text[i]`` stands in the source, None for one that stands for something else.
    """

    text: str
    places: Sequence[tuple[int, int] | None]
    escape: Callable[[str], str]  #: text as the source writes it
    #: Whether what the source has between characters may go with them, when they go or others come.
    may_go: Callable[[str, bool], bool] = lambda between, gone: False
    parted: bool = False  #: whether characters may go and leave what stands between them

    def read(self) -> "Segment":
        """Return the segment as a document has it: no white space at its ends, plain spaces for line ends."""
        start = len(self.text) - len(self.text.lstrip(BLANK))
        end = len(self.text.rstrip(BLANK))
        text = self.text[start:end].translate(_PLAIN_SPACES)
        return replace(self, text=text, places=self.places[start:end])


class Change(NamedTuple):
    """``source[start:end]`` becomes ``new``."""

    start: int
    end: int
    new: str


def homes(blocks: Iterable[Block], segments: Iterable[Segment]) -> Mapping[int, Segment]:
    """Return the segment of each block, by its number; none for a block whose text stands elsewhere or unequally often.

    A text that several blocks have goes to segments in their order.
    """
    of_blocks, of_segments = dict[str, list[int]](), dict[str, list[Segment]]()
    for number, block in enumerate(blocks):
        of_blocks.setdefault(block.text, []).append(number)
    for segment in map(Segment.read, segments):
        of_segments.setdefault(segment.text, []).append(segment)
    return {
        number: segment
        for text, numbers in of_blocks.items()
        if len(numbers) == len(of_segments.get(text, ()))
        for number, segment in zip(numbers, of_segments[text], strict=True)
    }


def changes_of(source: str, segment: Segment, start: int, end: int, new: str) -> list[Change]:
    """Return what puts a text in place of ``segment.text[start:end]``; nothing where markup in between forbids it.

    What both begin or end with stays as it is.
    """
    old = segment.text[start:end]
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    start, end, new = start + head, end - tail, new[head : len(new) - tail]
    if start == end:
        return _insertion(segment, start, new)
    places = list(_known(segment.places[start:end]))
    if len(places) < end - start:
        return []
    between = "".join(source[one[1] : other[0]] for one, other in pairwise(places))
    if not between or segment.may_go(between, not new):
        return [Change(places[0][0], places[-1][1], segment.escape(new))]
    return [Change(*place, "") for place in places] if segment.parted and not new else []


def _insertion(segment: Segment, at: int, new: str) -> list[Change]:
    before = segment.places[at - 1] if at else None
    behind = segment.places[at] if at < len(segment.places) else None
    place = before[1] if before else behind[0] if behind else None
    return [] if place is None else [Change(place, place, segment.escape(new))]


def _known(places: Sequence[tuple[int, int] | None]) -> Iterator[tuple[int, int]]:
    return (place for place in places if place is not None)


def _shared(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
