"""Parquet: typed columns, scores, findings and places; the run stands in the file's metadata under ``aligner``."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from aligner.core import Bead
from aligner.errors import InputError, MissingExtraError
from aligner.export.output import Parts
from aligner.export.record import about, record
from aligner.export.units import Corpus

if TYPE_CHECKING:
    import pyarrow

__all__ = ["parts", "read_beads", "write"]

_BEAD = ("number", "original", "translation", "similarity", "confidence")  # the columns that make a bead
_ROWS = 10_000  # units in a row group: what is held in memory at a time


def parts(corpus: Corpus) -> Parts:
    """Return one file.

    :raises MissingExtraError: if pyarrow is not installed
    """
    _require()
    return {"": lambda file: write(corpus, file)}


def write(corpus: Corpus, file: BinaryIO) -> None:
    """Write the units to an open file, a row group at a time."""
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetWriter

    schema = _schema().with_metadata({"aligner": json.dumps(about(corpus), ensure_ascii=False)})
    with ParquetWriter(file, schema, compression="zstd", version="2.6", store_schema=True) as writer:
        units = corpus.units()
        while group := list(islice(units, _ROWS)):
            rows = [record(corpus, unit) for unit in group]
            writer.write_batch(RecordBatch.from_pylist(rows, schema=schema))


def read_beads(*paths: Path) -> tuple[Bead, ...]:
    """Return the beads of one or several files of one text, such as the pairs and the null beads, in reading order.

    :raises InputError: if a file cannot be read or is none of ours
    """
    _require()
    rows = [row for path in paths for row in _rows(path)]
    return tuple(bead for _, bead in sorted(rows, key=lambda row: row[0]))


def _rows(path: Path) -> Iterator[tuple[int, Bead]]:
    """Yield the number and the bead of every unit."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            if not set(_BEAD) <= set(file.schema_arrow.names):
                raise InputError(f"{path} has no columns {', '.join(_BEAD)}: it is no export of beads.")
            for batch in file.iter_batches(columns=list(_BEAD)):
                for row in batch.to_pylist():
                    number, original, translation, similarity, confidence = (row[column] for column in _BEAD)
                    yield number, Bead(tuple(original), tuple(translation), similarity, confidence)
    except (OSError, ArrowException) as error:
        raise InputError(f"Cannot read {path} as Parquet: {error}.") from error


def _require() -> None:
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("The format parquet", "parquet") from error


def _schema() -> "pyarrow.Schema":
    import pyarrow as pa

    text, whole, name = pa.string(), pa.int64(), pa.dictionary(pa.int32(), pa.string())
    finding = pa.struct(
        [
            ("rule", text),
            ("severity", text),
            ("category", text),
            ("message", text),
            ("suggestion", text),
            ("confidence", pa.float64()),
            ("fingerprint", text),
            ("decision", text),
            ("decided_by", text),
            ("open", pa.bool_()),
        ]
    )
    return pa.schema(
        [
            pa.field("id", text, nullable=False),
            pa.field("number", pa.int32(), nullable=False),
            pa.field("type", name, nullable=False),
            pa.field("original", pa.list_(pa.int32()), nullable=False),
            pa.field("translation", pa.list_(pa.int32()), nullable=False),
            pa.field("original_text", text, nullable=False),
            pa.field("translation_text", text, nullable=False),
            pa.field("similarity", pa.float64(), nullable=False),
            pa.field("confidence", pa.float64(), nullable=False),
            pa.field("status", name, nullable=False),
            pa.field("comment", text, nullable=False),
            *(
                pa.field(f"{side}_{column}", kind)
                for side in ("original", "translation")
                for column, kind in (
                    ("path", name),
                    ("block", whole),
                    ("kind", name),
                    ("where", text),
                    ("start", whole),
                    ("end", whole),
                )
            ),
            pa.field("findings", pa.list_(finding), nullable=False),
        ]
    )
