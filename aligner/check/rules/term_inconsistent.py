"""Rule term-inconsistent: a term that is translated otherwise than it usually is."""

from collections.abc import Iterator

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.term_variants import is_unsure, is_variant
from aligner.core import Document, Finding, Message, Place, Severity, Side, Span
from aligner.terms.equivalents import Located
from aligner.terms.glossary import GlossaryTerm, Status
from aligner.terms.glossary.match import cut
from aligner.terms.inconsistency import Deviation, Equivalent, Merger, inconsistencies

__all__ = ["term_inconsistent"]

_ID, _CATEGORY = "term-inconsistent", "terminology/inconsistent-use-of-terminology"
_MAJOR_FROM = 0.8  #: confidence from which on two different words for a term are a major error
_MOST_PLACES = 40  #: other places that a finding shows


@rule(
    _ID,
    scope=Scope.DOCUMENT,
    needs={Need.TERM_JUDGE},
    uses={Need.ENCODER},
    links=True,
    follows={"omission", "addition"},
)
def term_inconsistent(pair: PairContext) -> Iterator[Finding]:
    """Yield places where a repeated term is translated otherwise than elsewhere, or like another term beside it."""
    deviations, merged = inconsistencies(
        pair.original, pair.translation, pair.beads, pair.words, pair.links, pair.terms
    )
    decided = _Decided(pair)
    for deviation in deviations:
        if not decided.allows(deviation) and not is_variant(pair, deviation):
            yield _finding(pair, deviation, decided.preferred(deviation))
    for merger in merged:
        yield _merged(pair, merger)


class _Decided:
    """What the glossary says of terms; nothing without one."""

    def __init__(self, pair: PairContext) -> None:
        self._languages = pair.original.language, pair.translation.language
        self._accepted: dict[tuple[str, ...], list[GlossaryTerm]] = {}
        for concept in pair.glossary.concepts if pair.glossary else ():
            accepted = [term for term in concept.of(self._languages[1]) if term.status.accepted]
            accepted.sort(key=lambda term: term.status is not Status.PREFERRED)
            for term in concept.of(self._languages[0]):
                self._accepted.setdefault(_keys(term.text, self._languages[0]), []).extend(accepted)

    def _of(self, deviation: Deviation) -> list[GlossaryTerm]:
        return self._accepted.get(_keys(deviation.term, self._languages[0]), [])

    def allows(self, deviation: Deviation) -> bool:
        """Return whether people accept this equivalent of the term as well as the usual one."""
        here = tuple(word.key for word in deviation.place.words if word.key)
        return not deviation.spelling and any(
            _keys(term.text, self._languages[1]) == here for term in self._of(deviation)
        )

    def preferred(self, deviation: Deviation) -> str | None:
        """Return the equivalent that people want."""
        return next((term.text for term in self._of(deviation)), None)


def _keys(text: str, language: str) -> tuple[str, ...]:
    return tuple(piece.keys[0] for piece in cut(text, language) if not piece.function)


def _finding(pair: PairContext, deviation: Deviation, wanted: str | None = None) -> Finding:
    usual = deviation.equivalents[0]
    occurrence = deviation.occurrence
    span = _span(pair.translation, deviation.place)
    return Finding(
        rule=_ID,
        severity=_severity(pair, deviation),
        category=_CATEGORY,
        message=_message(deviation, span.text, wanted),
        original=pair.original.locate(occurrence.sentence, occurrence.start, occurrence.end),
        translation=span,
        suggestion=usual.text if deviation.spelling else None,
        confidence=deviation.confidence,
        related=tuple(_related(pair.translation, deviation)),
    )


def _severity(pair: PairContext, deviation: Deviation) -> Severity:
    if is_unsure(pair, deviation):
        return Severity.NEUTRAL
    return Severity.MAJOR if not deviation.spelling and deviation.confidence >= _MAJOR_FROM else Severity.MINOR


def _span(document: Document, place: Located) -> Span:
    return document.locate(place.sentence, place.start, place.end)


def _message(deviation: Deviation, here: str, wanted: str | None) -> Message:
    usual = deviation.equivalents[0].text
    message = Message(
        f"{_ID}.spellings" if deviation.spelling else f"{_ID}.translations",
        {"term": deviation.term, "listed": tuple(map(_times, deviation.equivalents)), "here": here, "usual": usual},
    )
    if deviation.other_term:
        message = _followed(message, Message(f"{_ID}.other-term", {"here": here, "other": deviation.other_term}))
    return _followed(message, Message(f"{_ID}.in-glossary", {"wanted": wanted})) if wanted else message


def _followed(message: Message, more: Message) -> Message:
    return Message("text.two-sentences", {"first": message, "second": more})


def _merged(pair: PairContext, merger: Merger) -> Finding:
    (first, one), (second, other) = merger.places
    span = _span(pair.translation, other)
    are_phrases = all(len(one.text.split()) > 1 for one in (first, second))
    return Finding(
        rule=_ID,
        severity=Severity.MINOR if are_phrases else Severity.NEUTRAL,
        category=_CATEGORY,
        message=Message(f"{_ID}.merged", {"first": first.text, "second": second.text, "here": span.text}),
        original=pair.original.locate(second.sentence, second.start, second.end),
        translation=span,
        confidence=merger.confidence,
        related=(
            Place(Side.ORIGINAL, pair.original.locate(first.sentence, first.start, first.end), _quoted(first.text)),
            Place(Side.TRANSLATION, _span(pair.translation, one), _quoted(span.text)),
        ),
    )


def _times(equivalent: Equivalent) -> Message:
    text, count = equivalent.text, len(equivalent.places)
    return (
        Message(f"{_ID}.twice", {"text": text})
        if count == 2
        else Message(f"{_ID}.times", {"text": text, "count": count})
    )


def _related(document: Document, deviation: Deviation) -> Iterator[Place]:
    """Yield the other places of the term, those of the usual equivalent last."""
    places = [
        (equivalent.text, place)
        for equivalent in (*deviation.equivalents[1:], deviation.equivalents[0])
        for place in equivalent.places
        if place != deviation.place
    ]
    for text, place in places[:_MOST_PLACES]:
        yield Place(Side.TRANSLATION, _span(document, place), _quoted(text))


def _quoted(text: str) -> Message:
    return Message("text.quoted", {"text": text})
