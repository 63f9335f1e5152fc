"""Terms with several equivalents in a translation, and equivalents that merge two terms."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from aligner.core import Bead, Document
from aligner.encode import Encoder, remembering
from aligner.encode.similarity import prepare, similarities
from aligner.link.pair import PairLinks
from aligner.terms.alternatives import Alternative, alternatives
from aligner.terms.candidates import Occurrence, Term, candidates
from aligner.terms.classifier import confidences
from aligner.terms.equivalents import DominantEquivalent, Located, dominant_equivalents, locate, places_in
from aligner.terms.links import link_beads
from aligner.terms.phrase_index import Index
from aligner.terms.reuse import Memory, Noted
from aligner.terms.spelling import Spellings, spellings
from aligner.terms.words import bead_words, related

__all__ = ["Deviation", "Equivalent", "Merger", "compared", "deviations", "inconsistencies", "mergers", "settled"]

_ESTABLISHED = 3  #: beads with a equivalent that make it known for its term
_WORTH_LISTING = 0.1  #: confidence below which a phrase is taken for no equivalent of the term at all
_AS_LIKELY = 0.9  #: of the confidence in the likeliest phrase
_SPELLING_CONFIDENCE = 0.8  #: that an editor wants one spelling of a name
_MEANT = 0.4  #: closeness in meaning of a term to its equivalent that makes it more than a coincidence
_FEWEST = 3  #: occurrences that both terms must have
_SYNONYMS = 0.6  #: closeness in meaning from which on the original itself may vary the two
_MERGER_CONFIDENCE = 0.55  #: that an editor wants to look at it


@dataclass(frozen=True, slots=True)
class Equivalent:
    """One way to render a term: its usual form and its places in the translation, in reading order."""

    text: str
    places: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class Deviation:
    """One place where a term is rendered otherwise than it usually is."""

    term: str
    occurrence: Occurrence  #: in the original
    place: Located  #: in the translation
    equivalents: tuple[Equivalent, ...]  #: all of them, the usual one first
    spelling: bool  #: whether it is the same words, spelled otherwise
    confidence: float  #: probability that an editor would object, 0 to 1
    other_term: str = ""  #: another term of the original that this equivalent usually stands for


@dataclass(frozen=True, slots=True)
class Merger:
    """Two terms of one sentence that its translation renders alike."""

    first: DominantEquivalent
    second: DominantEquivalent
    places: tuple[tuple[Occurrence, Located], tuple[Occurrence, Located]]
    confidence: float


def deviations(
    original: Document, translation: Document, beads: Sequence[Bead], encoder: Encoder | None
) -> Iterator[Deviation]:
    """Yield deviating equivalents of repeated terms, in reading order.

    :param encoder: gives the meanings of words; without one, little but spellings is found
    """
    yield from inconsistencies(original, translation, beads, encoder)[0]


def inconsistencies(
    original: Document,
    translation: Document,
    beads: Sequence[Bead],
    encoder: Encoder | None,
    links: PairLinks | None = None,
    memory: Memory | None = None,
) -> tuple[list[Deviation], list[Merger]]:
    """Return both directions, in reading order: terms with several equivalents, and equivalents that merge two terms.

    :param encoder: gives the meanings of words; without one, little but spellings is found
    :param links: of the beads, where they are known
    :param memory: of what was found before the pair was edited
    """
    encoder = remembering(encoder) if encoder else None
    index, found, every = compared(original, translation, beads, encoder, links, memory)
    judged = settled(found, every, confidences(every, original.language, translation.language, memory))
    every_deviation = [*_otherwise(judged, found, index), *_spelled(found, index, translation, memory)]
    every_deviation.sort(key=lambda d: (d.occurrence.sentence, d.occurrence.start))
    if memory:
        memory.settle()
    return every_deviation, list(mergers(found, index, encoder)) if encoder is not None else []


def compared(
    original: Document,
    translation: Document,
    beads: Sequence[Bead],
    encoder: Encoder | None,
    links: PairLinks | None = None,
    memory: Memory | None = None,
) -> tuple[Index, list[DominantEquivalent], list[Alternative]]:
    """Return the usual equivalents of terms, and for each place without them whatever may stand there."""
    languages = (original.language, translation.language)
    words = memory.words(original, translation, beads) if memory else bead_words(original, translation, beads)
    index = memory.index(words) if memory else Index(words)
    if len(words) < 2:
        return index, [], []
    make = partial(candidates, words, original.language, doubtful=True)
    found = dominant_equivalents(memory.terms(words, make) if memory else make(), index, languages, encoder, memory)
    doubtful = {position for usual in found for position in usual.doubtful}
    if not doubtful or encoder is None:
        return index, found, []
    links = links or PairLinks(original, translation, beads, encoder)
    linked = link_beads(words, doubtful, beads, links, memory)
    return index, found, alternatives(found, index, linked, languages, encoder, memory)


def settled(
    found: Sequence[DominantEquivalent], every: Sequence[Alternative], confidences: Sequence[float]
) -> list[tuple[Alternative, float]]:
    """Return one alternative for each place of a term and for each phrase, with its confidence."""
    places = _by_sentence(found)
    plausible = [
        (alternative, sure)
        for alternative, sure in zip(every, confidences, strict=True)
        if sure >= _WORTH_LISTING and not _is_part(alternative, places)
    ]
    return _without_nested(_surest(plausible))


def _otherwise(
    judged: Sequence[tuple[Alternative, float]], found: Sequence[DominantEquivalent], index: Index
) -> Iterator[Deviation]:
    """Yield other words for a term."""
    together: dict[int, list[Alternative]] = defaultdict(list)
    for alternative, _ in judged:
        together[id(alternative.usual)].append(alternative)
    meant = {usual.keys: usual.term.text for usual in reversed(found) if len(usual.present) >= _ESTABLISHED}
    for alternative, sure in judged:
        made = _deviation(alternative, sure, together[id(alternative.usual)], index)
        other = meant.get(tuple(word.key for word in alternative.words if word.key), "")
        yield replace(made, other_term=other)


def _surest(judged: Sequence[tuple[Alternative, float]]) -> list[tuple[Alternative, float]]:
    """Return the likeliest phrase for each place of a term; of those that hold it and are as likely, the longest."""
    places: dict[tuple[int, int, int], list[tuple[Alternative, float]]] = {}
    for alternative, sure in judged:
        place = (id(alternative.usual), alternative.occurrence.sentence, alternative.occurrence.start)
        places.setdefault(place, []).append((alternative, sure))
    found = []
    for some in places.values():
        best, most = max(some, key=lambda one: one[1])
        holding = [one for one, sure in some if sure >= _AS_LIKELY * most and set(best.words) <= set(one.words)]
        found.append((max(holding, key=lambda one: len(one.words)), most))
    return found


def _without_nested(judged: Sequence[tuple[Alternative, float]]) -> list[tuple[Alternative, float]]:
    """Return one alternative for each phrase: that of the longest term, as sure as the surest of them."""
    kept: list[tuple[Alternative, float]] = []
    by_length = sorted(judged, key=lambda some: (-len(some[0].usual.term.keys), -some[1]))
    owners: dict[tuple[int, int], int] = {}
    for alternative, sure in by_length:
        places = [(word.sentence, word.start) for word in alternative.words if word.key]
        owner = next((owners[place] for place in places if place in owners), None)
        if owner is None:
            owners.update(dict.fromkeys(places, len(kept)))
            kept.append((alternative, sure))
        elif sure > kept[owner][1]:
            longer = set(alternative.usual.term.keys) <= set(kept[owner][0].usual.term.keys)
            kept[owner] = (kept[owner][0] if longer else alternative, sure)
    return kept


class _Part(NamedTuple):
    """Where a term of several words stands, and how it is usually translated."""

    start: int
    end: int
    words: int
    usual: frozenset[str]


def _by_sentence(found: Sequence[DominantEquivalent]) -> Mapping[int, Sequence[_Part]]:
    places: dict[int, list[_Part]] = defaultdict(list)
    for usual in found:
        if len(usual.term.keys) > 1:
            keys = frozenset(usual.keys)
            for occurrence in usual.term.occurrences:
                places[occurrence.sentence].append(_Part(occurrence.start, occurrence.end, len(usual.term.keys), keys))
    return places


def _is_part(alternative: Alternative, places: Mapping[int, Sequence[_Part]]) -> bool:
    """Return whether the phrase belongs to the usual equivalent of a longer term: "portable" for "mobile phone"."""
    here = alternative.occurrence
    keys = {word.key for word in alternative.words if word.key}
    return any(
        part.words > len(alternative.usual.term.keys)
        and part.start <= here.start
        and here.end <= part.end
        and keys <= part.usual
        for part in places.get(here.sentence, ())
    )


def _deviation(alternative: Alternative, sure: float, others: Sequence[Alternative], index: Index) -> Deviation:
    usual = Equivalent(alternative.usual.text, tuple(locate(alternative.usual, index)))
    grouped: dict[tuple[str, ...], list[Alternative]] = {}
    for other in others:
        grouped.setdefault(tuple(word.key for word in other.words if word.key), []).append(other)
    equivalents = [Equivalent(some[0].text, tuple(_place(r) for r in some)) for some in grouped.values()]
    equivalents.sort(key=lambda equivalent: -len(equivalent.places))
    return Deviation(
        alternative.usual.term.text,
        alternative.occurrence,
        _place(alternative),
        (usual, *equivalents),
        spelling=False,
        confidence=sure,
    )


def _place(alternative: Alternative) -> Located:
    return Located(alternative.occurrence.bead, alternative.words)


def _spelled(
    found: Sequence[DominantEquivalent], index: Index, translation: Document, memory: Memory | None
) -> Iterator[Deviation]:
    """Yield other spellings of the usual equivalent; a spelling of a longer term speaks for the terms inside it."""
    taken: set[tuple[int, int]] = set()
    for usual in sorted(found, key=lambda usual: -len(usual.term.keys)):
        known = _spellings(usual, index, translation, memory)
        if known is None:
            continue
        for deviation in _misspelled(known):
            place = (deviation.place.sentence, deviation.place.start)
            if place not in taken:
                taken.add(place)
                yield deviation


def _spellings(
    usual: DominantEquivalent, index: Index, translation: Document, memory: Memory | None
) -> Spellings | None:
    if memory is None:
        return spellings(usual, index, translation)
    depends = (usual.keys, usual.present)
    if known := memory.known("spellings", usual.term, index, depends):
        found: Spellings | None = known.value
        return replace(found, usual=usual) if found else None
    view = Noted(index)
    return memory.keep("spellings", usual.term, view, spellings(usual, view, translation), depends)


def _misspelled(known: Spellings) -> Iterator[Deviation]:
    equivalents = tuple(Equivalent(text, places) for text, places in known.forms)
    for equivalent in equivalents[1:]:
        for place in equivalent.places:
            occurrence = next(o for o in known.usual.term.occurrences if o.bead == place.bead)
            yield Deviation(
                known.usual.term.text, occurrence, place, equivalents, spelling=True, confidence=_SPELLING_CONFIDENCE
            )


def mergers(found: Sequence[DominantEquivalent], index: Index, encoder: Encoder | None) -> Iterator[Merger]:
    """Yield sentences where two terms that mean different things have one equivalent, in reading order.

    Synonyms that the original varies are no fault of the translation, nor are terms of which one holds the other.
    """
    alike: dict[tuple[str, ...], list[DominantEquivalent]] = defaultdict(list)
    for usual in found:
        if len(usual.term.occurrences) >= _FEWEST and usual.similarity >= _MEANT:
            alike[usual.keys].append(usual)
    pairs = [
        (one, other)
        for some in alike.values()
        for n, one in enumerate(some)
        for other in some[n + 1 :]
        if not _overlap(one.term, other.term)
    ]
    prepare(encoder, (usual.term.text for pair in pairs for usual in pair))
    made = [merger for pair in pairs if _differ(pair, encoder) for merger in _in_one_sentence(*pair, index)]
    yield from sorted(made, key=lambda merger: (merger.places[0][0].sentence, merger.places[0][0].start))


def _overlap(one: Term, other: Term) -> bool:
    return any(a == b or related(a, b) for a in one.keys for b in other.keys)


def _differ(pair: tuple[DominantEquivalent, DominantEquivalent], encoder: Encoder | None) -> bool:
    return float(similarities(encoder, [pair[0].term.text], [pair[1].term.text])[0, 0]) < _SYNONYMS


def _once(term: Term) -> dict[int, Occurrence]:
    """Return where a term stands exactly once in a sentence."""
    counts = Counter(occurrence.sentence for occurrence in term.occurrences)
    return {o.sentence: o for o in term.occurrences if counts[o.sentence] == 1}


def _in_one_sentence(one: DominantEquivalent, other: DominantEquivalent, index: Index) -> Iterator[Merger]:
    ours, theirs = _once(one.term), _once(other.term)
    for mine in ours.values():
        if mine.sentence not in theirs:
            continue
        bead = index.beads[index.positions[mine.bead]]
        places = list(places_in(one.keys, bead))
        if len(places) == 2 and places[0].sentence == places[1].sentence:
            ordered = sorted((mine, theirs[mine.sentence]), key=lambda occurrence: occurrence.start)
            yield Merger(one, other, ((ordered[0], places[0]), (ordered[1], places[1])), _MERGER_CONFIDENCE)
