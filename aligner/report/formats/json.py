"""The review as data: ``aligner.report/1``, described by ``schema/report-1.schema.json``."""

import json
from typing import TypeAlias

from aligner.core import Bead, Document, Finding, Place, Review, Span
from aligner.report.summary import Summary, summarise

__all__ = ["SCHEMA", "Json", "as_data", "render"]

#: The value of ``"schema"`` in every report.
SCHEMA = "aligner.report/1"

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | None


def render(review: Review) -> str:
    """The report as indented JSON."""
    return json.dumps(as_data(review), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_data(review: Review) -> dict[str, Json]:
    """The report as plain dictionaries and lists; sentence, block and bead numbers count from zero."""
    return {
        "schema": SCHEMA,
        "documents": {"original": _document(review.original), "translation": _document(review.translation)},
        "summary": _summary(summarise(review)),
        "warnings": list(review.warnings),
        "findings": [_finding(finding) for finding in review.findings],
        "beads": [_bead(bead) for bead in review.beads],
        "run": dict(sorted(review.run.items())),
    }


def _document(document: Document) -> Json:
    return {
        "path": document.path,
        "language": document.language,
        "sha256": document.sha256,
        "blocks": [{"kind": block.kind.value, "level": block.level} for block in document.blocks],
        "sentences": [
            {"number": found.number, "block": found.block, "start": found.start, "end": found.end, "text": found.text}
            for found in document.sentences
        ],
    }


def _summary(summary: Summary) -> Json:
    return {
        "sentences": _pair(summary.sentences),
        "words": _pair(summary.words),
        "unmatched": _pair(summary.unmatched),
        "beads": dict(sorted(summary.bead_types.items())),
        "findings": {
            "total": summary.findings,
            "by_severity": {severity.value: amount for severity, amount in summary.by_severity.items()},
            "by_rule": {found.rule: found.total for found in sorted(summary.by_rule, key=lambda found: found.rule)},
        },
    }


def _pair(figures: tuple[int, int]) -> Json:
    return {"original": figures[0], "translation": figures[1]}


def _bead(bead: Bead) -> Json:
    return {
        "type": bead.type,
        "original": list(bead.original),
        "translation": list(bead.translation),
        "similarity": _figure(bead.similarity),
        "confidence": _figure(bead.confidence),
    }


def _finding(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "category": finding.category,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "original": _span(finding.original),
        "translation": _span(finding.translation),
        "related": [_place(place) for place in finding.related],
        "confidence": _figure(finding.confidence),
        "fingerprint": finding.fingerprint,
    }


def _place(place: Place) -> Json:
    return {"side": place.side.value, **_fields(place.span), "note": place.note}


def _span(span: Span | None) -> Json:
    return None if span is None else _fields(span)


def _fields(span: Span) -> dict[str, Json]:
    return {"sentences": list(span.sentences), "start": span.start, "end": span.end, "text": span.text}


def _figure(value: float) -> float:
    # Four decimals: the last bits of a cosine differ from processor to processor, and a report must not.
    return round(float(value), 4) + 0.0
