"""Processes of this machine, one thread each: a process that dies or hangs is replaced, and its shard done again."""

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from aligner.batch.memory import ALLOCATOR
from aligner.batch.place import Place
from aligner.batch.plan import Shard
from aligner.batch.shard import TOGETHER, Hopeless, Settings, ShardDone, Worker
from aligner.errors import AlignerError, InputError

__all__ = ["THREADS", "in_processes"]

#: What tells numerical libraries how many threads to use, before they are loaded.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

_OFTEN = 3  # a pair at which so many processes have died is not tried again
_SPARE = 30.0  # seconds beyond the time limit after which a process is taken for stuck
_START = "start"
_LOOK = 0.5  # seconds between two looks at what may be stuck


class _At(NamedTuple):
    """A sign of life: the number of a pair in its shard, and the stage."""

    number: int
    stage: str


class _Refused(NamedTuple):
    """Why no worker can be made."""

    message: str


class _Ended(NamedTuple):
    """A process is gone."""

    stuck: bool = False


@dataclass
class _Process:
    """A process and what it is at."""

    process: Any  # of a start method; the type is private
    connection: "Connection[Any, Any]"
    shard: Shard
    at: _At = field(default_factory=lambda: _At(0, _START))
    heard: float = field(default_factory=monotonic)


def in_processes(shards: Iterable[Shard], settings: Settings, folder: Path, processes: int) -> Iterator[ShardDone]:
    """Yield what becomes of each shard, in the order in which they end.

    :raises InputError: if no worker can be made
    """
    crew = _Crew(iter(shards), settings, folder)
    try:
        while crew.staff(processes):
            yield from crew.hear()
    finally:
        crew.dismiss()


class _Crew:
    """The processes that work."""

    def __init__(self, shards: Iterator[Shard], settings: Settings, folder: Path) -> None:
        self._shards, self._settings, self._folder = shards, settings, folder
        self._again: list[Shard] = []
        self._died: Counter[tuple[int, _At]] = Counter()
        self._hopeless: dict[int, dict[int, Hopeless]] = {}
        self._running: list[_Process] = []

    def staff(self, processes: int) -> bool:
        """Start as many as there is work for; return whether there is any."""
        while len(self._running) < processes and (shard := self._next()) is not None:
            self._running.append(self._started(shard))
        return bool(self._running)

    def hear(self) -> Iterator[ShardDone]:
        """Yield what has ended."""
        ready = wait([one.connection for one in self._running], timeout=_LOOK)
        for one in list(self._running):
            said = _received(one.connection) if one.connection in ready else self._stuck(one)
            if isinstance(said, _At):
                one.at, one.heard = said, monotonic()
            elif isinstance(said, _Refused):
                raise InputError(said.message)
            elif isinstance(said, _Ended):
                self._lost(one, said)
            elif isinstance(said, ShardDone):
                yield said
                self._next_for(one)

    def dismiss(self) -> None:
        """End all processes."""
        for one in self._running:
            one.process.kill()
            one.process.join()
            one.connection.close()
        self._running = []

    def _next(self) -> Shard | None:
        return self._again.pop() if self._again else next(self._shards, None)

    def _next_for(self, one: _Process) -> None:
        shard = self._next()
        if shard is None:
            self._running.remove(one)
            one.connection.close()  # which ends it
            one.process.join()
        else:
            one.shard = shard
            self._give(one)

    def _started(self, shard: Shard) -> _Process:
        context = get_context("spawn")
        mine, others = context.Pipe()
        process = context.Process(target=_work, args=(others, self._settings, self._folder), daemon=True)
        with _environment():
            process.start()
        others.close()
        found = _Process(process, mine, shard)
        self._give(found)
        return found

    def _give(self, one: _Process) -> None:
        one.at, one.heard = _At(0, _START), monotonic()
        with suppress(OSError):  # it has died meanwhile, which is heard next
            one.connection.send((one.shard, self._hopeless.get(one.shard.number, {})))

    def _stuck(self, one: _Process) -> _Ended | None:
        """Return that a process is gone which has given no sign of life for too long."""
        limit = self._settings.seconds
        if limit is None or one.at.stage == _START:
            return None
        pairs = len(one.shard.pairs) if one.at.number == TOGETHER else 1
        if monotonic() - one.heard <= limit * pairs + _SPARE:
            return None
        one.process.kill()
        return _Ended(stuck=True)

    def _lost(self, one: _Process, ended: _Ended) -> None:
        """Have the shard of a process that is gone done again; without the pair where that happens all the time."""
        self._running.remove(one)
        one.process.join()
        one.connection.close()
        status = one.process.exitcode
        self._again.append(one.shard)
        self._died[one.shard.number, one.at] += 1
        if self._died[one.shard.number, one.at] >= _OFTEN and one.at.stage == _START:
            raise InputError(f"The worker processes end before they begin to work (status {status}).")
        if ended.stuck or self._died[one.shard.number, one.at] >= _OFTEN:
            seconds = f"{self._settings.seconds:g}" if self._settings.seconds is not None else ""
            why = (
                f"It took more than {seconds} seconds and could not be interrupted."
                if ended.stuck
                else f"{_OFTEN} processes have ended while they worked on it (status {status})."
            )
            known = self._hopeless.setdefault(one.shard.number, {})
            known[one.at.number] = Hopeless(one.at.stage, why)


def _received(connection: "Connection[Any, Any]") -> object:
    try:
        return connection.recv()
    except (EOFError, OSError):
        return _Ended()


@contextmanager
def _environment() -> Iterator[None]:
    """Have processes that are started meanwhile load numerical libraries with one thread each, and give memory back."""
    wanted = {**ALLOCATOR, **dict.fromkeys(THREADS, "1")}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _work(connection: "Connection[Any, Any]", settings: Settings, folder: Path) -> None:
    """Work until nothing more is given; what the other side of the pipe runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; the first process decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        worker = Worker(settings, Place(folder))
    except AlignerError as error:
        connection.send(_Refused(str(error)))
        return
    while True:
        try:
            shard, hopeless = connection.recv()
            connection.send(worker(shard, lambda number, stage: connection.send(_At(number, stage)), hopeless))
        except (EOFError, OSError) as error:
            if isinstance(error, OSError) and not isinstance(error, BrokenPipeError | ConnectionError):
                connection.send(_Refused(f"The result cannot be written: {error.strerror or error}."))
            return


def _end_with_parent() -> None:
    """End this process when the one that started it has gone, whatever it is at."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
