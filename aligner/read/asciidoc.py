"""AsciiDoc, as the Asciidoctor documentation describes it, to blocks whose characters know their place in the file.

No text are attributes, comments, anchors, macros for images and includes, and the names of blocks' styles. Code and
literal blocks are code; titles of blocks are headings.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from aligner.core import Block, BlockKind, Message
from aligner.read.pieces import ignore
from aligner.read.raised import lowered, raised
from aligner.read.source import Line, make_block, split_lines

__all__ = ["blocks"]

_TITLE = re.compile(r"(?P<marks>={1,6}|#{1,6})[ \t]+(?P<text>\S.*)$")
_UNDERLINE = re.compile(r"(?:={2,}|-{2,}|~{2,}|\^{2,}|\+{2,})$")
_LEVELS = "=-~^+"
_ATTRIBUTE = re.compile(r":!?[\w][\w-]*!?:(?:[ \t].*)?$")
_SHOWN_ATTRIBUTE = re.compile(r":(?:description|subtitle|doctitle|title):[ \t]+(?=\S)")
_STYLE = re.compile(r"\[(?:\[[^\[\]]*\]|[^\[\]]*|[^\[\]]*\"[^\"]*\"[^\[\]]*)\][ \t]*$")
_CODE_STYLE = re.compile(r"\[(?:source|listing|literal|stem|latexmath|asciimath|plantuml|ditaa|mermaid|pass)\b|\[,")
_MACRO = re.compile(r"(?:image|video|audio|include|toc|ifdef|ifndef|ifeval|endif|icon|gist|plantuml)::.*$")
_RULE = re.compile(r"(?:'{3,}|<{3,}|-{3}|\*{3}|- - -|\* \* \*)$")
_VERBATIM = re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|`{3,}(?:\w.*)?)$")
_REMARK = re.compile(r"/{4,}$")
_ENCLOSURE = re.compile(r"(?:={4,}|\*{4,}|--|_{4,}|\"\")$")
_TABLE = re.compile(r"[|,:!]={3,}$")
_BLOCK_TITLE = re.compile(r"\.(?![ .\d])(?=\S)")
_ITEM = re.compile(
    r"[ \t]*(?P<mark>\*{1,5}|-|\.{1,5}|\d{1,3}\.|[a-zA-Z]\.|<(?:\.|\d+)>)[ \t]+(?:\[[ *x]\][ \t]+)?(?=\S)"
)
_TERM = re.compile(r"[ \t]*(?P<term>\S.*?)(?P<mark>:{2,4}|;;)(?:[ \t]+|$)")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_CELL = re.compile(r"(?<!\\)(?:(?<![^ \t])(?:\d+(?:\.\d+)?[+*]|\.\d+\+)?[<^>]?(?:\.[<^>])?[aehlmsdv]?)?\|")
#: A character and its file offset.
Characters = list[tuple[str, int]]

_TEXT = r"(?P<text>(?:\\\]|[^\]]){0,2000})"
#: Macros and the like, each with what a reader sees of it: the group ``text``, or nothing.
_MACROS = re.compile(
    rf"""
      \(\(\([^()]*\)\)\) | \[\[[^\[\]]*\]\] | (?:anchor|indexterm|bibitem):[^\s\[\]:]*\[[^\[\]]*\]
    | (?:image|icon):(?!:)[^\s\[\]]*\[[^\[\]]*\]
    | \{{[\w-]+\}}[^\s\[\]<>{{}}]*\[(?P<shown>[^\[\]]+)\]
    | \(\((?P<term>[^()]+)\)\)
    | <<[^<>,]*(?:,(?P<label>[^<>]*))?>>
    | (?:xref|link|mailto):[^\s\[\]]*\[{_TEXT}\]
    | menu:(?P<menu>[^\s\[\]][^\[\]]{{0,80}})\[(?P<item>[^\[\]]*)\]
    | (?:kbd|btn):[^\s\[\]]*\[(?P<key>[^\[\]]*)\]
    | (?P<url>(?:https?|ftp|irc)://[^\s\[\]<>]*)(?:\[(?P<name>[^\[\]]*)\])?
    | (?:pass|stem|latexmath|asciimath):[a-z,]*\[[^\[\]]*\]
    | \{{(?:empty|sp|nbsp|zwsp|wj)\}}
    """,
    re.VERBOSE,
)
_WINDOW = re.compile(r",\s*(?:window|role|opts|rel|title)=.*$|\^$", re.DOTALL)
_FOOTNOTE = re.compile(rf"footnote(?:ref)?:[\w-]*\[{_TEXT}\]")
_QUOTES = re.compile(r"(?P<mark>[\"'])`(?P<text>[^`\n](?:[^`]*[^`\s])?)`(?P=mark)")
_MARKS = (
    re.compile(
        r"(?:\[[^\[\]\n]*\])?(?P<mark>\*\*|__|``|\#\#|\+\+\+|\+\+)(?P<text>(?:(?!(?P=mark)).){1,1000}?)(?P=mark)",
        re.DOTALL,
    ),
    re.compile(
        r"(?<![\w\\;:}*_`#])(?:\[[^\[\]\n]*\])?(?P<mark>[*_`#+])(?P<text>[^\s*_`#+]|[^\s](?:(?!(?P=mark)(?!\w)).){0,500}?[^\s])(?P=mark)(?!\w)",
        re.DOTALL,
    ),
)
_SHIFTED = re.compile(r"(?P<mark>[\^~])(?P<text>[^\s^~]{1,40})(?P=mark)")
_CURLY = {'"': "“”", "'": "‘’"}


def blocks(text: str, note: Callable[[Message], None] = ignore) -> tuple[Block, ...]:
    """Return the blocks of an AsciiDoc text, in order; footnotes follow the block they stand in."""
    del note
    return tuple(_Reader(split_lines(text)).blocks())


class _Reader:
    """Goes through the lines; what is open decides what a line is."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = [Line(line.start, line.text.rstrip(" \t")) for line in lines]
        self._at = 0
        self._code_next = False
        self._quoted: list[str] = []  # delimiters of the open blocks
        self._list = 0

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            yield from self._line(line)

    def _line(self, line: Line) -> Iterator[Block]:
        text = line.text
        if not text or text == "+":
            self._list = self._list if text else 0
            self._code_next = self._code_next and not text
        elif _REMARK.match(text):
            self._until(text)
        elif text.startswith("//"):
            return
        elif _VERBATIM.match(text):
            yield from self._code(self._until("```" if text.startswith("```") else text))
        elif _TABLE.match(text):
            yield from self._table(self._until(text), text[0])
        elif _ENCLOSURE.match(text):
            yield from self._enclosure(text)
        elif _ATTRIBUTE.match(text):
            if shown := _SHOWN_ATTRIBUTE.match(text):
                yield from self._text([Line(line.start + shown.end(), text[shown.end() :])], BlockKind.PARAGRAPH)
        elif _STYLE.match(text):
            self._code_next = _CODE_STYLE.match(text) is not None
        elif _MACRO.match(text) or _RULE.match(text):
            return
        elif title := _TITLE.match(text):
            yield from self._title(line, title)
        elif title := _BLOCK_TITLE.match(text):
            yield from self._text([Line(line.start + 1, text[1:])], BlockKind.HEADING, 6)
        elif self._is_underlined(line):
            level = _LEVELS.index(self._lines[self._at].text[0]) + 1
            self._at += 1
            yield from self._text([line], BlockKind.HEADING, level)
        else:
            yield from self._paragraph(line)

    def _until(self, delimiter: str) -> list[Line]:
        """Take the lines up to a delimiter and step over that; all that are left, where it is missing."""
        start = self._at
        while self._at < len(self._lines) and self._lines[self._at].text != delimiter:
            self._at += 1
        self._at += 1
        return self._lines[start : self._at - 1]

    def _enclosure(self, delimiter: str) -> Iterator[Block]:
        if self._code_next:
            yield from self._code(self._until(delimiter))
        elif delimiter in self._quoted:
            del self._quoted[self._quoted.index(delimiter) :]
        else:
            self._quoted.append(delimiter)
        self._list = 0

    def _title(self, line: Line, title: re.Match[str]) -> Iterator[Block]:
        level = min(len(title["marks"]), 6)
        yield from self._text([Line(line.start + title.start("text"), title["text"])], BlockKind.HEADING, level)
        if level == 1 and not any(
            one.text for one in self._lines[: self._at - 1] if not one.text.startswith((":", "/"))
        ):
            # Below the document's title stand its authors and its revision.
            while self._at < len(self._lines) and (above := self._lines[self._at].text):
                if above.startswith((":", "//", "=", "[")):
                    break
                self._at += 1

    def _is_underlined(self, line: Line) -> bool:
        below = self._lines[self._at].text if self._at < len(self._lines) else ""
        return (
            _UNDERLINE.match(below) is not None
            and abs(len(below) - len(line.text)) <= 2
            and any(map(str.isalpha, line.text))
            and not line.text.startswith(" ")
        )

    def _paragraph(self, line: Line) -> Iterator[Block]:
        """Read a paragraph, or an item of a list; a line that is set in is code."""
        item, term = _ITEM.match(line.text), _TERM.match(line.text)
        literal = line.text[0] in " \t" and not item and not term and not self._list
        lines = [line]
        while self._at < len(self._lines) and not self._ends_paragraph(
            self._lines[self._at], in_list=bool(item or term)
        ):
            lines.append(self._lines[self._at])
            self._at += 1
        if self._code_next or literal:
            self._code_next = False
            yield from self._code(lines)
        elif item:
            self._list = len(item["mark"]) if item["mark"][0] in "*." else 1
            lines[0] = Line(line.start + item.end(), line.text[item.end() :])
            yield from self._text(lines, BlockKind.LIST_ITEM, self._list)
        elif term:
            self._list = len(term["mark"]) - 1
            start, end = term.span("term")
            yield from self._text([Line(line.start + start, line.text[start:end])], BlockKind.LIST_ITEM, self._list)
            lines[0] = Line(line.start + term.end(), line.text[term.end() :])
            yield from self._text(lines, BlockKind.LIST_ITEM, self._list)
        else:
            admonition = _ADMONITION.match(line.text)
            if admonition:
                lines[0] = Line(line.start + admonition.end(), line.text[admonition.end() :])
            quoted = any(one[0] in '_"' for one in self._quoted)
            yield from self._text(lines, BlockKind.QUOTATION if quoted else BlockKind.PARAGRAPH, int(quoted))

    def _ends_paragraph(self, line: Line, *, in_list: bool) -> bool:
        text = line.text
        if not text or text == "+" or text.startswith("//"):
            return True
        if any(one.match(text) for one in (_VERBATIM, _ENCLOSURE, _TABLE, _STYLE, _MACRO, _REMARK)):
            return True
        return (in_list or self._list > 0) and bool(_ITEM.match(text) or _TERM.match(text))

    def _code(self, lines: Sequence[Line]) -> Iterator[Block]:
        self._code_next = False
        if block := _block(_joined(lines, "\n"), BlockKind.CODE, 0):
            yield block

    def _table(self, lines: Sequence[Line], mark: str) -> Iterator[Block]:
        self._code_next = False
        if mark != "|":
            for line in lines:
                yield from self._text([line], BlockKind.TABLE_CELL)
            return
        cells: list[list[Line]] = []
        for line in lines:
            at = 0
            for bar in _CELL.finditer(line.text):
                if cells:
                    cells[-1].append(Line(line.start + at, line.text[at : bar.start()]))
                cells.append([])
                at = bar.end()
            if cells:
                cells[-1].append(Line(line.start + at, line.text[at:]))
        for cell in cells:
            yield from self._text([part for part in cell if part.text.strip()], BlockKind.TABLE_CELL)

    def _text(self, lines: Sequence[Line], kind: BlockKind, level: int = 0) -> Iterator[Block]:
        """Yield the block of some lines and the footnotes in it."""
        self._code_next = False
        characters = _joined([line for line in lines if not line.text.startswith("//")], " ")
        notes: list[Characters] = []

        def note(found: Characters, match: re.Match[str]) -> Characters:
            notes.append(found[slice(*match.span("text"))])
            return []

        characters = _replaced(_FOOTNOTE, characters, note)
        for part, part_kind, part_level in (
            (characters, kind, level),
            *((one, BlockKind.PARAGRAPH, 0) for one in notes),
        ):
            if block := _block(_plain(part), part_kind, part_level):
                yield block


def _joined(lines: Sequence[Line], mark: str) -> Characters:
    found: Characters = []
    for number, line in enumerate(lines):
        if number:
            found.append((mark, lines[number - 1].end))
        body = line.text.removesuffix(" +") if mark == " " else line.text
        found += zip(body, range(line.start, line.start + len(body)), strict=True)
    return found


def _block(characters: Characters, kind: BlockKind, level: int) -> Block | None:
    return make_block(kind, "".join(char for char, _ in characters), [at for _, at in characters], level)


def _plain(characters: Characters) -> Characters:
    """Return the text of a paragraph without macros and marks."""
    characters = _replaced(_MACROS, characters, _macro)
    characters = _replaced(_QUOTES, characters, _curly)
    for marks in _MARKS:
        characters = _replaced(marks, characters, lambda found, match: found[slice(*match.span("text"))])
    return _replaced(_SHIFTED, characters, _shifted)


def _replaced(
    pattern: re.Pattern[str], characters: Characters, write: Callable[[Characters, re.Match[str]], Characters]
) -> Characters:
    text = "".join(char for char, _ in characters)
    found: Characters = []
    at = 0
    for match in pattern.finditer(text):
        found += characters[at : match.start()]
        written = write(characters, match)
        found += written
        at = match.end()
        if not written and found and found[-1][0] == " " == text[at : at + 1]:
            at += 1  # on either side of what was left out
    return found + characters[at:]


def _macro(found: Characters, match: re.Match[str]) -> Characters:
    if match["menu"]:
        at = match.start("item")
        item = [("›" if char == ">" else char, place) for char, place in found[slice(*match.span("item"))]]
        between = [(char, found[at - 1][1]) for char in " › "] if item else []
        return [*found[slice(*match.span("menu"))], *between, *item]
    for group in ("term", "label", "key", "name", "text", "shown", "url"):
        if match[group]:
            kept = found[slice(*match.span(group))]
            cut = _WINDOW.search(match[group])
            return kept[: cut.start()] if cut else kept
    return [(" ", found[match.start()][1])] if match.group() in ("{sp}", "{nbsp}") else []


def _curly(found: Characters, match: re.Match[str]) -> Characters:
    marks = _CURLY[match["mark"]]
    inner = found[slice(*match.span("text"))]
    return [(marks[0], found[match.start()][1]), *inner, (marks[1], found[match.end() - 1][1])]


def _shifted(found: Characters, match: re.Match[str]) -> Characters:
    text = raised(match["text"]) if match["mark"] == "^" else lowered(match["text"])
    inner = found[slice(*match.span("text"))]
    return [(char, at) for char, (_, at) in zip(text, inner, strict=True)]
