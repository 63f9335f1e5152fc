"""Which format a file is in: first by what it cannot hide (signatures, the parts of an archive), then by its suffix.

A text is what its suffix says; without a suffix, or with one such as ``.txt`` that says little, what it begins with.
"""

import re
from enum import StrEnum

from aligner.errors import InputError
from aligner.read.archive import archive, is_zip
from aligner.read.decode import binary_format, decode
from aligner.read.source_file import Opened

__all__ = ["PAIRED", "Format", "format_of"]


class Format(StrEnum):
    """What can be read."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    DOCX = "DOCX"
    ODT = "ODT"
    EPUB = "EPUB"
    PDF = "PDF"
    SRT = "subtitles"
    PO = "PO"
    XLIFF = "XLIFF"
    TMX = "TMX"
    CSV = "CSV"
    TSV = "TSV"
    XLSX = "XLSX"


#: Formats that hold an original and its translation. A DOCX may as well, if both stand in a table.
PAIRED = frozenset((Format.PO, Format.XLIFF, Format.TMX, Format.CSV, Format.TSV, Format.XLSX))

_SUFFIXES = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), Format.MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xht"), Format.HTML),
    **dict.fromkeys((".srt", ".vtt"), Format.SRT),
    **dict.fromkeys((".po", ".pot"), Format.PO),
    **dict.fromkeys((".xlf", ".xliff", ".sdlxliff", ".mxliff", ".mqxliff"), Format.XLIFF),
    **dict.fromkeys((".tsv", ".tab"), Format.TSV),
    ".tmx": Format.TMX,
    ".csv": Format.CSV,
}
_BINARY_SUFFIXES = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "a Word document (.docx)"),
    **dict.fromkeys((".odt", ".ott"), "an OpenDocument text (.odt)"),
    **dict.fromkeys((".xlsx", ".xlsm"), "an Excel workbook (.xlsx)"),
    ".epub": "an EPUB book",
    ".pdf": "a PDF file",
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_PROLOGUE = re.compile(
    r"(?is)\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*(?:<!doctype\s+(?P<type>[\w:.-]+)[^>\[]*(?:\[.*?\]\s*)?>)?"
)
_PO = re.compile(r'msg(?:id|ctxt)[ \t]+"')


def format_of(file: Opened) -> Format:
    """The format of a file.

    :raises InputError: if it is none that can be read, and what it is instead
    """
    if is_zip(file.head):
        return _archived(file)
    if file.head.startswith(b"%PDF-") or b"%PDF-" in file.head[:1024].split(b"\n\n")[0][:1024]:
        return Format.PDF
    if file.head.startswith(_OLD_OFFICE):
        raise InputError(_old_office(file))
    if found := binary_format(file.head):
        raise InputError(f"{file.name} looks like {found}, not a text file.")
    if expected := _BINARY_SUFFIXES.get(file.suffix):
        raise InputError(f"{file.name} is named like {expected}, but it is none; it may be damaged or cut off.")
    return _of_text(file)


def _archived(file: Opened) -> Format:
    with archive(file) as parts:
        names = set(parts.names)
        if "mimetype" in names:
            kind = parts.read("mimetype")[:200].decode("ascii", "replace").strip()
            if kind == "application/epub+zip":
                return Format.EPUB
            if kind in ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template"):
                return Format.ODT
            if kind.startswith("application/vnd.oasis.opendocument"):
                raise InputError(
                    f"{file.name} looks like an OpenDocument file that holds no running text ({kind}); save it as "
                    ".odt, .xlsx or .csv."
                )
        if any(name.startswith("word/") and name.endswith(".xml") for name in names):
            return Format.DOCX
        if any(name.startswith("xl/") for name in names):
            return Format.XLSX
        if "META-INF/container.xml" in names:
            return Format.EPUB
        if any(name.startswith("ppt/") for name in names):
            raise InputError(f"{file.name} looks like a PowerPoint presentation (.pptx), which cannot be read.")
    raise InputError(f"{file.name} looks like a ZIP archive, not a text file: unpack it and name what is inside.")


def _old_office(file: Opened) -> str:
    file.stream.seek(0)
    tail = b""
    while chunk := file.stream.read(1 << 20):
        if _ENCRYPTED_PACKAGE in tail + chunk:
            return f"{file.name} is protected by a password; save it without one."
        tail = chunk[-64:]
    return (
        f"{file.name} looks like an old Word or other Office file (.doc, .xls, .ppt), not a text file: save it as "
        ".docx or .xlsx."
    )


def _of_text(file: Opened) -> Format:
    known = _SUFFIXES.get(file.suffix)
    text = _beginning(file)
    if root := _root(text):
        if root in ("tmx", "xliff"):
            return Format.TMX if root == "tmx" else Format.XLIFF
        if root == "html" and known in (None, Format.HTML):
            return Format.HTML
        if known is None and file.suffix in (".xml", ".xlf") and root:
            raise InputError(
                f"{file.name} is XML of a kind that cannot be read (<{root}>); XLIFF, TMX and XHTML can be."
            )
    if known is not None:
        return known
    from aligner.read.subtitles import looks_like_subtitles

    if looks_like_subtitles(text):
        return Format.SRT
    if _begins_as_po(text):
        return Format.PO
    if not file.suffix:
        from aligner.read.markdown import looks_like_markdown

        if looks_like_markdown(text):
            return Format.MARKDOWN
    return Format.TEXT


def _begins_as_po(text: str) -> bool:
    """Whether the first line that is no comment is a message's."""
    lines = (line.strip() for line in text.splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return _PO.match(first) is not None


def _beginning(file: Opened) -> str:
    """Enough of the text to tell; what it is exactly matters little here."""
    head = file.head
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le")):
        if head.startswith(mark):
            return head.decode(encoding, "ignore").lstrip("\ufeff")
    return head.decode("utf-8", "replace").lstrip("\ufeff")


def _root(text: str) -> str:
    """The name of the first element of something that begins as XML or HTML does, in small letters."""
    if not text.lstrip().startswith("<"):
        return ""
    prologue = _PROLOGUE.match(text)
    if prologue and prologue["type"]:
        return prologue["type"].lower()
    found = _ROOT.match(text, prologue.end() if prologue else 0)
    return found.group(1).lower() if found else ""


def decoded(file: Opened) -> str:
    """The text of a file that is read as a whole.

    :raises InputError: if it is too large, no text, or damaged
    """
    from aligner.read.pieces import check_lines

    text = decode(file.read(), file.name)
    check_lines(text, file.name, file.limits)
    return text
