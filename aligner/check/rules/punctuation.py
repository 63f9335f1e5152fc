"""Rule punctuation: questions that lost their mark, sentences without an end, marks written twice."""

import re
from collections.abc import Iterator

from aligner.check.base import PairContext, Scope, rule
from aligner.check.tokens import sentences
from aligner.core import Bead, BlockKind, Document, Finding, Message, Sentence, Severity
from aligner.languages import get

__all__ = ["punctuation"]

_ID, _CATEGORY = "punctuation", "fluency/punctuation"

# Two marks in a row that no language writes; "etc.," and "..." are none of them, nor are the dots of a path.
_DOUBLED = re.compile(
    r"(?<=[\w»”)])[\s\u00a0\u202f]?(?:,\s?,|;\s?;|,\s?\.(?![.\w])|;\s?\.(?![.\w])|\.\s?,(?<!c\.,))(?=\s|$)"
)
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
_CLOSING = " \u00a0\u202f»”\"'’)]*_"
_END = frozenset(".!?…:;")
_UNENDED = (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.CODE)
_TITLED = 0.4  #: confidence, below the usual limit, that a title should have stayed a question
_SENTENCE_WORDS = 5  #: words of what is a sentence and no label


@rule(_ID, scope=Scope.BEAD)
def punctuation(pair: PairContext) -> Iterator[Finding]:
    """Yield marks that differ from the original's where the two languages agree, and slips of the keyboard."""
    for bead in pair.beads:
        here = sentences(pair.original, bead.original)
        there = sentences(pair.translation, bead.translation)
        yield from _doubled(pair, bead, there)
        if here and there:
            yield from _questions(pair, bead, here, there)
            yield from _without_end(pair, bead, here[-1], there[-1])


def _doubled(pair: PairContext, bead: Bead, there: list[Sentence]) -> Iterator[Finding]:
    originals = "".join(s.text for s in sentences(pair.original, bead.original))
    for sentence in there:
        if pair.translation.blocks[sentence.block].kind is BlockKind.CODE:
            continue
        for match in _DOUBLED.finditer(sentence.text):
            if match.group().strip() in originals or _is_abbreviated(pair.translation, sentence, match):
                continue
            yield _finding(
                pair,
                bead,
                sentence,
                match.start(),
                match.end(),
                Message("punctuation.two-marks", {"marks": match.group().strip()}),
                0.7,
            )


def _is_abbreviated(document: Document, sentence: Sentence, marks: re.Match[str]) -> bool:
    """Return whether the first of two marks is the dot of an abbreviation: "p. ex.,", "Cie.,", "U.S.,"."""
    word = _WORD_BEFORE.search(sentence.text[: marks.start()])
    if word is None or "." not in marks.group():
        return False
    text = word.group()
    known = get(document.language)
    kinds = (known.leading_abbreviations, known.number_abbreviations, known.abbreviations, known.closing_abbreviations)
    listed = any(form in kind for kind in kinds for form in (text, text.lower()))
    return listed or "." in text or len(text) == 1 or text.isupper()


def _questions(pair: PairContext, bead: Bead, here: list[Sentence], there: list[Sentence]) -> Iterator[Finding]:
    """Yield questions of the original that became statements; the reverse is often no more than style."""
    if any(_kind(pair.translation, s) is BlockKind.HEADING for s in there):
        return  # "How do I print?" may well become "Impression"
    asked = [s for s in here if s.text.rstrip(_CLOSING).endswith("?")]
    if asked and len(asked) == len(here) and not any("?" in s.text for s in there):
        last = there[-1]
        message = Message("punctuation.question")
        # What ends without any mark is rather a title: "How do I print?" may well become "Impression".
        titled = last.text.rstrip(_CLOSING)[-1:].isalnum()
        confidence = _TITLED if titled else 0.5
        yield _finding(pair, bead, last, max(0, len(last.text) - 1), len(last.text), message, confidence)


def _without_end(pair: PairContext, bead: Bead, here: Sentence, there: Sentence) -> Iterator[Finding]:
    if _kind(pair.translation, there) in _UNENDED or _kind(pair.original, here) in _UNENDED:
        return
    if len(there.text.split()) < _SENTENCE_WORDS or not _is_last(pair.translation, there):
        return
    ended, open_end = here.text.rstrip(_CLOSING), there.text.rstrip(_CLOSING)
    if ended[-1:] in _END - {"?"} and open_end[-1:].isalpha() and there.text[-1:].isalpha():
        message = Message("punctuation.no-end", {"mark": ended[-1]})
        yield _finding(pair, bead, there, len(there.text) - 1, len(there.text), message, 0.55)


def _is_last(document: Document, sentence: Sentence) -> bool:
    """Return whether it is the last of its block: others were cut, perhaps where there is no end."""
    return sentence.at + len(sentence.text) >= len(document.blocks[sentence.block].text.rstrip())


def _kind(document: Document, sentence: Sentence) -> BlockKind:
    return document.blocks[sentence.block].kind


def _finding(
    pair: PairContext, bead: Bead, sentence: Sentence, start: int, end: int, message: Message, confidence: float
) -> Finding:
    return Finding(
        rule=_ID,
        severity=Severity.MINOR,
        category=_CATEGORY,
        message=message,
        original=pair.original.locate_run(bead.original) if bead.original else None,
        translation=pair.translation.locate(sentence.number, start, end),
        confidence=confidence,
    )
