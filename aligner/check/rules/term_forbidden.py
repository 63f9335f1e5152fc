"""Rule term-forbidden: a term that the glossary forbids."""

from collections.abc import Iterator

from aligner.check.base import PairContext, Scope, rule
from aligner.check.rules.term_glossary import noted
from aligner.core import Argument, Finding, Message, Severity
from aligner.terms.glossary.compliance import forbidden

__all__ = ["term_forbidden"]

_ID, _CATEGORY = "term-forbidden", "terminology/inconsistent-with-terminology-resource"
_CONFIDENCE = 0.95  #: a person forbade this very term


@rule(_ID, scope=Scope.DOCUMENT)
def term_forbidden(pair: PairContext) -> Iterator[Finding]:
    """Yield terms of the translation that the glossary forbids; nothing without a glossary."""
    if pair.glossary is None:
        return
    for found in forbidden(pair.original, pair.translation, pair.beads, pair.glossary, pair.glossary_places):
        here = found.translation
        span = pair.translation.locate(here.sentence, here.start, here.end)
        source = found.original
        arguments: dict[str, Argument] = {"term": span.text}
        if found.wanted:
            arguments["wanted"] = tuple(term.text for term in found.wanted)
        message = Message(f"{_ID}.instead" if found.wanted else f"{_ID}.forbidden", arguments)
        yield Finding(
            rule=_ID,
            severity=Severity.MAJOR,
            category=_CATEGORY,
            message=noted(message, found.term.note or found.concept.note),
            original=pair.original.locate(source.sentence, source.start, source.end) if source else None,
            translation=span,
            suggestion=found.wanted[0].text if len(found.wanted) == 1 else None,
            confidence=_CONFIDENCE,
        )
