"""What a planted error is: kind, size, place, and which findings count as finding it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from aligner.core import Finding, Sentence, Side, Span
from aligner.errors import ConfigError
from aligner.evaluate.constituents import content_words
from aligner.evaluate.edits import Edit, Edited, Stretch, edit
from aligner.evaluate.pairs import CleanPair

__all__ = ["RULES_OF", "Kind", "Plant", "Planted", "SentencePair", "kinds_named", "plant_all", "plant_in", "whole"]


class Kind(StrEnum):
    """What is done to a clean text."""

    SENTENCE_DELETED = "sentence-deleted"
    SENTENCE_INSERTED = "sentence-inserted"  #: a sentence of another text
    CLAUSE_DELETED = "clause-deleted"  #: a clause or phrase of three content words or more
    WORDS_DELETED = "words-deleted"  #: a phrase of two content words
    CLAUSE_INSERTED = "clause-inserted"  #: from another sentence; or one taken out of the original
    NUMBER_CHANGED = "number-changed"
    NEGATION_DROPPED = "negation-dropped"
    NAME_SWAPPED = "name-swapped"  #: for another name of the text
    SENTENCE_UNTRANSLATED = "sentence-untranslated"
    WORD_DUPLICATED = "word-duplicated"
    SENTENCES_SWAPPED = "sentences-swapped"  #: two neighbours
    CLAUSE_UNTRANSLATED = "clause-untranslated"  #: a clause or phrase left in the original's language
    PLACEHOLDER_DAMAGED = "placeholder-damaged"  #: changed or lost
    LIMIT_DROPPED = "limit-dropped"  #: "at least" before a number
    SENTENCE_DOUBLED = "sentence-doubled"  #: pasted twice
    FRACTION_CHANGED = "fraction-changed"  #: a half for a third, doubled for tripled, in words
    MOOD_CHANGED = "mood-changed"  #: must for may, may for must
    OPPOSITE_SAID = "opposite-said"  #: a contrary, or another word of a closed class


#: The rules whose findings count as finding a kind.
RULES_OF: Mapping[Kind, frozenset[str]] = {
    Kind.SENTENCE_DELETED: frozenset({"omission"}),
    Kind.SENTENCE_INSERTED: frozenset({"addition"}),
    Kind.CLAUSE_DELETED: frozenset({"omission"}),
    Kind.WORDS_DELETED: frozenset({"omission"}),
    Kind.CLAUSE_INSERTED: frozenset({"addition"}),
    Kind.NUMBER_CHANGED: frozenset({"number"}),
    Kind.NEGATION_DROPPED: frozenset({"negation"}),
    Kind.NAME_SWAPPED: frozenset({"name"}),
    Kind.SENTENCE_UNTRANSLATED: frozenset({"untranslated"}),
    Kind.WORD_DUPLICATED: frozenset({"repeated-word"}),
    Kind.SENTENCES_SWAPPED: frozenset({"moved"}),
    Kind.CLAUSE_UNTRANSLATED: frozenset({"foreign-words", "untranslated"}),
    Kind.PLACEHOLDER_DAMAGED: frozenset({"placeholder"}),
    Kind.LIMIT_DROPPED: frozenset({"qualifier", "omission"}),
    Kind.SENTENCE_DOUBLED: frozenset({"repeated"}),
    Kind.FRACTION_CHANGED: frozenset({"number", "opposite"}),
    Kind.MOOD_CHANGED: frozenset({"qualifier"}),
    Kind.OPPOSITE_SAID: frozenset({"opposite", "number"}),  # a month in a date, a unit behind its number
}


class SentencePair(NamedTuple):
    """A sentence and its translation."""

    pair: CleanPair
    original: Sentence
    translation: Sentence
    following: tuple[Sentence, Sentence] | None  #: the next sentence and its translation, if they match


@dataclass(frozen=True, slots=True)
class Plant:
    """An error as it is to be planted; all offsets are those of the clean files."""

    kind: Kind
    method: str  #: how, where there are several ways
    pair: str  #: name of the pair
    line: int  #: zero-based block of the translation
    edits: tuple[tuple[Side, Edit], ...]
    original: Stretch  #: where in the original a finding about it may lie
    translation: Stretch  #: where in the translation
    decisive: Side  #: the side that tells, for a finding with spans on both
    content_words: int  #: that went, came or changed
    characters: int
    before: str  #: what stood there; for a sentence that was inserted or deleted, one of the two is empty
    after: str
    lines: tuple[int, ...] = ()  #: all blocks of the translation that it takes up


def kinds_named(names: Collection[str], rules: Collection[str] = ()) -> tuple[Kind, ...]:
    """Return the kinds of these names; where there are none, those that these rules should find, or all.

    :raises ConfigError: if there is no such kind
    """
    for name in names:
        if name not in list(Kind):
            raise ConfigError(f"There is no kind {name!r} of error to plant; known are {', '.join(Kind)}.")
    if names:
        return tuple(kind for kind in Kind if kind in names)
    return tuple(kind for kind in Kind if not rules or RULES_OF[kind] & set(rules))


@dataclass(frozen=True, slots=True)
class Planted:
    """A pair's texts with plants in them."""

    original: Edited
    translation: Edited
    plants: tuple[Plant, ...]

    def place(self, plant: Plant, side: Side) -> Stretch:
        """Return where a plant is in the planted text."""
        if side is Side.ORIGINAL:
            return self.original.forward(plant.original)
        return self.translation.forward(plant.translation)

    def touches(self, plant: Plant, finding: Finding) -> bool:
        """Tell whether a finding is about a plant's place; its span on the decisive side tells, if it has one there."""
        spans = {Side.ORIGINAL: finding.original, Side.TRANSLATION: finding.translation}
        other = Side.TRANSLATION if plant.decisive is Side.ORIGINAL else Side.ORIGINAL
        side = plant.decisive if spans[plant.decisive] else other
        span = spans[side]
        return span is not None and _overlap(span, self.place(plant, side))


