"""What a batch will take, from its plan and a small sample that is worked on in a folder of its own."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from time import perf_counter

from aligner.batch import schema
from aligner.batch.place import Place
from aligner.batch.plan import PlannedPair, Shard, planned
from aligner.batch.run import Job
from aligner.batch.shard import Worker
from aligner.batch.source import found_in
from aligner.errors import InputError
from aligner.read.source_file import display_name

__all__ = ["Estimate", "estimate"]

_PAIRS, _BYTES = 12, 1_500_000  # of the sample
_KEPT = 256  # pairs from which it is taken, spread over the whole


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is known and what is to be expected."""

    pairs: int
    leftovers: int  #: files that are in no pair
    bytes: int  #: of the files
    sample: int  #: pairs that were tried
    failed: int  #: of these
    sentences: int  #: about
    seconds: float  #: of one process, about
    written: int  #: bytes, about
    memory: int  #: bytes of one process, so far


def estimate(job: Job, progress: Callable[[int], None] = lambda _: None) -> Estimate:
    """Return what a job will take, by what a sample takes for each byte.

    :param progress: told how many pairs have been found
    :raises AlignerError: if the source cannot be used
    """
    schema.require()
    found = found_in(job.source, job.settings.configuration)
    pairs = total = 0
    spread = _Spread()
    for pair in planned(found.pairs, found.root):
        pairs += 1
        total += pair.bytes
        spread.add(pair)
        if pairs % 1_000 == 0:
            progress(pairs)
    if not pairs:
        raise InputError(f"There is no pair in {' and '.join(map(display_name, job.source.paths))}.")
    some = tuple(_within(spread.pairs))
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder)
        place.open()
        worker = Worker(job.settings, place)
        worker(Shard(0, some[:1]))  # what is loaded once a process is no part of the pace
        began = perf_counter()
        done = worker(Shard(1, some))
        seconds = perf_counter() - began
    share = total / max(1, sum(pair.bytes for pair in some))
    return Estimate(
        pairs,
        sum(1 for _ in found.leftovers),
        total,
        len(some),
        len(done.mark["errors"]),
        round(done.mark["sentences"] * share),
        seconds * share,
        round(sum(one["bytes"] for one in done.mark["files"].values()) * share),
        done.memory,
    )


class _Spread:
    """Some of many, evenly spread, however many come."""

    def __init__(self) -> None:
        self.pairs: list[PlannedPair] = []
        self._every, self._count = 1, 0

    def add(self, pair: PlannedPair) -> None:
        """See one."""
        if self._count % self._every == 0:
            self.pairs.append(pair)
            if len(self.pairs) >= 2 * _KEPT:
                self.pairs = self.pairs[::2]
                self._every *= 2
        self._count += 1


def _within(pairs: list[PlannedPair]) -> Iterator[PlannedPair]:
    """Yield as many of them, evenly spread, as make a small sample."""
    step = max(1, len(pairs) // _PAIRS)
    size = 0
    for pair in islice(pairs[step // 2 :: step], _PAIRS):
        size += pair.bytes
        if size > _BYTES and size != pair.bytes:
            return
        yield pair
