"""The beads of a batch as units of an export, read back one by one: its filters and formats take them as any others."""

from collections.abc import Iterator, Mapping
from typing import Any

from aligner.batch.place import Place
from aligner.core import Bead, Block, BlockKind, Decision, Finding, Message, Severity, Side, Span
from aligner.core.decisions import State
from aligner.export.units import ExportUnit, Remark, Status

__all__ = ["Row", "stored_rows", "unit_of"]

Row = Mapping[str, Any]
_ROWS = 2_000  # that are held at a time


def stored_rows(place: Place, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the beads of a batch, in the order of its plan."""
    for path in place.tables("beads"):
        with place.parquet(path) as file:
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
                yield from batch.to_pylist()


def unit_of(row: Row, languages: tuple[str, str]) -> ExportUnit:
    """Return a bead as a unit; its sentences and offsets are not there, its texts and findings are.

    :param languages: ISO 639-1 codes of the original's and the translation's
    """
    segments = [row[f"{side.value}_segments"] for side in Side]
    blocks = [
        Block(BlockKind(row[f"{side.value}_kind"]), "", (), where=_as_is(row[f"{side.value}_where"]))
        if row[f"{side.value}_kind"]
        else None
        for side in Side
    ]
    texts = [row["translation"][language] or "" for language in languages]
    return ExportUnit(
        row["number"],
        Bead(tuple(range(len(segments[0]))), tuple(range(len(segments[1]))), row["similarity"], row["confidence"]),
        texts[0],
        texts[1],
        row["id"],
        ((), ()),
        (blocks[0], blocks[1]),
        tuple(map(_remark, row["findings"] or ())),
        Status(row["status"]),
        row["rejected"],
    )


def _remark(row: Row) -> Remark:
    span = Span((), 0, 0, row["quote"] or "")
    side = row["side"]
    message = _as_is(row["message"])
    assert message is not None
    finding = Finding(
        row["rule"],
        Severity(row["severity"]),
        row["category"],
        message,
        span if side != Side.TRANSLATION.value else None,
        span if side != Side.ORIGINAL.value else None,
        row["suggestion"],
        row["confidence"],
        fingerprint=row["fingerprint"],
    )
    if row["decision"] is None:
        return Remark(finding)
    return Remark(finding, Decision(row["fingerprint"], State(row["decision"]), by=row["decided_by"] or ""))


def _as_is(text: str | None) -> Message | None:
    return Message("text.as-is", {"text": text}) if text else None
