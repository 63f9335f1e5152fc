"""Decisions whose finding is no longer there, and what has changed since."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from aligner.core import Argument, Document, Message, Review
from aligner.core.decisions import Decision, Lapsed
from aligner.decisions.changes import changed_words

__all__ = ["lapsed"]

_ALIKE = 0.6  # of 1: likeness from which on a sentence is the one that was edited
_SHOWN = 80  # characters of a text that are quoted


def lapsed(review: Review, decisions: Iterable[Decision]) -> tuple[Lapsed, ...]:
    """Return decisions about findings that a review does not have, each with what has changed."""
    return tuple(Lapsed(one, _changed(review, one)) for one in decisions)


def _changed(review: Review, decision: Decision) -> Message:
    documents = (review.original, review.translation)
    for document, quote, sentence in zip(documents, decision.quotes, decision.sentences, strict=True):
        was = sentence or quote
        if was and was not in _text(document):
            said: dict[str, Argument] = {"file": document.path}
            now = _nearest(document, was)
            if now is None:
                return Message("decisions.words-gone", {**said, "was": _cut(was)})
            old, new = changed_words(was, now, beside=1)
            return Message("decisions.words-changed", {**said, "was": _cut(old), "now": _cut(new)})
    if all(
        not before or before == document.sha256
        for document, before in zip(documents, (decision.original, decision.translation), strict=True)
    ):
        return Message("decisions.not-reported")
    return Message("decisions.no-longer-found")


@lru_cache(maxsize=4)
def _text(document: Document) -> str:
    return " ".join(" ".join(sentence.text.split()) for sentence in document.sentences)


def _nearest(document: Document, was: str) -> str | None:
    """Return the sentence that most likely was this one."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(was)
    best, found = _ALIKE, None
    for sentence in document.sentences:
        matcher.set_seq1(text := " ".join(sentence.text.split()))
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (alike := matcher.ratio()) > best:
            best, found = alike, text
    return found


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
