"""What is known of a unit and of an export as a whole: as data, as names with values, and as notes for people."""

from typing import TypeAlias

from aligner.core import Message, Sentence, Side, Skipped
from aligner.decisions import said
from aligner.export.characters import well_formed
from aligner.export.units import Corpus, ExportUnit, Remark
from aligner.messages import rule_name

__all__ = ["Json", "about", "about_lines", "format_finding_note", "record", "unit_properties"]

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | None


def record(corpus: Corpus, unit: ExportUnit) -> dict[str, Json]:
    """Return everything known of a unit; numbers count from zero, offsets are characters of the decoded files."""
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
        **_place(corpus, unit, Side.ORIGINAL),
        **_place(corpus, unit, Side.TRANSLATION),
        "findings": [_remark(corpus, remark) for remark in unit.remarks],
    }


def _place(corpus: Corpus, unit: ExportUnit, side: Side) -> dict[str, Json]:
    number, name = list(Side).index(side), side.value
    document = (corpus.original, corpus.translation)[number]
    sentences: tuple[Sentence, ...] = unit.sentences[number]
    block = unit.blocks[number]
    where = well_formed(corpus.render(block.where)) if block and block.where else ""
    return {
        f"{name}_path": well_formed(document.path),
        f"{name}_block": sentences[0].block if sentences else None,
        f"{name}_kind": block.kind.value if block else None,
        f"{name}_where": where if block else None,
        f"{name}_start": sentences[0].start if sentences else None,
        f"{name}_end": sentences[-1].end if sentences else None,
    }


def _remark(corpus: Corpus, remark: Remark) -> Json:
    finding = remark.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "category": finding.category,
        "message": well_formed(corpus.render(finding.message)),
        "suggestion": None if finding.suggestion is None else well_formed(finding.suggestion),
        "confidence": finding.confidence,
        "fingerprint": finding.fingerprint,
        "decision": remark.decision.state.value if remark.decision else "",
        "decided_by": remark.decision.by if remark.decision else "",
        "open": remark.open,
    }


def about(corpus: Corpus) -> dict[str, Json]:
    """Return what it takes to make the export again, and what was left out."""
    return {
        "schema": "aligner.export/1",
        "run": dict(sorted((key, well_formed(value)) for key, value in corpus.run.items())),
        "documents": {
            side: {"path": well_formed(found.path), "language": found.language, "sha256": found.sha256}
            for side, found in (("original", corpus.original), ("translation", corpus.translation))
        },
        "beads": corpus.beads,
        "exported": len(corpus),
        "dropped": [
            {"filter": found.filter, "reason": corpus.render(found.reason), "units": found.units}
            for found in corpus.dropped
        ],
        "whole_text": [_remark(corpus, remark) for remark in corpus.whole_text],
        "skipped": [
            {"rule": found.rule, "partly": found.partly, "reason": corpus.render(found.reason)}
            for found in corpus.skipped
        ],
    }


def about_lines(corpus: Corpus) -> list[tuple[str, str]]:
    """Return the same as names and texts, for notes and properties."""
    lines = [("run", corpus.signature)]
    lines += [
        (f"{side}-sha256", found.sha256)
        for side, found in (("original", corpus.original), ("translation", corpus.translation))
    ]
    lines += [("beads", str(corpus.beads)), ("exported", str(len(corpus)))]
    lines += [("dropped", corpus.render(Message("export.dropped", one._asdict()))) for one in corpus.dropped]
    return lines + [("skipped", _skipped(corpus, one)) for one in corpus.skipped]


def _skipped(corpus: Corpus, skipped: Skipped) -> str:
    key = "gate.rule-partly" if skipped.partly else "gate.rule-skipped"
    return corpus.render(Message(key, {"rule": skipped.rule, "reason": skipped.reason}))


def unit_properties(corpus: Corpus, unit: ExportUnit) -> list[tuple[str, str]]:
    """Return names and values of what is known of a unit: scores, and where it stands."""
    known = [
        ("type", unit.bead.type),
        ("confidence", f"{unit.bead.confidence:g}"),
        ("similarity", f"{unit.bead.similarity:g}"),
    ]
    wheres = zip(("original-where", "translation-where"), unit.blocks, strict=True)
    return known + [(name, corpus.render(block.where)) for name, block in wheres if block and block.where]


def format_finding_note(corpus: Corpus, remark: Remark) -> str:
    """Return ``number (critical): 48 became 24. Suggestion: 48 heures. [accepted risk, Ana: it is a joke]``."""
    finding = remark.finding
    severity = Message(f"severity.{finding.severity.value}", {"count": 1})
    rule = rule_name(finding.rule, corpus.language)
    note = Message("export.note", {"rule": rule, "severity": severity, "message": finding.message})
    if finding.suggestion is not None:
        note = Message("export.note-with-suggestion", {"note": note, "suggestion": finding.suggestion})
    if remark.decision:
        note = Message("export.note-with-decision", {"note": note, "decision": said(remark.decision)})
    return corpus.render(note)
