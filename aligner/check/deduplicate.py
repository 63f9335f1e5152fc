"""Findings that say again what another one says already."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aligner.core import Finding, Side, Span

__all__ = ["without_echoes"]

_COVERAGE = frozenset({"omission", "addition"})
#: What is wrong with words that have no counterpart follows from their having none.
_FOLLOWS = frozenset(
    {"false-friend", "length", "link", "name", "negation", "number", "term-glossary", "term-inconsistent"}
)
_SAME = 0.5  #: share of a gap's characters from which on a finding in it says what is missing, and better


class _Gap(NamedTuple):
    """A stretch inside a sentence that is missing or added."""

    finding: Finding
    side: Side
    span: Span


def without_echoes(findings: Iterable[Finding]) -> Iterator[Finding]:
    """A sentence left in English has no names, numbers or quotation marks to complain about besides.

    Nor has a sentence without a counterpart; and of a clause that is missing, it is not said besides that its number is
    missing. Where the number is all that is missing, only that is said.
    """
    every = list(findings)
    spoken_for = {place for finding in every if _speaks_for_all(finding) for place in _sentences(finding)}
    untranslated = {
        n
        for finding in every
        if finding.rule == "untranslated" and finding.translation
        for n in finding.translation.sentences
    }
    rest = list[Finding]()
    for finding in every:
        if finding.rule == "addition" and finding.translation and set(finding.translation.sentences) <= untranslated:
            continue
        if _speaks_for_all(finding) or not _sentences(finding) & spoken_for:
            rest.append(finding)
    gaps = [gap for finding in rest if (gap := _gap(finding))]
    if gaps:
        others = [finding for finding in rest if finding.rule in _FOLLOWS]
        gaps = [gap for gap in gaps if not any(_is_said(gap, other) for other in others)]
        kept = {id(gap.finding) for gap in gaps}
        rest = [
            finding
            for finding in rest
            if id(finding) in kept
            or not (_gap(finding) or (finding.rule in _FOLLOWS and any(_follows(finding, gap) for gap in gaps)))
        ]
    yield from rest


def _speaks_for_all(finding: Finding) -> bool:
    """Whether a finding says all there is to say of its sentences."""
    return finding.rule == "untranslated" or (finding.rule in _COVERAGE and _gap(finding) is None)


def _gap(finding: Finding) -> _Gap | None:
    if finding.rule not in _COVERAGE or finding.original is None or finding.translation is None:
        return None
    if finding.rule == "omission":
        return _Gap(finding, Side.ORIGINAL, finding.original)
    return _Gap(finding, Side.TRANSLATION, finding.translation)


def _sentences(finding: Finding) -> set[tuple[Side, int]]:
    sides = ((Side.ORIGINAL, finding.original), (Side.TRANSLATION, finding.translation))
    return {(side, n) for side, span in sides if span for n in span.sentences}


def _span(finding: Finding, side: Side) -> Span | None:
    return finding.original if side is Side.ORIGINAL else finding.translation


def _is_said(gap: _Gap, other: Finding) -> bool:
    """Whether another finding is about most of a gap, and of nothing else."""
    span = _span(other, gap.side)
    if span is None or span.start < gap.span.start or gap.span.end < span.end:
        return False
    return span.end - span.start >= _SAME * (gap.span.end - gap.span.start)


def _follows(finding: Finding, gap: _Gap) -> bool:
    """Whether a finding is about something inside a gap, or about the length of a sentence that has one."""
    span = _span(finding, gap.side)
    if span is None:
        return False
    if finding.rule == "length":
        return bool(set(span.sentences) & set(gap.span.sentences))
    return gap.span.start <= span.start and span.end <= gap.span.end
