"""Entries of a glossary that stand there twice, or that contradict each other: what is said of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from aligner.terms.glossary.model import Concept, Glossary, GlossaryTerm, Status

__all__ = ["without_clashes"]

_MOST = 5  #: warnings in full; a glossary of 50,000 entries may have thousands
_STRICTEST = [Status.PREFERRED, Status.ADMITTED, Status.DEPRECATED, Status.FORBIDDEN]


def without_clashes(glossary: Glossary) -> Glossary:
    """The glossary with each term once in its concept and the stricter of two statuses, and a warning for each case."""
    said: list[str] = []
    concepts = []
    for concept in glossary.concepts:
        terms = _merged(concept, said) if len(concept.terms) > 2 else concept.terms
        concepts.append(concept if len(terms) == len(concept.terms) else replace(concept, terms=terms))
        if len(terms) > 2:
            said += _twice_preferred(concept, terms)
    said = [f"{glossary.name}: {warning}" for warning in said]
    if len(said) > _MOST:
        said = [*said[:_MOST], f"{glossary.name}: {len(said) - _MOST} more entries like these."]
    return Glossary(tuple(concepts), glossary.name, (*glossary.warnings, *said))


def _merged(concept: Concept, said: list[str]) -> tuple[GlossaryTerm, ...]:
    kept: dict[tuple[str, str, str], GlossaryTerm] = {}
    for term in concept.terms:
        key = (term.language, term.text, term.part_of_speech)
        first = kept.setdefault(key, term)
        if first is term:
            continue
        strict = max(first, term, key=lambda some: _STRICTEST.index(some.status))
        if first.status.accepted != term.status.accepted:
            said.append(
                f"“{term.text}” for “{_name(concept, term)}” is {first.status}{_line(first)} and "
                f"{term.status}{_line(term)}; it is taken as {strict.status}."
            )
        else:
            said.append(
                f"“{term.text}” for “{_name(concept, term)}” stands there twice{_lines([first, term])}; once counts."
            )
        kept[key] = strict
    return tuple(kept.values())


def _twice_preferred(concept: Concept, terms: Iterable[GlossaryTerm]) -> list[str]:
    preferred: dict[tuple[str, str], list[GlossaryTerm]] = {}
    for term in terms:
        if term.status is Status.PREFERRED:
            preferred.setdefault((term.language, term.part_of_speech), []).append(term)
    return [
        f"“{some[0].text}” and “{some[1].text}” are both preferred for “{_name(concept, some[0])}”"
        f"{_lines(some[:2])}; the first is suggested, both are accepted."
        for some in preferred.values()
        if len(some) > 1
    ]


def _name(concept: Concept, term: GlossaryTerm) -> str:
    """What a reader knows a concept by: its first term in another language."""
    return next((other.text for other in concept.terms if other.language != term.language), concept.id)


def _line(term: GlossaryTerm) -> str:
    return f" in line {term.line}" if term.line else ""


def _lines(terms: Sequence[GlossaryTerm]) -> str:
    numbers = [str(term.line) for term in terms if term.line]
    return f" (lines {' and '.join(numbers)})" if len(numbers) > 1 else ""
