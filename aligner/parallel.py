"""How many processors there are, keeping numerical libraries within them, and processes that share work.

Their default thread counts can be ruinous: four threads on two cores made the encoder 10 to 20 times slower.
"""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = [
    "beside",
    "cores",
    "give_back_large_arrays",
    "in_processes",
    "limit_threads",
    "one_thread_a_product",
    "threads",
]

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_Item = TypeVar("_Item")
_Found = TypeVar("_Found")

_GROUP_2 = Path("/sys/fs/cgroup")
_GROUP_1 = Path("/sys/fs/cgroup/cpu")
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # glibc's malloc.h
_LARGE = 2 << 20  # bytes
_lock = Lock()
_users = 0  #: threads of ours that work under a limit
_limit: Any = None


def cores() -> int:
    """Return how many processors this process may use, at least 1: by affinity and by its control group's quota."""
    return max(1, min(_allowed(), _quota()))


def _allowed() -> int:
    """Return how many processors the affinity of this process allows: what numerical libraries use by themselves."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def threads(asked: int | None = None) -> int:
    """Return how many threads to use: those asked for, else ``OMP_NUM_THREADS``, else the cores; never more than cores.

    :param asked: at least 1
    """
    set_by_user = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0].strip()
    wanted = asked or (int(set_by_user) if set_by_user.isdecimal() else 0) or cores()
    return min(wanted, cores())


def _quota() -> int:
    """Return the processors that the control group allows, rounded up; a large number where it sets no limit."""
    for folder, read in ((_GROUP_2, _quota_2), (_GROUP_1, _quota_1)):
        with suppress(OSError, ValueError):
            quota, period = read(folder)
            if quota > 0 and period > 0:
                return max(1, -(-quota // period))
    return 1 << 16


def _quota_2(folder: Path) -> tuple[int, int]:
    quota, period = (folder / "cpu.max").read_text(encoding="ascii").split()
    return int(quota), int(period)  # "max" is no number: no limit


def _quota_1(folder: Path) -> tuple[int, int]:
    quota, period = ((folder / f"cpu.cfs_{name}_us").read_text(encoding="ascii") for name in ("quota", "period"))
    return int(quota), int(period)


def one_thread_a_product() -> None:
    """Let numpy's library of matrix products use one thread; for programs, before numpy is imported.

    Our products are small and our own threads each make some. Threads of the library wait for each other by spinning:
    two processes at once took 2.4 times as long as one after the other.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def give_back_large_arrays() -> None:
    """Let the memory of arrays of some MB go back to the system as soon as they are gone; for programs, by glibc.

    By itself glibc keeps more and more of it: a third of the memory of a review of 20,000 sentences.
    """
    import ctypes

    with suppress(OSError, AttributeError):  # another C library
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_TRIM_THRESHOLD, 4 * _LARGE)


@cache
def _controller() -> Any:  # threadpoolctl is untyped
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def limit_threads(threads: int) -> AbstractContextManager[object]:
    """Keep the numerical libraries to at most ``threads`` threads while work is done.

    Their number is one for the process. It is only touched where fewer are wanted than there are cores, and set back
    when the last of several threads of ours is done; what they asked for first holds meanwhile.
    """
    if threads >= _allowed():
        return nullcontext()
    return _shared_limit(threads)


@contextmanager
def _shared_limit(threads: int) -> Iterator[None]:
    global _users, _limit
    with _lock:
        if _users == 0:
            _limit = _controller().limit(limits=threads, user_api="blas")
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if _users == 0:
                _limit.restore_original_limits()
                _limit = None


def in_processes(work: Callable[[_Item], _Found], items: Sequence[_Item], processes: int) -> Iterator[_Found]:
    """Yield what becomes of each item, in their order; several are worked on at once, each by a process of its own.

    The processes are copies of this one, made now. What fails in one, or dies with it, is done again here, so that it
    fails here as it would have without them. Where a process cannot be copied safely, as when it has several threads,
    all is done here.

    :param work: what to do; its result is pickled
    :param processes: how many there may be
    """
    with _by_crew(work, items, min(processes, len(items)) if processes > 1 and len(items) > 1 else 0) as found:
        yield from found


@contextmanager
def beside(work: Callable[[], _Found]) -> Iterator[Callable[[], _Found]]:
    """Have something done by another process while this one does something else; see ``in_processes``.

    :returns: manages what waits for the result; where there can be no process, it is made when it is asked for
    """
    with _by_crew(lambda _: work(), (None,), 1) as found:
        yield lambda: next(found)


@contextmanager
def _by_crew(work: Callable[[_Item], _Found], items: Sequence[_Item], processes: int) -> Iterator[Iterator[_Found]]:
    """Begin at once with some processes; with none, or where there can be none, do all here."""
    if processes < 1 or not _can_be_copied():
        yield map(work, items)
        return
    crew = _Crew(work, items, processes)
    try:
        yield (crew.results.pop(n) if crew.has_done(n) else work(item) for n, item in enumerate(items))
    finally:
        crew.dismiss()


def _can_be_copied() -> bool:
    """Return whether this process can be forked: with one thread alone, and not by Apple, whose libraries forbid it."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


class _Crew:
    """Copies of this process, each of which does an item at a time."""

    def __init__(self, work: Callable[[Any], Any], items: Sequence[Any], processes: int) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        self.results: dict[int, Any] = {}
        self._waiting = deque(range(len(items)))
        self._at: dict[Connection[Any, Any], int] = {}  # the item that each is at
        self._processes: list[Any] = []  # the type is private
        for _ in range(min(processes, len(items))):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(work, items, theirs), daemon=True)
            process.start()
            theirs.close()
            self._processes.append(process)
            self._next_for(ours)

    def has_done(self, number: int) -> bool:
        """Wait for an item; return whether it has been done well."""
        from multiprocessing.connection import wait

        while number not in self.results and number in self._at.values():
            ready = wait(list(self._at))
            for one in [one for one in self._at if one in ready]:
                done = self._at.pop(one)
                try:
                    well, found = one.recv()
                except (EOFError, OSError):  # it is gone, and its work with it
                    continue
                if well:
                    self.results[done] = found
                self._next_for(one)
        return number in self.results

    def dismiss(self) -> None:
        """End all processes."""
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()

    def _next_for(self, one: "Connection[Any, Any]") -> None:
        """Give a process another item, or let it go."""
        with suppress(OSError):  # it may be gone
            if self._waiting:
                one.send(self._waiting[0])
                self._at[one] = self._waiting.popleft()
            else:
                one.send(None)


def _work(work: Callable[[Any], Any], items: Sequence[Any], connection: "Connection[Any, Any]") -> None:
    """Do the items whose numbers come, until none comes; what fails is left to the process that asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # which ends us when it is interrupted
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(EOFError, OSError):  # it is gone
        while (number := connection.recv()) is not None:
            try:
                found = (True, work(items[number]))
            except Exception:
                found = (False, None)
            connection.send(found)
