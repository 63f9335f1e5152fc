"""Tells browsers that something has changed, also where another program wrote into the workspace."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing, suppress

from aligner.errors import AlignerError
from aligner.workspace.workspace import Workspace

__all__ = ["Events"]

_EVERY = 0.25  # seconds between looks at the database
_ALIVE = 15.0  # seconds after which a silent stream says that it is there
_WAITING = 200  # events that a slow browser may be behind


class Events:
    """A stream for each browser; each event names a pair and its last entry of the log."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._streams: set[asyncio.Queue[str]] = set()
        self._last = 0
        self._changed = asyncio.Event()

    def wake(self) -> None:
        """Look at once, because something was written here; what other programs write is found by itself."""
        self._changed.set()

    async def watch(self) -> None:
        """Look for new entries of the log until it is cancelled."""
        self._last = await asyncio.to_thread(self._newest)
        with closing(sqlite3.connect(self.workspace.path, check_same_thread=False)) as database:
            version = -1
            while True:
                with suppress(sqlite3.Error, AlignerError):  # what cannot be read now may be readable the next time
                    (seen,) = await asyncio.to_thread(database.execute("pragma data_version").fetchone)
                    if seen != version:
                        for entry in await asyncio.to_thread(self.workspace.entries, None, self._last):
                            self._last = entry.number
                            self._tell(json.dumps({"pair": entry.pair, "head": entry.number, "who": entry.who}))
                        version = seen
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), _EVERY)
                self._changed.clear()

    def _newest(self) -> int:
        with self.workspace.reading() as database:
            return int(database.execute("select coalesce(max(number), 0) from log").fetchone()[0])

    def _tell(self, data: str) -> None:
        for stream in self._streams:
            if stream.full():
                stream.get_nowait()
            stream.put_nowait(f"event: change\ndata: {data}\n\n")

    async def stream(self, is_welcome: Callable[[], Awaitable[bool]]) -> AsyncIterator[str]:
        """Yield events as browsers take them.

        :param is_welcome: whether the browser may hear more, asked before each event
        """
        queue: asyncio.Queue[str] = asyncio.Queue(_WAITING)
        self._streams.add(queue)
        try:
            yield "retry: 1000\n\n"
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), _ALIVE)
                except TimeoutError:
                    event = ": still here\n\n"
                if not await is_welcome():
                    return
                yield event
        finally:
            self._streams.discard(queue)
