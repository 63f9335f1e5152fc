"""The lines of a PDF's pages: cut into the cells of tables, references to notes left out, running heads dropped.

Lines come in the order in which the file draws them, which in files made by programs is that of reading.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any

from aligner.languages import get, known
from aligner.read.pdf_columns import columns_apart
from aligner.read.pdf_line import Line
from aligner.read.raised import lowered, raised

__all__ = ["LONE_BULLET", "SAME", "WIDTH", "Line", "Page", "page_of", "runs", "without_running_heads"]

WIDTH = 0.5  #: font sizes that a character is wide, about
SAME = 0.7  #: points within which text begins in the same place
#: A list's mark that stands by itself.
LONE_BULLET = re.compile(r"\s*(?:[•‣◦▪▫●○■□➢✓·\uf0b7]|\(?\d{1,3}[.)])\s*")

_RAISED = 0.9  # times its line's size, and higher up, is a reference to a note
_UP = 0.15  # font sizes that such a reference is raised at least
# In a row of a table; where every word is drawn by itself, words begin in the same place by chance.
_MOST_FRAGMENTS = 12
_MARK_PARTS = 3  # that a list's mark is drawn in
_NEAR, _ROWS = 4, 3  # lines on either side of a table's line, and how many of them begin something in the same place
_CELL = (2.0, 0.3)  # font sizes, and share of the text before it, that a cell stands away from it

_EDGE = 0.045  # share of a page's height at its top and bottom that no text stands in but running heads
_NEAR_EDGE = 2  # lines from either end of a page that may be running heads further in
_TIMES, _FEW_TIMES, _FEW = 3, 2, 4  # that a head is repeated; less often where there are few pages
_COUNTED = 0.4  # of all pages that have their number in the same place
_HEIGHT = 4  # points that places of running heads differ in

_TAIL = 80  # characters that tell how a line ends, and that a page number has at most
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SPACES = re.compile(r"[ \t]+")  # justified lines come with two between words now and then
_LEADER = re.compile(r"(?:\s*[.·…_]){6,}\s*(?:\d{1,4}|[ivxlc]{1,7})?\s*$", re.IGNORECASE)
_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?\s*")
#: What a raised figure is a power of, and what a lowered one may be: the end of a formula.
_POWER = re.compile(
    r"(?:(?<![\d.,\u00a0\u202f])10|\b[µcdhkm]?[msgl]|\bkm|\bkg|\bha|\bin|\bft|(?<![^\W\d_])[a-zA-Z]|\))$"
)
_FORMULA = re.compile(r"(?:CO|H|O|N|SO|NO|CH|NH|SiO|Al|Fe|O3)$")
_END_NUMBER = re.compile(r"^\d{1,5}\b|\b\d{1,5}$")


@cache
def _page_number() -> re.Pattern[str]:
    """Return the number of a page, alone in its line: ``- 3 -``, ``Page 3 of 12``."""
    languages = [get(code) for code in known()]
    before = "|".join(map(re.escape, sorted({word for one in languages for word in one.page_words})))
    between = "|".join(map(re.escape, sorted({word for one in languages for word in one.page_joiners})))
    number = r"(?:\d{1,4}|[ivxlc]{1,7})"
    return re.compile(rf"(?i)(?:{before})?\s*[-–—|]?\s*{number}\s*(?:(?:{between}|/)\s*\d{{1,4}})?\s*[-–—|]?")


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in the order in which they are drawn."""

    number: int
    lines: tuple[Line, ...]
    height: float
    pictures: bool = False  #: nothing but pictures


def page_of(page: int, answer: dict[str, Any]) -> Page:
    """Return a page as ``pdf_worker`` describes it."""
    flat = [fragment for line in answer["lines"] for fragment in line if fragment[0].strip()]
    upright = sum(not fragment[5] for fragment in flat) * 2 >= len(flat)
    upright_lines = [[part for part in fragments if part[5] is not upright] for fragments in answer["lines"]]
    lines: list[Line] = []
    for number, fragments in enumerate(upright_lines):
        columns = _columns(fragments, upright_lines[max(0, number - _NEAR) : number + _NEAR + 1])
        if _LEADER.search("".join(part[0] for part in fragments)[-_TAIL:]):  # of a table of contents
            continue
        found = [line for part in _cells(fragments, columns) if (line := _line(part, answer["bottom"]))]
        lines += [replace(line, cell=True) for line in found] if len(found) > 1 else found
    return Page(number=page, lines=tuple(columns_apart(lines)), height=answer["height"], pictures=answer["pictures"])


def _columns(line: Sequence[Sequence[Any]], near: Sequence[Sequence[Sequence[Any]]]) -> list[float]:
    """Return where columns of a table begin in a line: there, text begins in several lines near it."""
    if len(line) > _MOST_FRAGMENTS:
        return []
    # Text that goes on in another font or size is said to begin where its line does.
    left = next((part[1] for part in line if part[0].strip()), 0.0)
    starts = [[part[1] for part in other if part[0].strip()] if len(other) <= _MOST_FRAGMENTS else [] for other in near]
    return [
        part[1]
        for part in line[1:]
        if part[0].strip()
        and abs(part[1] - left) >= SAME
        and sum(any(abs(part[1] - x) < SAME for x in other) for other in starts) >= _ROWS
    ]


