"""Rule term-glossary: a term that is translated otherwise than the glossary has it."""

from collections.abc import Iterator

from aligner.check.base import PairContext, Scope, rule
from aligner.core import Document, Finding, Message, Severity, Span
from aligner.terms.glossary.compliance import Breach, Spot, breaches

__all__ = ["locate", "noted", "term_glossary"]

_ID, _CATEGORY = "term-glossary", "terminology/inconsistent-with-terminology-resource"


@rule(_ID, scope=Scope.DOCUMENT, links=True, follows={"omission", "addition"})
def term_glossary(pair: PairContext) -> Iterator[Finding]:
    """Yield terms of the glossary that the translation has another word for; nothing without a glossary."""
    if pair.glossary is None:
        return
    for breach in breaches(pair.original, pair.translation, pair.beads, pair.glossary_places, pair.words, pair.links):
        yield _finding(pair, breach)


def _finding(pair: PairContext, breach: Breach) -> Finding:
    term, there = locate(pair.original, breach.original), locate(pair.translation, breach.translation)
    message = Message(
        f"{_ID}.other" if breach.found is None else f"{_ID}.deprecated",
        {"term": term.text, "there": there.text, "wanted": tuple(one.text for one in breach.wanted)},
    )
    note = next((one.note for one in (breach.found, *breach.wanted) if one and one.note), breach.concept.note)
    return Finding(
        rule=_ID,
        severity=Severity.MAJOR,
        category=_CATEGORY,
        message=noted(message, note),
        original=term,
        translation=there,
        suggestion=breach.wanted[0].text if len(breach.wanted) == 1 else None,
        confidence=breach.confidence,
    )


def noted(message: Message, note: str) -> Message:
    """Return a message with what the glossary says of the term behind it."""
    return Message("text.two-sentences", {"first": message, "second": note}) if note else message


def locate(document: Document, spot: Spot) -> Span:
    """Return the span of a spot."""
    return document.locate(spot.sentence, spot.start, spot.end)
