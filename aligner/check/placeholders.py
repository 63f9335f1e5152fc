"""Placeholders, tags and escapes in the texts of programs: where they stand, and what makes two of them the same."""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from aligner.languages.plurals import CATEGORIES

__all__ = ["Placeholder", "placeholders"]

#: Elements of HTML that texts of programs have in them; another element counts where it has attributes or a slash.
_HTML_NAMES = """
a abbr b bdi bdo big blockquote br button center cite code dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img input
ins kbd label li mark ol p pre q s samp select small span strike strong sub sup table tbody td th thead tr tt u ul var
wbr
"""
_HTML = frozenset(_HTML_NAMES.split())
_CONVERSION = r"[-+#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh?|ll?|[qjzt])?"
_FOUND = re.compile(
    rf"""
      (?P<icu>\{{\s*[\w.]+\s*,\s*(?:plural|select|selectordinal|number|date|time|choice)\b)
    | (?P<printf>(?<![\d%\w])%(?:(?P<position>\d+)\$|\((?P<name>[\w.-]+)\))?{_CONVERSION}
        (?P<type>[@diouxXeEfFgGcrsp])(?!\w*%))
    | (?P<brace>\$\{{[^{{}}\s]+\}} | \#\{{[^{{}}\s]+\}} | %\{{[^{{}}\s]+\}} | \{{\{{\s*[^{{}}]{{1,60}}?\s*\}}\}}
        | \{{(?:[A-Za-z_][\w.\[\]-]*|\d*)(?:![rsa])?(?::[^{{}}\s]*)?\}})
    | (?P<windows>%[A-Z][A-Z0-9_]+%)
    | (?P<shell>(?<![\w$])\$[A-Za-z_]\w*(?![\w$]))
    | (?P<tag></?[A-Za-z][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'|\\"[^"]*\\"))*\s*/?>)
    | (?P<entity>&(?:[A-Za-z][\w.-]*|\#\d+|\#x[\da-fA-F]+);)
    | (?P<escape>(?<!\\)\\[nrt])
    """,
    re.VERBOSE,
)
#: The keys of an ICU message stand before the texts in braces; those of a plural are the categories of CLDR.
_KEY = re.compile(r"(?<![\w=#{])(=?[\w-]+)\s*\{")
_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)([^>]*?)(/?)>")


class Placeholder(NamedTuple):
    """What a program puts something in for, or takes for itself."""

    kind: str
    key: str  #: the same of two that do the same
    start: int  #: text offset
    end: int


def placeholders(text: str) -> Iterator[Placeholder]:
    """Yield the placeholders of a text in order."""
    if not any(sign in text for sign in "%{$<&\\"):
        return
    number, nested = 0, False
    for match in _FOUND.finditer(text):
        kind, start, end = match.lastgroup or "", *match.span()
        kind = next(
            name for name in ("icu", "printf", "brace", "windows", "shell", "tag", "entity", "escape") if match[name]
        )
        key = match.group()
        if kind == "icu":
            nested, key = True, re.sub(r"\s+", "", key)
        elif kind == "printf":
            number += not (match["position"] or match["name"])
            place = match["name"] or match["position"] or str(number)
            key = f"%{place}${match['type'].replace('i', 'd')}"
        elif kind == "brace":
            if nested and key[0] == "{" and text[:start].rstrip()[-1:].isalnum():
                continue  # the text of a plural form
            key = re.sub(r"\s+", "", key)
        elif kind == "tag":
            slash, name, attributes, closed = _TAG.fullmatch(key).groups()  # type: ignore[union-attr]
            if name.lower() not in _HTML and not (slash or attributes.strip() or closed):
                continue
            key = f"<{slash}{name.lower()}>"
        elif kind == "entity" and (key[1:] in html5 or key[1] == "#"):
            continue
        yield Placeholder(kind, key, start, end)
        if kind == "icu":
            yield from _keys(text, end, is_plural="plural" in key or "ordinal" in key)


def _keys(text: str, start: int, *, is_plural: bool) -> Iterator[Placeholder]:
    """Yield the keys of an ICU message up to its last brace; of a plural those that are no category."""
    depth, at = 1, start
    while at < len(text) and depth:
        key = _KEY.match(text, at) if depth == 1 else None
        if key:
            plain = key[1][0] == "=" or key[1] in CATEGORIES
            if not (is_plural and plain):
                yield Placeholder("icu", key[1], *key.span(1))
            at = key.end() - 1
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
