"""A Ray cluster: shards are a Ray Data set, actors hold what a process holds, and the bytes are the same.

Every machine has to see the source and the folder that is written by the same paths, as on a shared file system. The
rows are written by the actors themselves, as processes write them, so that a shard appears whole and is marked as done.
"""

import logging
import os
import pickle
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aligner.batch.local import THREADS
from aligner.batch.memory import ALLOCATOR
from aligner.batch.place import Place
from aligner.batch.plan import Shard
from aligner.batch.shard import Settings, ShardDone, Worker
from aligner.encode import DEFAULT
from aligner.errors import ConfigError, InputError, MissingExtraError

__all__ = ["on_ray", "room"]

_ROWS = 64  # shards of the list that are written at a time


def on_ray(
    shards: Iterable[Shard], settings: Settings, folder: Path, workers: int | None, address: str | None
) -> Iterator[ShardDone]:
    """Yield what becomes of each shard.

    :param workers: actors; by default as many as the cluster has processors, or GPUs where the encoder can use one
    :param address: of a cluster that runs; without it, one is started on this machine
    :raises MissingExtraError: if ray is not installed
    :raises ConfigError: if there is no cluster at the address
    """
    with _connected(address):
        place = Place(folder.absolute())
        with place.draft("shards.parquet") as path:
            if count := _listed(shards, path):
                yield from _results(path, count, settings, place.folder, workers)


def room(address: str | None, settings: Settings) -> int:
    """Return how many actors a cluster has room for.

    :raises MissingExtraError: if ray is not installed
    :raises ConfigError: if there is no cluster at the address
    """
    with _connected(address):
        return _most(_resources(settings))


@contextmanager
def _connected(address: str | None) -> Iterator[None]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingExtraError("The engine ray", "cluster") from error
    started = not ray.is_initialized()
    if started:
        variables = {"env_vars": {**ALLOCATOR, **dict.fromkeys(THREADS, "1")}}
        try:
            ray.init(address=address, runtime_env=variables, log_to_driver=False, logging_level="ERROR")
        except (ConnectionError, ValueError, RuntimeError, TimeoutError) as error:
            lines = str(error).strip().splitlines() or [type(error).__name__]
            where = f"at {address}" if address else "to be had"
            raise ConfigError(f"There is no Ray cluster {where}: {lines[0].rstrip('.')}.") from error
    try:
        yield
    finally:
        if started:
            ray.shutdown()


def _listed(shards: Iterable[Shard], path: Path) -> int:
    """Write what is to be done as Parquet, a shard a row; return how many there are."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = pa.schema([("shard", pa.binary())])
    count = 0
    waiting: list[dict[str, bytes]] = []
    with ParquetWriter(path, schema) as writer:
        for shard in shards:
            waiting.append({"shard": pickle.dumps(shard)})
            count += 1
            if len(waiting) == _ROWS:
                writer.write_batch(pa.RecordBatch.from_pylist(waiting, schema=schema))
                waiting = []
        if waiting:
            writer.write_batch(pa.RecordBatch.from_pylist(waiting, schema=schema))
    return count


def _results(path: Path, count: int, settings: Settings, folder: Path, workers: int | None) -> Iterator[ShardDone]:
    import ray.data
    from ray.exceptions import RayError

    resources = _resources(settings)
    actors = min(count, workers or _most(resources))
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about the pace of a list that has just begun to be read
            listed = ray.data.read_parquet(str(path)).repartition(target_num_rows_per_block=1)
            found = listed.map_batches(
                _Actor,
                fn_constructor_args=(settings, folder),
                batch_size=1,
                compute=ray.data.ActorPoolStrategy(min_size=actors, max_size=actors),
                **resources,
            )
            for row in found.iter_rows():
                yield pickle.loads(row["done"])
    except RayError as error:
        lines = [line for line in str(error).strip().splitlines() if line.strip()] or [type(error).__name__]
        raise InputError(f"The cluster has given up: {lines[-1].strip().rstrip('.')}.") from error


def _resources(settings: Settings) -> dict[str, float]:
    """Return what an actor needs: a processor, and a GPU where the encoder can use it and the cluster has one."""
    import ray

    if settings.configuration.encoder != DEFAULT and ray.cluster_resources().get("GPU", 0) >= 1:
        return {"num_cpus": 1, "num_gpus": 1}
    return {"num_cpus": 1}


def _most(resources: dict[str, float]) -> int:
    """Return how many actors the cluster has room for; one processor is left to what reads the list."""
    import ray

    there = ray.cluster_resources()
    if "num_gpus" in resources:
        return int(there["GPU"])
    return max(1, int(there.get("CPU", 1)) - 1)


class _Actor:
    """Holds a worker, as a process does."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._worker = Worker(settings, Place(folder))

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Work on shards."""
        return {"done": [pickle.dumps(self._worker(pickle.loads(one))) for one in batch["shard"]]}