def _cells(fragments: Sequence[Sequence[Any]], columns: Sequence[float]) -> list[list[Sequence[Any]]]:
    """Return the fragments of a line, cut where a column begins, and where a gap is wider than any between words."""
    found: list[list[Sequence[Any]]] = [[]]
    end = start = 0.0
    for part in fragments:
        text, x, size = part[0], part[1], part[3]
        before = "".join(one[0] for one in found[-1][-_MARK_PARTS:])
        glued = before.endswith(("\u00a0", "\u202f")) or (
            len(found[-1]) <= _MARK_PARTS and LONE_BULLET.fullmatch(before) is not None
        )
        if (
            found[-1]
            and text.strip()
            and ((x in columns and not glued) or x - end > _CELL[0] * size + _CELL[1] * (end - start))
        ):
            found.append([])
        if not found[-1]:
            start = x
        found[-1].append(part)
        if text.strip():
            end = x + WIDTH * size * len(text.rstrip())
    return [part for part in found if part]


def _line(fragments: Sequence[Sequence[Any]], bottom: float) -> Line | None:
    """Return a line without references to notes; raised and lowered figures are characters of their own."""
    sizes: Counter[float] = Counter()
    for text, _, _, size, *_ in fragments:
        sizes[round(size, 1)] += len(text.strip())
    if not sizes.total():
        return None
    size = sizes.most_common(1)[0][0]
    base = min(part[2] for part in fragments if round(part[3], 1) == size)
    kept: list[Sequence[Any]] = []
    text = ""
    for part in fragments:
        shown = _shifted(part, (part[2] - base) / max(size, 0.1), text) if part[3] <= _RAISED * size else part[0]
        text += shown
        if shown.strip():
            kept.append(part)
    text = text.translate(_LIGATURES)
    first = next((part for part in kept if part[0].strip()), None)
    if first is None:
        return None
    bold, typed = (all(part[flag] for part in kept if part[0].strip()) for flag in (4, 6))
    return Line(" ".join(filter(None, _SPACES.split(text))), first[1], first[2] - bottom, size, bold, typed)


def _shifted(part: Sequence[Any], up: float, before: str) -> str:
    """Return a small fragment as it is read: raised or lowered, or nothing but its spaces where it refers to a note.

    :param up: font sizes that it is raised; some files change the place of letters without saying so
    :param before: the text before it in its line
    """
    text = str(part[0])
    mark = text.strip()
    if not _MARK.fullmatch(text) or not (before.strip() or up >= _UP):
        return text
    if abs(up) < _UP and not mark.isdecimal():
        return text
    spaces = (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :])
    if up <= -_UP or (up < _UP and _FORMULA.search(before)):
        return lowered(mark).join(spaces)
    if _POWER.search(before):
        return raised(mark).join(spaces)
    return "".join(spaces)


def runs(numbers: Sequence[int]) -> str:
    """Write runs of numbers: ``[1, 2, 3, 7]`` is ``1–3, 7``."""
    shown = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        shown.append(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}")
    return ", ".join(shown)


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without what is repeated at their heads and feet, and without their numbers."""
    repeated: Counter[tuple[str, int]] = Counter()
    counting: Counter[tuple[int, int]] = Counter()
    for page in pages:
        ends = _at_ends(page)
        repeated.update({_words(line) for line in ends})
        counting.update({count for line in ends for count in _counts(line, page.number)})
    times = _TIMES if len(pages) > _FEW else _FEW_TIMES
    heads = {words for words, found in repeated.items() if found >= times}
    counts = {count for count, found in counting.items() if found >= max(times, _COUNTED * len(pages))}
    return [_without(page, heads, counts) for page in pages]


def _without(page: Page, heads: set[tuple[str, int]], counts: set[tuple[int, int]]) -> Page:
    ends = set(_at_ends(page))
    kept = (line for line in page.lines if not _is_running(line, page, line in ends, heads, counts))
    return replace(page, lines=tuple(kept))


def _at_ends(page: Page) -> list[Line]:
    ordered = sorted(page.lines, key=lambda line: line.y)
    return ordered[:_NEAR_EDGE] + ordered[_NEAR_EDGE:][-_NEAR_EDGE:]


def _words(line: Line) -> tuple[str, int]:
    return line.text.casefold(), round(line.y / _HEIGHT)


def _counts(line: Line, page: int) -> Iterator[tuple[int, int]]:
    """Yield how far numbers at a line's ends are from the page's, and where they stand: alike for all page numbers."""
    for number in _END_NUMBER.finditer(line.text):
        yield int(number.group()) - page, round(line.y / _HEIGHT)


def _is_running(
    line: Line, page: Page, at_end: bool, heads: set[tuple[str, int]], counts: set[tuple[int, int]]
) -> bool:
    if not _EDGE * page.height <= line.y <= (1 - _EDGE) * page.height:
        return True
    if not at_end:
        return False
    numbered = any(count in counts for count in _counts(line, page.number))
    return (
        numbered
        or _words(line) in heads
        or (len(line.text) < _TAIL and _page_number().fullmatch(line.text.strip()) is not None)
    )
