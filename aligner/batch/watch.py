"""What a worker is at, how long it may be at it, and where it was when something went wrong."""

import ctypes
import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from time import perf_counter
from types import FrameType, TracebackType

from aligner.core import Bead, Sentence
from aligner.progress import BEGIN, END, LOG

__all__ = ["Steps", "TimeUpError", "limited", "sentence_of"]


class TimeUpError(BaseException):
    """A pair has taken longer than it may. It is no ``Exception``, which rules and libraries may catch."""


class Steps(logging.Handler):
    """Follows the steps that are logged, so that an error can say in which it happened, and adds up their seconds.

    :param say: is told the stage whenever one begins
    """

    def __init__(self, say: Callable[[str], None] = lambda _: None) -> None:
        super().__init__(logging.DEBUG)
        self.stage = ""
        self.seconds: dict[str, float] = {}
        self._steps: list[str] = []
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        """Take note of a step that begins or ends; one that fails never ends."""
        state = getattr(record, "state", "")
        if state == BEGIN:
            self._steps.append(record.getMessage())
        elif state == END:
            del self._steps[-1:]

    @property
    def step(self) -> str:
        """The innermost step that has begun: ``"running number"``."""
        return self._steps[-1] if self._steps else self.stage

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Follow what is logged."""
        before = LOG.level
        LOG.addHandler(self)
        LOG.setLevel(logging.DEBUG)
        try:
            yield
        finally:
            LOG.removeHandler(self)
            LOG.setLevel(before)

    @contextmanager
    def at(self, stage: str) -> Iterator[None]:
        """Say what follows is, and count its seconds."""
        self.stage = stage
        self._steps = []
        self._say(stage)
        began = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + perf_counter() - began


def limited(seconds: float | None) -> AbstractContextManager[None]:
    """Raise ``TimeUpError`` in what follows after some seconds; None is no limit."""
    if seconds is None:
        return nullcontext()
    if threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        return _by_alarm(seconds)
    return _by_thread(seconds)


@contextmanager
def _by_alarm(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _time_is_up)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)  # again, as one can be lost in a library's callback
        yield
    finally:
        with suppress(TimeUpError):
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    """Have another thread raise it in this one: a cluster's actors do not work in their main thread."""
    mine, lock, over = threading.get_ident(), threading.Lock(), threading.Event()
    give = ctypes.pythonapi.PyThreadState_SetAsyncExc

    def time_is_up() -> None:
        with lock:
            if not over.is_set():
                give(ctypes.c_ulong(mine), ctypes.py_object(TimeUpError))

    timer = threading.Timer(seconds, time_is_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with suppress(TimeUpError), lock:
            over.set()
            give(ctypes.c_ulong(mine), None)  # one that was given and not raised yet comes no more
        timer.cancel()


def _time_is_up(_: int, __: FrameType | None) -> None:
    raise TimeUpError


def sentence_of(trace: TracebackType | None) -> int | None:
    """Return the number of the sentence that was looked at where an error was raised, as far as that can be seen.

    Of a bead, the first sentence of the original counts, or of the translation where there is none.
    """
    frames = []
    while trace is not None:
        frames.append(trace.tb_frame)
        trace = trace.tb_next
    for frame in reversed(frames):
        for value in frame.f_locals.values():
            if isinstance(value, Sentence):
                return value.number
            if isinstance(value, Bead) and (value.original or value.translation):
                return (value.original or value.translation)[0]
    return None
