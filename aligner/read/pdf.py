"""PDF: lines taken out by a separate program that can be stopped (``pdf_worker``), put together by ``pdf_layout``."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from aligner.core import Message
from aligner.errors import InputError, MissingExtraError
from aligner.read.pdf_layout import put_together
from aligner.read.pdf_lines import Page, page_of, runs
from aligner.read.pieces import Piece
from aligner.read.source_file import Opened

__all__ = ["pieces"]

_START = 30.0  # seconds for Python to start on a busy machine, before the file is touched
_UNREADABLE = 0.2  # of all characters; fonts that do not say what they show give private or control characters


def pieces(file: Opened, note: Callable[[Message], None]) -> Iterator[Piece]:
    """Yield the text of a PDF, page by page.

    :param note: is told which pages have pictures only
    :raises InputError: if it is damaged, locked or scanned, or takes too long or too much memory
    :raises MissingExtraError: if pypdf is not installed
    """
    pages = list(_pages(file))
    if not any(page.lines for page in pages):
        what = "only pictures of pages, no text: it was scanned" if any(p.pictures for p in pages) else "no text"
        raise InputError(f"{file.name} looks like a PDF file with {what}. Run a text recognition (OCR) over it first.")
    scanned = [number for number, page in enumerate(pages, 1) if page.pictures]
    if scanned:
        note(Message("reader.scanned-pages", {"file": file.name, "count": len(scanned), "pages": runs(scanned)}))
    _refuse_unreadable(pages, file.name)
    yield from put_together(pages)


def _pages(file: Opened) -> Iterator[Page]:
    limits = file.limits
    with _Worker(file) as worker:
        worker.answer(_START)
        count = int(worker.answer(limits.page_seconds)["pages"])
        if count > limits.pages:
            raise InputError(
                f"{file.name} is too large: {count:,} pages, at most {limits.pages:,} are read "
                "(pages in the profile's [limits])."
            )
        for number in range(1, count + 1):
            yield page_of(number, worker.answer(limits.page_seconds))


class _Worker:
    """The separate program, and what it answers."""

    def __init__(self, file: Opened) -> None:
        self._file = file
        self._answers: Queue[bytes] = Queue(maxsize=8)

    def __enter__(self) -> "_Worker":
        try:
            self._file.stream.fileno()
            given: Any = self._file.stream
            self._file.stream.seek(0)
        except OSError:
            given = subprocess.PIPE
        home = str(Path(__file__).resolve().parents[2])
        self._process = subprocess.Popen(
            # Without -P, modules would be looked for in the folder that somebody happens to work in.
            [sys.executable, "-P", "-m", "aligner.read.pdf_worker", str(self._file.limits.page_megabytes)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))},
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._threads = [Thread(target=self._listen, daemon=True)]
        if given is subprocess.PIPE:
            self._threads.append(Thread(target=self._feed, daemon=True))
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.wait()
        while self._threads[0].is_alive():
            try:
                self._answers.get(timeout=0.05)
            except Empty:
                continue
        if self._process.stdout:
            self._process.stdout.close()

    def answer(self, seconds: float) -> dict[str, Any]:
        """Return what the program says next.

        :raises InputError: if it says that something is wrong, or nothing at all
        """
        name = self._file.name
        try:
            line = self._answers.get(timeout=seconds)
        except Empty:
            raise InputError(
                f"{name} looks like a PDF file that takes for ever to read: after {seconds:g} seconds it was given up "
                "(page-seconds in the profile's [limits])."
            ) from None
        found: dict[str, Any] = json.loads(line) if line else {"error": "the program that reads it broke off"}
        if "missing" in found:
            raise MissingExtraError("Reading a PDF", "pdf")
        if "locked" in found:
            raise InputError(f"{name} is protected by a password; save it without one.")
        if "error" in found:
            raise InputError(f"{name} looks like a PDF file, but it cannot be read: {found['error']}.")
        return found

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put(b"")

    def _feed(self) -> None:
        assert self._process.stdin
        try:
            with self._process.stdin as pipe:
                self._file.stream.seek(0)
                while chunk := self._file.stream.read(1 << 20):
                    pipe.write(chunk)
        except OSError:  # it stopped listening, and has said why
            pass


def _refuse_unreadable(pages: list[Page], name: str) -> None:
    text = "".join(line.text for page in pages for line in page.lines)
    odd = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or (char < " " and char != "\t") for char in text)
    if odd > _UNREADABLE * max(1, len(text)):
        raise InputError(
            f"{name} looks like a PDF file whose fonts do not say which characters they show: its text cannot be taken "
            "out. Run a text recognition (OCR) over it first."
        )
