"""What the database keeps of a pair, so that the next start is quick: its review, and who settled which beads."""

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aligner.core import Review
from aligner.core.serialize import dump, load
from aligner.desk.rows import Ids
from aligner.workspace.workspace import Pair, Workspace, keep_review

__all__ = ["Kept", "keep", "kept", "settled_beads"]

_PATIENCE = 2.0  #: seconds to wait for others that write: what is not kept now is kept the next time


class Kept(NamedTuple):
    """A review as it was written down."""

    review: Review
    entry: int  #: the last entry of the log that it knows


def settled_beads(workspace: Workspace, pair: Pair) -> dict[Ids, str]:
    """Return the beads that people have settled, and who did, where that is known."""
    found = dict.fromkeys(workspace.settled(pair.id), "—")
    with workspace.reading() as database:
        for left, right, by in database.execute(
            "select original, translation, settled from beads where pair = ? and settled != ''", (pair.id,)
        ):
            found[tuple(json.loads(left)), tuple(json.loads(right))] = by
    return found


def kept(workspace: Workspace, pair: Pair, sums: Sequence[str]) -> Kept | None:
    """Return the review that was kept, if the files are those it was made from.

    :param sums: SHA-256 of both files
    """
    with workspace.reading() as database:
        row = database.execute("select * from states where pair = ?", (pair.id,)).fetchone()
    if row is None or [row["original"], row["translation"]] != list(sums):
        return None
    return Kept(load(zlib.decompress(row["review"])), row["log"])


def keep(
    workspace: Workspace,
    pair: Pair,
    review: Review,
    decided: Review,
    settled: Mapping[Ids, str],
    entry: int,
    sums: Sequence[str],
) -> None:
    """Write a review down.

    :param decided: the same with what holds of its findings
    """
    data = zlib.compress(dump(review), 1)
    with workspace.writing(_PATIENCE) as database:
        keep_review(database, pair.id, decided, settled)
        database.execute("insert or replace into states values (?, ?, ?, ?, ?)", (pair.id, entry, *sums, data))
