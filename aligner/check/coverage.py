"""Omissions and additions inside sentences: clauses and phrases without a counterpart."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from aligner.check.base import PairContext
from aligner.check.context import Gap
from aligner.check.tokens import span_between, tokens
from aligner.core import Bead, Document, Finding, Message, Severity, Side, Span
from aligner.languages import get
from aligner.languages.numbers import quantities
from aligner.languages.polarity import cues, has_polarity
from aligner.link.coverage import Candidate, Suspect
from aligner.messages import language_name, render

__all__ = ["lost_inside", "severity_inside"]

_SILENT = 0.01  #: probability below which nothing is said, whatever the profile
# Chosen by the table that ``python -m tools.benchmarks.by_collection`` prints, and by readings of what it counts.
_SURE = 0.5  #: probability from which on a loss is more than a note
_SURE_OF_TWO = 0.6  #: the same where two words count
_MAJOR = 0.8  #: probability from which on it can be major
_LONG = 10  #: content words of a stretch from which on it is worth a look where little speaks for a loss
_LEAST = 0.15  #: probability from which on such a stretch is said
_HALF = 0.5  #: how sure it is then
_CLAUSE = 3  #: content words of a stretch from which on its loss can be major
_FEW = 2  #: the same for it to be more than a note, where it has no number, name or negation
_QUOTED = 60  #: characters of a stretch that a message repeats
_CLOSER = 0.02  #: cosine by which the rest matches better, from which on the message says so
_NOTE = 60  #: characters of a note on a language: "(en anglais seulement)"
_AMOUNT = 0.6  #: share of the words of a stretch that an amount is made of, for it to be little else
_BESIDE_NOTE = 4  #: content words beside such a note from which on a stretch that has one is looked at
_RULES = {Side.ORIGINAL: ("omission", "accuracy/omission"), Side.TRANSLATION: ("addition", "accuracy/addition")}


def lost_inside(pair: PairContext, side: Side) -> Iterator[Finding]:
    """Yield stretches of one side's sentences without a counterpart on the other side, in reading order.

    Sentences whose counterpart stands elsewhere have moved: rule ``moved`` says so.
    """
    elsewhere = {(i, j)[side is Side.TRANSLATION] for i, j, _ in pair.moved}
    for gap in pair.gaps or ():
        candidate = gap.suspect.candidate
        if candidate.side is side and gap.suspect.probability >= _SILENT and not _sentences(gap) <= elsewhere:
            found = _finding(pair, gap.bead, gap.suspect)
            if _is_amount(pair, side, found):
                continue
            if side is Side.ORIGINAL or not _is_language_note(pair, found):
                yield found


def _sentences(gap: Gap) -> set[int]:
    """Return the numbers of the sentences that a gap lies in."""
    candidate = gap.suspect.candidate
    numbers = gap.bead.original if candidate.side is Side.ORIGINAL else gap.bead.translation
    return set(numbers[candidate.start.sentence : candidate.end.sentence + 1])


def _is_amount(pair: PairContext, side: Side, found: Finding) -> bool:
    """Return whether a stretch is little but an amount: rule number compares those, however they are written."""
    span, document = (found.original, pair.original) if side is Side.ORIGINAL else (found.translation, pair.translation)
    assert span is not None
    if not any(c.isdigit() for c in span.text):
        return False
    words = tokens(span.text)
    amounts = [(one.start, one.end) for one in quantities(span.text, document.language)]
    return sum(any(start <= t.start < end for start, end in amounts) for t in words) > _AMOUNT * len(words)


def _is_language_note(pair: PairContext, found: Finding) -> bool:
    """Return whether an addition only says in which language something is, as translators do: ``(en anglais)``."""
    span, document = found.translation, pair.translation
    assert span is not None
    note = _language_note(document.language, pair.original.language)
    function_words = get(document.language).function_words
    noted, words = False, 0
    for number in span.sentences:
        sentence = document.sentences[number]
        block = document.blocks[sentence.block]
        notes = [match.span() for match in note.finditer(sentence.text)]
        for token in tokens(sentence.text):
            at = block.offsets[sentence.at + token.start]
            if span.start <= at < span.end:
                inside = any(start <= token.start < end for start, end in notes)
                noted = noted or inside
                words += not inside and token.text.lower() not in function_words
    return noted and words < _BESIDE_NOTE


@cache
def _language_note(language: str, other: str) -> re.Pattern[str]:
    """Match a note in brackets, written in a language, that names another."""
    name = re.escape(render(language_name(other), language))
    return re.compile(rf"[(\[][^()\[\]]{{0,{_NOTE}}}\b{name}\w{{0,2}}\b[^()\[\]]{{0,{_NOTE}}}[)\]]", re.IGNORECASE)


def _finding(pair: PairContext, bead: Bead, suspect: Suspect) -> Finding:
    candidate, probability = suspect
    worth_a_look = candidate.content_words >= _LONG and probability >= _LEAST
    lost = candidate.side is Side.ORIGINAL
    own, other = (pair.original, pair.translation) if lost else (pair.translation, pair.original)
    numbers, others = (bead.original, bead.translation) if lost else (bead.translation, bead.original)
    span, whole = _span(own, numbers, candidate), other.locate_run(others)
    rule, category = _RULES[candidate.side]
    return Finding(
        rule=rule,
        severity=severity_inside(own, span, candidate.content_words, probability),
        category=category,
        message=_message(rule, candidate, span.text),
        original=span if lost else whole,
        translation=whole if lost else span,
        confidence=round(max(probability, _HALF) if worth_a_look else probability, 3),
    )


def severity_inside(document: Document, span: Span, content_words: int, probability: float) -> Severity:
    """Return neutral, a note, where it is unsure, and for one word of content without number, name or negation.

    Of two such words it has to be surer, and fewer than three are never major.
    """
    if probability < _SURE:
        return Severity.NEUTRAL
    if content_words >= _CLAUSE:
        return Severity.MAJOR if probability >= _MAJOR else Severity.MINOR
    telling = any(char.isdigit() for char in span.text) or _has_name(document, span) or _denies(document, span)
    enough = telling or (content_words >= _FEW and probability >= _SURE_OF_TWO)
    return Severity.MINOR if enough else Severity.NEUTRAL


def _has_name(document: Document, span: Span) -> bool:
    opens = document.sentences[span.sentences[0]].start == span.start
    return any(token.text[0].isupper() for token in tokens(span.text)[opens:])


def _denies(document: Document, span: Span) -> bool:
    language = document.language
    return has_polarity(language) and any(cue.is_strong for cue in cues(span.text, language))


def _span(document: Document, numbers: Sequence[int], candidate: Candidate) -> Span:
    (first, start), (last, end) = candidate.start, candidate.end
    return span_between(document, (numbers[first], start), (numbers[last], end))


def _message(rule: str, candidate: Candidate, text: str) -> Message:
    words = text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"
    return Message(f"{rule}.words-closer" if candidate.gain >= _CLOSER else f"{rule}.words", {"words": words})
