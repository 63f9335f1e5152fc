"""Lines on the pages of a PDF to paragraphs: hyphenated words and broken paragraphs mended, notes put after them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from aligner.core import BlockKind, Message
from aligner.languages import get, known
from aligner.languages.dictionary import is_word
from aligner.read.pdf_lines import LONE_BULLET, SAME, WIDTH, Line, Page, without_running_heads
from aligner.read.pieces import Piece

__all__ = ["put_together"]

_GAP = 1.3  # times the usual distance between lines is the next paragraph
_SIZES = 1.06  # times a font size is another size
_LARGE = 1.12  # times the body's size is a heading
_SMALL = 0.93  # times the body's size is a note
_SAME_LINE = 0.3  # font sizes that text in one line is apart
_USUAL_PITCH = 1.2  # font sizes between lines, where a page does not tell
_PITCH = 2.0  # font sizes between the lines of one column at most
_SHORT = 0.8  # of the widest lines' characters; a shorter line ends a paragraph where its sentence ends too
_ROOM = 1.3  # times the next line's first word, left free at a line's end, is a line end that somebody meant
_SLACK = 0.1  # of the widest line's characters that lines differ in by chance
_OWN_SLACK = 0.05  # the same, of lines that stand under each other
_NARROW = 0.5  # of the widest line is the narrowest frame
_FULL = 0.9  # of the widest line is a full one
_COLUMN = 5.0  # font sizes that lines of one column are indented at most
_INDENT = 0.6  # font sizes by which a first line is indented
_LONGEST_HEADING = 200
_TAIL = 80  # characters that tell how a line ends; patterns that are bound to an end take long on long texts
_MOST_LINES = 2000  # on a page of text; those of a drawing or of a bomb are left as they are

_BULLET = re.compile(r"\s*(?:[•‣◦▪▫●○■□➢✓·–—*-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_BACK = re.compile(r"[ \u00a0]*[↩⤴]\ufe0e?$")
_SENTENCE_END = re.compile(r"[.!?…:;][»”’\"')\]\s\u00a0\u202f]*$")
_HYPHENATED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
# What stays together at a line's beginning: a word, with the number or mark before it that a no-break space holds.
_FIRST_UNIT = re.compile(r"(?:[\d.,]+\s+|[«“\"—–-]\s*)*\S*")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010’'][^\W\d_]+)*")


@dataclass(slots=True)
class _Paragraph:
    page: int
    lines: list[Line]
    is_note: bool = False
    widest: float = 0.0  #: characters that lines of its page may have


def put_together(pages: Sequence[Page]) -> Iterator[Piece]:
    """Yield the paragraphs of all pages."""
    pages = without_running_heads(pages)
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    if not sizes:
        return
    body = sizes.most_common(1)[0][0]
    large = sorted((size for size in sizes if size > _LARGE * body), reverse=True)
    levels = {size: min(rank, 6) for rank, size in enumerate(large, 1)}
    found = list(_joined_over_pages(_paragraphs(page, body) for page in pages))
    words = Counter(word.casefold() for one in found for line in one.lines for word in _WORD.findall(line.text))
    for paragraph in found:
        yield _piece(paragraph, body, levels, words)


def _paragraphs(page: Page, body: float) -> list[_Paragraph]:
    """Return the paragraphs of one page."""
    lines = page.lines
    if len(lines) > _MOST_LINES:
        return [_Paragraph(page.number, [line]) for line in lines]
    pitch, ended = _pitch(lines), _hard_ends(lines, body)
    foot = min((line.y for line in lines if line.size >= _SMALL * body), default=0.0)
    found: list[_Paragraph] = []
    for number, line in enumerate(lines):
        if (
            number
            and number - 1 not in ended
            and _belongs(found[-1].lines, line, pitch, _widest(lines, lines[number - 1], body))
        ):
            found[-1].lines.append(line)
        else:
            is_note = line.size < _SMALL * body and line.y < foot
            found.append(_Paragraph(page.number, [line], is_note, _widest(lines, line, body)))
    return found


def _pitch(lines: Sequence[Line]) -> dict[float, float]:
    """Return the usual distance between lines, in font sizes, by font size."""
    gaps: dict[float, list[float]] = {}
    for above, below in pairwise(lines):
        gap = (above.y - below.y) / max(above.size, 0.1)
        if above.size == below.size and 0.8 < gap < 2.5:
            gaps.setdefault(above.size, []).append(gap)
    return {size: min(median(some), _smallest(some) * 1.15) for size, some in gaps.items()}


def _smallest(gaps: list[float]) -> float:
    ordered = sorted(gaps)
    return ordered[len(ordered) // 10]


def _hard_ends(lines: Sequence[Line], body: float) -> set[int]:
    """Return the lines that somebody ended: there was room for the next line's first word.

    Text in a narrow frame leaves room as well; but there all lines are equally long, except where sentences end.
    """
    found: set[int] = set()
    first = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and _same_column(lines[number - 1], lines[number]):
            continue
        run = lines[first:number]
        if not _is_wrapped(run, _NARROW * _widest(lines, lines[first], body)):
            ends = range(first, number - 1)
            found |= {at for at in ends if _is_free(lines[at], lines[at + 1], _widest(lines, lines[at], body), _SLACK)}
        first = number
    return found


def _same_column(above: Line, below: Line) -> bool:
    alike = above.size == below.size and above.bold == below.bold and abs(above.x - below.x) < SAME
    return alike and 0 < above.y - below.y < _PITCH * above.size


def _is_wrapped(run: Sequence[Line], least: float) -> bool:
    """Return whether a program broke these lines, by their own width, of at least so many characters."""
    widest = max(len(line.text) for line in run)
    if widest < least:
        return False
    free = (
        _is_free(line, following, widest, _OWN_SLACK) and not _SENTENCE_END.search(line.text[-_TAIL:])
        for line, following in pairwise(run)
    )
    last = run[-1].text
    return not any(free) and (len(last) < _FULL * widest or _SENTENCE_END.search(last[-_TAIL:]) is not None)


def _is_free(line: Line, following: Line, widest: float, slack: float) -> bool:
    unit = _FIRST_UNIT.match(following.text)
    return widest - len(line.text) > slack * widest + _ROOM * (1 + (len(unit.group()) if unit else 0))


def _widest(lines: Sequence[Line], last: Line, body: float) -> float:
    """Return how many characters a line of this column and font may have."""
    column = [
        len(line.text) + (line.x - last.x) / (WIDTH * line.size)
        for line in lines
        if abs(line.x - last.x) < _COLUMN * body and line.size / _SIZES <= body <= line.size * _SIZES
    ]
    widest = max(column, default=0.0) * body / last.size
    if last.bold or last.size > _SIZES * body:  # wider letters than the text's, nobody knows how much
        widest = min(widest, max(len(one.text) for one in lines if (one.size, one.bold) == (last.size, last.bold)))
    return widest


def _belongs(lines: Sequence[Line], line: Line, pitch: dict[float, float], widest: float) -> bool:
    """Return whether a line goes on with the paragraph that these lines began.

    :param widest: how many characters the last of them might have had
    """
    last = lines[-1]
    if LONE_BULLET.fullmatch(last.text) and abs(last.y - line.y) < last.size:
        return True
    if line.cell or last.bold != line.bold or last.typed != line.typed:
        return False
    if last.cell and abs(line.x - lines[0].x) > SAME:
        return False
    if not last.size / _SIZES <= line.size <= last.size * _SIZES:
        return False
    if _BULLET.match(line.text) or LONE_BULLET.fullmatch(line.text):
        return False
    gap = (last.y - line.y) / max(last.size, 0.1)
    if abs(gap) < _SAME_LINE:
        return not _SENTENCE_END.search(last.text[-_TAIL:]) and line.x > last.x
    if gap < 0:  # the next column, or the next cell of a table
        return gap < -_COLUMN and not _SENTENCE_END.search(last.text[-_TAIL:])
    if abs(line.x - last.x) > _COLUMN * last.size:  # another cell
        return False
    if gap > _GAP * pitch.get(last.size, _USUAL_PITCH):
        return False
    left = min(one.x for one in lines[1:]) if len(lines) > 1 else last.x
    if line.x > left + _INDENT * last.size and (len(lines) > 1 or _SENTENCE_END.search(last.text[-_TAIL:])):
        return False
    return not (_SENTENCE_END.search(last.text[-_TAIL:]) and len(last.text) < _SHORT * widest)


def _joined_over_pages(pages: Iterator[list[_Paragraph]]) -> Iterator[_Paragraph]:
    """Join paragraphs that a page break cuts in two; put notes after the text."""
    open_one: _Paragraph | None = None
    notes: list[_Paragraph] = []
    for paragraphs in pages:
        for paragraph in paragraphs:
            if paragraph.is_note:
                notes.append(paragraph)
            elif open_one and open_one.page != paragraph.page and _continues(open_one, paragraph.lines[0]):
                open_one.lines += paragraph.lines
                open_one.widest = paragraph.widest
            else:
                if open_one:
                    yield open_one
                open_one = paragraph
    if open_one:
        yield open_one
    yield from notes


def _continues(paragraph: _Paragraph, first: Line) -> bool:
    last = paragraph.lines[-1]
    if last.cell or first.cell:
        return False
    alike = last.size / _SIZES <= first.size <= last.size * _SIZES and last.bold == first.bold
    if not alike or _BULLET.match(first.text) or _SENTENCE_END.search(last.text[-_TAIL:]):
        return False
    return first.text[:1].islower() or (not last.bold and len(last.text) >= _SHORT * paragraph.widest)


def _piece(paragraph: _Paragraph, body: float, levels: dict[float, int], words: Counter[str]) -> Piece:
    text = _mended(paragraph.lines, words)
    if back := _BACK.search(text[-_TAIL:]):
        text = text[: len(text) - len(back.group())]
    first = paragraph.lines[0]
    kind, level = BlockKind.PARAGRAPH, 0
    if first.cell:
        kind = BlockKind.TABLE_CELL
    elif all(line.typed for line in paragraph.lines):
        kind = BlockKind.CODE
    elif bullet := _BULLET.match(text):
        kind, level = BlockKind.LIST_ITEM, 1
        text = text[bullet.end() :]
    elif paragraph.is_note:
        text = re.sub(r"^\s*\d{1,3}\s*(?=[^\W\d_«“\"])", "", text)
    elif len(text) <= _LONGEST_HEADING and not text.endswith((".", ",", ";")) and any(map(str.isalpha, text)):
        if first.size in levels:
            kind, level = BlockKind.HEADING, levels[first.size]
        elif all(line.bold for line in paragraph.lines) and first.size >= body / _SIZES:
            kind, level = BlockKind.HEADING, min(len(levels) + 1, 6)
    return Piece(text, kind, level, Message("place.page", {"page": paragraph.page}))


def _mended(lines: Sequence[Line], words: Counter[str]) -> str:
    """Return the lines as one text; a word cut at a line's end is whole again."""
    text = lines[0].text
    for line in lines[1:]:
        cut = _HYPHENATED.search(text[-_TAIL:])
        following = _FIRST_WORD.match(line.text)
        if cut and following and following.group()[0].islower():
            text = text[:-1] + ("-" if _keeps_hyphen(cut, following.group(), words) else "") + line.text
        elif text.endswith(("/", "\u2011")) or (cut and following):
            text += line.text
        else:
            text = f"{text.rstrip(' ')} {line.text}"
    return text


def _keeps_hyphen(cut: re.Match[str], rest: str, words: Counter[str]) -> bool:
    """Return whether a hyphen at a line's end belongs to the word: "well-known", but not "transla-tion"."""
    if cut.group()[-1] == "\u00ad":
        return False
    head, tail = cut.group(1).casefold(), rest.casefold()
    joined, hyphened = words[head + tail], words[f"{head}-{tail}"]
    if joined or hyphened:
        return hyphened > joined
    # The joined letters of such a word may happen to be a word too.
    if any(head in one.hyphened_heads or tail in one.hyphened_tails for one in map(get, known())):
        return True
    if _is_word(head + tail):
        return False
    return _is_word(head) and _is_word(tail) and len(head) > 1 and len(tail) > 1


def _is_word(word: str) -> bool:
    """Return whether any language that is known has the word: what a page is written in is not known yet."""
    return any(is_word(word, language) for language in known())
