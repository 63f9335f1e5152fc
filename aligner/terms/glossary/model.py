"""A glossary: concepts and the terms of each language that designate them; warnings about contradictory entries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from aligner.core import Argument, Message

__all__ = ["Case", "Concept", "Glossary", "GlossaryTerm", "Status", "primary", "without_clashes"]

_MOST = 5  #: warnings in full; a glossary of 50,000 entries may have thousands


class Status(StrEnum):
    """What a person decided about a term."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"  #: also that of terms of which nothing is said
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"

    @property
    def accepted(self) -> bool:
        """Whether a translator may use it."""
        return self in (Status.PREFERRED, Status.ADMITTED)


_STRICTEST = [Status.PREFERRED, Status.ADMITTED, Status.DEPRECATED, Status.FORBIDDEN]


class Case(StrEnum):
    """Whether capitals tell a term from another word."""

    USUAL = ""  #: acronyms stand in capitals, all else as it comes
    ANY = "any"
    EXACT = "exact"  #: as written; at the start of a sentence with a capital as well


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """One word or phrase of one language."""

    text: str
    language: str  #: as the file has it: ``en``, ``fr-CA``
    status: Status = Status.ADMITTED
    part_of_speech: str = ""  #: noun, verb, adjective, adverb, properNoun, other; empty where it is not said
    case: Case = Case.USUAL
    note: str = ""
    line: int = field(default=0, compare=False)  #: of the file, from 1; 0 where there is none


@dataclass(frozen=True, slots=True)
class Concept:
    """Terms that mean the same."""

    id: str
    terms: tuple[GlossaryTerm, ...]
    subject: str = ""
    definition: str = ""
    note: str = ""

    def of(self, language: str) -> tuple[GlossaryTerm, ...]:
        """Return its terms in a language and its varieties.

        :param language: ISO 639-1 code
        """
        return tuple(term for term in self.terms if primary(term.language) == language)


@dataclass(frozen=True, slots=True)
class Glossary:
    """A glossary as it was read."""

    concepts: tuple[Concept, ...]
    name: str = field(default="", compare=False)  #: the file it came from
    warnings: tuple[Message, ...] = field(default=(), compare=False)  #: about entries that look wrong
    sha256: str = field(default="", compare=False)  #: of the file's bytes, hexadecimal

    @property
    def signature(self) -> str:
        """What tells this glossary from another in a report: file name and the start of its hash."""
        return "-".join(part for part in (Path(self.name).name, self.sha256[:8]) if part) or "unnamed"

    def pairs(self, original: str, translation: str) -> Iterator[tuple[Concept, GlossaryTerm, GlossaryTerm]]:
        """Yield every term of one language with every term of the other that means the same.

        :param original: ISO 639-1 code
        :param translation: the same
        """
        for concept in self.concepts:
            theirs = concept.of(translation)
            for mine in concept.of(original):
                for other in theirs:
                    yield concept, mine, other


@lru_cache(maxsize=1 << 10)
def primary(language: str) -> str:
    """Return the language of a variety.

    >>> primary("fr-CA"), primary("EN_us")
    ('fr', 'en')
    """
    return language.replace("_", "-").split("-")[0].lower()


def without_clashes(glossary: Glossary) -> Glossary:
    """Return the glossary with each term once in its concept, with the stricter of two statuses, and a warning."""
    said: list[Message] = []
    concepts = []
    for concept in glossary.concepts:
        terms = _merged(concept, said) if len(concept.terms) > 2 else concept.terms
        concepts.append(concept if len(terms) == len(concept.terms) else replace(concept, terms=terms))
        if len(terms) > 2:
            said += _twice_preferred(concept, terms)
    if len(said) > _MOST:
        said = [*said[:_MOST], Message("glossary.more", {"count": len(said) - _MOST})]
    said = [replace(one, arguments={"file": glossary.name, **one.arguments}) for one in said]
    return Glossary(tuple(concepts), glossary.name, (*glossary.warnings, *said))


def _merged(concept: Concept, said: list[Message]) -> tuple[GlossaryTerm, ...]:
    kept: dict[tuple[str, str, str], GlossaryTerm] = {}
    for term in concept.terms:
        key = (term.language, term.text, term.part_of_speech)
        first = kept.setdefault(key, term)
        if first is term:
            continue
        strict = max(first, term, key=lambda some: _STRICTEST.index(some.status))
        if first.status.accepted != term.status.accepted:
            about: dict[str, Argument] = {
                "term": term.text,
                "concept": _name(concept, term),
                "status": _status(first),
                "line": _line(first),
                "other": _status(term),
                "other_line": _line(term),
                "strict": _status(strict),
            }
            said.append(Message("glossary.two-statuses", about))
        else:
            lines = _lines([first, term])
            said.append(Message("glossary.twice", {"term": term.text, "concept": _name(concept, term), "lines": lines}))
        kept[key] = strict
    return tuple(kept.values())


def _twice_preferred(concept: Concept, terms: Iterable[GlossaryTerm]) -> list[Message]:
    preferred: dict[tuple[str, str], list[GlossaryTerm]] = {}
    for term in terms:
        if term.status is Status.PREFERRED:
            preferred.setdefault((term.language, term.part_of_speech), []).append(term)
    return [
        Message(
            "glossary.both-preferred",
            {
                "first": some[0].text,
                "second": some[1].text,
                "concept": _name(concept, some[0]),
                "lines": _lines(some[:2]),
            },
        )
        for some in preferred.values()
        if len(some) > 1
    ]


def _name(concept: Concept, term: GlossaryTerm) -> str:
    """Return what a reader knows a concept by: its first term in another language."""
    return next((other.text for other in concept.terms if other.language != term.language), concept.id)


def _status(term: GlossaryTerm) -> Message:
    return Message(f"glossary.{term.status}")


def _line(term: GlossaryTerm) -> Message | str:
    return Message("glossary.in-line", {"line": term.line}) if term.line else ""


def _lines(terms: Sequence[GlossaryTerm]) -> Message | str:
    numbers = [term.line for term in terms if term.line]
    return Message("glossary.in-lines", {"first": numbers[0], "second": numbers[1]}) if len(numbers) > 1 else ""
