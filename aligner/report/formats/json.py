"""The review as data: ``aligner.report/1``, described by ``schema/report-1.schema.json``."""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from aligner.core import Bead, Block, Document, Finding, Place, Review, Severity, Side, Span
from aligner.gate import Verdict
from aligner.report.labels import place
from aligner.report.ranking import Case, standing
from aligner.report.summary import Summary, summarise
from aligner.report.verdicts import overall
from aligner.report.wording import Wording, wording

__all__ = ["SCHEMA", "SCHEMA_OF_SEVERAL", "Json", "as_data", "render"]

#: The value of ``"schema"`` in every report.
SCHEMA = "aligner.report/1"
#: The same where there are several: ``headline``, ``passes`` and ``reports``, each an ``aligner.report/1``.
SCHEMA_OF_SEVERAL = "aligner.gate/1"

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | None


def render(cases: Sequence[Case], words: Wording) -> str:
    """The report as indented JSON; it is data, and in English whatever the language of the interface."""
    reports: list[Json] = [as_data(review, verdict) for review, verdict in cases]
    data = reports[0] if len(reports) == 1 else _several(cases, reports)
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _several(cases: Sequence[Case], reports: list[Json]) -> Json:
    """Reports on several pairs, the verdict on all of them first."""
    made: dict[str, Json] = {"schema": SCHEMA_OF_SEVERAL, "headline": overall(cases, wording())}
    judged = [verdict.passes for _, verdict in cases if verdict]
    if judged:
        made["passes"] = all(judged)
    return {**made, "reports": reports}


def as_data(review: Review, verdict: Verdict | None = None) -> dict[str, Json]:
    """The report as plain dictionaries and lists; sentence, block and bead numbers count from zero."""
    return {
        "schema": SCHEMA,
        **({"verdict": _verdict(verdict)} if verdict else {}),
        "documents": {"original": _document(review.original), "translation": _document(review.translation)},
        "summary": _summary(summarise(review)),
        "warnings": list(review.warnings),
        "findings": [_finding(review, finding, verdict) for finding in review.findings],
        "beads": [_bead(bead) for bead in review.beads],
        "run": dict(sorted(review.run.items())),
    }


def _document(document: Document) -> Json:
    return {
        **({"notes": list(document.notes)} if document.notes else {}),
        "path": document.path,
        "language": document.language,
        "sha256": document.sha256,
        "blocks": [_block(block) for block in document.blocks],
        "sentences": [
            {"number": found.number, "block": found.block, "start": found.start, "end": found.end, "text": found.text}
            for found in document.sentences
        ],
    }


def _block(block: Block) -> Json:
    made: dict[str, Json] = {"kind": block.kind.value, "level": block.level}
    return made | {"where": block.where} if block.where else made


def _verdict(verdict: Verdict) -> Json:
    score = verdict.score
    return {
        "passes": verdict.passes,
        "profile": verdict.profile,
        "headline": verdict.headline,
        "reasons": list(verdict.reasons),
        "against_baseline": verdict.against_baseline,
        "counts": _counts(verdict.counts),
        "ignored": {standing.value: amount for standing, amount in verdict.ignored.items()},
        "limits": [
            {"name": limit.name, "found": limit.found, "allowed": limit.allowed, "passes": limit.passes}
            for limit in verdict.limits
        ],
        "score": {
            "quality": _figure(score.quality),
            "pass_mark": score.pass_mark,
            "passes": score.passes,
            "points": _figure(score.points),
            "words": score.words,
            "per_thousand": _figure(score.per_thousand),
            "counts": _counts(score.counts),
            "points_by_severity": {level.value: _figure(points) for level, points in score.points_by_severity.items()},
            "types": [
                {
                    "category": found.category,
                    "counts": _counts(found.counts),
                    "weight": found.weight,
                    "points": _figure(found.points),
                }
                for found in score.types
            ],
            "calculation": list(score.calculation),
        },
    }


def _counts(counts: Mapping[Severity, int]) -> Json:
    return {severity.value: amount for severity, amount in counts.items()}


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


def _finding(review: Review, finding: Finding, verdict: Verdict | None) -> Json:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "category": finding.category,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "original": _span(review.original, finding.original),
        "translation": _span(review.translation, finding.translation),
        "related": [_place(review, place) for place in finding.related],
        "confidence": _figure(finding.confidence),
        "fingerprint": finding.fingerprint,
        **({"standing": standing(finding, verdict).value} if verdict else {}),
    }


def _place(review: Review, place: Place) -> Json:
    document = review.original if place.side is Side.ORIGINAL else review.translation
    return {"side": place.side.value, **_fields(document, place.span), "note": place.note}


def _span(document: Document, span: Span | None) -> Json:
    return None if span is None else _fields(document, span)


def _fields(document: Document, span: Span) -> dict[str, Json]:
    fields: dict[str, Json] = {
        "sentences": list(span.sentences),
        "start": span.start,
        "end": span.end,
        "text": span.text,
    }
    where = place(document, span.sentences)
    return fields | {"where": where} if where else fields


def _figure(value: float) -> float:
    # Four decimals: the last bits of a cosine differ from processor to processor, and a report must not.
    return round(float(value), 4) + 0.0
