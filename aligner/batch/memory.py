"""Keeps the memory of a process that works on one shard after the other where it was: what was remembered is let go."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

__all__ = ["ALLOCATOR", "Memory", "forget"]

#: For the C library, before a process starts: large arrays go back to the system as soon as they are let go.
ALLOCATOR = {"MALLOC_MMAP_THRESHOLD_": "262144", "MALLOC_ARENA_MAX": "1"}

_SENTENCES = 1_000  # after which what was remembered of words and sentences is let go
_TABLES = 256  # a function that remembers at most so many results remembers settings or tables, not texts


class Memory:
    """Counts the sentences of a process."""

    def __init__(self) -> None:
        self._sentences = 0

    def worked_on(self, sentences: int) -> None:
        """Take note of sentences that are done; let go of what was remembered of them when they are many."""
        self._sentences += sentences
        if self._sentences >= _SENTENCES:
            self._sentences = 0
            forget()


def forget() -> None:
    """Let go of what functions remember of the texts they were given; tables that were read stay."""
    for function in _remembering():
        function.cache_clear()
    gc.collect()
    gc.freeze()  # what is still there stays: it need not be looked through again
    with suppress(OSError, AttributeError):  # another system, or another C library
        ctypes.CDLL(None).malloc_trim(0)


def _remembering() -> Iterator[Any]:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == __name__.partition(".")[0]:
            for value in list(vars(module).values()):
                parameters = getattr(value, "cache_parameters", None)
                if parameters is not None and (parameters()["maxsize"] or 0) > _TABLES:
                    yield value
