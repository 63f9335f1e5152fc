"""Where a translation does not follow a glossary."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from aligner.core import Bead, BlockKind, Document
from aligner.encode import Encoder
from aligner.encode.similarity import prepare, similarities
from aligner.languages.folding import fold
from aligner.languages.morphology import morphology
from aligner.link.pair import PairLinks
from aligner.terms.candidates import Occurrence
from aligner.terms.equivalents import inside, linked, words_text
from aligner.terms.glossary.match import Match, Matcher, cut
from aligner.terms.glossary.model import Concept, Glossary, GlossaryTerm, Status
from aligner.terms.links import TAKEN, Link, link_beads
from aligner.terms.words import (
    BeadWords,
    Word,
    WordKind,
    bead_words,
    is_conjugated,
    is_verb,
    key_of,
    noun_place,
    related,
)

__all__ = ["Breach", "Forbidden", "Places", "Spot", "breaches", "forbidden", "places_of_terms"]

_REJECTED = 0.9  #: confidence in an equivalent that the glossary calls deprecated
_CEILING = 0.9  #: confidence in any other phrase with a perfect link to the term
_LEAD = 0.35  #: of a phrase's link to the term before that to any other word of the original
_LEAST_CLOSENESS = 0.3  #: of a phrase to the term or to what the glossary accepts, in meaning


class PartOfSpeech(Enum):
    """The part of speech of an entry, as far as it can be told."""

    NOUN = auto()
    VERB = auto()
    ADJECTIVE = auto()


Places = Mapping[int, Sequence[tuple[int, Match]]]
"""For each bead the terms of its original: number of the sentence, place in it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a sentence, in text offsets."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Breach:
    """A place where a term is rendered otherwise than the glossary has it."""

    concept: Concept
    original: Spot
    translation: Spot
    wanted: tuple[GlossaryTerm, ...]  #: what the glossary accepts, the preferred first
    found: GlossaryTerm | None  #: the deprecated term that stands there, where it is one
    confidence: float


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A place of a forbidden term."""

    concept: Concept
    term: GlossaryTerm
    original: Spot | None  #: the term of the original that it stands for, where the glossary has one
    translation: Spot
    wanted: tuple[GlossaryTerm, ...]


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A term of the original without an accepted equivalent in its bead."""

    bead: int
    spot: Spot
    text: str
    match: Match


class _Targets:
    """What a place of a term in the original may be rendered by."""

    def __init__(self, entries: Sequence[tuple[Concept, GlossaryTerm]], original: str, translation: str) -> None:
        self.language, self._original_language = translation, original
        self._text = entries[0][1].text
        self._every = [(concept, term) for concept, _ in entries for term in concept.of(translation)]
        self.concept = entries[0][0]
        self.accepted = tuple(sorted((t for _, t in self._every if t.status.accepted), key=_is_second_choice))
        self.finder = Matcher(((c, t) for c, t in self._every if t.status.accepted), translation, loosely=True)

    @cached_property
    def rejecter(self) -> Matcher:
        rejected = ((c, t) for c, t in self._every if t.status is Status.DEPRECATED)
        return Matcher(rejected, self.language, loosely=True)

    @cached_property
    def keys(self) -> list[list[str]]:
        return [
            [piece.keys[0] for piece in cut(term.text, self.language) if not piece.function] for term in self.accepted
        ]

    @cached_property
    def kind(self) -> PartOfSpeech:
        return kind_of(self._text, [t.text for t in self.accepted], (self._original_language, self.language))

    @cached_property
    def squeezed(self) -> set[str]:
        return {fold("".join(piece.text for piece in cut(t.text, self.language))) for t in self.accepted}


def _is_second_choice(term: GlossaryTerm) -> bool:
    return term.status is not Status.PREFERRED


