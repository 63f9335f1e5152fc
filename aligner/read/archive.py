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
from aligner.read.opened import Opened, megabytes

__all__ = ["Archive", "archive", "is_zip"]

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)
_ENCRYPTED = 0x1
_SMALL = 1_000_000  # bytes up to which a part's ratio says nothing: short XML of one repeated row packs well
_DRIVE = re.compile(r"[A-Za-z]:")


def is_zip(head: bytes) -> bool:
    """Whether a file begins as archives do."""
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
        """The part that a reference from another part leads to.

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
    def open(self, part: str) -> Iterator[BinaryIO]:
        """A part to read from, limited to what parts may have.

        :raises InputError: if there is no such part, or it is encrypted, damaged or a bomb
        """
        entry = self._entries.get(part)
        if entry is None:
            raise InputError(f"{self._name} is damaged: it has no part {part}.")
        if entry.flag_bits & _ENCRYPTED:
            raise InputError(f"{self._name} is protected by a password; save it without one.")
        if entry.file_size > self._limits.part_bytes:
            raise InputError(
                f"{self._name} is refused: its part {part} unpacks to {megabytes(entry.file_size)}, "
                f"at most {megabytes(self._limits.part_bytes)} are read (part-bytes in the profile's [limits])."
            )
        try:
            with self._file.open(entry) as stream:
                yield cast(BinaryIO, io.BufferedReader(_Guarded(stream, self, part)))
        except _BROKEN as error:
            raise self.damaged(part, error) from error

    def read(self, part: str) -> bytes:
        """All of a part.

        :raises InputError: as ``open`` does
        """
        with self.open(part) as stream:
            return stream.read()

    def damaged(self, part: str, error: BaseException) -> InputError:
        """What to say of a part that cannot be unpacked."""
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
    """A file as an archive.

    :raises InputError: if it is none, or damaged, encrypted, a bomb, or has names that lead out of it
    """
    file.stream.seek(0)
    try:
        opened_file = zipfile.ZipFile(file.stream)
    except _BROKEN as error:
        raise InputError(f"{file.name} is damaged: it begins as a ZIP archive, but {_reason(error)}.") from error
    with opened_file:
        _check(opened_file.infolist(), file.name, file.limits)
        yield Archive(opened_file, file.name, file.limits)


def _check(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise InputError(
            f"{name} is refused: it has {len(entries):,} parts, at most {limits.entries:,} are read "
            "(entries in the profile's [limits])."
        )
    if len({entry.filename for entry in entries}) < len(entries):
        raise InputError(f"{name} is refused: several of its parts have the same name.")
    for entry in entries:
        _check_name(entry.orig_filename, name)
        if entry.file_size > _SMALL and entry.file_size > limits.ratio * max(1, entry.compress_size):
            raise InputError(
                f"{name} is refused as a decompression bomb: its part {entry.filename} unpacks to "
                f"{megabytes(entry.file_size)}, {entry.file_size // max(1, entry.compress_size):,} times its packed "
                f"size; at most {limits.ratio} times is read (ratio in the profile's [limits])."
            )
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        raise InputError(
            f"{name} is refused: it unpacks to {megabytes(total)}, at most {megabytes(limits.unpacked_bytes)} are read "
            "(unpacked-bytes in the profile's [limits])."
        )


def _check_name(part: str, name: str) -> None:
    steps = part.replace("\\", "/").split("/")
    if part.startswith(("/", "\\")) or ".." in steps or "\0" in part or _DRIVE.match(part):
        raise InputError(f"{name} is refused: the name of its part {part!r} leads out of the archive.")


def _reason(error: BaseException) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return f"{text[:1].lower()}{text[1:]}" if text else type(error).__name__
