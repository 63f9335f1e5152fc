"""Bytes of a file to its text: byte order marks, UTF-8, UTF-16, Windows-1252 and what else French files come in."""

import re

from aligner.errors import InputError
from aligner.read.pieces import check_lines
from aligner.read.source_file import Opened
from aligner.read.source_file import read_bytes as load

__all__ = ["binary_format", "decode", "decoded", "encoding_of", "load"]

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or other Office file (.doc, .xls, .ppt)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "an audio or video file"),
    (b"ID3", "an MP3 file"),
)

_ZIP_CONTENTS = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)

#: What a text in a Western European language may have beyond ASCII.
_WESTERN = "àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸáíóúñãõåøßìòÁÍÓÚÑÅØ«»‹›‘’‚“”„–—…•·°ºª§©®™€£¥¢µ±×÷²³¼½¾¿¡†\xa0\xad"

# None of these, or a symbol or capital inside a word, as "é" in code page 850 is a symbol in Windows-1252 and a capital
# in Mac Roman.
_IMPLAUSIBLE = re.compile(
    rf"[^\0-\x7f{_WESTERN}]|(?<=[^\W\d_])[^\w\0-\x7f’‘–—·\xa0\xad](?=[^\W\d_])|(?<=[a-z])[À-ÖØ-ÞŒŸ]"
)

_LEGACY = ("cp1252", "mac_roman", "cp850")

# All of a Western text's characters are in _WESTERN when its encoding was guessed right; a wrong guess among the
# three turns nearly every one into a symbol. Nine in ten leaves room for a foreign name.
_WESTERN_SHARE = 0.9

# In text of another encoding a chance pair that is valid UTF-8 and a Western character as well ("Ã©") is far rarer than
# one in ten characters beyond ASCII.
_UTF8_SHARE = 0.1

# Bytes on either side of what looks odd that tell what it is; to look through 60 MB would take half a minute.
_SAMPLE = 250_000

# Mess that charset-normalizer still takes for text, 0 to 1; its own limit is .2, real texts stay below .05.
_CHAOS = 0.1


def decode(data: bytes, name: str) -> str:
    """Return the text of a file's bytes, without its byte order mark and with line ends as they are.

    :param name: what to call the file in messages
    :raises InputError: if the bytes are no text, are damaged UTF-8 or in an encoding that cannot be told
    """
    return _told(data, name)[0]


def encoding_of(data: bytes, name: str) -> str:
    """Return what a file's bytes are written in, as Python calls it; a byte order mark is not part of it.

    :raises InputError: as ``decode`` does
    """
    return _told(data, name)[1]


def _told(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, len(mark), encoding, name), encoding
    if found := binary_format(data):
        raise InputError(f"{name} looks like {found}, not a text file.")
    if wide := _utf16_without_mark(data):
        return _strictly(data, 0, wide, name), wide
    if (at := data.find(b"\0")) >= 0:
        raise InputError(f"{name} is not a text file: it has a zero byte at offset {at}.")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data, error):
            raise InputError(_damage(data, error.start, "UTF-8", name)) from None
    return _legacy(data, name)


def decoded(file: Opened) -> str:
    """Return the text of a file that is read as a whole.

    :raises InputError: if it is too large, no text, or damaged
    """
    text = decode(file.read(), file.name)
    check_lines(text, file.name, file.limits)
    return text


def binary_format(data: bytes) -> str | None:
    """Return what a file is that begins like no text, for example ``"a PDF file"``."""
    if data.startswith(b"PK\x03\x04"):
        return next((name for mark, name in _ZIP_CONTENTS if mark in data), "a ZIP archive")
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "an image, audio or video file"
    if data[4:8] == b"ftyp":
        return "an image, audio or video file"
    return next((name for mark, name in _SIGNATURES if data.startswith(mark)), None)


def _strictly(data: bytes, start: int, encoding: str, name: str) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        label = encoding.removesuffix("-le").removesuffix("-be").upper()
        raise InputError(_damage(data, start + error.start, label, name)) from None


def _damage(data: bytes, at: int, label: str, name: str) -> str:
    if label == "UTF-8":
        before = data[:at]
        line = 1 + len(re.findall(rb"\r\n|\n|\r", before))
        place = f"byte offset {at} (line {line})"
    else:
        place = f"byte offset {at}"
    return (
        f"{name} is damaged: it looks like {label}, but the byte 0x{data[at]:02X} at {place} is not valid there. "
        "Save the file again as UTF-8."
    )


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the encoding of UTF-16 without a mark: Western text has a zero in nearly every second byte."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Return whether bytes that are not UTF-8 were meant to be: valid sequences stand beside the broken ones."""
    escaped = data[max(0, error.start - _SAMPLE) : error.start + _SAMPLE].decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= char <= "\udcff" for char in escaped)
    valid = sum(char in _WESTERN for char in escaped)
    cut_off = error.reason == "unexpected end of data" and len(data) - error.start > 1
    return cut_off or valid >= max(1, _UTF8_SHARE * broken)


def _legacy(data: bytes, name: str) -> tuple[str, str]:
    sample = _telling(data)
    for encoding in _LEGACY:
        text = sample.decode(encoding, "replace")
        beyond = len(text) - sum(map(str.isascii, text))
        if beyond - len(_IMPLAUSIBLE.findall(text)) >= _WESTERN_SHARE * beyond:
            return data.decode(encoding, "replace"), encoding
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None or best.chaos > _CHAOS:
        raise InputError(f"The encoding of {name} cannot be told. Save the file as UTF-8.")
    text = str(best) if len(sample) == len(data) else data.decode(best.encoding, "replace")
    return text, best.encoding


def _telling(data: bytes) -> bytes:
    """Return as much of a file as tells its encoding: all of it, or of a long one the lines round its odd bytes."""
    if len(data) <= 2 * _SAMPLE:
        return data
    odd = re.search(rb"[\x80-\xff]", data)
    start = max(0, (odd.start() if odd else 0) - _SAMPLE)
    start = data.rfind(b"\n", 0, start) + 1
    return data[start : start + 4 * _SAMPLE]