def plant_all(pair: CleanPair, plants: Iterable[Plant]) -> Planted:
    """Make the edits of several plants that stand clear of each other."""
    chosen = tuple(plants)
    sides: dict[Side, list[Edit]] = {side: [] for side in Side}
    for plant in chosen:
        for side, change in plant.edits:
            sides[side].append(change)
    return Planted(
        edit(pair.original.text, sides[Side.ORIGINAL]), edit(pair.translation.text, sides[Side.TRANSLATION]), chosen
    )


def plant_in(
    unit: SentencePair,
    kind: Kind,
    method: str,
    changes: tuple[Edit, ...],
    *,
    place: Stretch | None = None,
    side: Side = Side.TRANSLATION,
    decisive: Side = Side.TRANSLATION,
    before: str = "",
    after: str = "",
) -> Plant:
    """Make a plant in one sentence; ``place`` is where a finding must lie on the decisive side, else the sentence."""
    stretches = {Side.ORIGINAL: whole(unit.original), Side.TRANSLATION: whole(unit.translation)}
    if place:
        stretches[decisive] = place
    language = (unit.pair.original if side is Side.ORIGINAL else unit.pair.translation).language
    return Plant(
        kind=kind,
        method=method,
        pair=unit.pair.name,
        line=unit.translation.block,
        edits=tuple((side, change) for change in changes),
        original=stretches[Side.ORIGINAL],
        translation=stretches[Side.TRANSLATION],
        decisive=decisive,
        content_words=max(content_words(text, language) for text in (before, after)),
        characters=max(len(before.strip()), len(after.strip())),
        before=before,
        after=after,
        lines=(unit.translation.block,),
    )


def whole(sentence: Sentence) -> Stretch:
    """Return file offsets of a sentence."""
    return sentence.start, sentence.end


def _overlap(span: Span, stretch: Stretch) -> bool:
    start, end = stretch
    return span.start < end and start < span.end
