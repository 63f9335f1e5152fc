"""A review as rows: one a bead, and one of the document."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from aligner.batch.plan import PlannedPair
from aligner.batch.schema import SEVERITIES
from aligner.core import Document, Review, Side
from aligner.export.characters import well_formed
from aligner.export.decisions import Decisions
from aligner.export.units import ExportUnit, Remark, ReviewUnits
from aligner.messages import render

__all__ = ["Row", "rows_of"]

Row = dict[str, Any]
_QUOTED = 200  # characters of a quote


def rows_of(
    pair: PlannedPair, review: Review, decisions: Decisions, language: str, *, checked: bool = True
) -> tuple[list[Row], Row]:
    """Return a row for each bead, in reading order, and the row of the document.

    :param language: that findings are said in
    :param checked: findings were looked for; else their columns hold nothing, which is not the same as none
    """
    units = ReviewUnits(review)
    made = [decisions.applied(unit) for unit in units()]
    codes = (review.original.language, review.translation.language)
    beads = [_bead(pair.id, unit, codes, language) for unit in made]
    whole = [_finding(remark, language) for remark in units.whole_text]
    document = _document(pair, review, made, whole, language)
    if not checked:
        for bead in beads:
            bead["findings"] = None
        document |= {f"findings_{severity}": None for severity in SEVERITIES} | {"whole_text": None}
    return beads, document


def _bead(document: str, unit: ExportUnit, languages: tuple[str, str], language: str) -> Row:
    texts = (well_formed(unit.original), well_formed(unit.translation))
    lengths = [len(text) for text in texts]
    row: Row = {
        "id": f"{document}#{unit.id}",
        "document": document,
        "number": unit.number,
        "type": unit.bead.type,
        "translation": dict(zip(languages, texts, strict=True)),
        "confidence": float(unit.bead.confidence),
        "similarity": float(unit.bead.similarity),
        "length_ratio": round(lengths[1] / lengths[0], 4) if all(lengths) else None,
        "worst_severity": unit.worst.value if unit.worst else None,
        "findings": [_finding(remark, language) for remark in unit.remarks],
        "status": unit.status.value,
        "rejected": unit.rejected,
    }
    for number, side in enumerate(Side):
        sentences, block = unit.sentences[number], unit.blocks[number]
        where = render(block.where, language) if block and block.where else None
        row |= {
            f"{side.value}_segments": [sentence.id for sentence in sentences],
            f"{side.value}_characters": lengths[number],
            f"{side.value}_kind": block.kind.value if block else None,
            f"{side.value}_where": well_formed(where) if where else None,
            f"{side.value}_start": sentences[0].start if sentences else None,
            f"{side.value}_end": sentences[-1].end if sentences else None,
        }
    return row


def _finding(remark: Remark, language: str) -> Row:
    found = remark.finding
    span = found.translation or found.original
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "category": found.category,
        "message": well_formed(render(found.message, language)),
        "side": remark.side.value if remark.side else None,
        "quote": well_formed(span.text[:_QUOTED]) if span else None,
        "suggestion": None if found.suggestion is None else well_formed(found.suggestion),
        "confidence": float(found.confidence),
        "fingerprint": found.fingerprint,
        "decision": remark.decision.state.value if remark.decision else None,
        "decided_by": remark.decision.by if remark.decision else None,
        "open": remark.open,
    }


def _document(
    pair: PlannedPair, review: Review, units: Sequence[ExportUnit], whole: Sequence[Row], language: str
) -> Row:
    beads = review.beads
    both = [bead for bead in beads if not bead.is_null]
    severities = Counter(finding.severity.value for finding in review.findings)
    return {
        "document": pair.id,
        "pairing": pair.how,
        "pairing_confidence": pair.confidence,
        **_side("original", review.original, pair),
        **_side("translation", review.translation, pair),
        "beads": len(beads),
        "beads_one_to_one": sum(bead.type == "1-1" for bead in beads),
        "original_alone": sum(not bead.translation for bead in beads),
        "translation_alone": sum(not bead.original for bead in beads),
        "mean_confidence": _mean([bead.confidence for bead in both]),
        "mean_similarity": _mean([bead.similarity for bead in both]),
        **{f"findings_{severity}": severities[severity] for severity in SEVERITIES},
        "whole_text": list(whole),
        "warnings": [well_formed(render(warning, language)) for warning in review.warnings],
        "skipped": [
            {"rule": one.rule, "partly": one.partly, "reason": well_formed(render(one.reason, language))}
            for one in review.skipped
        ],
        "run": json.dumps(dict(sorted(review.run.items())), ensure_ascii=False),
    }


def _side(name: str, document: Document, pair: PlannedPair) -> Row:
    path = None if pair.inline else well_formed(document.path)
    return {
        f"{name}_path": path,
        f"{name}_language": document.language,
        f"{name}_format": document.format,
        f"{name}_sha256": document.sha256,
        f"{name}_characters": sum(len(sentence.text) for sentence in document.sentences),
        f"{name}_words": sum(len(sentence.text.split()) for sentence in document.sentences),
        f"{name}_sentences": len(document.sentences),
    }


def _mean(numbers: Sequence[float]) -> float | None:
    return round(sum(map(float, numbers)) / len(numbers), 6) if numbers else None
