"""The findings as SARIF 2.1.0, for code scanning and editors.

Limits of GitHub code scanning, the strictest of the consumers (docs.github.com, "SARIF support for code scanning"):
25,000 results a run, of which it shows 5,000, the worst first; 10 MB after gzip; 100 locations shown a result. What is
cut is the end of a list that begins with the worst, and ``run.properties.cut`` says how much.
"""

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import PurePath
from typing import TypeAlias
from urllib.parse import quote

from aligner.core import Document, Finding, Review, Severity, Side
from aligner.gate import Standing, Verdict
from aligner.report.anchors import Anchor, Anchors
from aligner.report.i18n import Localizer
from aligner.report.labels import doubt, finding_place, place, visible
from aligner.report.ranking import Case, Item, items
from aligner.report.regions import has_lines
from aligner.report.verdicts import first_line, overall, standing_note, why_skipped

__all__ = ["MOST_BYTES", "MOST_RESULTS", "render"]

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

MOST_RESULTS = 25_000
MOST_BYTES = 10_000_000  #: of the file after gzip
_MOST_RELATED = 99
_LONGEST = 500  #: characters of a quoted text

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "note"}
#: What GitHub calls the severity of a rule that is not about security.
_PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}


def render(cases: Sequence[Case], words: Localizer) -> str:
    """Return one run over all pairs; a result a line."""
    ranked = items(cases)
    rules = sorted({item.finding.rule for item in ranked})
    places = [Anchors(review) for review, _ in cases]
    compared = all(verdict is not None and verdict.against_baseline for _, verdict in cases)
    numbers = {rule: number for number, rule in enumerate(rules)}
    lines = [
        _dump(_result(item, cases[item.case], places[item.case], numbers, words, compared))
        for item in ranked[:MOST_RESULTS]
    ]
    while True:
        text = _text(cases, words, rules, lines, len(ranked) - len(lines))
        if not lines or _fits(text):
            return text
        del lines[len(lines) * 4 // 5 :]


def _fits(text: str) -> bool:
    content = text.encode("utf-8", "replace")
    return len(content) <= MOST_BYTES or len(zlib.compress(content, 1)) + 64 <= MOST_BYTES


def _text(cases: Sequence[Case], words: Localizer, rules: Sequence[str], lines: Sequence[str], cut: int) -> str:
    head: dict[str, object] = {
        "properties": _properties(cases, words, len(lines), cut),
        "tool": {"driver": _driver(cases, rules, words)},
        "language": words.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": list(_warnings(cases, words)),
                "toolConfigurationNotifications": list(_skipped(cases, words)),
            }
        ],
        "artifacts": [_artifact(document) for document in _documents(cases)],
    }
    results = ",\n".join(lines)
    body = f'{_dump(head)[:-1]}, "results": [\n{results}\n]}}' if lines else f'{_dump(head)[:-1]}, "results": []}}'
    return f'{{"$schema": {_dump(_SCHEMA)}, "version": "2.1.0", "runs": [\n{body}\n]}}\n'


_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _driver(cases: Sequence[Case], rules: Iterable[str], words: Localizer) -> Json:
    versions = {review.run["aligner"] for review, _ in cases if "aligner" in review.run}
    driver: dict[str, Json] = {"name": "aligner", "rules": [_rule(rule, words) for rule in rules]}
    if len(versions) == 1:
        driver["version"] = versions.pop()
    return driver


def _rule(rule: str, words: Localizer) -> Json:
    from aligner.check import load_rules
    from aligner.check.explanations import explanation

    name = words.rule(rule)
    made: dict[str, Json] = {"id": rule, "shortDescription": {"text": name}}
    if known := load_rules().get(rule):
        level = _LEVELS[known.severity]
        with suppress(FileNotFoundError):
            about = explanation(rule)
            made["fullDescription"] = {"text": about.looks_for}
            made["help"] = {"text": f"{about.looks_for}\n\n{about.why}\n\n{about.tune}"}
        made["defaultConfiguration"] = {"level": level}
        made["properties"] = {
            "category": known.category,
            "tags": ["translation", known.category.partition("/")[0]],
            "problem.severity": _PROBLEM[level],
        }
    return made


def _documents(cases: Sequence[Case]) -> Iterator[Document]:
    """Yield every file once."""
    seen: set[str] = set()
    for review, _ in cases:
        for document in (review.original, review.translation):
            if document.path not in seen:
                seen.add(document.path)
                yield document


def _artifact(document: Document) -> Json:
    return {
        "location": _file(document),
        "hashes": {"sha-256": document.sha256},
        "properties": {"language": document.language},
    }


def _warnings(cases: Sequence[Case], words: Localizer) -> Iterator[Json]:
    for review, _ in cases:
        for warning in review.warnings:
            yield {"level": "warning", "message": {"text": visible(words.render(warning))}}


def _skipped(cases: Sequence[Case], words: Localizer) -> Iterator[Json]:
    """Yield a notification for each rule that could not run on a pair, or not in full."""
    for review, _ in cases:
        for one in review.skipped:
            message = why_skipped(one, words)
            yield {
                "level": "warning",
                "message": {"text": visible(words.render(message))},
                "associatedRule": {"id": one.rule},
                "locations": [_whole_file(review.translation)],
            }