def breaches(
    original: Document,
    translation: Document,
    beads: Sequence[Bead],
    terms: Places,
    encoder: Encoder | None,
    links: PairLinks | None = None,
) -> Iterator[Breach]:
    """Yield places in reading order where a term is rendered otherwise than the glossary has it.

    :param terms: as ``places_of_terms`` finds them
    :param encoder: helps to tell what a term is rendered by
    :param links: of the beads, where they are known
    """
    known: dict[tuple[int, ...], _Targets] = {}
    doubts: list[tuple[_Doubt, _Targets]] = []
    found: list[Breach] = []
    for number, places in terms.items():
        there = [n for n in beads[number].translation if _is_text(translation, n)]
        grouped: dict[tuple[int, ...], list[tuple[int, Match]]] = {}
        for sentence, match in places:
            grouped.setdefault(tuple(id(entry) for entry in match.entries), []).append((sentence, match))
        for key, some in grouped.items():
            if key not in known:
                known[key] = _Targets(some[0][1].entries, original.language, translation.language)
            target = known[key]
            kept = [(n, m) for n in there for m in target.finder.find(translation.sentences[n].text)]
            if len(kept) >= len(some) or not target.accepted:
                continue
            rejected = [(n, m) for n in there for m in target.rejecter.find(translation.sentences[n].text)]
            for (n, m), (sentence, match) in zip(rejected, some[len(kept) :], strict=False):
                spots = Spot(sentence, match.start, match.end), Spot(n, m.start, m.end)
                found.append(Breach(target.concept, *spots, target.accepted, m.entries[0][1], _REJECTED))
            if not kept and not rejected and not _is_squeezed(target, translation, there):
                for sentence, match in some:
                    text = original.sentences[sentence].text[match.start : match.end]
                    doubts.append((_Doubt(number, Spot(sentence, match.start, match.end), text, match), target))
    links = links or PairLinks(original, translation, beads, encoder)
    found += _otherwise(original, translation, beads, doubts, links)
    yield from sorted(found, key=lambda breach: (breach.original.sentence, breach.original.start))


def forbidden(
    original: Document, translation: Document, beads: Sequence[Bead], glossary: Glossary, terms: Places
) -> Iterator[Forbidden]:
    """Yield forbidden terms of the translation; one that has a counterpart in the glossary only where that stands too.

    :param terms: as ``places_of_terms`` finds them
    """
    language = translation.language
    if not any(t.status is Status.FORBIDDEN for c in glossary.concepts for t in c.of(language)):
        return
    entries = ((c, t) for c in glossary.concepts for t in c.of(language))
    finder = Matcher(entries, language, texts=(sentence.text for sentence in translation.sentences))
    for number, bead in enumerate(beads):
        for n in bead.translation:
            if not _is_text(translation, n):
                continue
            for match in finder.find(translation.sentences[n].text):
                if any(term.status.accepted for _, term in match.entries):
                    continue  # another concept allows it
                for concept, term in match.entries:
                    if term.status is not Status.FORBIDDEN:
                        continue
                    source = _source(concept, terms.get(number, []))
                    if source is not None or not concept.of(original.language):
                        wanted = sorted((t for t in concept.of(language) if t.status.accepted), key=_is_second_choice)
                        yield Forbidden(concept, term, source, Spot(n, match.start, match.end), tuple(wanted))
                        break


def _source(concept: Concept, places: Sequence[tuple[int, Match]]) -> Spot | None:
    for sentence, match in places:
        if any(one is concept for one, _ in match.entries):
            return Spot(sentence, match.start, match.end)
    return None


def places_of_terms(original: Document, translation: Document, beads: Sequence[Bead], glossary: Glossary) -> Places:
    """Return the terms of the glossary in every bead of which both sides have text."""
    entries = ((c, t) for c in glossary.concepts if c.of(translation.language) for t in c.of(original.language))
    texts = (original.sentences[n].text for bead in beads for n in bead.original)
    finder = Matcher(entries, original.language, texts=texts)
    found: dict[int, list[tuple[int, Match]]] = {}
    for number, bead in enumerate(beads):
        if not bead.is_null:
            places = [
                (n, match)
                for n in bead.original
                if _is_text(original, n)
                for match in finder.find(original.sentences[n].text)
            ]
            if places:
                found[number] = places
    return found


def _is_text(document: Document, sentence: int) -> bool:
    return document.blocks[document.sentences[sentence].block].kind is not BlockKind.CODE


def _is_squeezed(target: _Targets, translation: Document, there: Sequence[int]) -> bool:
    """Return whether an accepted equivalent stands there in one word more or less: "corona virus", "coronavirus"."""
    for n in there:
        plain = fold("".join(c for c in translation.sentences[n].text if c.isalnum()))
        if any(len(word) > 5 and word in plain for word in target.squeezed):
            return True
    return False


