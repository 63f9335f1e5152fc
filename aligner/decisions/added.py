"""Errors that a person saw and the program did not: kept with the decisions, counted like findings."""

import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from aligner.config.rules import rule_facts, rule_ids
from aligner.core import Argument, Decision, Document, Finding, Message, Review, Severity, Side, Span, State
from aligner.errors import ConfigError
from aligner.settings import nearest

__all__ = ["CATEGORIES", "added_findings", "error_at"]

#: MQM categories for what no rule here is about.
CATEGORIES = (
    "accuracy/mistranslation",
    "audience-appropriateness",
    "design-and-markup",
    "linguistic-conventions/grammar",
    "linguistic-conventions/spelling",
    "locale-conventions",
    "style/awkward",
    "style/register",
    "terminology/wrong-term",
)
_PLACE = re.compile(r"([A-Za-z-]+):(\d+)(?::(\d+)-(\d+))?")


def error_at(
    original: Document, translation: Document, *, rule: str, place: str, severity: Severity, said: Decision
) -> Decision:
    """Return the record of an error that somebody saw.

    :param rule: id of a rule, or an MQM category
    :param place: ``fr:12:5-20``: language, number of the sentence, first and last character, all counted from one;
        ``fr:12`` is the whole sentence
    :param said: note, who and when
    :raises ConfigError: if there is no such rule or place
    """
    known = (*rule_ids(), *CATEGORIES)
    if rule not in known:
        raise ConfigError(
            f"There is no rule or category {rule!r}; the nearest is {nearest(rule, known)!r}. Known are the rules of "
            f"'aligner explain' and {', '.join(CATEGORIES)}."
        )
    side, document, number, start, end = _place(original, translation, place)
    sentence = document.sentences[number]
    text = " ".join(sentence.text.split())
    quote = " ".join(sentence.text[start:end].split())
    digest = sha256("\0".join(("added", rule, side, text, str(start), quote)).encode("utf-8", "surrogatepass"))
    pair = {Side.ORIGINAL: 0, Side.TRANSLATION: 1}[side]
    return replace(
        said,
        fingerprint=digest.hexdigest()[:20],
        state=State.TO_BE_FIXED,
        original=original.sha256,
        translation=translation.sha256,
        rule=rule,
        quotes=(quote, "") if pair == 0 else ("", quote),
        sentences=(text, "") if pair == 0 else ("", text),
        file=translation.path,
        severity=severity,
        start=start,
    )


def _place(original: Document, translation: Document, place: str) -> tuple[Side, Document, int, int, int]:
    found = _PLACE.fullmatch(place)
    sides = {document.language: (side, document) for side, document in zip(Side, (original, translation), strict=True)}
    if not found or found[1] not in sides:
        code = translation.language
        raise ConfigError(
            f"{place!r} is no place: expected {code}:SENTENCE or {code}:SENTENCE:FIRST-LAST, such as {code}:12:5-20; "
            f"the other language is {original.language}."
        )
    side, document = sides[found[1]]
    number = int(found[2])
    if not 1 <= number <= len(document.sentences):
        raise ConfigError(f"{document.path} has no sentence {number}, but {len(document.sentences)}.")
    length = len(document.sentences[number - 1].text)
    first, last = int(found[3] or 1), int(found[4] or length)
    if not 1 <= first <= last <= length:
        raise ConfigError(f"Sentence {number} of {document.path} has characters 1 to {length}, not {first} to {last}.")
    return side, document, number - 1, first - 1, last


def added_findings(review: Review, decisions: Iterable[Decision]) -> list[Finding]:
    """Return the errors that people added as findings, where the sentence is still as it was."""
    found = []
    for one in decisions:
        if one.severity is None:
            continue
        for document, quote, sentence in zip(
            (review.original, review.translation), one.quotes, one.sentences, strict=True
        ):
            if sentence and (span := _span(document, sentence, one.start, quote)):
                found.append(_finding(one, span, document is review.original))
    return found


def _span(document: Document, sentence: str, start: int, quote: str) -> Span | None:
    for one in document.sentences:
        if " ".join(one.text.split()) == sentence:
            end = start
            while end < len(one.text) and " ".join(one.text[start:end].split()) != quote:
                end += 1
            return document.locate(one.number, start, end) if end > start else None
    return None


def _finding(decision: Decision, span: Span, is_original: bool) -> Finding:
    category = decision.rule if decision.rule in CATEGORIES else rule_facts(decision.rule).categories[0]
    assert decision.severity
    said: dict[str, Argument] = {"note": decision.note, "by": decision.by}
    key = "added-noted" if decision.note else "added"
    return Finding(
        decision.rule,
        decision.severity,
        category,
        Message(f"decisions.{key}", said),
        original=span if is_original else None,
        translation=None if is_original else span,
        fingerprint=decision.fingerprint,
    )
