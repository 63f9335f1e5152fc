"""Standard output and error: characters they cannot show, readers that have seen enough, disks that are full."""

import codecs
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from aligner.errors import InputError

__all__ = ["enough", "forgive_characters", "silence_output", "use_utf8", "writing"]

# One for one, so that columns stay in line.
_PLAIN = str.maketrans("⟦⟧│─━→×…–—‘’‚“”„«»‹›\u00a0\u202f\u2009\u2011·•", '[]|-->x.--\'\'\'"""""<>   -.*')


def forgive_characters() -> None:
    """Write the nearest character for one that a stream's encoding lacks; let a closed stream take everything."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    codecs.register_error("aligner", _nearest)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="aligner")


def use_utf8() -> None:
    """Write UTF-8 to programs and files, whatever the locale says, and to a terminal what it can show."""
    if not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


@contextmanager
def writing() -> Iterator[None]:
    """Turn what may go wrong while results are written to standard output into errors of ours.

    :raises InputError: if it cannot be written
    :raises BrokenPipeError: if its reader has seen enough
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_output()
        raise InputError(f"The result cannot be written: {error.strerror or error}.") from error


@contextmanager
def enough() -> Iterator[None]:
    """Go on as if all were written where the reader of standard output has gone: ``| head -1``."""
    try:
        yield
    except BrokenPipeError:
        silence_output()


def silence_output() -> None:
    """Send what is left to nowhere, or Python would try once more at its end and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end].translate(_PLAIN)
    return "".join(_encodable(character, error.encoding) for character in missing), error.end


def _encodable(character: str, encoding: str) -> str:
    """Return the character, the letter under its accents, or a question mark."""
    for found in (character, unicodedata.normalize("NFD", character)[0]):
        try:
            found.encode(encoding)
        except UnicodeEncodeError:
            continue
        return found
    return "?"
