"""Findings as Localization Quality Issues of ITS 2.0, for tools that show and answer them.

Each finding has a stand-off ``its:locQualityIssues`` of its own, whose id has the finding's fingerprint; the words that
it is about stand in an ``mrk`` that points there. Where several findings overlap, one ``mrk`` is inside the other.
Sources: W3C, "Internationalization Tag Set (ITS) Version 2.0", 8.17; "XLIFF Version 2.1", 5.9, for XLIFF 2.1; W3C's
XLIFF 1.2 mapping of ITS 2.0 for XLIFF 1.2.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from aligner.core import Severity, Side
from aligner.decisions.returned import PREFIX
from aligner.export.characters import attribute
from aligner.export.units import Corpus, ExportUnit, Remark

__all__ = ["SEVERITIES", "issue_id", "issue_type", "issues", "marked"]

#: ITS wants a figure of 0 to 100.
SEVERITIES = {Severity.NEUTRAL: 0, Severity.MINOR: 25, Severity.MAJOR: 60, Severity.CRITICAL: 100}

# MQM category, or one above it -> type of ITS 2.0, appendix C.
_TYPES = {
    "accuracy": "other",
    "accuracy/addition": "addition",
    "accuracy/mistranslation": "mistranslation",
    "accuracy/mistranslation/number": "numbers",
    "accuracy/mistranslation/entity": "inconsistent-entities",
    "accuracy/omission": "omission",
    "accuracy/untranslated": "untranslated",
    "design": "formatting",
    "design/length": "length",
    "design/markup": "markup",
    "fluency": "other",
    "fluency/grammar": "grammar",
    "fluency/inconsistency": "inconsistency",
    "fluency/punctuation": "typographical",
    "fluency/spelling": "misspelling",
    "fluency/typography": "typographical",
    "linguistic-conventions/grammar": "grammar",
    "linguistic-conventions/spelling": "misspelling",
    "locale-conventions": "locale-violation",
    "style": "style",
    "style/register": "register",
    "terminology": "terminology",
}


class _Mark(NamedTuple):
    """Words of one side that a finding is about."""

    start: int
    end: int
    remark: Remark


def issue_type(category: str) -> str:
    """Return the type of ITS for an MQM category: that of the nearest category above it, or ``other``."""
    while category not in _TYPES and "/" in category:
        category = category.rpartition("/")[0]
    return _TYPES.get(category, "other")


def issues(corpus: Corpus, unit: ExportUnit) -> str:
    """Return the stand-off elements of a unit's findings; what a person has settled is not enabled."""
    return "".join(_issue(corpus, unit, remark) for remark in unit.remarks if remark.finding.fingerprint)


def issue_id(unit: ExportUnit, remark: Remark) -> str:
    """Return the id of an issue in a file: a finding that touches several units is in each of them."""
    return f"{PREFIX}{attribute(remark.finding.fingerprint)}-{unit.number}"


def _issue(corpus: Corpus, unit: ExportUnit, remark: Remark) -> str:
    finding = remark.finding
    return (
        f'<its:locQualityIssues xml:id="{issue_id(unit, remark)}"><its:locQualityIssue '
        f'locQualityIssueType="{issue_type(finding.category)}" '
        f'locQualityIssueComment="{attribute(corpus.render(finding.message))}" '
        f'locQualityIssueSeverity="{SEVERITIES[finding.severity]}" '
        f'locQualityIssueEnabled="{"yes" if remark.open else "no"}"/></its:locQualityIssues>\n'
    )


def marked(
    unit: ExportUnit, side: Side, write: Callable[[str], str], opening: Callable[[int, str], str], first: int = 1
) -> tuple[str, int]:
    """Return a unit's text as content with its findings marked, and the number of the next mark.

    :param write: makes content of a stretch of text
    :param opening: makes the tag that opens a mark of its number and the issue's id
    :param first: number of the first mark
    """
    text = unit.original if side is Side.ORIGINAL else unit.translation
    made, at, number = "", 0, first
    for cluster in _clusters(_marks(unit, side)):
        start, end = min(mark.start for mark in cluster), max(mark.end for mark in cluster)
        made += write(text[at:start])
        for mark in cluster:
            made += opening(number, issue_id(unit, mark.remark))
            number += 1
        made += write(text[start:end]) + "</mrk>" * len(cluster)
        at = end
    return made + write(text[at:]), number


def _clusters(marks: Sequence[_Mark]) -> Iterator[list[_Mark]]:
    """Yield marks that overlap together."""
    cluster: list[_Mark] = []
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        if cluster and mark.start >= max(one.end for one in cluster):
            yield cluster
            cluster = []
        cluster.append(mark)
    if cluster:
        yield cluster


def _marks(unit: ExportUnit, side: Side) -> list[_Mark]:
    number = 0 if side is Side.ORIGINAL else 1
    block, sentences = unit.blocks[number], unit.sentences[number]
    text = unit.original if side is Side.ORIGINAL else unit.translation
    if block is None or " ".join(sentence.text for sentence in sentences) != text:
        return []  # another text than the findings are about
    found = []
    for remark in unit.remarks:
        span = remark.finding.original if side is Side.ORIGINAL else remark.finding.translation
        if span is None or not remark.finding.fingerprint or (remark.side or Side.TRANSLATION) is not side:
            continue
        before, starts, ends = 0, list[int](), list[int]()
        for sentence in sentences:
            if sentence.number in span.sentences and sentence.block == sentences[0].block:
                offsets, last = block.offsets, sentence.at + len(sentence.text)
                start, end = (bisect_left(offsets, edge, sentence.at, last) for edge in (span.start, span.end))
                if start < end:
                    starts.append(before + start - sentence.at)
                    ends.append(before + end - sentence.at)
            before += len(sentence.text) + 1
        if starts:
            found.append(_Mark(min(starts), max(ends), remark))
    return found
