"""Leave out findings that follow from another one."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aligner.check.registry import load_rules
from aligner.core import Finding, Side, Span

__all__ = ["without_echoes"]

_UNTRANSLATED = "untranslated"
_REPEATED, _ADDITION = "repeated", "addition"
#: Rules about words without a counterpart, and the side that these are on.
_COVERAGE = {"omission": Side.ORIGINAL, "addition": Side.TRANSLATION}
_SAME = 0.5  #: share of a gap's characters from which on a finding in it says what is missing, and better


class _Gap(NamedTuple):
    """A stretch inside a sentence that is missing or added."""

    finding: Finding
    side: Side
    span: Span


def without_echoes(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out findings that another one implies.

    A sentence that was left untranslated, or has no counterpart, has no other findings. A finding of a rule that
    ``follows`` omission or addition is left out where it is about words inside a gap; where it is about most of the
    gap, it is the gap that is left out.
    """
    every = list(_without_copies(findings))
    covered = {place for finding in every if _covers_sentences(finding) for place in _sentences(finding)}
    untranslated = {
        n
        for finding in every
        if finding.rule == _UNTRANSLATED and finding.translation
        for n in finding.translation.sentences
    }
    rest = list[Finding]()
    for finding in every:
        span = finding.translation if _UNTRANSLATED in _follows(finding) else None
        if span and set(span.sentences) <= untranslated:
            continue
        if _covers_sentences(finding) or not _sentences(finding) & covered:
            rest.append(finding)
    gaps = [gap for finding in rest if (gap := _gap(finding))]
    if gaps:
        gaps = [gap for gap in gaps if not any(_follows_gap(other, gap) and _is_said(gap, other) for other in rest)]
        kept = {id(gap.finding) for gap in gaps}
        rest = [
            finding
            for finding in rest
            if id(finding) in kept
            or not (_gap(finding) or any(_follows_gap(finding, gap) and _is_inside(finding, gap) for gap in gaps))
        ]
    yield from rest


def _without_copies(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out additions of sentences that merely stand twice: that is said already."""
    every = list(findings)
    doubled = {place for finding in every if finding.rule == _REPEATED for place in _sentences(finding)}
    for finding in every:
        if not (finding.rule == _ADDITION and finding.original is None and _sentences(finding) <= doubled):
            yield finding


def _follows(finding: Finding) -> frozenset[str]:
    return load_rules()[finding.rule].follows


def _follows_gap(finding: Finding, gap: _Gap) -> bool:
    return gap.finding.rule in _follows(finding)


def _covers_sentences(finding: Finding) -> bool:
    """Return whether a finding says all there is to say of its sentences."""
    return finding.rule == _UNTRANSLATED or (finding.rule in _COVERAGE and _gap(finding) is None)


def _gap(finding: Finding) -> _Gap | None:
    side = _COVERAGE.get(finding.rule)
    if side is None or finding.original is None or finding.translation is None:
        return None
    return _Gap(finding, side, finding.original if side is Side.ORIGINAL else finding.translation)


def _sentences(finding: Finding) -> set[tuple[Side, int]]:
    sides = ((Side.ORIGINAL, finding.original), (Side.TRANSLATION, finding.translation))
    return {(side, n) for side, span in sides if span for n in span.sentences}


def _span(finding: Finding, side: Side) -> Span | None:
    return finding.original if side is Side.ORIGINAL else finding.translation


def _is_said(gap: _Gap, other: Finding) -> bool:
    """Return whether another finding is about most of a gap, and of nothing else."""
    span = _span(other, gap.side)
    if span is None or span.start < gap.span.start or gap.span.end < span.end:
        return False
    return span.end - span.start >= _SAME * (gap.span.end - gap.span.start)


def _is_inside(finding: Finding, gap: _Gap) -> bool:
    """Return whether a finding is about something inside a gap, or about the length of a sentence that has one."""
    span = _span(finding, gap.side)
    if span is None:
        return False
    if finding.rule == "length":
        return bool(set(span.sentences) & set(gap.span.sentences))
    return gap.span.start <= span.start and span.end <= gap.span.end