def _otherwise(
    original: Document,
    translation: Document,
    beads: Sequence[Bead],
    doubts: Sequence[tuple[_Doubt, _Targets]],
    links: PairLinks,
) -> Iterator[Breach]:
    """Yield what stands for a term in place of its accepted equivalents, by word links."""
    numbers = sorted({doubt.bead for doubt, _ in doubts})
    some_beads = [beads[number] for number in numbers]
    words = bead_words(original, translation, some_beads)
    if not words:
        return
    linked_words = link_beads(words, range(len(words)), some_beads, links)
    positions = {numbers[bead.bead]: n for n, bead in enumerate(words)}
    drafts = []
    for doubt, target in doubts:
        if doubt.bead in positions:
            position = positions[doubt.bead]
            bead, spot = words[position], doubt.spot
            occurrence = Occurrence(bead.bead, spot.sentence, spot.start, spot.end, doubt.text)
            if phrase := linked(occurrence, bead, linked_words[position], translation.language):
                drafts.append((occurrence, target, bead, linked_words[position], phrase, spot))
    encoder = links.words
    prepare(
        encoder,
        (
            text
            for occurrence, target, _, _, phrase, _ in drafts
            for text in (occurrence.text, words_text(phrase).lower(), *(t.text for t in target.accepted))
        ),
    )
    for occurrence, target, bead, some, phrase, spot in drafts:
        sure = _confidence(occurrence, phrase, bead, some, target, encoder)
        if sure > 0:
            place = Spot(phrase[0].sentence, phrase[0].start, phrase[-1].end)
            yield Breach(target.concept, spot, place, target.accepted, None, sure)


def _confidence(
    occurrence: Occurrence,
    phrase: Sequence[Word],
    bead: BeadWords,
    links: Sequence[Link],
    target: _Targets,
    encoder: Encoder | None,
) -> float:
    """Return the probability that the phrase renders the term and does not follow the glossary."""
    here, there = bead.original, bead.translation
    if any(_serves(accepted, phrase, there) for accepted in target.keys):
        return 0.0
    if phrase[0].capital and words_text(phrase) == occurrence.text:
        return 0.0  # a name that was taken over: "International Reagent Resource"
    if not is_of_kind(phrase, there, target.kind, target.language):
        return 0.0
    mine = {n for n, word in enumerate(here) if inside(word, occurrence)}
    theirs = {n for n, word in enumerate(there) if word in phrase and word.key}
    others = {n for n, word in enumerate(here) if word.kind is WordKind.CONTENT and n not in mine}
    link = max((s for i, j, s in links if i in mine and j in theirs), default=0.0)
    elsewhere = max((s for i, j, s in links if i in others and j in theirs), default=0.0)
    if elsewhere > link - _LEAD or _absorbs(min(mine), here, theirs, links):
        return 0.0
    text = words_text(phrase).lower()
    close = similarities(encoder, [occurrence.text, *(t.text for t in target.accepted)], [text])
    return min(_CEILING, link) if float(close.max()) >= _LEAST_CLOSENESS else 0.0


def _absorbs(first: int, here: Sequence[Word], theirs: set[int], links: Sequence[Link]) -> bool:
    """Return whether the phrase also speaks for the word before the term: "high blood pressure", "hypertension"."""
    if not first or here[first - 1].kind is not WordKind.CONTENT or here[first - 1].sentence != here[first].sentence:
        return False
    counterparts = {j for i, j, score in links if i == first - 1 and score >= TAKEN}
    return not counterparts or bool(counterparts & theirs)


def _serves(accepted: Sequence[str], phrase: Sequence[Word], there: Sequence[Word]) -> bool:
    """Return whether a phrase is a short form of an accepted term, has it with words between, or is derived from it."""
    keys = {word.key for word in phrase if word.kind is WordKind.CONTENT}
    if keys <= set(accepted) or set(accepted) <= keys:
        return True
    return all(any(related(key, word.key) for word in there if word.key) for key in accepted)


def kind_of(term: str, accepted: Sequence[str], languages: tuple[str, str]) -> PartOfSpeech:
    """Return what an entry stands for, by its endings."""
    if accepted and all(_is_infinitive(text, languages[1]) for text in accepted):
        return PartOfSpeech.VERB
    mine, theirs = (morphology(language).adjective_endings for language in languages)
    if term.endswith(mine) and all(text.endswith(theirs) for text in accepted):
        return PartOfSpeech.ADJECTIVE
    return PartOfSpeech.NOUN


def _is_infinitive(text: str, language: str) -> bool:
    if not text.isalpha():
        return False
    key = key_of(text, language)
    return is_verb(Word(text, 0, 0, len(text), WordKind.CONTENT, key), language)


def is_of_kind(phrase: Sequence[Word], there: Sequence[Word], kind: PartOfSpeech, language: str) -> bool:
    """Return whether a phrase is what its glossary entry is: "toux" is no fault for "coughing", "tousser"."""
    first = phrase[0]
    conjugated = is_conjugated(first, language)
    if kind is PartOfSpeech.VERB:
        return conjugated or is_verb(first, language)
    place = noun_place(there, there.index(first), language)
    if kind is PartOfSpeech.ADJECTIVE:
        return place == 0
    return place > 0 and not is_verb(first, language) and not (place < 1 and conjugated)
