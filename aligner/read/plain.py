"""Plain text to blocks: empty lines, hard-wrapped paragraphs, lists, headings."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from aligner.core import Block, BlockKind, Message
from aligner.read.pieces import ignore
from aligner.read.source import BLANK, Line, make_block, split_lines

__all__ = ["blocks"]

# Widths that editors and mail programs wrap at (fmt 75, Emacs 70, RFC 5322 78, some 100). Shorter lines are verse,
# addresses or lists, longer ones are paragraphs.
_NARROWEST, _WIDEST = 45, 100
# People wrap by hand more narrowly. In a group of lines that begins and ends as prose does, a line that goes on in the
# middle of a sentence is part of it from this length on.
_BY_HAND = 20

# A line is full when the next line's first word would not have fitted. A line that begins with a small letter goes on
# in the middle of a sentence; in wrapped prose the line before it is always full, and two line ends in three are such.
# Where lines are broken by meaning, about one in six is full by chance.
_FULL_SHARE = 0.75  # of the line ends before a line that goes on
_RUNNING_SHARE = 0.1  # of all line ends
_PROOF = 3  # line ends that it takes to believe in a width

_HEADING_LENGTH, _NUMBERED_LENGTH = 80, 120
_BODY_LENGTH = 100  # what a short line must be followed by to be taken for its heading

_XML = re.compile(r"\s{0,200}<\?xml\s")
_SEPARATOR = re.compile(r"(?=(?:\s*\S){3})[-=_*~#+\s]+")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,})")
_BULLET = re.compile(r"\s*(?:[-*+•‣◦▪·]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_SINGLE_NUMBER = re.compile(r"\(?\d{1,3}[.)]\s")
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}\.|[IVXLC]{1,6}\.)\s+[^\W_]")
_CHAPTER = re.compile(r"(chapter|chapitre|part|partie|section|appendix|annexe|article)\s+(\d|[IVXLC]+\b|[A-Z]\b)", re.I)
_SENTENCE_END = re.compile(r"[.!?…:;][»”’\"')\]\s]*$")
_PROSE_END = re.compile(r"[.!?…][»”’\"')\]\s]*$")
_NO_HEADING_END = re.compile(r"[.…:;,][»”’\"')\]\s]*$")
_SMALL_START = re.compile(r"\s*[«“\"'‘(\[]?\s*[^\W\d_]")
_HYPHENATED = re.compile(r"[^\W\d_]-$")


def blocks(text: str, note: Callable[[Message], None] = ignore) -> tuple[Block, ...]:
    """Return the blocks of a plain text, in order.

    Empty lines separate blocks. Lines without an empty line between them are one block where the text was wrapped
    at a fixed width, or where a line goes on in the middle of a sentence; otherwise each is a block.
    """
    if _XML.match(text):
        note(Message("reader.tags-as-text", {}))
    groups = _groups(split_lines(text))
    width = _width(groups)
    found: list[Block] = []
    underlined: set[int] = set()
    for group in groups:
        # Where nothing but line ends separates blocks, or lines are as long as paragraphs, a line end is a block's end.
        ragged = len(groups) > 1 and all(len(line.text) <= _WIDEST for line in group)
        for lines in _paragraphs(group, width, ragged):
            if _SEPARATOR.fullmatch(lines[0].text):
                if found and _UNDERLINE.fullmatch(lines[0].text) and _follows(lines[0], found[-1], text):
                    underlined.add(len(found) - 1)
            elif block := _block(lines):
                found.append(block)
    return tuple(_with_headings(found, underlined))


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines between empty lines, without the white space at their right ends."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.text.strip():
            groups[-1].append(Line(line.start, line.text.rstrip(BLANK)))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _width(groups: Sequence[Sequence[Line]]) -> int | None:
    """Return the width that these lines were wrapped at, in characters, or None if they were not.

    It is the width at which the most lines are full, above all of those that the next line goes on from.
    """
    ends = [pair for group in groups for pair in pairwise(group)]
    running = [(line, following) for line, following in ends if _goes_on(following)]
    if len(running) < max(_PROOF, _RUNNING_SHARE * len(ends)):
        return None
    counts = list(zip(_full_lines(running), _full_lines(ends), strict=True))
    most = max(counts)
    return counts.index(most) if most[0] >= max(_PROOF, _FULL_SHARE * len(running)) else None


def _full_lines(ends: Sequence[tuple[Line, Line]]) -> list[int]:
    """Return how many lines are full at each width, 0 to the widest."""
    steps = [0] * (_WIDEST + 2)
    for line, following in ends:
        first, last = max(len(line.text), _NARROWEST), min(_room_needed(line, following) - 1, _WIDEST)
        if first <= last:
            steps[first] += 1
            steps[last + 1] -= 1
    return list(accumulate(steps[:-1]))


def _room_needed(line: Line, following: Line) -> int:
    """Return the width at which the next line's first word would have fitted into this one."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0])


