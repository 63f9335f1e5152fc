"""Rule repeated: a sentence or a clause that stands in the translation twice in a row, a word said once too often."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.said_again import said_again
from aligner.check.tokens import folded, span_between, tokens
from aligner.core import Bead, BlockKind, Document, Edit, Finding, Message, Sentence, Severity

__all__ = ["repeated"]

_ID, _CATEGORY = "repeated", "accuracy/addition"

_SENTENCE = 3  #: words of a sentence that is not said twice by chance
_CLAUSE = 5  #: the same of a clause; shorter runs are left to the rule repeated-word
_MEANT = 2  #: the same in the original, where the translation may imitate it
_PARTED = 4  #: the same of one that a punctuation mark parts from its copy, which that rule does not see
_LETTERS = re.compile(r"[^\W\d_]{2}")
_PARTS = re.compile(r"[,;:.!?…]")
_WORD = 0.3  #: confidence of a word that is said once more than in the original: many translators mean it
_AROUND = 2  #: beads on either side in which the original may say something twice itself


class _Twice(NamedTuple):
    """Two copies in a row: the first from ``start`` to ``middle``, the second up to ``end``."""

    start: tuple[int, int]  #: sentence and text offset
    middle: tuple[int, int]
    second: tuple[int, int]  #: where the second begins
    end: tuple[int, int]


@rule(_ID, scope=Scope.DOCUMENT, uses={Need.ENCODER}, links=True, follows={"addition", "repeated-word"})
def repeated(pair: PairContext) -> Iterator[Finding]:
    """Yield sentences and clauses written twice in a row, where the original does not do so as well, then words."""
    yield from _copies(pair)
    for bead in pair.links.beads:
        for again in said_again(pair, bead):
            yield Finding(
                rule=_ID,
                severity=Severity.NEUTRAL,
                category=_CATEGORY,
                message=Message(f"{_ID}.word", {"word": again.text}),
                original=pair.original.locate_run(bead.original),
                translation=again,
                confidence=_WORD,
            )


def _copies(pair: PairContext) -> Iterator[Finding]:
    homes = {n: number for number, bead in enumerate(pair.beads) for n in bead.translation}
    originals = {n: folded(sentence.text) for n, sentence in enumerate(pair.original.sentences)}
    for one, other in pairwise(pair.translation.sentences):
        if _is_prose(pair.translation, other) and _are_copies(one, other):
            beads = _near(pair, homes, (one.number, other.number))
            beside = [originals[n] for bead in beads for n in bead.original]
            if not any(len(a) >= _SENTENCE and a == b for a, b in pairwise(beside)):
                places = (
                    (one.number, 0),
                    (one.number, len(one.text)),
                    (other.number, 0),
                    (other.number, len(other.text)),
                )
                yield _finding(pair, beads, _Twice(*places), "sentence")
    for sentence in pair.translation.sentences:
        if not _is_prose(pair.translation, sentence):
            continue
        for twice in _clauses(sentence):
            beads = [pair.beads[homes[sentence.number]]]
            if not any(list(_clauses(pair.original.sentences[n], _MEANT)) for bead in beads for n in bead.original):
                yield _finding(pair, beads, twice, "clause")


def _is_prose(document: Document, sentence: Sentence) -> bool:
    return document.blocks[sentence.block].kind not in (BlockKind.CODE, BlockKind.TABLE_CELL)


def _are_copies(one: Sentence, other: Sentence) -> bool:
    """Return whether two neighbours are the same words; in two blocks they must be a long sentence."""
    words = folded(one.text)
    least = _SENTENCE if one.block == other.block else 2 * _SENTENCE
    return len(words) >= least and words == folded(other.text) and bool(_LETTERS.search(one.text))


def _near(pair: PairContext, homes: dict[int, int], numbers: Sequence[int]) -> Sequence[Bead]:
    first, last = min(homes[n] for n in numbers), max(homes[n] for n in numbers)
    return pair.beads[max(0, first - _AROUND) : last + 1 + _AROUND]


def _clauses(sentence: Sentence, least: int = _PARTED) -> Iterator[_Twice]:
    """Yield runs of words that are followed by themselves, the longest first, none inside another."""
    n = sentence.number
    for start, middle, second, end in _runs(sentence.text, least):
        yield _Twice((n, start), (n, middle), (n, second), (n, end))


@lru_cache(maxsize=1 << 14)
def _runs(text: str, least: int) -> tuple[tuple[int, int, int, int], ...]:
    """Return where such runs begin and end, the first time and the second."""
    found = []
    words, places = folded(text), tokens(text)
    at = 0
    while at + 2 * least <= len(words):
        size = next(
            (
                size
                for size in range((len(words) - at) // 2, least - 1, -1)
                if words[at] == words[at + size] and words[at : at + size] == words[at + size : at + 2 * size]
                if size >= _CLAUSE or _PARTS.search(text[places[at + size - 1].end : places[at + size].start])
            ),
            0,
        )
        run = text[places[at].start : places[at + size - 1].end] if size else ""
        if size and _LETTERS.search(run) and len(set(words[at : at + size])) > size // 2:
            last = at + size - 1, at + 2 * size - 1
            found.append((places[at].start, places[last[0]].end, places[at + size].start, places[last[1]].end))
        at += 2 * size or 1
    return tuple(found)


def _finding(pair: PairContext, beads: Sequence[Bead], twice: _Twice, key: str) -> Finding:
    document = pair.translation
    first = span_between(document, twice.start, twice.middle)
    originals = [n for bead in beads if twice.start[0] in bead.translation for n in bead.original]
    together = document.sentences[twice.start[0]].block == document.sentences[twice.end[0]].block
    span = span_between(document, twice.start if together else twice.second, twice.end)
    return Finding(
        rule=_ID,
        severity=Severity.MAJOR,
        category=_CATEGORY,
        message=Message(f"{_ID}.{key}"),
        original=pair.original.locate_run(originals) if originals else None,
        translation=span,
        suggestion=first.text if together else None,
        confidence=0.9,
        edits=(Edit(span, first.text, safe=True),) if together else (),
    )
