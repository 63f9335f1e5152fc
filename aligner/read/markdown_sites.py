"""What site generators add to Markdown and readers of the page never see, taken out before Markdown is parsed.

Known are kramdown (attributes, ``{::comment}``), Jekyll and other users of Liquid, Hugo's shortcodes, MDX (imports,
exports, components, comments), containers and admonitions of VitePress, Docusaurus, MkDocs, MyST and GitHub, anchors,
attributes of Pandoc, wiki links and definition lists.

What is taken out becomes a stand-in of the same length, so that every character keeps its place in its line; a line of
nothing else becomes empty.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from aligner.read.source import Line

__all__ = ["STAND_IN", "without_markup"]

#: Stands for a character that is no text.
STAND_IN = "\u1680"  # white space of no living script, so that marks beside it open and close

_FENCE = re.compile(r"(?P<indent>[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d+[.)][ \t]+)*)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_ATTRIBUTE = r"""(?:[.#][\w:.-]+|[\w:@.-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s}"']+))"""
_BRACED = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_INLINE = re.compile(
    rf"""
      (?P<escape> \\[\\`*_{{}}\[\]<>] )
    | (?P<ticks> `+ )
    | (?P<secret> \{{::comment[^{{}}\n]*\}} )
    | \{{%-?\s*(?P<liquid_code>comment|highlight|mermaid)\b[^%\n]*%\}}
    | \{{\{{[<%]\s*(?P<hugo_code>highlight|mermaid|code)\b[^>%\n]*[>%]\}}\}}
    | (?P<shortcode> \{{\{{[<%] )
    | (?P<liquid> \{{% )
    | (?P<remark> \{{/\* )
    | (?P<whole>
        \{{\{{[^{{}}|]*\|[^{{}}]*\}}\}} | (?<=\]\()[ ]*\{{\{{[^{{}}]*\}}\}}
      | \{{::?[^{{}}\n]*\}}
      | \{{\#[^{{}}\n]*\}} | \{{{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*[ \t]*\}}
      | </?(?:[A-Z][\w.]*)(?:\s(?:[^<>{{}}"'`]|"[^"]*"|'[^']*'|{_BRACED})*)?/?>
      | <[a-z][\w-]*(?=\s)(?:[^<>{{}}"']|"[^"]*"|'[^']*')*={_BRACED}(?:[^<>{{}}"']|"[^"]*"|'[^']*'|{_BRACED})*/?>
      | </?>
      | !\[\[[^\[\]\n]*\]\]
      )
    | (?P<wiki> \[\[(?P<target>[^\[\]|\n]*)(?P<bar>\|)?(?P<label>[^\[\]\n]*)\]\](?!\() )
    """,
    re.VERBOSE,
)
_SECRET_END = re.compile(r"\{:/(?:comment)?\}")
_SHORTCODE_END = re.compile(r"[>%]\}\}")
_LIQUID_END = re.compile(r"%\}")
_REMARK_END = re.compile(r"\*/\}")
_EMPTY_LINE = re.compile(r"\n[ \t]*(?=\n)")
_CONTAINER = re.compile(r"[ \t]*(?P<marks>:{3,})[ \t]*(?:(?P<name>\{[^}\n]*\}|[\w-]+))?[ \t]*(?P<title>.*)$")
_ADMONITION = re.compile(
    r"""
    (?P<indent>[ ]{0,12}) (?:!!!|\?\?\?\+?|===[!+]?) [ \t]+
    (?:[\w-]+(?:[ \t]+(?!")[\w-]+)*)? [ \t]* (?:"(?P<title>[^"\n]*)")? [ \t]*$
    """,
    re.VERBOSE,
)
_ALERT = re.compile(r"(?:[ ]{0,4}>)+[ ]?\[!(?P<name>[\w-]+)\][+-]?")
_LONGEST_STATEMENT = 200  # lines
_IMPORT = re.compile(r"import\s*(?:\{|[\"']|[\w*][^\"'.!?]*\bfrom\s*[\"'])")
_EXPORT = re.compile(r"export\s+(?:(?:default|function|async|class)\s+\w|(?:const|let|var)\s+\w+\s*[=:]|\{|\*)")
_IMPORT_END = re.compile(r"""(?:from|^import)\s*["'][^"']*["'];?\s*$""")
_TABLE_OF_CONTENTS = re.compile(r"(?i)\s*(?:\[toc\]|\[\[_?toc_?\]\]|\$\{toc\}|@\[toc\].*)\s*$")
_ANCHOR_LINE = re.compile(r"\s*\[\[[\w:.-]+\]\]\s*$")
_ABBREVIATION = re.compile(r" {0,3}\*\[[^\[\]]{1,80}\]:(?:\s|$)")
_TOC_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+\S")
_DEFINITION = re.compile(r"[ ]{0,3}:[ \t]+(?=\S)")
_TEXT_NAMES = "note warning tip important caution attention hint danger error seealso admonition"
#: Directives of MyST that hold text.
_MYST_TEXT = frozenset(_TEXT_NAMES.split())


def without_markup(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page without what its generator takes for itself; code is left alone."""
    found: list[Line] = []
    run: list[Line] = []
    for line, is_code in (*_by_line(lines), (Line(0, ""), True)):
        if not is_code:
            run.append(line)
            continue
        found += _masked(run)
        run = []
        found.append(line)
    return found[:-1]


def _by_line(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Yield the lines, each with whether it is code, without markup that takes whole lines."""
    number, module_end = 0, 0
    fence = ""  # of the open block of code
    directives: list[str] = []  # fences of the open directives of MyST that hold text
    indents: list[int] = []  # columns where the text of the open admonitions begins
    while number < len(lines):
        line = _dedented(lines[number], indents)
        number += 1
        found = _FENCE.match(line.text)
        if fence:
            yield line, True
            if found and found["fence"].startswith(fence) and not found["info"].strip():
                fence = ""
        elif found and directives and found["fence"] == directives[-1] and not found["info"].strip():
            directives.pop()
            yield Line(line.start, ""), False
        elif found and _is_text(found["info"]):
            directives.append(found["fence"])
            yield Line(line.start, ""), False
        elif found:
            fence = found["fence"]
            yield line, True
        elif (admonition := _ADMONITION.match(line.text)) and _is_followed(lines, number, line, indents):
            yield from ((one, False) for one in _titled(line, admonition.span("title")))
            indents.append((indents[-1] if indents else 0) + len(admonition["indent"]) + 4)
        elif container := _CONTAINER.match(line.text):
            title = container.span("title") if container["name"] else (-1, -1)
            yield from ((one, False) for one in _titled(line, title))
        elif alert := _ALERT.match(line.text):
            yield from ((one, False) for one in _alerted(line, alert.end()))
        elif line.text.startswith(("import", "export")) and (stop := _module_end(lines, number - 1, module_end)):
            yield from ((Line(one.start, ""), False) for one in lines[number - 1 : stop])
            number = module_end = stop
        elif _is_no_text(line.text, lines[number].text if number < len(lines) else ""):
            yield Line(line.start, ""), False
        elif (definition := _DEFINITION.match(line.text)) and number > 1 and lines[number - 2].text.strip():
            yield Line(line.start, ""), False
            yield Line(line.start + definition.end(), line.text[definition.end() :]), False
        else:
            yield line, False


def _is_no_text(line: str, following: str) -> bool:
    """Return whether a line is an anchor, explains an abbreviation, or holds the place of a table of contents."""
    if _TABLE_OF_CONTENTS.match(line) or _ANCHOR_LINE.match(line) or _ABBREVIATION.match(line):
        return True
    return following.strip() in ("{:toc}", "{: toc}") and _TOC_ITEM.match(line) is not None


def _alerted(line: Line, end: int) -> Iterator[Line]:
    """Yield the first line of an alert without its kind; a title behind that is a block of its own."""
    at = line.text.index("[!")
    title = line.text[end:]
    yield Line(line.start, line.text[:at] + STAND_IN * (end - at) + title if title.strip() else line.text[:at])
    if title.strip():
        yield Line(line.end, line.text[:at].rstrip())


def _dedented(line: Line, indents: list[int]) -> Line:
    """Return a line of an admonition without the indentation of its text; the admonition ends where that is missing."""
    if not line.text.strip():
        return line
    indent = len(line.text) - len(line.text.lstrip(" "))
    while indents and indent < indents[-1]:
        indents.pop()
    cut = indents[-1] if indents else 0
    return Line(line.start + cut, line.text[cut:])


def _is_followed(lines: Sequence[Line], number: int, line: Line, indents: Sequence[int]) -> bool:
    """Return whether the text of an admonition follows its head, four columns further in."""
    outer = indents[-1] if indents else 0
    own = outer + len(line.text) - len(line.text.lstrip(" "))
    following = next((one.text for one in lines[number : number + 3] if one.text.strip()), "")
    return len(following) - len(following.lstrip(" ")) >= own + 4


def _is_text(info: str) -> bool:
    """Return whether a directive of MyST holds text."""
    return info.startswith("{") and info[1:].partition("}")[0] in _MYST_TEXT


def _titled(line: Line, title: tuple[int, int]) -> Iterator[Line]:
    """Yield the head of an admonition as its title between two empty lines, or as an empty line."""
    start, end = title
    written = line.text[start:end] if start >= 0 else ""
    shown = written.strip("[] \t")
    yield Line(line.start, "")
    if shown and not shown.startswith("{"):
        at = start + written.index(shown)
        yield Line(line.start + at, line.text[at : at + len(shown)])
        yield Line(line.end, "")


def _module_end(lines: Sequence[Line], number: int, before: int) -> int:
    """Return the line behind an import or an export of a module, or 0 if a line is none.

    :param before: the line behind the last one, above which there is an empty line or another one
    """
    first = lines[number].text
    if number and number != before and lines[number - 1].text.strip():
        return 0
    most = lines[number : number + _LONGEST_STATEMENT]
    if _EXPORT.match(first):
        depth = 0
        for at, line in enumerate(most, number + 1):
            depth += sum(map(line.text.count, "{([")) - sum(map(line.text.count, "})]"))
            if depth <= 0:
                return at
    elif _IMPORT.match(first):
        for at, line in enumerate(most, number + 1):
            if _IMPORT_END.search(line.text):
                return at
            if not line.text.strip():
                return 0
    return 0


def _masked(lines: Sequence[Line]) -> Iterator[Line]:
    source = "\n".join(line.text for line in lines)
    if not any(mark in source for mark in ("{", "<", "[[")):
        yield from lines
        return
    parts: list[str] = []
    at = 0
    for start, end, kept in _found(source):
        parts += (
            source[at:start],
            _hide(source[start : kept[0]]),
            source[kept[0] : kept[1]],
            _hide(source[kept[1] : end]),
        )
        at = end
    parts.append(source[at:])
    for line, text in zip(lines, "".join(parts).split("\n"), strict=True):
        is_empty = STAND_IN in text and not text.replace(STAND_IN, "").strip()
        yield Line(line.start, "" if is_empty else text)


def _hide(text: str) -> str:
    return re.sub(r"[^\n]", STAND_IN, text)


def _found(source: str) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Yield start and end of everything that is no text, and within that, start and end of what is all the same."""
    ends = _Ends(source)
    at = 0
    while match := _INLINE.search(source, at):
        start, at = match.start(), match.end()
        if match["escape"]:
            continue
        if ticks := match["ticks"]:
            closing = ends.behind(_ticks(len(ticks)), at)
            if closing and closing <= (ends.behind(_EMPTY_LINE, at) or len(source)):
                at = closing
            continue
        if match["wiki"]:
            yield start, at, match.span("label") if match["bar"] else match.span("target")
            continue
        closer = _closer(match)
        end = ends.behind(closer, at) if closer else at
        if end:
            at = end
            yield start, end, (end, end)


def _closer(match: re.Match[str]) -> re.Pattern[str] | None:
    """Return what ends something that goes on behind its opening."""
    if name := match["liquid_code"]:
        return _named_end(rf"\{{%-?\s*end{name}\s*-?%\}}")
    if name := match["hugo_code"]:
        return _named_end(rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}")
    kinds = {"secret": _SECRET_END, "shortcode": _SHORTCODE_END, "liquid": _LIQUID_END, "remark": _REMARK_END}
    return kinds.get(match.lastgroup or "")


_named_end = cache(re.compile)


@cache
def _ticks(count: int) -> re.Pattern[str]:
    return re.compile(rf"(?<!`)`{{{count}}}(?!`)")


class _Ends:
    """Finds what ends something; what was found is kept, so that no stretch is searched twice for the same."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._next: dict[re.Pattern[str], tuple[int, int]] = {}

    def behind(self, pattern: re.Pattern[str], at: int) -> int:
        """Return the position behind the next match at or after a position, or 0 if there is none."""
        start, end = self._next.get(pattern, (-1, 0))
        if start < at:
            match = pattern.search(self._source, at)
            start, end = match.span() if match else (len(self._source) + 1, 0)
            self._next[pattern] = (start, end)
        return end
