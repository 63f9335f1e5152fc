"""How many processors there are, and keeping numerical libraries within them.

Their default thread counts can be ruinous: four threads on two cores made the encoder 10 to 20 times slower.
"""

import os
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any

__all__ = ["cores", "limit_threads"]


def cores() -> int:
    """Processors this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


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
