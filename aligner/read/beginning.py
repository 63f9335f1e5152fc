"""The beginning of a file, as the tests for its format need it."""

import re
from dataclasses import dataclass

from aligner.read.archive import archive, is_zip
from aligner.read.source_file import Opened

__all__ = ["Beginning", "beginning"]

_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_PROLOGUE = re.compile(
    r"(?is)\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*(?:<!doctype\s+(?P<type>[\w:.-]+)[^>\[]*(?:\[.*?\]\s*)?>)?"
)
_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"))


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the test for a format looks at."""

    suffix: str  #: ``".docx"`` in small letters, or nothing
    head: bytes  #: the first 64 KiB
    text: str  #: the same as text; empty for an archive
    root: str  #: name of the first element, in small letters, if it begins as XML or HTML does
    parts: frozenset[str]  #: names of the parts of an archive
    kind: str  #: what the part ``mimetype`` of an archive says


def beginning(file: Opened) -> Beginning:
    """Look at how a file begins.

    :raises InputError: if it begins as an archive does and is damaged, encrypted or a bomb
    """
    if not is_zip(file.head):
        text = _text(file.head)
        return Beginning(file.suffix, file.head, text, _root(text), frozenset(), "")
    with archive(file) as parts:
        kind = parts.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in parts else ""
        return Beginning(file.suffix, file.head, "", "", frozenset(parts.names), kind)


def _text(head: bytes) -> str:
    """Return enough of the text to tell its format; its exact characters matter little here."""
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            return head.decode(encoding, "ignore").lstrip("\ufeff")
    return head.decode("utf-8", "replace").lstrip("\ufeff")


def _root(text: str) -> str:
    if not text.lstrip().startswith("<"):
        return ""
    prologue = _PROLOGUE.match(text)
    if prologue and prologue["type"]:
        return prologue["type"].lower()
    found = _ROOT.match(text, prologue.end() if prologue else 0)
    return found.group(1).lower() if found else ""
