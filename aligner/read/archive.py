"""The one way into ZIP archives (DOCX, ODT, EPUB, XLSX): nothing is written to disk, and bombs are refused.

Checked before anything is unpacked: names, number of parts, the sizes they claim. Checked while unpacking: what really
comes out, whatever was claimed. Background: CWE-409 (data amplification), CWE-22 (path traversal).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from posixpath import normpath
from typing import IO, BinaryIO, cast

from aligner.errors import InputError
from aligner.read.limits import Limits
from aligner.read.source_file import Opened, megabytes

__all__ = ["Archive", "archive", "is_zip"]

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)
_ENCRYPTED = 0x1
# Bytes up to which a ratio says nothing: they are read in a moment, and XML of one repeated row packs very well.
_SMALL_PART, _SMALL_ARCHIVE = 16_000_000, 64_000_000
_DRIVE = re.compile(r"[A-Za-z]:")


def is_zip(head: bytes) -> bool:
    """Return whether a file begins as archives do."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class Archive:
    """An archive whose directory has been checked."""

    def __init__(self, file: zipfile.ZipFile, name: str, limits: Limits) -> None:
        self._file, self._name, self._limits = file, name, limits
        self._entries = {entry.filename: entry for entry in file.infolist()}

    @property
    def names(self) -> tuple[str, ...]:
        """Of all parts."""
        return tuple(self._entries)

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def inside(self, base: str, reference: str) -> str:
        """Return the part that a reference from another part leads to.

        :param base: the part that refers
        :param reference: a relative path, or one from the archive's root with a leading slash
        :raises InputError: if it leads out of the archive
        """
        folder = base.rpartition("/")[0]
        path = reference.lstrip("/") if reference.startswith("/") else f"{folder}/{reference}".lstrip("/")
        found = normpath(path)
        if found == ".." or found.startswith("../"):
            raise InputError(f"{self._name} refers to {reference!r}, which lies outside of it; it is refused.")
        return found

    @contextmanager
    def open(self, part: str, most: int | None = None) -> Iterator[BinaryIO]:
        """Open a part to read from, limited to what parts may have.

        :param most: bytes, where it may have fewer
        :raises InputError: if there is no such part, or it is encrypted, damaged or a bomb
        """
        entry = self._entries.get(part)
        if entry is None:
            raise InputError(f"{self._name} is damaged: it has no part {part}.")
        if entry.flag_bits & _ENCRYPTED:
            raise InputError(f"{self._name} is protected by a password; save it without one.")
        limit, key = self._limits.part_bytes, "part-bytes"
        if most is not None and most < limit:
            limit, key = most, "text-bytes"
        if entry.file_size > limit:
            raise InputError(
                f"{self._name} is refused: its part {part} unpacks to {megabytes(entry.file_size)}, "
                f"at most {megabytes(limit)} are read ({key} in the profile's [limits])."
            )
        try:
            with self._file.open(entry) as stream:
                yield cast(BinaryIO, io.BufferedReader(_Guarded(stream, self, part)))
        except _BROKEN as error:
            raise self.damaged(part, error) from error

    def read(self, part: str) -> bytes:
        """Return all of a part, which may be no larger than a file that is read as a whole.

        :raises InputError: as ``open`` does
        """
        with self.open(part, self._limits.text_bytes) as stream:
            return stream.read()

    def damaged(self, part: str, error: BaseException) -> InputError:
        """Return what to say of a part that cannot be unpacked."""
        return InputError(f"{self._name} is damaged: its part {part} cannot be unpacked ({_reason(error)}).")


class _Guarded(io.RawIOBase):
    """A part's stream that turns the many errors of broken archives into one sentence."""

    def __init__(self, stream: IO[bytes], owner: Archive, part: str) -> None:
        self._stream, self._owner, self._part = stream, owner, part

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            chunk = self._stream.read(len(view))
        except _BROKEN as error:
            raise self._owner.damaged(self._part, error) from error
        view[: len(chunk)] = chunk
        return len(chunk)


@contextmanager
def archive(file: Opened) -> Iterator[Archive]:
    """Open a file as an archive.

    :raises InputError: if it is none, or damaged, encrypted, a bomb, or has names that lead out of it
    """
    file.stream.seek(0)
    try:
        opened_file = zipfile.ZipFile(file.stream)
    except _BROKEN as error:
        raise InputError(f"{file.name} is damaged: it begins as a ZIP archive, but {_reason(error)}.") from error
    with opened_file:
        _check(opened_file.infolist(), file)
        yield Archive(opened_file, file.name, file.limits)


def _check(entries: list[zipfile.ZipInfo], file: Opened) -> None:
    name, limits = file.name, file.limits
    if len(entries) > limits.entries:
        raise InputError(
            f"{name} is refused: it has {len(entries):,} parts, at most {limits.entries:,} are read "
            "(entries in the profile's [limits])."
        )
    if len({entry.filename for entry in entries}) < len(entries):
        raise InputError(f"{name} is refused: several of its parts have the same name.")
    for entry in entries:
        _check_name(entry.orig_filename, name)
        if entry.file_size > _SMALL_PART:
            _check_ratio(entry.file_size, entry.compress_size, f"its part {entry.filename}", file)
    total = sum(entry.file_size for entry in entries)
    if total > _SMALL_ARCHIVE:
        _check_ratio(total, file.size, "it", file)
    if total > limits.unpacked_bytes:
        raise InputError(
            f"{name} is refused: it unpacks to {megabytes(total)}, at most {megabytes(limits.unpacked_bytes)} are read "
            "(unpacked-bytes in the profile's [limits])."
        )


def _check_ratio(size: int, packed: int, what: str, file: Opened) -> None:
    times = size // max(1, packed)
    if times > file.limits.ratio:
        raise InputError(
            f"{file.name} is refused as a decompression bomb: {what} unpacks to {megabytes(size)}, {times:,} times its "
            f"packed size; at most {file.limits.ratio} times is read (ratio in the profile's [limits])."
        )


def _check_name(part: str, name: str) -> None:
    steps = part.replace("\\", "/").split("/")
    if part.startswith(("/", "\\")) or ".." in steps or "\0" in part or _DRIVE.match(part):
        raise InputError(f"{name} is refused: the name of its part {part!r} leads out of the archive.")


def _reason(error: BaseException) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return f"{text[:1].lower()}{text[1:]}" if text else type(error).__name__
