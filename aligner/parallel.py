"""How many processors there are, and keeping numerical libraries within them.

Their default thread counts can be ruinous: four threads on two cores made the encoder 10 to 20 times slower.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

__all__ = ["cores", "limit_threads", "one_thread_a_product", "threads"]

_GROUP_2 = Path("/sys/fs/cgroup")
_GROUP_1 = Path("/sys/fs/cgroup/cpu")
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
