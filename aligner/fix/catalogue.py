"""Translations in the source of a PO catalogue."""

import re
from collections.abc import Iterator

from aligner.fix.segments import Segment

__all__ = ["translations"]

_START = re.compile(r'\s*msgstr(?:\[\d+\])?\s*(?=")')
_QUOTED = re.compile(r'\s*"(.*)"\s*$')
_CHARACTER = re.compile(r"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{2}|.)|[^\\]")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_WRITTEN = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def translations(source: str) -> Iterator[Segment]:
    """Yield what stands behind each msgstr; its lines are one text."""
    text: list[str] = []
    places: list[tuple[int, int]] = []
    at, inside = 0, False
    for line in source.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        starts = _START.match(body)
        quoted = _QUOTED.match(body[starts.end() :] if starts else body)
        if inside and (starts or not quoted):
            yield Segment("".join(text), tuple(places), _escape, _may_go)
            text, places, inside = [], [], False
        if quoted and (starts or inside):
            inside = True
            first = at + (starts.end() if starts else 0) + quoted.start(1)
            for match in _CHARACTER.finditer(quoted[1]):
                text.append(_meant(match.group()))
                places.append((first + match.start(), first + match.end()))
        at += len(line)
    if inside:
        yield Segment("".join(text), tuple(places), _escape, _may_go)


def _escape(text: str) -> str:
    return text.translate(_WRITTEN)


def _may_go(between: str, gone: bool) -> bool:
    """Return whether lines may become one: what stands between two characters are the marks of their ends."""
    return True


def _meant(written: str) -> str:
    """Return the character that stands for itself or behind a backslash."""
    if written[0] != "\\" or len(written) == 1:
        return written
    return _ESCAPES.get(written[1:], "\ufffc")
