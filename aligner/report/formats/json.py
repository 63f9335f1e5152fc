"""The review as data: ``aligner.report/2``, described by ``schema/report-2.schema.json``.

It is what ``aligner.core.serialize`` writes, from which the review can be read back, with sentences for people beside
the data of messages, the places that the file shows, and sums.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from aligner.approval import approved_line
from aligner.core import Approval, Decision, Document, Finding, Place, Review, Severity, Side, Span
from aligner.core.serialize import SCHEMA, Json, as_data, as_text
from aligner.decisions import said
from aligner.gate import Outcome, Verdict
from aligner.report.i18n import Localizer
from aligner.report.labels import place
from aligner.report.ranking import Case, standing
from aligner.report.summary import Summary, summarise
from aligner.report.verdicts import overall, worst_outcome

__all__ = ["SCHEMA", "SCHEMA_OF_SEVERAL", "Json", "render", "report"]

#: The value of ``"schema"`` where there are several: ``headline``, ``passes`` and ``reports``, each a ``SCHEMA``.
SCHEMA_OF_SEVERAL = "aligner.gate/1"

Object = dict[str, Json]


def render(cases: Sequence[Case], words: Localizer) -> str:
    """Return the report as indented JSON, its sentences in the reader's language."""
    reports: list[Json] = [report(review, verdict, words) for review, verdict in cases]
    data = reports[0] if len(reports) == 1 else _several(cases, reports, words)
    return as_text(data, indent=2) + "\n"


def _several(cases: Sequence[Case], reports: list[Json], words: Localizer) -> Json:
    """Return reports on several pairs, the verdict on all of them first."""
    made: Object = {"schema": SCHEMA_OF_SEVERAL, "headline": overall(cases, words)}
    if outcome := worst_outcome(cases):
        made |= {"passes": outcome is Outcome.PASSED, "outcome": outcome.value}
    return {**made, "reports": reports}


def report(review: Review, verdict: Verdict | None, words: Localizer) -> Object:
    """Return the report as plain dictionaries and lists; sentence, block and bead numbers count from zero."""
    data = as_data(review)
    documents = cast(Object, data["documents"])
    findings = cast(list[Json], data["findings"])
    return {
        "schema": SCHEMA,
        "language": words.language,
        **({"verdict": _verdict(verdict, words)} if verdict else {}),
        "documents": {
            "original": _document(review.original, cast(Object, documents["original"]), words),
            "translation": _document(review.translation, cast(Object, documents["translation"]), words),
        },
        "summary": _summary(summarise(review)),
        "warnings": list(map(words.render, review.warnings)),
        "warnings_data": data["warnings_data"],
        "skipped": [
            {"reason": words.render(one.reason), **cast(Object, stored)}
            for one, stored in zip(review.skipped, cast(list[Json], data["skipped"]), strict=True)
        ],
        "findings": [
            _finding(review, finding, cast(Object, one), verdict, words)
            for finding, one in zip(review.findings, findings, strict=True)
        ],
        "beads": data["beads"],
        "moved": data["moved"],
        "decisions": data["decisions"],
        **({"approval": _approval(review.approval, data["approval"], words)} if review.approval else {}),
        "lapsed": [
            {"what": words.render(one.what), **cast(Object, stored)}
            for one, stored in zip(review.lapsed, cast(list[Json], data["lapsed"]), strict=True)
        ],
        "run": dict(sorted(review.run.items())),
    }


def _document(document: Document, data: Object, words: Localizer) -> Json:
    blocks: list[Json] = [
        {**({"where": words.render(block.where)} if block.where else {}), **cast(Object, one)}
        for block, one in zip(document.blocks, cast(list[Json], data["blocks"]), strict=True)
    ]
    notes: Object = {"notes": list(map(words.render, document.notes))} if document.notes else {}
    return {**notes, **data, "blocks": blocks}


def _verdict(verdict: Verdict, words: Localizer) -> Json:
    score = verdict.score
    return {
        "passes": verdict.passes,
        "outcome": verdict.outcome.value,
        "profile": verdict.profile,
        "headline": words.render(verdict.headline),
        "reasons": list(map(words.render, verdict.reasons)),
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
            "model": score.model,
            "large_enough": score.is_large_enough,
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
            "calculation": list(map(words.render, score.calculation)),
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


def _finding(review: Review, finding: Finding, data: Object, verdict: Verdict | None, words: Localizer) -> Json:
    decision = review.decisions.get(finding.fingerprint)
    related = zip(finding.related, cast(list[Object], data["related"]), strict=True)
    return {
        **data,
        "message": words.message(finding),
        "original": _span(review.original, finding.original, data["original"], words),
        "translation": _span(review.translation, finding.translation, data["translation"], words),
        "related": [_place(review, place, one, words) for place, one in related],
        **({"standing": standing(finding, verdict).value} if verdict else {}),
        **({"decision": _decision(decision, words)} if decision else {}),
    }


def _approval(approval: Approval, data: Json, words: Localizer) -> Json:
    made: Object = {"holds": approval.holds, "said": words.render(approved_line(approval))}
    return made | cast(Object, data)


def _decision(decision: Decision, words: Localizer) -> Json:
    """Return a decision beside its finding: who, when and why, and the same in a sentence."""
    return {
        "state": decision.state.value,
        "by": decision.by,
        "role": decision.role,
        "when": decision.when,
        "reason": decision.reason.value if decision.reason else None,
        "note": decision.note,
        "said": words.render(said(decision)),
    }


def _place(review: Review, place: Place, data: Object, words: Localizer) -> Json:
    document = review.original if place.side is Side.ORIGINAL else review.translation
    return {
        **cast(Object, _span(document, place.span, data, words)),
        "note": words.render(place.note) if place.note else "",
    }


def _span(document: Document, span: Span | None, data: Json, words: Localizer) -> Json:
    where = place(document, span.sentences, words) if span else ""
    return {**cast(Object, data), "where": where} if where else data


def _figure(value: float) -> float:
    # Four decimals: the last bits of a cosine differ from processor to processor, and a report must not.
    return round(float(value), 4) + 0.0
