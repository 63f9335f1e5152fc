"""Decisions in a text file beside the translation: one JSON object a line, to which lines are only ever added.

The first line is ``{"schema": "aligner.decisions/2"}``. Version control shows and merges such a file line by line. A
line ends with a line feed and nothing else: other characters that some programs take for a line's end are escaped.
"""

import errno
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aligner.core import Argument, Message
from aligner.core.decisions import Decision
from aligner.decisions.records import from_record, is_record, to_record
from aligner.decisions.store import Read
from aligner.errors import ConfigError, InputError
from aligner.files import exists

__all__ = ["SCHEMA", "JsonLines"]

SCHEMA = "aligner.decisions/2"

_HEAD = json.dumps({"schema": SCHEMA}).encode() + b"\n"
_TELLING = len('{"schema"')  # so much of a first line that was cut short is surely ours
_MARK = b"\xef\xbb\xbf"  # some editors begin a file with it
# Line and paragraph separators, further ends of lines, control characters and halves of characters.
_ESCAPED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONFLICT = (b"<<<<<<<", b"=======", b">>>>>>>")
_NO_DISK = (errno.EINVAL, errno.ENOTSUP)  # what has no disk behind it, such as /dev/null, cannot be flushed to it


class JsonLines:
    """A file of decisions."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Return whether the file is there."""
        return exists(self.path)

    def read(self) -> Read:
        """Return all decisions of the file; see ``Store``.

        A line that is no decision, such as one that a crash cut short, is set aside with a warning.
        """
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise InputError(f"{self.path} cannot be read: {error.strerror or error}.") from error
        return self._read(content)

    def add(self, decisions: Sequence[Decision]) -> None:
        """Add lines at the end of the file, which is made if there is none; see ``Store``."""
        lines = b"".join(_line(to_record(decision)) for decision in decisions)
        new = not exists(self.path)
        try:
            with _locked(self.path) as file:
                size = os.fstat(file).st_size
                content = _all(file, size)
                self._read(content)
                head = b"" if content.strip(_MARK + b"\r\n ") else _HEAD
                gap = b"\n" if content and not content.endswith(b"\n") else b""
                try:
                    _write(file, gap + head + lines)
                except OSError:
                    os.ftruncate(file, size)  # what was there stays, and half a line does not
                    raise
            if new:
                _flush_folder(self.path)
        except OSError as error:
            raise InputError(f"Cannot write {self.path}: {error.strerror or error}.") from error

    def _read(self, content: bytes) -> Read:
        decisions: list[Decision] = []
        warnings: list[Message] = []
        former, known = 0, False
        lines = content.removeprefix(_MARK).split(b"\n")
        for number, line in enumerate(lines, 1):
            if not (line := line.strip()):
                continue
            if line.startswith(_CONFLICT):
                raise ConfigError(f"{self.path}, line {number}: version control left a conflict here; keep both sides.")
            found = _object(line)
            if is_record(found):
                decisions.append(from_record(found))
                former += "state" not in found
            elif isinstance(found, dict) and found.get("schema") == SCHEMA:
                pass
            elif not known and not (_HEAD.startswith(line) and (number == len(lines) or len(line) >= _TELLING)):
                raise ConfigError(
                    f"{self.path} is no file of decisions: its first line is {_shown(line)}. Nothing was read from it "
                    "or written to it."
                )
            else:
                said: dict[str, Argument] = {"file": str(self.path), "line": number, "text": _shown(line)}
                warnings.append(Message("decisions.set-aside", said))
            known = True
        if former:
            warnings.append(Message("decisions.former", {"file": str(self.path), "count": former}))
        return Read(tuple(decisions), tuple(warnings))


def _line(record: dict[str, Any]) -> bytes:
    text = json.dumps(record, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text).encode() + b"\n"


def _object(line: bytes) -> Any:
    try:
        return json.loads(line.decode())
    except (ValueError, RecursionError):
        return None


def _shown(line: bytes) -> str:
    text = line[:60].decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\ufffd" for character in text[:40])


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """Open a file for this process alone; one that was replaced while we waited is opened again."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            _lock(file)
            same = path.exists() and os.path.samestat(os.fstat(file), os.stat(path))
            if same:
                yield file
                return
        finally:
            os.close(file)  # which unlocks it


def _lock(file: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(file, fcntl.LOCK_EX)


def _all(file: int, size: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    parts = []
    while size > 0 and (part := os.read(file, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _write(file: int, content: bytes) -> None:
    while content:
        content = content[os.write(file, content) :]
    _flush(file)


def _flush(file: int) -> None:
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in _NO_DISK:
            raise


def _flush_folder(path: Path) -> None:
    """Make sure that a new file's name outlives a crash, where a folder can be flushed."""
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            _flush(folder)
        finally:
            os.close(folder)
