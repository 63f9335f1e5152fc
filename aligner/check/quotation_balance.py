"""Find quotation marks without a partner."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from aligner.core import Block, BlockKind, Document
from aligner.languages import get

__all__ = ["DIALOGUE", "Mark", "is_balanced", "straight_marks", "unpaired_marks"]

_STRAIGHT = re.compile(r"(?<![\d\\])\"|(?<=\d)\"(?=[\s.,;:!?)]*$)")  # an inch sign follows a digit: 19" screens
DIALOGUE = re.compile(r"\s*(?:[-–—]|--)\s*\w")  #: a line of dialogue

_REACH = 12  #: blocks that a quotation may run on without being opened anew


class Mark(NamedTuple):
    """A quotation mark."""

    block: int
    at: int  #: text offset in the block
    mark: str


def straight_marks(text: str) -> list[int]:
    """Return text offsets of the straight double quotation marks."""
    return [] if '"' not in text else [match.start() for match in _STRAIGHT.finditer(text)]


def is_balanced(text: str, language: str) -> bool:
    """Return whether a text has double quotation marks and each has a partner.

    :param language: ISO 639-1 code
    """
    straight = len(straight_marks(text))
    counts = [(text.count(opener), text.count(closer)) for opener, closer in get(language).quotation_marks.items()]
    return straight % 2 == 0 and all(a == b for a, b in counts) and bool(straight or any(a for a, _ in counts))


def unpaired_marks(document: Document, may_run_on: Callable[[int], bool]) -> Iterator[list[Mark]]:
    """Yield the unpaired marks of each block that has any.

    A quotation may run over several blocks, each of them opened anew (or closed anew, as older books do), or none; the
    guillemets of a French dialogue open before its first line and close after its last, with dashes between.

    :param may_run_on: whether a quotation can be unfinished at the end of the block of this number
    """
    waiting: list[Mark] = []
    closers = get(document.language).quotation_marks
    straight = _unpaired_straight(document)
    marks = _any_of(closers)
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.CODE:
            continue
        unpaired = list[Mark]()
        if waiting or marks.search(block.text):
            waiting, unpaired = _read_block(number, block, waiting, closers)
        if waiting and not _goes_on(document, number, waiting[-1].mark, may_run_on(number)):
            unpaired = sorted([*unpaired, *waiting])
            waiting = []
        if number in straight:
            unpaired = [*unpaired, straight[number]]
        if unpaired:
            yield unpaired


def _unpaired_straight(document: Document) -> dict[int, Mark]:
    """Return the last straight mark of each block with an odd number, unless the next block has an odd number too."""
    unpaired: dict[int, Mark] = {}
    for number, block in enumerate(document.blocks):
        marks = straight_marks(block.text) if block.kind is not BlockKind.CODE else []
        odd = len(marks) % 2 == 1
        if number - 1 in unpaired and (odd or block.text.lstrip().startswith('"')):
            del unpaired[number - 1]
        elif odd:
            unpaired[number] = Mark(number, marks[-1], '"')
    return unpaired


def _read_block(
    number: int, block: Block, carried: list[Mark], closers: Mapping[str, str]
) -> tuple[list[Mark], list[Mark]]:
    """Return what is open behind a block, given what was open before it; and its closers that closed nothing."""
    waiting, unpaired = list(carried), list[Mark]()
    openers = {closer: opener for opener, closer in closers.items()}
    for match in _any_of(closers).finditer(block.text):
        at, mark = match.start(), match.group()
        opens_block = not block.text[:at].strip()
        if mark in closers:
            if not (carried and opens_block):
                waiting.append(Mark(number, at, mark))
        elif waiting and waiting[-1].mark == openers[mark]:
            waiting.pop()
        elif not (carried and opens_block):
            unpaired.append(Mark(number, at, mark))
    return waiting, unpaired


def _any_of(closers: Mapping[str, str]) -> re.Pattern[str]:
    return _pattern(frozenset((*closers, *closers.values())))


@cache
def _pattern(marks: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(marks)))}]" if marks else r"(?!)")


def _goes_on(document: Document, number: int, opener: str, may_run_on: bool) -> bool:
    """Return whether the next mark of this kind, in the blocks that follow, closes or opens a paragraph anew."""
    closer, silent = get(document.language).quotation_marks.get(opener), 0
    for block in document.blocks[number + 1 :]:
        spoken = bool(DIALOGUE.match(block.text))
        may_run_on |= spoken
        if not may_run_on or silent > _REACH:
            return False
        for at, mark in enumerate(block.text):
            if mark == closer:
                return True
            if mark == opener:
                return not block.text[:at].strip()
        silent += not spoken
    return False