def _properties(cases: Sequence[Case], words: Localizer, shown: int, cut: int) -> Json:
    pairs: list[Json] = []
    for review, verdict in cases:
        pair: dict[str, Json] = {
            "original": review.original.path,
            "translation": review.translation.path,
            "verdict": visible(first_line((review, verdict), words)),
            "run": dict(sorted(review.run.items())),
        }
        if verdict:
            pair |= {"passes": verdict.passes, "outcome": verdict.outcome.value, "profile": verdict.profile}
            if verdict.score.is_large_enough:
                pair["score"] = round(verdict.score.quality, 2)
        pairs.append(pair)
    made: dict[str, Json] = {"verdict": visible(overall(cases, words)), "pairs": pairs}
    if cut:
        made["cut"] = {"shown": shown, "left_out": cut}
    return made


def _result(
    item: Item, case: Case, places: Anchors, numbers: dict[str, int], words: Localizer, compared: bool
) -> dict[str, Json]:
    (review, verdict), finding = case, item.finding
    anchors = [places.side(finding, side) for side in (Side.TRANSLATION, Side.ORIGINAL)]
    primary, other = anchors if anchors[0] else anchors[::-1]
    result: dict[str, Json] = {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(review, finding, verdict, words)},
        "locations": [_location(primary, words) if primary else _whole_file(review.translation)],
        "properties": {
            "severity": finding.severity.value,
            "category": finding.category,
            "confidence": round(finding.confidence, 4) + 0.0,
            "counts": item.counts,
        },
    }
    if related := list(_related(finding, other, places, words)):
        result["relatedLocations"] = related
    if finding.fingerprint:
        # The first is the only one that GitHub compares; it is ours, so that an edit elsewhere opens no new alert.
        result["partialFingerprints"] = {
            "primaryLocationLineHash": finding.fingerprint,
            "aligner/v2": finding.fingerprint,
        }
    if fix := _fix(finding, anchors[0]):
        result["fixes"] = [fix]
    if item.standing is Standing.ACCEPTED:
        why = standing_note(review, finding, verdict, words)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
    if compared:
        result["baselineState"] = "unchanged" if item.standing is Standing.KNOWN else "new"
    return result


def _message(review: Review, finding: Finding, verdict: Verdict | None, words: Localizer) -> str:
    """Return what and where: the sentence, page or time for viewers that show no column."""
    about = [
        finding_place(review, finding, words),
        doubt(finding, words),
        standing_note(review, finding, verdict, words),
    ]
    note = ", ".join(filter(None, about))
    said = visible(words.message(finding))
    quotes = [
        f"{review.original.language}: “{_short(finding.original.text)}”" if finding.original else "",
        f"{review.translation.language}: “{_short(finding.translation.text)}”" if finding.translation else "",
    ]
    suggestion = f"{words.say('suggestion')} {visible(finding.suggestion)}" if finding.suggestion is not None else ""
    return "\n".join(filter(None, [f"{said} ({note})" if note else said, *quotes, suggestion]))


def _short(text: str) -> str:
    text = visible(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _related(finding: Finding, other: Anchor | None, places: Anchors, words: Localizer) -> Iterator[Json]:
    if other:
        yield {"id": 0, **_location(other, words), "message": {"text": words.say(other.side.value)}}
    for number, found in enumerate(finding.related[: _MOST_RELATED - 1], 1):
        location = _location(places.span(found.side, found.span), words)
        note = visible(words.render(found.note)) if found.note else words.say(found.side.value)
        yield {"id": number, **location, "message": {"text": note}}


def _whole_file(document: Document) -> dict[str, Json]:
    return {"physicalLocation": {"artifactLocation": _file(document), "region": {"startLine": 1}}}


def _location(anchor: Anchor, words: Localizer) -> dict[str, Json]:
    physical: dict[str, Json] = {"artifactLocation": _file(anchor.document)}
    # GitHub takes no result without a line; where a file has none, the message and the logical location tell the place.
    physical["region"] = _region(anchor) if has_lines(anchor.document) else {"startLine": 1}
    made: dict[str, Json] = {"physicalLocation": physical}
    sentence = anchor.sentences[0] + 1
    logical: dict[str, Json] = {"fullyQualifiedName": f"{anchor.document.language} {sentence}", "kind": "sentence"}
    if where := place(anchor.document, anchor.sentences, words):
        logical = {"name": f"{anchor.document.language} {sentence}", "fullyQualifiedName": where, "kind": "place"}
    made["logicalLocations"] = [logical]
    return made


def _region(anchor: Anchor) -> Json:
    region = anchor.region
    made: dict[str, Json] = {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
        "charOffset": region.start,
        "charLength": region.end - region.start,
    }
    if not anchor.is_gap:
        made["snippet"] = {"text": _short(anchor.document.text[region.start : region.end])}
    return made


def _fix(finding: Finding, anchor: Anchor | None) -> Json:
    """Return the suggestion as an edit, where the file has the translation's span as it is quoted."""
    if finding.suggestion is None or finding.translation is None or anchor is None or not has_lines(anchor.document):
        return None
    if anchor.document.text[anchor.region.start : anchor.region.end] != finding.translation.text:
        return None
    region = {"charOffset": anchor.region.start, "charLength": anchor.region.end - anchor.region.start}
    replacement: Json = {"deletedRegion": region, "insertedContent": {"text": finding.suggestion}}  # type: ignore[dict-item]
    return {"artifactChanges": [{"artifactLocation": _file(anchor.document), "replacements": [replacement]}]}


def _file(document: Document) -> dict[str, Json]:
    """Return a relative path as it is, relative to the root of the sources, an absolute one as a ``file:`` address."""
    return _location_of(document.path)


@lru_cache
def _location_of(name: str) -> dict[str, Json]:
    path = PurePath(name)
    uri = quote(os.fsencode(path.as_posix()), safe="/-._~!$&'()*+,;=@")
    return {"uri": f"file://{uri}"} if path.is_absolute() else {"uri": uri, "uriBaseId": "%SRCROOT%"}
