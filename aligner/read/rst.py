"""reStructuredText, parsed by docutils: what a page shows, in reading order.

Nothing is included from other files. Roles and directives that only Sphinx knows are replaced before docutils sees
them: those that hold text give their text, all others nothing.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from aligner.core import BlockKind, Message
from aligner.errors import InputError
from aligner.read.decode import decode
from aligner.read.pieces import Piece, check_lines
from aligner.read.raised import lowered, raised
from aligner.read.source_file import Opened

if TYPE_CHECKING:
    from docutils import nodes

__all__ = ["pieces"]

DIRECTIVE = re.compile(r"(?P<indent>[ \t]*)\.\.[ \t]+(?P<name>[\w:.+-]+?)::(?:[ \t]+(?P<argument>.*))?$")
_OPTION = re.compile(r"[ \t]+:[\w-]+:(?:[ \t].*)?$")
_CAPTION = re.compile(r"[ \t]+:caption:[ \t]+(.*\S)")
_ROLE = re.compile(r":(?P<name>[A-Za-z][\w:.+-]*):`(?P<text>(?:\\`|[^`])*)`")
_TARGET = re.compile(r"^(?P<text>.*?\S)\s*<[^<>]*>$", re.DOTALL)
#: Roles that docutils knows and that change what is shown.
_KNOWN_ROLES = frozenset(
    ("sub", "sup", "subscript", "superscript", "emphasis", "strong", "literal", "code", "math", "title-reference")
)
_TEXT_NAMES = """
seealso versionadded versionchanged deprecated versionremoved glossary only centered tip note dropdown card grid
grid-item grid-item-card tab tabs tab-set tab-item details collapse hlist function class method attribute data
exception staticmethod classmethod module-summary describe option envvar program confval
"""
#: Directives of Sphinx and its extensions that hold text.
_TEXT = frozenset(_TEXT_NAMES.split())
#: Those whose argument is text as well.
_TITLED = frozenset(["dropdown", "card", "tab", "tab-item", "details", "collapse", "centered"])
#: Directives that show code, perhaps below a caption; options of Sphinx are unknown to docutils.
_LISTINGS = frozenset(["code-block", "sourcecode", "code"])
#: Roles whose text stands behind a name.
_NAMED = {"pep": "PEP", "rfc": "RFC", "cve": "CVE-", "cwe": "CWE-"}
_SILENT = frozenset(
    ("comment", "substitution_definition", "raw", "system_message", "target", "pending", "meta", "docinfo", "image")
)
_NOTE = "\0"  # where a note's mark stands
_BEFORE_NOTE = re.compile(rf"(?:[ \t\n]+(?={_NOTE}))?{_NOTE}")
_CODE = frozenset(("literal_block", "doctest_block", "math_block"))


def pieces(file: Opened, note: Callable[[Message], None]) -> Iterator[Piece]:
    """Yield the text of a page; its line is its place.

    :raises InputError: if it is too large, no text, or damaged
    """
    del note
    text = decode(file.read(file.limits.page_bytes, "page-bytes"), file.name)
    check_lines(text, file.name, file.limits)
    yield from _walk(_parsed(text, file.name), _Context())


def _parsed(text: str, name: str) -> "nodes.document":
    from docutils.core import publish_doctree
    from docutils.parsers.rst.languages import en

    known = frozenset(en.directives)
    settings = {
        "_disable_config": True,
        "file_insertion_enabled": False,
        "raw_enabled": False,
        "report_level": 5,
        "halt_level": 5,
        "doctitle_xform": False,
        "docinfo_xform": False,
        "smart_quotes": False,
        "syntax_highlight": "none",
    }
    try:
        return publish_doctree(_without_sphinx(text, known), settings_overrides=settings)
    except RecursionError as error:
        raise InputError(f"{name} is nested more deeply than any text that people write.") from error
    except Exception as error:  # docutils raises many kinds of them on damaged input
        raise InputError(f"{name} cannot be read as reStructuredText: {error}.") from error


def _without_sphinx(text: str, known: frozenset[str]) -> str:
    """Return the text with the directives and roles of Sphinx replaced; lines keep their numbers."""
    found, lines = text.splitlines(), []
    number = 0
    while number < len(found):
        line = found[number]
        number += 1
        directive = DIRECTIVE.match(line)
        name = directive["name"].rpartition(":")[2] if directive else ""
        if directive is None or (directive["name"] in known and name not in _LISTINGS):
            lines.append(line)
            continue
        options = number
        while options < len(found) and _OPTION.match(found[options]):
            options += 1
        caption = next((one[1] for one in map(_CAPTION.match, found[number:options]) if one), "")
        lines.append(directive["indent"] + _replacement(directive["name"], name, directive["argument"] or "", caption))
        is_list = name == "toctree"
        if name in _TEXT or name in _LISTINGS or is_list:
            lines += [""] * (options - number)
            number = options
        while is_list and number < len(found) and _is_within(found[number], directive["indent"]):
            lines.append("")
            number += 1
    return _ROLE.sub(_without_role, "\n".join(lines))


def _replacement(directive: str, name: str, argument: str, caption: str) -> str:
    """Return what stands for the first line of a directive: known to docutils, or a comment.

    :param name: the directive's without its domain
    :param caption: what its option says
    """
    if name in _LISTINGS:
        return f"{caption} ::".lstrip()
    if name == "toctree":
        return caption
    if name in _TITLED and argument:
        return f".. topic:: {argument}"
    return f".. compound:: {_shown(name, argument)}" if name in _TEXT else f".. {name}"


def _is_within(line: str, indent: str) -> bool:
    return not line.strip() or (line.startswith(indent) and line[len(indent) : len(indent) + 1].isspace())


def _shown(directive: str, argument: str) -> str:
    """Return what is text on the first line of a directive that holds text."""
    if directive.startswith(("version", "deprecated")):
        return argument.partition(" ")[2]
    return argument if directive in ("seealso", "tip", "note") else ""


def _without_role(match: re.Match[str]) -> str:
    if match["name"] in _KNOWN_ROLES:
        return match.group()
    text = match["text"].lstrip("~!")
    shown = _TARGET.match(text)
    if shown is None and match["name"] in _NAMED:
        name = _NAMED[match["name"]]
        text = name + text if name.endswith("-") else f"{name} {text}"
    return f"``{shown['text'] if shown else text}``"


class _Context:
    """What holds inside an element."""

    kind = BlockKind.PARAGRAPH
    level = 0
    sections = 0
    lists = 0
    contents = False

    def within(self, **changes: Any) -> "_Context":
        """Return the same with changes."""
        inner = _Context()
        inner.__dict__.update({**self.__dict__, **changes})
        return inner


def _walk(element: "nodes.Node", context: _Context) -> Iterator[Piece]:
    for child in element.children:
        name = child.tagname
        if name in _SILENT:
            continue
        if name in ("title", "subtitle", "rubric", "caption", "term"):
            inner = context
            if name in ("title", "subtitle", "rubric"):
                inner = context.within(kind=BlockKind.HEADING, level=min(max(context.sections, 1), 6))
            yield from _piece(child, inner)
        elif name == "topic" and "contents" in child["classes"]:
            yield from _walk(child, context.within(contents=True))
        elif name == "bullet_list" and context.contents:
            continue  # made of the headings
        elif name in _CODE:
            yield from _piece(child, context.within(kind=BlockKind.CODE, level=0))
        elif name in ("paragraph", "attribution", "line", "classifier"):
            yield from _piece(child, context)
        else:
            yield from _walk(child, _entered(name, context))


def _entered(name: str, context: _Context) -> _Context:
    if name == "section":
        return context.within(sections=context.sections + 1)
    if name in ("bullet_list", "enumerated_list", "definition_list", "field_list", "option_list"):
        return context.within(kind=BlockKind.LIST_ITEM, level=context.lists + 1, lists=context.lists + 1)
    if name == "entry":
        return context.within(kind=BlockKind.TABLE_CELL, level=0)
    if name == "block_quote":
        return context.within(kind=BlockKind.QUOTATION, level=1)
    return context


def _piece(element: "nodes.Node", context: _Context) -> Iterator[Piece]:
    text = _BEFORE_NOTE.sub("", "".join(_text(element)))
    if text.strip():
        line = element.line or (element.parent.line if element.parent is not None else None)
        yield Piece(text, context.kind, context.level, Message("place.line", {"line": line}) if line else None)


def _text(element: "nodes.Node") -> Iterator[str]:
    for child in element.children:
        name = child.tagname
        if name == "#text":
            yield child.astext()
        elif name in ("superscript", "subscript"):
            yield (raised if name == "superscript" else lowered)(child.astext())
        elif name in ("footnote_reference", "citation_reference"):
            yield _NOTE
        elif name not in _SILENT:
            yield from _text(child)
