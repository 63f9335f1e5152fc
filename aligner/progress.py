"""Say what the program is doing: steps, with what they worked on and how long they took.

Steps are records of the standard logger ``aligner``. A library user hears nothing unless logging is set up; the command
line shows them with ``--verbose`` or ``--log-format json``, and a step that takes long on a terminal's last line.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

__all__ = ["BEGIN", "END", "IDLE", "LOG", "PART", "advance", "idle", "step"]

LOG = logging.getLogger("aligner")
LOG.addHandler(logging.NullHandler())

#: States of a record: a step begins, a part of it is done, it has ended; nothing more is to be shown.
BEGIN, PART, END, IDLE = "begin", "part", "end", "idle"

Fact = str | int | float


@contextmanager
def step(name: str, message: str, *, level: int = logging.INFO, **facts: Fact) -> Iterator[dict[str, Fact]]:
    """Log the beginning of a piece of work (level DEBUG) and its end, with its seconds.

    :param name: one word for programs, e.g. ``"align"``
    :param message: for people, e.g. ``"aligning"``
    :param facts: what it works on; more can be put into the dictionary that is given
    """
    known = dict(facts)
    LOG.debug(message, extra={"step": name, "state": BEGIN, "facts": dict(known)})
    began = perf_counter()
    yield known
    seconds = round(perf_counter() - began, 3)
    LOG.log(level, message, extra={"step": name, "state": END, "facts": {**known, "seconds": seconds}})


def advance(message: str, done: int, total: int) -> None:
    """Say how far a piece of work is."""
    LOG.debug(message, extra={"state": PART, "done": done, "total": total})


def idle() -> None:
    """Say that the work is done and results may be printed."""
    LOG.debug("done", extra={"state": IDLE})
