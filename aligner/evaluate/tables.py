"""An evaluation of findings as text and as JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from math import sqrt
from typing import Any

from aligner.core import Finding, Severity, Span
from aligner.evaluate.curves import curve
from aligner.evaluate.plants import RULES_OF, Kind
from aligner.evaluate.results import Alarm, Evaluation, Outcome
from aligner.messages import LANGUAGES, render

__all__ = ["as_json", "json_text", "table"]

_SIZES = ((0, 2), (3, 4), (5, 8), (9, 16), (17, 10_000))  # content words
_SIZED = frozenset(
    {
        Kind.SENTENCE_DELETED,
        Kind.SENTENCE_INSERTED,
        Kind.CLAUSE_DELETED,
        Kind.CLAUSE_INSERTED,
        Kind.SENTENCE_UNTRANSLATED,
        Kind.SENTENCES_SWAPPED,
    }
)
_WIDTH = 46


def table(result: Evaluation) -> str:
    """Write recall by kind, size and way; precision by rule; false positives on the untouched texts; seconds."""
    lines: list[str] = []
    if result.outcomes:
        lines += [*_recall(result), "", *_precision(result), ""]
    if result.settings.clean:
        lines += [*_alarms(result), ""]
    lines.append(f"seconds: {_seconds(result.seconds)}")
    lines.append(f"seconds of checking, by rule: {_seconds(result.seconds_by_rule)}")
    return "\n".join(lines) + "\n"


def _seconds(spent: Mapping[str, float]) -> str:
    return ", ".join(f"{part} {seconds:.1f}" for part, seconds in sorted(spent.items(), key=lambda one: -one[1]))


def _recall(result: Evaluation) -> Iterator[str]:
    yield (
        f"Planted: {len(result.outcomes)} errors in {result.copies} copies of {len(result.pairs)} texts, "
        f"seed {result.settings.seed}"
    )
    yield f"{'kind':{_WIDTH}} planted  found  recall  95 %       any rule"
    for kind in result.settings.kinds:
        of_kind = [outcome for outcome in result.outcomes if outcome.plant.kind is kind]
        yield _recall_row(kind, of_kind)
        if kind in _SIZED:
            for low, high in _SIZES:
                some = [outcome for outcome in of_kind if low <= outcome.plant.content_words <= high]
                label = f"{low}-{high}" if high < _SIZES[-1][1] else f"{low} or more"
                if some:
                    yield _recall_row(f"  {label} content words", some)
        methods = sorted({outcome.plant.method for outcome in of_kind})
        if len(methods) > 1:
            for method in methods:
                yield _recall_row(f"  {method}", [outcome for outcome in of_kind if outcome.plant.method == method])


def _recall_row(label: str, outcomes: Sequence[Outcome]) -> str:
    planted, found = len(outcomes), sum(outcome.found for outcome in outcomes)
    if not planted:
        return f"{label:{_WIDTH}} {0:7d}"
    low, high = _interval(found, planted)
    seen = sum(bool(outcome.hits or outcome.besides) for outcome in outcomes)
    return (
        f"{label:{_WIDTH}} {planted:7d} {found:6d}  {found / planted:6.3f}  {low:.2f}-{high:.2f}  {seen / planted:8.3f}"
    )


def _interval(found: int, of: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share (Wilson 1927)."""
    z = 1.96
    share, spread = found / of, z * sqrt(found / of * (1 - found / of) / of + z * z / (4 * of * of))
    middle, scale = share + z * z / (2 * of), 1 + z * z / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def _precision(result: Evaluation) -> Iterator[str]:
    """Count what a rule says in texts with plants: about plants of its kinds, of other kinds, about nothing planted."""
    hits: Counter[str] = Counter(finding.rule for outcome in result.outcomes for finding in outcome.hits)
    besides: Counter[str] = Counter(finding.rule for outcome in result.outcomes for finding in outcome.besides)
    strays = Counter(alarm.finding.rule for alarm in result.elsewhere if not alarm.excuse)
    expected = {rule for kind in result.settings.kinds for rule in RULES_OF[kind]}
    yield "In texts with plants"
    yield f"{'rule':{_WIDTH}}    hits  besides  elsewhere  precision"
    for rule in sorted({*hits, *besides, *strays}):
        of = hits[rule] + strays[rule]
        precision = f"{hits[rule] / of:9.3f}" if rule in expected and of else f"{'-':>9}"
        yield f"{rule:{_WIDTH}} {hits[rule]:7d} {besides[rule]:8d} {strays[rule]:10d}  {precision}"
    total = hits.total(), besides.total(), strays.total()
    share = total[0] / max(1, total[0] + total[2])
    yield f"{'all':{_WIDTH}} {total[0]:7d} {total[1]:8d} {total[2]:10d}  {share:9.3f}"


