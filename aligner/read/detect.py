"""Tell the format of a file: first by what it cannot hide (signatures, the parts of an archive), then by its suffix.

A text is what its suffix says; without a suffix, or with one such as ``.txt`` that says little, what it begins with.
"""

from aligner.errors import InputError
from aligner.read.archive import is_zip
from aligner.read.beginning import Beginning, beginning
from aligner.read.decode import binary_format
from aligner.read.formats import TEXT, Format, format_named, formats, function, named_like
from aligner.read.sniff import OLD_OFFICE
from aligner.read.source_file import Opened

__all__ = ["format_of"]

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


def format_of(file: Opened) -> Format:
    """Return the format of a file.

    :raises InputError: if it is none that can be read, and what it is instead
    """
    if file.head.startswith(OLD_OFFICE):
        from aligner.read.office import is_old_word

        if is_old_word(file) and (word := format_named("doc")):
            return word
        raise InputError(_old_office(file))
    found = beginning(file)
    if certain := _sniffed(found, certain=True):
        return certain
    _refuse(file, found)
    if named := named_like(file.suffix):
        if named.binary:
            raise InputError(f"{file.name} is named like {named.thing}, but it is none; it may be damaged or cut off.")
        return named
    return _sniffed(found, certain=False) or TEXT


def _sniffed(found: Beginning, *, certain: bool) -> Format | None:
    return next(
        (one for one in formats() if one.certain is certain and one.sniff and function(one, "sniff")(found)), None
    )


def _refuse(file: Opened, found: Beginning) -> None:
    """:raises InputError: if the file is certainly none that can be read"""
    if found.kind.startswith(_OPEN_DOCUMENT):
        raise InputError(
            f"{file.name} looks like an OpenDocument file that holds no running text ({found.kind}); save it as "
            ".odt, .xlsx or .csv."
        )
    if is_zip(file.head):
        raise InputError(f"{file.name} looks like a ZIP archive, not a text file: unpack it and name what is inside.")
    if binary := binary_format(file.head):
        raise InputError(f"{file.name} looks like {binary}, not a text file.")
    if found.root and found.root != "html" and file.suffix == ".xml":
        raise InputError(
            f"{file.name} is XML of a kind that cannot be read (<{found.root}>); XLIFF, TMX, XHTML and "
            "strings of Android can be."
        )


def _old_office(file: Opened) -> str:
    file.stream.seek(0)
    tail = b""
    while chunk := file.stream.read(1 << 20):
        if _ENCRYPTED_PACKAGE in tail + chunk:
            return f"{file.name} is protected by a password; save it without one."
        tail = chunk[-64:]
    return (
        f"{file.name} looks like an old Office file (.xls, .ppt), not a text file: save it as .xlsx or .pptx, with "
        "Office or LibreOffice."
    )
