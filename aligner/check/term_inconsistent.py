"""Rule term-inconsistent: a term that is rendered otherwise than it usually is."""

from collections.abc import Iterator
from functools import cache

from aligner.check.base import Pair, rule
from aligner.core import Document, Finding, Place, Severity, Side, Span
from aligner.encode import Encoder, load
from aligner.terms.consistency import Deviation, Rendering, inconsistencies
from aligner.terms.merged import Merger
from aligner.terms.places import Located

__all__ = ["term_inconsistent"]

_ID, _CATEGORY = "term-inconsistent", "terminology/inconsistent-use-of-terminology"
_SURE = 0.8  #: confidence from which on two different words for a term are a major fault
_MOST_PLACES = 40  #: other places that a finding shows


@rule(_ID, category=_CATEGORY, severity=Severity.MINOR)
def term_inconsistent(pair: Pair) -> Iterator[Finding]:
    """Places where a repeated term is rendered otherwise than elsewhere, or like another term of its sentence."""
    if (pair.original.language, pair.translation.language) != ("en", "fr"):
        return
    encoder = pair.encoder or _default_encoder()
    wandering, merged = inconsistencies(pair.original, pair.translation, pair.beads, encoder)
    for deviation in wandering:
        yield _finding(pair, deviation)
    for merger in merged:
        yield _merged(pair, merger)


@cache
def _default_encoder() -> Encoder:
    return load()


def _finding(pair: Pair, deviation: Deviation) -> Finding:
    usual = deviation.renderings[0]
    occurrence = deviation.occurrence
    span = _span(pair.translation, deviation.place)
    return Finding(
        rule=_ID,
        severity=Severity.MAJOR if not deviation.spelling and deviation.confidence >= _SURE else Severity.MINOR,
        category=_CATEGORY,
        message=_message(deviation, span.text),
        original=pair.original.locate(occurrence.sentence, occurrence.start, occurrence.end),
        translation=span,
        suggestion=usual.text if deviation.spelling else None,
        confidence=deviation.confidence,
        related=tuple(_related(pair.translation, deviation)),
    )


def _span(document: Document, place: Located) -> Span:
    return document.locate(place.sentence, place.start, place.end)


def _message(deviation: Deviation, here: str) -> str:
    what = "spelled" if deviation.spelling else "rendered as"
    listed = ", ".join(f"“{rendering.text}” {_times(rendering)}" for rendering in deviation.renderings)
    usual = deviation.renderings[0].text
    other = f" “{here}” mostly stands for “{deviation.other_term}”." if deviation.other_term else ""
    return f"“{deviation.term}” is {what} {listed}; here “{here}”, elsewhere mostly “{usual}”.{other}"


def _merged(pair: Pair, merger: Merger) -> Finding:
    (first, one), (second, other) = merger.places
    span = _span(pair.translation, other)
    return Finding(
        rule=_ID,
        severity=Severity.MINOR,
        category=_CATEGORY,
        message=f"“{first.text}” and “{second.text}” are both rendered as “{span.text}” in one sentence.",
        original=pair.original.locate(second.sentence, second.start, second.end),
        translation=span,
        confidence=merger.confidence,
        related=(
            Place(Side.ORIGINAL, pair.original.locate(first.sentence, first.start, first.end), first.text),
            Place(Side.TRANSLATION, _span(pair.translation, one), span.text),
        ),
    )


def _times(rendering: Rendering) -> str:
    count = len(rendering.places)
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def _related(document: Document, deviation: Deviation) -> Iterator[Place]:
    """The other places of the term, those of the usual rendering last."""
    places = [
        (rendering.text, place)
        for rendering in (*deviation.renderings[1:], deviation.renderings[0])
        for place in rendering.places
        if place != deviation.place
    ]
    for text, place in places[:_MOST_PLACES]:
        yield Place(Side.TRANSLATION, _span(document, place), text)
