"""What the command line says on stderr while it works, and the options about it that every command has."""

import json
import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aligner.cli.streams import say
from aligner.languages.defaults import INTERFACE
from aligner.progress import BEGIN, END, LOG, PART

if TYPE_CHECKING:
    from rich.progress import Progress

    from aligner.core import Message

__all__ = ["LogFormat", "LogOptions", "warn"]

_PATIENCE = 1.0  # seconds of work before its name appears
_REFRESH = 4  # times a second


class LogFormat(StrEnum):
    """How what happens is written."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True)
class LogOptions:
    """The options about logs."""

    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but what makes the command fail.")
    ] = False
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say on standard error what is done, and how long it takes.")
    ] = False
    log_format: Annotated[
        LogFormat,
        typer.Option(
            "--log-format", help="json: one object a line on standard error, for programs.", show_default=False
        ),
    ] = LogFormat.TEXT

    @contextmanager
    def on_stderr(self) -> Iterator[None]:
        """Write what happens to standard error, as these options want it."""
        handler = _Stderr(self)
        LOG.addHandler(handler)
        LOG.setLevel(logging.DEBUG)
        try:
            yield
        finally:
            LOG.removeHandler(handler)
            handler.close()


def warn(message: "str | Message", language: str = INTERFACE) -> None:
    """Say something that does not keep the command from its work.

    :param language: of the interface
    """
    from aligner.messages import render

    LOG.warning(message if isinstance(message, str) else render(message, language))


class _Stderr(logging.Handler):
    """Warnings always, unless all shall be quiet; steps if they are asked for, or for long ones on a terminal."""

    def __init__(self, asked: LogOptions) -> None:
        super().__init__()
        self._format = asked.log_format
        for_programs = asked.log_format is LogFormat.JSON
        self._steps = logging.DEBUG if asked.verbose else logging.INFO if for_programs else logging.ERROR
        self._level = logging.ERROR if asked.quiet else logging.WARNING
        silent = asked.quiet or asked.verbose or for_programs
        self._steps_on: list[str] = []
        self._bar = None if silent or not sys.stderr.isatty() else _LateBar()
        if self._bar is not None and hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._without_bar)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, or show or take away the name of what is being done."""
        state = getattr(record, "state", "")
        if self._bar is not None:
            self._show(self._bar, record, state)
        if record.levelno >= (self._steps if state == END else self._level):
            say(_as_json(record) if self._format is LogFormat.JSON else _as_text(record))

    def _show(self, bar: "_LateBar", record: logging.LogRecord, state: str) -> None:
        """Show the steps that are going on, the innermost last, and how far that one is if it said so."""
        done, total = getattr(record, "done", 0), getattr(record, "total", 0)
        if state == BEGIN:
            self._steps_on.append(record.getMessage())
        elif state == END:
            del self._steps_on[-1:]
        if state == PART and done < total:
            bar.update(", ".join((*self._steps_on[:-1], record.getMessage())), done, total)
        elif state and self._steps_on:
            bar.update(", ".join(self._steps_on), 0, None)
        else:
            bar.close()

    def _without_bar(self) -> None:
        """Leave the terminal's last line to the process that this one is a copy of."""
        self._bar = None

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._bar is not None:
            self._bar.close()
        super().close()


class _LateBar:
    """What is being done and how far it is, on a terminal's last line, once it has taken a second."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._message, self._done = "", 0
        self._total: int | None = None
        self._timer: threading.Timer | None = None
        self._shown: Progress | None = None

    def update(self, message: str, done: int, total: int | None) -> None:
        """Say what is being done."""
        with self._lock:
            self._message, self._done, self._total = message, done, total
            if self._shown is not None:
                self._draw()
            elif self._timer is None:
                self._timer = threading.Timer(_PATIENCE, self._show)
                self._timer.daemon = True
                self._timer.start()

    def close(self) -> None:
        """Take it away."""
        with self._lock:
            timer = self._timer
            if self._shown is not None:
                self._shown.stop()
            self._timer = self._shown = None
        if timer is not None:
            timer.cancel()
            timer.join()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        with self._lock:
            if self._timer is None:
                return
            self._shown = Progress(console=Console(stderr=True), transient=True, refresh_per_second=_REFRESH)
            self._shown.add_task("", total=None)
            self._draw()
            self._shown.start()

    def _draw(self) -> None:
        from rich.markup import escape

        from aligner.read.source_file import escaped

        assert self._shown is not None
        message = escape(escaped(self._message[:1].upper() + self._message[1:]))
        self._shown.update(self._shown.task_ids[0], description=message, completed=self._done, total=self._total)


def _as_text(record: logging.LogRecord) -> str:
    facts: dict[str, Any] = getattr(record, "facts", {})
    level = f"{record.levelname.lower()}: " if record.levelno >= logging.WARNING else ""
    said = ", ".join(f"{key.replace('_', ' ')} {_figure(value)}" for key, value in facts.items() if key != "seconds")
    seconds = f" ({facts['seconds']:.2f} s)" if "seconds" in facts else ""
    return f"aligner: {level}{record.getMessage()}{f': {said}' if said else ''}{seconds}"


def _as_json(record: logging.LogRecord) -> str:
    when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    content = {"time": when, "level": record.levelname.lower(), "message": record.getMessage()}
    if step := getattr(record, "step", ""):
        content |= {"step": step, **getattr(record, "facts", {})}
    return json.dumps(content)


def _figure(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