def _alarms(result: Evaluation) -> Iterator[str]:
    words = max(1, result.words)
    yield f"Untouched: {len(result.pairs)} texts; originals of {result.sentences:,} sentences, {result.words:,} words"
    heads = "".join(f"{severity.value:>9}" for severity in reversed(Severity))
    yield f"{'rule':{_WIDTH}}{heads}    alarms  per 1,000 words  excused"
    rows = sorted({alarm.finding.rule for alarm in result.alarms})
    for rule in rows:
        yield _alarm_row(rule, [alarm for alarm in result.alarms if alarm.finding.rule == rule], words)
    yield _alarm_row("all", result.alarms, words)
    yield (
        f"alarms per 1,000 words: {result.alarms_per_thousand():.2f} in all, "
        f"{result.alarms_per_thousand(severity=Severity.MAJOR):.2f} major or worse"
    )


def _alarm_row(label: str, alarms: Sequence[Alarm], words: int) -> str:
    real = [alarm for alarm in alarms if not alarm.excuse]
    counts = Counter(alarm.finding.severity for alarm in real)
    cells = "".join(f"{counts[severity]:9d}" for severity in reversed(Severity))
    return f"{label:{_WIDTH}}{cells} {len(real):9d}  {1000 * len(real) / words:15.2f} {len(alarms) - len(real):8d}"


def as_json(result: Evaluation) -> dict[str, Any]:
    """Return everything: each plant with what became of it, each finding on untouched text."""
    return {
        "schema": "aligner.evaluation/1",
        "settings": {
            "kinds": [kind.value for kind in result.settings.kinds],
            "per_kind": result.settings.per_kind,
            "seed": result.settings.seed,
            "profile": result.profile,
        },
        "pairs": list(result.pairs),
        "words": result.words,
        "sentences": result.sentences,
        "seconds": {part: round(spent, 2) for part, spent in result.seconds.items()},
        "seconds_by_rule": {rule: round(spent, 2) for rule, spent in result.seconds_by_rule.items()},
        "recall": {kind.value: round(result.recall(kind), 4) for kind in result.settings.kinds},
        "alarms_per_1000_words": {
            "all": round(result.alarms_per_thousand(), 3),
            "major": round(result.alarms_per_thousand(severity=Severity.MAJOR), 3),
        },
        "plants": [_plant(outcome) for outcome in result.outcomes],
        "alarms": [_alarm(alarm) for alarm in result.alarms],
        "elsewhere": [_alarm(alarm) for alarm in result.elsewhere],
        "curves": {
            kind.value: [asdict(point) for point in points]
            for kind in result.settings.kinds
            if (points := curve(result, kind))
        },
    }


def json_text(result: Evaluation) -> str:
    """Return ``as_json`` as text."""
    return json.dumps(as_json(result), ensure_ascii=False, indent=1) + "\n"


def _plant(outcome: Outcome) -> dict[str, Any]:
    plant = outcome.plant
    return {
        "kind": plant.kind.value,
        "method": plant.method,
        "pair": plant.pair,
        "line": plant.line,
        "original": list(plant.original),
        "translation": list(plant.translation),
        "edits": [
            {"side": side.value, "start": made.start, "end": made.end, "new": made.new} for side, made in plant.edits
        ],
        "content_words": plant.content_words,
        "characters": plant.characters,
        "before": plant.before,
        "after": plant.after,
        "found": outcome.found,
        "hits": _findings(outcome.hits),
        "besides": _findings(outcome.besides),
    }


def _alarm(alarm: Alarm) -> dict[str, Any]:
    return {"pair": alarm.pair, "line": alarm.line, "excuse": alarm.excuse, **_finding(alarm.finding)}


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [_finding(finding) for finding in findings]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 3),
        "message": render(finding.message, LANGUAGES[0]),
        "original": _span(finding.original),
        "translation": _span(finding.translation),
        "fingerprint": finding.fingerprint,
    }


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}
