"""What a glossary is: concepts, and the terms of each language that stand for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

__all__ = ["Case", "Concept", "Glossary", "GlossaryTerm", "Status", "primary"]


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
    part_of_speech: str = ""  #: noun, verb, adjective, adverb, properNoun, other; empty where nobody says
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
        """Its terms in a language and its varieties.

        :param language: ISO 639-1 code
        """
        return tuple(term for term in self.terms if primary(term.language) == language)


@dataclass(frozen=True, slots=True)
class Glossary:
    """A glossary as it was read."""

    concepts: tuple[Concept, ...]
    name: str = field(default="", compare=False)  #: the file it came from
    warnings: tuple[str, ...] = field(default=(), compare=False)  #: sentences about entries that look wrong
    sha256: str = field(default="", compare=False)  #: of the file's bytes, hexadecimal

    @property
    def signature(self) -> str:
        """What tells this glossary from another in a report: file name and the start of its hash."""
        return "-".join(part for part in (Path(self.name).name, self.sha256[:8]) if part) or "unnamed"

    def pairs(self, original: str, translation: str) -> Iterator[tuple[Concept, GlossaryTerm, GlossaryTerm]]:
        """Every term of one language with every term of the other that means the same.

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
    """The language of a variety.

    >>> primary("fr-CA"), primary("EN_us")
    ('fr', 'en')
    """
    return language.replace("_", "-").split("-")[0].lower()
