"""The tables that a batch writes, as Arrow schemas: made when asked for, because pyarrow takes long to import."""

from typing import TYPE_CHECKING

from aligner.errors import MissingExtraError

if TYPE_CHECKING:
    import pyarrow

__all__ = ["SEVERITIES", "beads", "documents", "errors", "finding", "plan", "require"]

SEVERITIES = ("critical", "major", "minor", "neutral")


def require() -> None:
    """:raises MissingExtraError: if pyarrow is not installed"""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("aligner batch", "batch") from error


def plan() -> "pyarrow.Schema":
    """Return the schema of the pairs; texts are bytes, since names of files may be no UTF-8."""
    import pyarrow as pa

    return pa.schema(
        [
            ("id", pa.binary()),
            ("original", pa.binary()),
            ("translation", pa.binary()),
            ("how", pa.binary()),
            ("confidence", pa.float64()),
            ("inline", pa.bool_()),
            ("bytes", pa.int64()),
        ]
    )


def finding() -> "pyarrow.DataType":
    """Return the type of a finding."""
    import pyarrow as pa

    text = pa.string()
    return pa.struct(
        [
            ("rule", text),
            ("severity", text),
            ("category", text),
            ("message", text),
            ("side", text),
            ("quote", text),
            ("suggestion", text),
            ("confidence", pa.float64()),
            ("fingerprint", text),
            ("decision", text),
            ("decided_by", text),
            ("open", pa.bool_()),
        ]
    )


def beads(languages: tuple[str, str]) -> "pyarrow.Schema":
    """Return the schema of the beads.

    :param languages: ISO 639-1 codes of the original's and the translation's
    """
    import pyarrow as pa

    text, whole, number = pa.string(), pa.int32(), pa.float64()
    sides = [
        (f"{side}_{name}", kind)
        for side in ("original", "translation")
        for name, kind in (
            ("segments", pa.list_(text)),
            ("characters", whole),
            ("kind", text),
            ("where", text),
            ("start", pa.int64()),
            ("end", pa.int64()),
        )
    ]
    return pa.schema(
        [
            ("id", text),
            ("document", text),
            ("number", whole),
            ("type", text),
            ("translation", pa.struct([(language, text) for language in languages])),
            ("confidence", number),
            ("similarity", number),
            ("length_ratio", number),
            ("worst_severity", text),
            ("findings", pa.list_(finding())),
            ("status", text),
            ("rejected", pa.bool_()),
            *sides,
        ]
    )


def documents() -> "pyarrow.Schema":
    """Return the schema of the documents."""
    import pyarrow as pa

    text, whole, number = pa.string(), pa.int32(), pa.float64()
    sides = [
        (f"{side}_{name}", kind)
        for side in ("original", "translation")
        for name, kind in (
            ("path", text),
            ("language", text),
            ("format", text),
            ("sha256", text),
            ("characters", pa.int64()),
            ("words", pa.int64()),
            ("sentences", whole),
        )
    ]
    skipped = pa.struct([("rule", text), ("partly", pa.bool_()), ("reason", text)])
    return pa.schema(
        [
            ("document", text),
            ("pairing", text),
            ("pairing_confidence", number),
            *sides,
            ("beads", whole),
            ("beads_one_to_one", whole),
            ("original_alone", whole),
            ("translation_alone", whole),
            ("mean_confidence", number),
            ("mean_similarity", number),
            *((f"findings_{severity}", whole) for severity in SEVERITIES),
            ("whole_text", pa.list_(finding())),
            ("warnings", pa.list_(text)),
            ("skipped", pa.list_(skipped)),
            ("run", text),
        ]
    )


def errors() -> "pyarrow.Schema":
    """Return the schema of what went wrong."""
    import pyarrow as pa

    text = pa.string()
    return pa.schema(
        [
            ("document", text),
            ("original_path", text),
            ("translation_path", text),
            ("stage", text),
            ("step", text),
            ("sentence", pa.int32()),
            ("error", text),
            ("message", text),
        ]
    )
