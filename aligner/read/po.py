"""PO catalogues (gettext), parsed by polib. Obsolete messages and the header are left out."""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from aligner.core import Message
from aligner.errors import InputError
from aligner.read.decode import decode
from aligner.read.keyed import Entry
from aligner.read.pieces import check_lines
from aligner.read.source import split_lines
from aligner.read.source_file import Opened
from aligner.read.units import Languages, Unit, same_language

if TYPE_CHECKING:
    from polib import POEntry, POFile

__all__ = ["entries", "units"]

_CHARSET = re.compile(rb"charset=([\w.:-]{2,40})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[_-]\w+)*")
_LINE = re.compile(r"line (\d+)")
# polib takes these for line ends, gettext does not.
_NO_LINE_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_STAND_INS = {ord(char): chr(0x10FF00 + number) for number, char in enumerate(_NO_LINE_ENDS)}
_MEANT = {ord(stand_in): chr(char) for char, stand_in in _STAND_INS.items()}


def units(file: Opened, languages: Languages, note: Callable[[Message], None]) -> Iterator[Unit]:
    """Yield the messages in order, each plural form as a unit of its own; one without a translation has an empty one.

    :raises InputError: if it is damaged or in another language, or has no messages
    """
    del note
    catalogue = _parsed(file)
    declared = catalogue.metadata.get("Language", "").strip()
    if _LANGUAGE.fullmatch(declared) and not same_language(declared, languages.translation):
        raise InputError(
            f"{file.name} is translated into {declared}, not into {languages.translation}: say so with --to."
        )
    found = False
    for entry in catalogue:
        if not entry.obsolete and entry.msgid:
            for unit in _units(entry):
                found = True
                yield unit
    if not found:
        raise InputError(f"{file.name} is a PO catalogue without messages.")


def entries(file: Opened) -> Iterator[Entry]:
    """Yield the translations by their messages; of a template, which has none, the messages themselves.

    :raises InputError: if it is damaged
    """
    catalogue = [entry for entry in _parsed(file) if not entry.obsolete and entry.msgid]
    has_texts = any(entry.msgstr or any(entry.msgstr_plural.values()) for entry in catalogue)
    for entry in catalogue:
        key = f"{entry.msgctxt}: {entry.msgid}" if entry.msgctxt else entry.msgid
        for unit, form in zip(_units(entry), ("", "[plural]", "[plural 2]", "[plural 3]"), strict=False):
            text = unit.translation if has_texts else unit.original
            if text.strip():
                yield Entry(f"{key.translate(_MEANT)}{form}", text)


def _parsed(file: Opened) -> "POFile":
    import polib

    text = _decoded(file)
    check_lines(text, file.name, file.limits)
    try:
        # A text that ends in a line end cannot be taken for the path of a file.
        return polib.pofile(text.translate(_STAND_INS) + "\n")
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        place = _LINE.search(str(error))
        number = int(place[1]) if place else 1
        lines = split_lines(text)
        line = lines[min(number, len(lines)) - 1].text.strip()[:60]
        raise InputError(
            f"{file.name} is not a valid PO catalogue: line {number} is {line!r}, expected msgid, msgstr or a text in "
            "quotation marks."
        ) from error


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


def _units(entry: "POEntry") -> Iterator[Unit]:
    line = entry.linenum
    state = "fuzzy" if entry.fuzzy else ""
    original = entry.msgid.translate(_MEANT)
    if not entry.msgid_plural:
        yield Unit(original, entry.msgstr.translate(_MEANT), Message("place.line", {"line": line}), state=state)
        return
    first, *others = [entry.msgstr_plural[form].translate(_MEANT) for form in sorted(entry.msgstr_plural)] or [""]
    yield Unit(original, first, Message("place.line-singular", {"line": line}), state=state)
    plural = entry.msgid_plural.translate(_MEANT)
    for number, form in enumerate(others or [""], 1):
        place = Message("place.line-plural", {"line": line})
        if len(others) > 1:
            place = Message("place.line-plural-form", {"line": line, "number": number})
        yield Unit(plural, form, place, state=state)
