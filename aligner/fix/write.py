"""Writes repairs into the bytes of a translation's file."""

import io
import re
import zipfile
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from aligner.core import Document, Edit
from aligner.errors import InputError
from aligner.fix.catalogue import translations
from aligner.fix.edits import Repair
from aligner.fix.segments import Change, Segment, changes_of, homes
from aligner.fix.xml_text import odf_paragraphs, paragraphs, targets
from aligner.read.decode import decode, encoding_of
from aligner.read.formats import format_named
from aligner.read.source_file import display_name

__all__ = ["Fixed", "Written", "fixed", "formats", "written"]

#: Marks of Markdown, and line ends with what may begin a line of a quotation or an item.
_BRACKETS = re.compile(r"[*_`~]|\r?\n[ \t>]*| ")
_ARCHIVES: Mapping[str, str] = {"docx": "word/document.xml", "odt": "content.xml"}  #: and the part with the text
_SOURCES: Mapping[str, Callable[[str], Iterator[Segment]]] = {
    "docx": paragraphs,
    "odt": odf_paragraphs,
    "xliff": targets,
    "po": translations,
}
#: Formats whose documents say where in the file each character stands.
_PLAIN = ("text", "markdown", "subtitles")


class Fixed(NamedTuple):
    """A file with repairs made."""

    data: bytes
    before: str  #: what the repairs were made in, as text
    after: str
    made: tuple[Repair, ...]
    left: tuple[Repair, ...]  #: those that could not be written: markup stands in their place, or the text stands twice


def formats() -> tuple[str, ...]:
    """Return the ids of the formats that repairs can be written into."""
    return (*_PLAIN, *_SOURCES)


def fixed(data: bytes, document: Document, repairs: Sequence[Repair]) -> Fixed:
    """Return a translation's file with repairs made, every other byte as it was.

    :param data: the file as it was when the document was read from it
    :raises InputError: if repairs cannot be written into files of its format
    """
    found = written(data, document, [repair.edit for repair in repairs])
    made = tuple(repair for n, repair in enumerate(repairs) if n not in found.left)
    left = tuple(repair for n, repair in enumerate(repairs) if n in found.left)
    return Fixed(found.data, found.before, found.after, made, left)


class Written(NamedTuple):
    """A file with edits made."""

    data: bytes
    before: str
    after: str
    left: frozenset[int]  #: numbers of the edits that could not be written


def written(data: bytes, document: Document, edits: Sequence[Edit]) -> Written:
    """Return a translation's file with edits made, every other byte as it was; see ``fixed``.

    :raises InputError: if nothing can be written into files of its format
    """
    name = display_name(document.path)
    if document.format not in formats():
        given = format_named(document.format)
        known = [listed.name for one in formats() if (listed := format_named(one))]
        raise InputError(
            f"{name} is {given.name if given else document.format}: repairs are written into "
            f"{', '.join(known[:-1])} and {known[-1]}."
        )
    part = _part(data, name, _ARCHIVES[document.format]) if document.format in _ARCHIVES else data
    source = decode(part, name)
    segments = _segments(document, source)
    found = [_changes(document, source, segments, edit) for edit in edits]
    after = _changed(source, (change for changes in found for change in changes))
    made = _encoded(part, source, after, name)
    packed = made if part is data else _packed(data, made, _ARCHIVES[document.format])
    return Written(packed, source, after, frozenset(n for n, changes in enumerate(found) if not changes))


def _segments(document: Document, source: str) -> Mapping[int, Segment]:
    find = _SOURCES.get(document.format)
    if find is not None:
        return homes(document.blocks, find(source))
    return {number: _of_block(source, block.text, block.offsets) for number, block in enumerate(document.blocks)}


def _of_block(source: str, text: str, offsets: Sequence[int]) -> Segment:
    """Return a block by its offsets; a character that is written otherwise (``&amp;``) has no place of its own."""
    places = [
        (offset, offset + 1) if source[offset] == char or char == " " else None
        for char, offset in zip(text, offsets, strict=True)
    ]
    return Segment(text, places, str, _is_balanced)


def _is_balanced(between: str, gone: bool) -> bool:
    """Return whether a stretch of text may go with its marks of emphasis, code and links: each has its other end."""
    return gone and all(between.count(mark) % 2 == 0 for mark in "*_`~") and _BRACKETS.sub("", between) == ""


def _changes(document: Document, source: str, segments: Mapping[int, Segment], edit: Edit) -> list[Change]:
    span = edit.span
    blocks = {document.sentences[n].block for n in span.sentences}
    number = min(blocks)
    segment = segments.get(number)
    if len(blocks) > 1 or segment is None:
        return []
    offsets = document.blocks[number].offsets
    start, end = bisect_left(offsets, span.start), bisect_left(offsets, span.end - 1) + 1
    if segment.text[start:end] != span.text:
        return []
    return changes_of(source, segment, start, end, edit.text)


def _changed(source: str, changes: Iterable[Change]) -> str:
    parts, at = [], 0
    for start, end, new in sorted(changes):
        parts += [source[at:start], new]
        at = end
    return "".join([*parts, source[at:]])


def _encoded(data: bytes, source: str, after: str, name: str) -> bytes:
    """Return a text in the encoding of the bytes that another was read from, with their byte order mark."""
    encoding = encoding_of(data, name)
    body = source.encode(encoding, "replace")
    mark = data[: len(data) - len(body)]
    if mark + body != data:
        raise InputError(f"{name} cannot be written as it is: save it as UTF-8 first.")
    try:
        return mark + after.encode(encoding)
    except UnicodeEncodeError as error:
        raise InputError(
            f"{name} is written in {encoding}, which has no {error.object[error.start]!r}: save it as UTF-8 first."
        ) from None


def _part(data: bytes, name: str, main: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if main not in archive.namelist():
            raise InputError(f"{name} has no part {main}, so that nothing can be written into it.")
        return archive.read(main)


def _packed(data: bytes, part: bytes, main: str) -> bytes:
    """Return a package with another main part, every other part as it was."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for info in old.infolist():
            content = part if info.filename == main else old.read(info)
            new.writestr(info, content, info.compress_type)
    return written.getvalue()
