"""Decisions whose finding is no longer there, and what has changed since."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from aligner.core import Argument, Document, Message, Review
from aligner.core.decisions import Decision, Lapsed

__all__ = ["lapsed"]

_ALIKE = 0.6  # of 1: likeness from which on a sentence is the one that was edited
_SHOWN = 80  # characters of a text that are quoted


def lapsed(review: Review, decisions: Iterable[Decision]) -> tuple[Lapsed, ...]:
    """Return decisions about findings that a review does not have, each with what has changed."""
    return tuple(Lapsed(one, _changed(review, one)) for one in decisions)


def _changed(review: Review, decision: Decision) -> Message:
    sides = ((review.original, decision.original), (review.translation, decision.translation))
    for document, quote in zip((review.original, review.translation), decision.quotes, strict=True):
        words = " ".join(quote.split())
        if words and words not in _text(document):
            said: dict[str, Argument] = {"file": document.path, "was": _cut(words)}
            now = _nearest(document, words)
            if now is None:
                return Message("decisions.words-gone", said)
            return Message("decisions.words-changed", {**said, "now": _cut(now)})
    if all(not before or before == document.sha256 for document, before in sides):
        return Message("decisions.not-reported")
    return Message("decisions.around-changed")


@lru_cache(maxsize=4)
def _text(document: Document) -> str:
    return " ".join(" ".join(sentence.text.split()) for sentence in document.sentences)


def _nearest(document: Document, words: str) -> str | None:
    """Return the sentence that most likely was the one in which these words stood."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words)
    best, found = _ALIKE, None
    for sentence in document.sentences:
        text = " ".join(sentence.text.split())
        for part in (text, *_windows(text, len(words.split()))):
            matcher.set_seq1(part)
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (alike := matcher.ratio()) > best:
                best, found = alike, part
    return found


def _windows(text: str, words: int) -> Iterable[str]:
    """Yield stretches of so many words."""
    parts = text.split()
    if len(parts) > words:
        yield from (" ".join(parts[start : start + words]) for start in range(len(parts) - words + 1))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
