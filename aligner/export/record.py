"""A unit as plain data, for JSON Lines and Parquet; and what is said of an export as a whole."""

from typing import TypeAlias

from aligner.core import Document, Sentence
from aligner.export.characters import well_formed
from aligner.export.units import Corpus, Remark, Unit
from aligner.messages import LANGUAGES, render

__all__ = ["Json", "about", "about_lines", "record"]

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | None


def record(corpus: Corpus, unit: Unit) -> dict[str, Json]:
    """Everything known of a unit; numbers count from zero, offsets are characters of the decoded files."""
    return {
        "id": unit.id,
        "number": unit.number,
        "type": unit.bead.type,
        "original": list(unit.bead.original),
        "translation": list(unit.bead.translation),
        "original_text": well_formed(unit.original),
        "translation_text": well_formed(unit.translation),
        "similarity": unit.bead.similarity,
        "confidence": unit.bead.confidence,
        "status": unit.status.value,
        "comment": well_formed(unit.comment),
        **_place("original", corpus.original, unit, 0),
        **_place("translation", corpus.translation, unit, 1),
        "findings": [_remark(remark) for remark in unit.remarks],
    }


def _place(name: str, document: Document, unit: Unit, side: int) -> dict[str, Json]:
    sentences: tuple[Sentence, ...] = unit.sentences[side]
    block = unit.blocks[side]
    return {
        f"{name}_path": well_formed(document.path),
        f"{name}_block": sentences[0].block if sentences else None,
        f"{name}_kind": block.kind.value if block else None,
        f"{name}_where": well_formed(block.where) if block else None,
        f"{name}_start": sentences[0].start if sentences else None,
        f"{name}_end": sentences[-1].end if sentences else None,
    }


def _remark(remark: Remark) -> Json:
    finding = remark.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "category": finding.category,
        "message": well_formed(render(finding.message, LANGUAGES[0])),
        "suggestion": None if finding.suggestion is None else well_formed(finding.suggestion),
        "confidence": finding.confidence,
        "fingerprint": finding.fingerprint,
        "decision": remark.decision,
        "open": remark.open,
    }


def about(corpus: Corpus) -> dict[str, Json]:
    """What it takes to make the export again, and what was left out."""
    return {
        "schema": "aligner.export/1",
        "run": dict(sorted((key, well_formed(value)) for key, value in corpus.run.items())),
        "documents": {
            side: {"path": well_formed(found.path), "language": found.language, "sha256": found.sha256}
            for side, found in (("original", corpus.original), ("translation", corpus.translation))
        },
        "beads": corpus.beads,
        "exported": len(corpus),
        "dropped": [{"filter": found.filter, "reason": found.reason, "units": found.units} for found in corpus.dropped],
        "whole_text": [_remark(remark) for remark in corpus.whole_text],
    }


def about_lines(corpus: Corpus) -> list[tuple[str, str]]:
    """The same as names and texts, for notes and properties."""
    lines = [("run", corpus.signature)]
    lines += [
        (f"{side}-sha256", found.sha256)
        for side, found in (("original", corpus.original), ("translation", corpus.translation))
    ]
    lines += [("beads", str(corpus.beads)), ("exported", str(len(corpus)))]
    return lines + [("dropped", f"{found.filter}, {found.reason}: {found.units}") for found in corpus.dropped]
