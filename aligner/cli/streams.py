"""Standard output and error: characters they cannot show, readers that have seen enough, disks that are full."""

import codecs
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn, TextIO

from aligner.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "console",
    "for_terminal",
    "forgive_characters",
    "readable",
    "say",
    "silence_output",
    "use_sensible_width",
    "use_utf8",
    "writing",
]

_NARROWEST = 10  # columns

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


def use_sensible_width() -> None:
    """Pass over a width of the terminal that no text fits in, which some programs hand on: COLUMNS=0."""
    asked = os.environ.get("COLUMNS", "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) < 5 and int(asked) >= _NARROWEST):
        del os.environ["COLUMNS"]


def use_utf8() -> None:
    """Write UTF-8 to programs and files, whatever the locale says, and to a terminal what it can show."""
    if not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def say(message: str) -> None:
    """Write a line to standard error; no name or text in it can end the line or make a terminal or a log act.

    Where nothing can be written, nothing is: what a command could do is not undone by that.
    """
    from aligner.read.source_file import escaped

    try:
        sys.stderr.write(f"{escaped(message)}\n")
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def readable(text: str) -> str:
    """Return what a person gave in bytes that are no UTF-8, with a mark for each that cannot be read."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def for_terminal(text: str) -> str:
    """Return lines of a result as a screen may be given them: without what it would act on."""
    from aligner.read.source_file import escaped

    if not _is_terminal(sys.stdout):
        return text
    return "\n".join("\t".join(map(escaped, line.split("\t"))) for line in text.split("\n"))


def _is_terminal(stream: object) -> bool:
    return bool(getattr(stream, "isatty", bool)())


@contextmanager
def writing() -> Iterator[None]:
    """Turn what may go wrong while results are written to standard output into errors of ours.

    Where its reader has seen enough, as in ``| head -1``, go on as if all were written: the status stays what it is.

    :raises InputError: if it cannot be written
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        silence_output()
    except OSError as error:
        silence_output()
        raise InputError(f"The result cannot be written: {error.strerror or error}.") from error


def console() -> "Console":
    """Return a console on standard output that leaves it to ``writing`` when its reader has gone."""
    from rich.console import Console

    class Ours(Console):
        def on_broken_pipe(self) -> NoReturn:  # rich would end the program here, with a status of its own
            raise BrokenPipeError

    return Ours()


def silence_output() -> None:
    """Send what is left to nowhere, or Python would try once more at its end and complain."""
    _silence(sys.stdout)


def _silence(stream: TextIO) -> None:
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


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
