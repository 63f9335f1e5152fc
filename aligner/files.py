"""Output files that appear whole or not at all, and small files that people write."""

import os
from pathlib import Path

from aligner.errors import InputError
from aligner.staging import replacing

__all__ = ["cache_folder", "check_writable", "exists", "is_file", "read_text", "write_bytes", "write_text"]


def cache_folder() -> Path:
    """Return where caches lie: in ``ALIGNER_CACHE``, else in the user's cache folder."""
    from platformdirs import user_cache_path

    folder = os.environ.get("ALIGNER_CACHE")
    return Path(folder) if folder else user_cache_path("aligner", appauthor=False)


def exists(path: Path) -> bool:
    """Return whether there is anything at a path; a name that nothing can have is none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Return whether there is a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def read_text(path: Path) -> str:
    """Read a small text file of our own making or a person's: UTF-8.

    :raises InputError: if it cannot be read
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        if isinstance(error, ValueError) and not isinstance(error, UnicodeError):
            reason = str(error)  # of a name with a zero in it
        raise InputError(f"{path} cannot be read: {reason}.") from error


def write_text(path: Path, text: str) -> None:
    """Write UTF-8, see ``write_bytes``."""
    write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write beside the target, then rename: a full disk or a crash leaves the old file.

    What is no regular file, such as ``/dev/stdout`` or a pipe, is written to as it is.

    :raises InputError: if it cannot be written
    """
    check_writable(path)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            with replacing(Path(os.path.realpath(path))) as file:
                file.write(content)
    except OSError as error:
        raise InputError(f"Cannot write {path}: {error.strerror or error}.") from error


def check_writable(path: Path) -> None:
    """Say what is wrong with a place before hours of work are lost over it.

    :raises InputError: if nothing can be written there
    """
    try:
        if path.is_dir():
            raise InputError(f"Cannot write {path}: it is a folder, a file's name is needed.")
        if not path.parent.is_dir():
            raise InputError(f"Cannot write {path}: there is no folder {path.parent}.")
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            raise InputError(f"Cannot write {path}: permission denied.")
    except (OSError, ValueError) as error:  # a name that is too long, or holds a zero
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise InputError(f"Cannot write {path}: {reason}.") from error