def _full_at(group: Sequence[Line], width: int | None) -> int:
    return 0 if width is None else sum(_is_full(line, following, width) for line, following in pairwise(group))


def _is_full(line: Line, following: Line, width: int) -> bool:
    return len(line.text) <= width < _room_needed(line, following)


def _goes_on(line: Line) -> bool:
    """Return whether a line begins as only the middle of a sentence does."""
    start = _SMALL_START.match(line.text)
    return start is not None and start.group()[-1].islower()


def _paragraphs(group: Sequence[Line], text_width: int | None, ragged: bool) -> Iterator[list[Line]]:
    """Yield the lines of each block in a group of lines without an empty line between them.

    :param ragged: whether lines may have been broken by hand, short of the width
    """
    own_width = _width([group])
    width = max((text_width, own_width), key=lambda width: _full_at(group, width))
    indents = [_indent(line) for line in group]
    least = min(indents)
    indented_starts = 0 < sum(indent > least for indent in indents) <= len(group) / 2
    shortest = _BY_HAND if _is_prose(group) else _NARROWEST
    current = [group[0]]
    for line, following in pairwise(group):
        is_separator = any(_SEPARATOR.fullmatch(one.text) for one in (line, following))
        opens = indented_starts and _indent(following) > _indent(line)
        if not is_separator and _joins(current[0], line, following, width, opens, shortest if ragged else None):
            current.append(following)
        else:
            yield current
            current = [following]
    yield current


def _is_prose(group: Sequence[Line]) -> bool:
    """Return whether lines begin as a sentence does and end as one does."""
    return len(group) > 1 and not _goes_on(group[0]) and _PROSE_END.search(group[-1].text) is not None


def _joins(first: Line, line: Line, following: Line, width: int | None, opens: bool, shortest: int | None) -> bool:
    """Return whether a line belongs to the block that began with ``first`` and reached ``line``.

    :param shortest: characters of a line that may have been broken by hand, short of the width; None if none was
    """
    full = width is not None and _is_full(line, following, width)
    in_sentence = not _SENTENCE_END.search(line.text)
    bullet = _BULLET.match(first.text)
    if _BULLET.match(following.text):
        return full and in_sentence and not bullet
    if bullet and _indent(following) >= bullet.end():
        return True
    if opens:
        return False
    return full or (shortest is not None and in_sentence and _goes_on(following) and len(line.text) >= shortest)


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _block(lines: Sequence[Line]) -> Block | None:
    text: list[str] = []
    offsets: list[int] = []
    for number, line in enumerate(lines):
        body = line.text.lstrip(BLANK)
        text.append(body)
        offsets.extend(range(line.end - len(body), line.end))
        if number + 1 < len(lines) and not (_HYPHENATED.search(body) and _goes_on(lines[number + 1])):
            text.append(" ")
            offsets.append(line.end)
    joined = "".join(text)
    kind = BlockKind.LIST_ITEM if _BULLET.match(joined) else BlockKind.PARAGRAPH
    return make_block(kind, joined, offsets, level=1 if kind is BlockKind.LIST_ITEM else 0)


def _follows(line: Line, block: Block, text: str) -> bool:
    """Return whether a line comes right under a block."""
    return text[block.offsets[-1] + 1 : line.start].strip(" \t") in ("\n", "\r", "\r\n")


def _with_headings(found: Sequence[Block], underlined: set[int]) -> Iterator[Block]:
    for number, block in enumerate(found):
        before = found[number - 1] if number else None
        after = found[number + 1] if number + 1 < len(found) else None
        level = 1 if number in underlined else _heading_level(block, before, after)
        yield replace(block, kind=BlockKind.HEADING, level=level) if level else block


def _heading_level(block: Block, before: Block | None, after: Block | None) -> int:
    """Return 1 to 6 for what looks like a heading, 0 for anything else."""
    text = block.text
    letters = [char for char in text if char.isalpha()]
    if len(text) > _NUMBERED_LENGTH or not letters or letters[0].islower() or _NO_HEADING_END.search(text):
        return 0
    if any(other and _SINGLE_NUMBER.match(other.text) for other in (before, after)) and _SINGLE_NUMBER.match(text):
        return 0
    leads = after is not None and len(after.text) >= max(_BODY_LENGTH, 2 * len(text))
    if _CHAPTER.match(text):
        return 1
    if numbered := _NUMBERED.match(text):
        parts = len(numbered.group(1).strip(".").split("."))
        return min(parts, 6) if parts > 1 or leads else 0
    if len(text) > _HEADING_LENGTH or block.kind is BlockKind.LIST_ITEM or text.endswith(("!", "?")):
        return 0
    if before is None:
        return 1 if after is not None and len(after.text) > len(text) else 0
    shouted = len(letters) >= 4 and all(letter.isupper() for letter in letters)
    return 2 if shouted or (leads and after is not None and _SENTENCE_END.search(after.text)) else 0
