"""Sentences without a counterpart: omission and addition."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from aligner.check.base import Pair, rule
from aligner.core import Bead, Document, Finding, Severity, Side
from aligner.languages import get

__all__ = ["addition", "omission"]

_CONTENT_WORDS = 2  # a sentence with fewer says little: a heading's number, a reaction count, a list mark


@rule("omission", category="accuracy/omission", severity=Severity.MAJOR)
def omission(pair: Pair) -> Iterator[Finding]:
    """Sentences of the original that nothing in the translation answers."""
    for beads in _runs(pair.beads, Side.ORIGINAL):
        numbers = [n for bead in beads for n in bead.original]
        span = pair.original.locate_run(numbers)
        yield Finding(
            rule="omission",
            severity=_severity(pair.original, numbers, at_an_end=False),
            category="accuracy/omission",
            message=f"{_what(numbers)} of the original {_have(numbers)} no counterpart in the translation.",
            original=span,
            confidence=max(bead.confidence for bead in beads),
        )


@rule("addition", category="accuracy/addition", severity=Severity.MAJOR)
def addition(pair: Pair) -> Iterator[Finding]:
    """Sentences of the translation that the original does not have; a run of them is one finding."""
    last = len(pair.translation.sentences) - 1
    for beads in _runs(pair.beads, Side.TRANSLATION):
        numbers = [n for bead in beads for n in bead.translation]
        at_an_end = numbers[0] == 0 or numbers[-1] == last
        where = ", at its head," if numbers[0] == 0 else ", at its foot," if numbers[-1] == last else ""
        yield Finding(
            rule="addition",
            severity=_severity(pair.translation, numbers, at_an_end and len(numbers) > 1),
            category="accuracy/addition",
            message=f"{_what(numbers)} of the translation{where} {_have(numbers)} no counterpart in the original.",
            translation=pair.translation.locate_run(numbers),
            confidence=max(bead.confidence for bead in beads),
        )


def _runs(beads: Sequence[Bead], side: Side) -> Iterator[list[Bead]]:
    """Null beads of one side that follow each other."""

    def lonely(bead: Bead) -> bool:
        return bool(bead.original if side is Side.ORIGINAL else bead.translation) and bead.is_null

    for alone, run in groupby(beads, lonely):
        if alone:
            yield list(run)


def _severity(document: Document, numbers: Sequence[int], at_an_end: bool) -> Severity:
    """Minor for what is no statement (marks, counts) and for notices at a text's head or foot."""
    if at_an_end:
        return Severity.MINOR
    function_words = get(document.language).function_words
    words = {
        word
        for n in numbers
        for word in document.sentences[n].text.casefold().split()
        if any(c.isalpha() for c in word) and word not in function_words
    }
    return Severity.MAJOR if len(words) >= _CONTENT_WORDS else Severity.MINOR


def _what(numbers: Sequence[int]) -> str:
    return "This sentence" if len(numbers) == 1 else f"These {len(numbers)} sentences"


def _have(numbers: Sequence[int]) -> str:
    return "has" if len(numbers) == 1 else "have"
