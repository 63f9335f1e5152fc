"""A file that is about to be read: its bytes as a stream, its name in messages, and what may not be read at all."""

import io
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO

from aligner.errors import InputError
from aligner.read.limits import DEFAULT, Limits

__all__ = ["Opened", "display_name", "escaped", "megabytes", "opened", "read_bytes"]

_URL = re.compile(r"(?i)(?:https?|ftps?|sftp|file|s3|gs|data|mailto):")
_SPACES = "\u00a0\u202f\u2009\u3000"  # that stay as they are in a file's name
_HEAD = 65_536  # bytes that tell a format
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A file open for reading from its beginning."""

    path: str  #: as the user named it
    stream: BinaryIO = field(repr=False)  #: seekable
    size: int  #: bytes
    head: bytes = field(repr=False)  #: the first 64 KiB
    limits: Limits = DEFAULT
    whole_page: bool = False  #: read all of a page of HTML, not only its article

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return display_name(self.path)

    @property
    def suffix(self) -> str:
        """``".docx"`` in small letters, or nothing."""
        return "" if self.path == "-" else PurePath(self.path).suffix.lower()

    def read(self, most: int | None = None, key: str = "text-bytes") -> bytes:
        """Return all of it.

        :param most: bytes, where they may be fewer than of other files
        :param key: the limit that says so
        :raises InputError: if it is too large to be read as a whole
        """
        limit = self.limits.text_bytes if most is None else min(most, self.limits.text_bytes)
        if self.size > limit:
            raise _too_large(self.name, limit, key)
        self.stream.seek(0)
        return self.stream.read()

    def sha256(self) -> str:
        """Return the digest of its bytes, hexadecimal."""
        import hashlib

        self.stream.seek(0)
        digest = hashlib.sha256()
        while chunk := self.stream.read(_CHUNK):
            digest.update(chunk)
        self.stream.seek(0)
        return digest.hexdigest()


def display_name(path: str | Path) -> str:
    """Return what to call a path in a sentence: no character of it can end a line, move the cursor or turn the text."""
    return escaped("Standard input" if str(path) == "-" else str(path))


def escaped(text: str) -> str:
    """Return a text on one line that no terminal and no log acts on: what cannot be seen is written as a code."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in _SPACES else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")


def megabytes(size: int) -> str:
    """Return a size in words: ``64 MB``, ``2,000 bytes``."""
    return f"{size / 1_000_000:,.0f} MB" if size >= 1_000_000 else f"{size:,} bytes"


@contextmanager
def opened(path: str | Path, limits: Limits = DEFAULT, *, whole_page: bool = False) -> Iterator[Opened]:
    """Open a file for reading, or standard input where the path is ``-``.

    :raises InputError: if there is no such file, or it is a directory, a URL, empty, too large or not readable
    """
    if not str(path):
        raise InputError("An empty name is no file's name.")
    name = display_name(path)
    try:
        if str(path) == "-":
            import sys

            if sys.stdin is None:
                raise InputError("Standard input is closed: nothing can be read from it.")
            stream: BinaryIO = _in_memory(sys.stdin.buffer, name, limits)
        else:
            _refuse_url(str(path))
            stream = Path(path).open("rb")  # noqa: SIM115
            if not stat.S_ISREG(Path(path).stat().st_mode):
                with stream as pipe:
                    stream = _in_memory(pipe, name, limits)
    except FileNotFoundError:
        raise InputError(f"There is no file {name}.{_suggestion(Path(path))}") from None
    except IsADirectoryError:
        raise InputError(f"{name} is a directory; a file is needed.") from None
    except PermissionError:
        raise InputError(f"{name} cannot be read: permission denied.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{name!r} cannot be read: {reason}.") from None
    with stream:
        try:
            size = stream.seek(0, io.SEEK_END)
            stream.seek(0)
            head = stream.read(_HEAD)
            stream.seek(0)
        except OSError as error:
            raise InputError(f"{name} cannot be read: {error.strerror or error}.") from None
        if not size:
            raise InputError(f"{name} is empty: nothing to read.")
        if size > limits.file_bytes:
            raise _too_large(name, limits.file_bytes, "file-bytes")
        yield Opened(str(path), stream, size, head, limits, whole_page)


def read_bytes(path: str | Path, limits: Limits = DEFAULT) -> bytes:
    """Return all bytes of a file, or of standard input where the path is ``-``.

    :raises InputError: as ``opened`` does, and if it is too large to be read as a whole
    """
    with opened(path, limits) as file:
        return file.read()


def _in_memory(stream: BinaryIO, name: str, limits: Limits) -> BinaryIO:
    """Read what cannot be sought in into memory, up to what may be read as a whole."""
    kept = io.BytesIO()
    while chunk := stream.read(_CHUNK):
        kept.write(chunk)
        if kept.tell() > limits.text_bytes:
            raise _too_large(name, limits.text_bytes, "text-bytes")
    return kept


def _too_large(name: str, limit: int, key: str) -> InputError:
    return InputError(
        f"{name} is too large: more than {megabytes(limit)} are not read ({key} in the profile's [limits] says so)."
    )


def _refuse_url(path: str) -> None:
    if _URL.match(path) and not Path(path).exists():
        raise InputError(
            f"{display_name(path)} is an address, and nothing is fetched: save it as a file and name that."
        )


def _suggestion(path: Path) -> str:
    from difflib import get_close_matches

    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    close = get_close_matches(path.name, names, 1, 0.8)
    return f" Did you mean {display_name(path.with_name(close[0]))}?" if close else ""
