"""RTF and old Word documents: LibreOffice, where it is installed, makes DOCX of them, and that is read."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from aligner.core import Message
from aligner.errors import InputError
from aligner.read.pieces import Piece
from aligner.read.sniff import WORD_STREAM
from aligner.read.source_file import Opened, opened

__all__ = ["is_old_word", "old_word", "rtf"]

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120.0  # LibreOffice takes some ten to start on a slow machine


def is_old_word(file: Opened) -> bool:
    """Return whether an old Office file is a Word document without a password; its list of streams may come late."""
    file.stream.seek(0)
    content = file.stream.read()
    return WORD_STREAM in content and _ENCRYPTED_PACKAGE not in content


def rtf(file: Opened, note: Callable[[Message], None]) -> Iterator[Piece]:
    """Yield the text of an RTF document.

    :raises InputError: if LibreOffice is not installed or cannot read it
    """
    yield from _converted(file, "an RTF document", "rtf", note)


def old_word(file: Opened, note: Callable[[Message], None]) -> Iterator[Piece]:
    """Yield the text of a Word document of the years before 2007.

    :raises InputError: if LibreOffice is not installed or cannot read it
    """
    yield from _converted(file, "an old Word document (.doc)", "doc", note)


def _converted(file: Opened, thing: str, suffix: str, note: Callable[[Message], None]) -> Iterator[Piece]:
    from aligner.read.docx import pieces

    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise InputError(
            f"{file.name} looks like {thing}, which is read by way of LibreOffice, and that is not installed: install "
            "it, or save the file as .docx."
        )
    with tempfile.TemporaryDirectory(prefix="aligner-") as name:
        folder = Path(name)
        source = folder / f"text.{suffix}"
        source.write_bytes(file.read())
        made = folder / "made" / "text.docx"
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",  # or a running LibreOffice would do nothing
            *("--headless", "--norestore", "--convert-to", "docx", "--outdir", str(made.parent), str(source)),
        ]
        try:
            subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise InputError(
                f"{file.name} looks like {thing}, but LibreOffice did not come to an end with it within "
                f"{_SECONDS:g} seconds: save it as .docx."
            ) from None
        except OSError as error:
            raise InputError(f"{file.name}: LibreOffice cannot be started: {error.strerror or error}.") from error
        if not made.is_file():
            raise InputError(f"{file.name} looks like {thing}, but LibreOffice cannot read it: save it as .docx.")
        with opened(made, file.limits) as document:
            yield from pieces(document, note)
