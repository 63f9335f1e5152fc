"""PO catalogues (gettext): messages and their translations. Obsolete messages and the header are left out."""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from aligner.core import Message
from aligner.errors import InputError
from aligner.read.beginning import Beginning
from aligner.read.decode import decode
from aligner.read.pieces import check_lines
from aligner.read.source import Line, split_lines
from aligner.read.source_file import Opened
from aligner.read.units import Languages, Unit, same_language

__all__ = ["sniff", "units"]

_FIRST = re.compile(r'msg(?:id|ctxt)[ \t]+"')
_CHARSET = re.compile(rb"charset=([\w.:-]{2,40})")
_LANGUAGE = re.compile(r"(?m)^Language:\s*([A-Za-z]{2,3}(?:[_-]\w+)*)")
_KEYWORD = re.compile(r"\s*(msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,2}\])?)\s*\"(.*)\"\s*$")
_MORE = re.compile(r"\s*\"(.*)\"\s*$")
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


@dataclass(slots=True)
class _Entry:
    line: int = 0
    fuzzy: bool = False
    texts: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""

    def text(self, key: str) -> str:
        return "".join(self.texts.get(key, ()))


def sniff(beginning: Beginning) -> bool:
    """Return whether the first line that is no comment is a message's."""
    lines = (line.strip() for line in beginning.text.splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return _FIRST.match(first) is not None


def units(file: Opened, languages: Languages, note: Callable[[Message], None]) -> Iterator[Unit]:
    """The messages, in order; one without a translation has an empty one. Plural forms are units of their own.

    :param note: is told nothing so far
    :raises InputError: if it is damaged or in another language, or has no messages
    """
    del note
    text = _decoded(file)
    check_lines(text, file.name, file.limits)
    found = False
    for entry in _entries(split_lines(text), file.name):
        if not entry.text("msgid"):
            _check_language(entry, languages, file.name)
            continue
        for unit in _units(entry):
            found = True
            yield unit
    if not found:
        raise InputError(f"{file.name} is a PO catalogue without messages.")


def _decoded(file: Opened) -> str:
    data = file.read()
    declared = _CHARSET.search(data[:8192])
    if declared:
        try:
            label = codecs.lookup(declared.group(1).decode("ascii")).name
        except LookupError:
            label = "utf-8"
        if label not in ("utf-8", "ascii"):
            return data.decode(label, "replace")
    return decode(data, file.name)


def _entries(lines: list[Line], name: str) -> Iterator[_Entry]:
    entry = _Entry()
    for number, line in enumerate(lines, 1):
        content = line.text
        if content.lstrip().startswith("#") or not content.strip():
            if entry.texts:
                yield entry
                entry = _Entry()
            entry.fuzzy |= content.startswith("#,") and "fuzzy" in content
            continue
        if found := _KEYWORD.match(content):
            key = found.group(1)
            if key in ("msgctxt", "msgid") and any(known.startswith("msgstr") for known in entry.texts):
                yield entry
                entry = _Entry()
            entry.line = entry.line or number
            entry.last = key
            entry.texts[key] = [_unescaped(found.group(2))]
        elif entry.last and (found := _MORE.match(content)):
            entry.texts[entry.last].append(_unescaped(found.group(1)))
        else:
            raise InputError(
                f"{name} is not a valid PO catalogue: line {number} is {content.strip()[:60]!r}, expected msgid, "
                "msgstr or a text in quotation marks."
            )
    if entry.texts:
        yield entry


def _units(entry: _Entry) -> Iterator[Unit]:
    where = f"line {entry.line}"
    state = "fuzzy" if entry.fuzzy else ""
    if "msgid_plural" not in entry.texts:
        yield Unit(entry.text("msgid"), entry.text("msgstr"), where, state=state)
        return
    forms = sorted(key for key in entry.texts if key.startswith("msgstr["))
    yield Unit(entry.text("msgid"), entry.text(forms[0]) if forms else "", f"{where}, singular", state=state)
    last = entry.text(forms[-1]) if len(forms) > 1 else ""
    yield Unit(entry.text("msgid_plural"), last, f"{where}, plural", state=state)


def _check_language(entry: _Entry, languages: Languages, name: str) -> None:
    declared = _LANGUAGE.search(entry.text("msgstr"))
    if declared and not same_language(declared.group(1), languages.translation):
        raise InputError(
            f"{name} is translated into {declared.group(1)}, not into {languages.translation}: say so with --to."
        )


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = match.group(1)
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    return chr(int(code, 8)) if code[0] in "01234567" else _ESCAPES.get(code, code)
