"""Omissions and additions inside sentences: clauses and phrases without a counterpart."""

from collections.abc import Iterator, Sequence

from aligner.check.base import PairContext
from aligner.check.tokens import span_between
from aligner.core import Bead, Document, Finding, Message, Severity, Side, Span
from aligner.link.coverage import Candidate, Suspect

__all__ = ["lost_inside"]

_SILENT = 0.01  #: probability below which nothing is said, whatever the profile
# Chosen on the untouched texts of tico19 and docs with ``aligner evaluate findings --only clean --known``: of 11,684
# sentences 51 have a stretch that is surer, and 30 of these are real defects.
_MAJOR = {Side.ORIGINAL: 0.8, Side.TRANSLATION: 0.8}
_CLAUSE = 3  #: content words of a stretch whose loss can be major
_QUOTED = 60  #: characters of a stretch that a message repeats
_CLOSER = 0.02  #: cosine by which the rest matches better, from which on the message says so
_RULES = {Side.ORIGINAL: ("omission", "accuracy/omission"), Side.TRANSLATION: ("addition", "accuracy/addition")}


def lost_inside(pair: PairContext, side: Side) -> Iterator[Finding]:
    """Yield stretches of one side's sentences without a counterpart on the other side, in reading order."""
    for gap in pair.gaps or ():
        candidate = gap.suspect.candidate
        if candidate.side is side and gap.suspect.probability >= _SILENT:
            yield _finding(pair, gap.bead, gap.suspect)


def _finding(pair: PairContext, bead: Bead, suspect: Suspect) -> Finding:
    candidate, probability = suspect
    lost = candidate.side is Side.ORIGINAL
    own, other = (pair.original, pair.translation) if lost else (pair.translation, pair.original)
    numbers, others = (bead.original, bead.translation) if lost else (bead.translation, bead.original)
    span, whole = _span(own, numbers, candidate), other.locate_run(others)
    rule, category = _RULES[candidate.side]
    major = probability >= _MAJOR[candidate.side] and candidate.content_words >= _CLAUSE
    return Finding(
        rule=rule,
        severity=Severity.MAJOR if major else Severity.MINOR,
        category=category,
        message=_message(rule, candidate, span.text),
        original=span if lost else whole,
        translation=whole if lost else span,
        confidence=round(probability, 3),
    )


def _span(document: Document, numbers: Sequence[int], candidate: Candidate) -> Span:
    (first, start), (last, end) = candidate.start, candidate.end
    return span_between(document, (numbers[first], start), (numbers[last], end))


def _message(rule: str, candidate: Candidate, text: str) -> Message:
    words = text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"
    return Message(f"{rule}.words-closer" if candidate.gain >= _CLOSER else f"{rule}.words", {"words": words})
