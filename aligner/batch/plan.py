"""Which pairs a batch works on, written down before the work: who resumes it finds the same pairs in the same shards.

A shard is what one process works on at a time and what appears in OUT together. Where one ends follows from the plan
alone, never from how many processes there are, so that their number changes no byte of the result.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from aligner.batch.place import Place
from aligner.pairing import Leftover, Pair

__all__ = ["PlannedPair", "Shard", "Sizes", "planned", "read_plan", "shards", "write_plan"]

_ROWS = 10_000  # of the plan that are held at a time
_LEAST_SHARDS = 32  # where there are few pairs, so that many processes have something to do
_SUFFIX = re.compile(r"\.[^./]{1,8}$")


@dataclass(frozen=True, slots=True)
class PlannedPair:
    """A pair with the id that its rows have."""

    id: str
    original: str  #: its path, or the text itself if ``inline``
    translation: str | None
    how: str
    confidence: float
    inline: bool
    bytes: int  #: of both files, or of both texts


@dataclass(frozen=True, slots=True)
class Sizes:
    """Where a shard ends."""

    pairs: int = 32
    bytes: int = 2_000_000  #: of files; a pair that has more is a shard of its own

    def of(self, total: int) -> "Sizes":
        """Return the sizes for that many pairs: of few, shards have fewer."""
        return Sizes(max(1, min(self.pairs, -(-total // _LEAST_SHARDS))), self.bytes)


class Shard(NamedTuple):
    """Pairs that are worked on together."""

    number: int
    pairs: tuple[PlannedPair, ...]


def planned(pairs: Iterable[Pair], root: Path | None) -> Iterator[PlannedPair]:
    """Yield pairs with ids: their own, or the path of the original as seen from the source, without its suffix.

    :param root: the folder from which paths are seen
    """
    seen: set[bytes] = set()
    for number, pair in enumerate(pairs):
        wanted = pair.id or (f"row-{number:07}" if pair.inline else _named(pair.original, root))
        name, copy = wanted, 1
        while (key := hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=12).digest()) in seen:
            copy += 1
            name = f"{wanted}~{copy}"
        seen.add(key)
        yield PlannedPair(
            name, pair.original, pair.translation, pair.how.value, pair.confidence, pair.inline, _bytes(pair)
        )


def _named(path: str, root: Path | None) -> str:
    shown = Path(path)
    if root is not None:
        with suppress(ValueError):
            shown = shown.relative_to(root)
    return _SUFFIX.sub("", shown.as_posix().encode("utf-8", "replace").decode())


def _bytes(pair: Pair) -> int:
    texts = [text for text in (pair.original, pair.translation) if text is not None]
    if pair.inline:
        return sum(len(text.encode("utf-8", "replace")) for text in texts)
    total = 0
    for text in texts:
        with suppress(OSError, ValueError):  # which is said when it is read
            total += os.stat(text).st_size
    return total


def write_plan(place: Place, pairs: Iterable[PlannedPair], leftovers: Iterable[Leftover]) -> None:
    """Write down the pairs, and the files that have none."""
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetWriter

    from aligner.batch.schema import plan

    schema = plan()
    lines = "".join(json.dumps(left._asdict(), ensure_ascii=False) + "\n" for left in leftovers)
    place.put("leftovers.jsonl", lines.encode("utf-8", "replace"))
    with place.making("plan.parquet") as path, ParquetWriter(path, schema, compression="zstd") as writer:
        rest = iter(pairs)
        while some := list(islice(rest, _ROWS)):
            rows = [{name: _bytes_of(getattr(pair, name)) for name in schema.names} for pair in some]
            writer.write_batch(RecordBatch.from_pylist(rows, schema=schema))


def read_plan(place: Place) -> Iterator[PlannedPair]:
    """Yield the pairs of a plan one by one."""
    with place.parquet(place.file("plan.parquet")) as file:
        for batch in file.iter_batches(batch_size=_ROWS):
            yield from (
                PlannedPair(**{name: _text_of(value) for name, value in row.items()}) for row in batch.to_pylist()
            )


def _bytes_of(value: Any) -> Any:
    """Return a text as bytes: names of files may hold what is no UTF-8."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def _text_of(value: Any) -> Any:
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def shards(pairs: Iterable[PlannedPair], sizes: Sizes) -> Iterator[Shard]:
    """Yield the shards of a plan."""
    waiting: list[PlannedPair] = []
    size = number = 0
    for pair in pairs:
        if waiting and (len(waiting) >= sizes.pairs or size + pair.bytes > sizes.bytes):
            yield Shard(number, tuple(waiting))
            waiting, size, number = [], 0, number + 1
        waiting.append(pair)
        size += pair.bytes
    if waiting:
        yield Shard(number, tuple(waiting))
