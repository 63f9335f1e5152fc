"""Interruption: a signal that asks the program to end becomes a sentence and a status, at whatever moment it comes."""

import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

__all__ = ["Interrupted", "asked_to_end", "ending_well"]

_SAYS = {signal.SIGINT: "Interrupted.", signal.SIGTERM: "Terminated."}
_STATUS = 128  # plus the signal's number, as shells have it
_AGAIN = 3.0  # seconds until it is asked again, as an interruption can be lost in a library's callback


class Interrupted(BaseException):
    """The user or the system wants the program to end; whatever is open is closed on the way out.

    It is no ``KeyboardInterrupt``, which libraries catch and report by themselves.
    """


class _Asked:
    """The first signal that came, and how often it had to be repeated."""

    number: int | None = None


def ending_well(work: Callable[[], int]) -> int:
    """Return what ``work`` returns; if a signal comes before it does, say so and return the shell's status for it.

    A signal that is ignored when the program begins, as by ``nohup``, stays ignored.
    """
    heard = [number for number in _SAYS if signal.getsignal(number) is not signal.SIG_IGN]
    try:
        for number in heard:
            signal.signal(number, _interrupt)
        sys.unraisablehook = _unless_interrupted
        status = work()
    except (Interrupted, KeyboardInterrupt):
        _Asked.number = _Asked.number or signal.SIGINT
    except Exception:
        # A module in the middle of its import can turn the interruption into an error of its own.
        if _Asked.number is None:
            raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number in heard:  # from here on Python only tidies up
            signal.signal(number, signal.SIG_IGN)
    if _Asked.number is None:
        return status
    with suppress(AttributeError, OSError, ValueError):  # nobody may be there to read it
        sys.stderr.write(f"aligner: {_SAYS[signal.Signals(_Asked.number)]}\n")
        sys.stderr.flush()
    return _STATUS + _Asked.number


def asked_to_end() -> bool:
    """Return whether a signal came, so that any error since then may be its doing."""
    return _Asked.number is not None


def _interrupt(number: int, _: FrameType | None) -> None:
    if _Asked.number is None:
        _Asked.number = number
        signal.signal(signal.SIGALRM, _interrupt)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN, _AGAIN)
    elif number != signal.SIGALRM:
        return  # it is on its way
    raise Interrupted


def _unless_interrupted(error: Any) -> None:
    """Keep quiet of an interruption that Python cannot pass on, such as one in a finaliser: it comes again."""
    if issubclass(error.exc_type, Interrupted):
        signal.setitimer(signal.ITIMER_REAL, 0.01, _AGAIN)
    else:
        sys.__unraisablehook__(error)
