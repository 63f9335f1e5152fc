"""How many processors there are, and keeping numerical libraries within them.

Their default thread counts can be ruinous: four threads on two cores made the encoder 10 to 20 times slower.
"""

import os
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["cores", "limit_threads", "threads"]

_GROUP_2 = Path("/sys/fs/cgroup")
_GROUP_1 = Path("/sys/fs/cgroup/cpu")


def cores() -> int:
    """Return how many processors this process may use, at least 1: by affinity and by its control group's quota."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(found, _quota()))


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


@cache
def _controller() -> Any:  # threadpoolctl is untyped
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def limit_threads(threads: int) -> AbstractContextManager[object]:
    """Within it, the numerical libraries use at most so many threads."""
    try:
        limited: AbstractContextManager[object] = _controller().limit(limits=threads, user_api="blas")
    except ImportError:
        return nullcontext()
    return limited
