"""One French term for two English ones: where a sentence of the original tells two terms apart, its translation not."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.terms.candidates import Occurrence, Term
from aligner.terms.chunks import Index
from aligner.terms.grammar import related
from aligner.terms.meaning import Meaning
from aligner.terms.places import Located, places_in
from aligner.terms.usual import Usual

__all__ = ["Merger", "mergers"]

_SURE = 0.4  #: closeness in meaning of a term to its rendering that makes it more than a coincidence
_FEWEST = 3  #: occurrences that both terms must have
_SYNONYMS = 0.6  #: closeness in meaning from which on the original itself may vary the two
_CONFIDENCE = 0.55  #: that an editor wants to look at it


@dataclass(frozen=True, slots=True)
class Merger:
    """Two terms of one sentence that its translation renders alike."""

    first: Usual
    second: Usual
    places: tuple[tuple[Occurrence, Located], tuple[Occurrence, Located]]
    confidence: float


def mergers(found: Sequence[Usual], index: Index, meaning: Meaning) -> Iterator[Merger]:
    """Sentences where two terms that mean different things have one rendering, in reading order.

    Synonyms that the original varies are no fault of the translation, nor are terms of which one holds the other.
    """
    alike: dict[tuple[str, ...], list[Usual]] = defaultdict(list)
    for usual in found:
        if len(usual.term.occurrences) >= _FEWEST and usual.similarity >= _SURE:
            alike[usual.keys].append(usual)
    pairs = [
        (one, other)
        for some in alike.values()
        for n, one in enumerate(some)
        for other in some[n + 1 :]
        if not _overlap(one.term, other.term)
    ]
    meaning.learn(usual.term.text for pair in pairs for usual in pair)
    made = [merger for pair in pairs if _differ(pair, meaning) for merger in _in_one_sentence(*pair, index)]
    yield from sorted(made, key=lambda merger: (merger.places[0][0].sentence, merger.places[0][0].start))


def _overlap(one: Term, other: Term) -> bool:
    return any(a == b or related(a, b) for a in one.keys for b in other.keys)


def _differ(pair: tuple[Usual, Usual], meaning: Meaning) -> bool:
    return float(meaning.similarities([pair[0].term.text], [pair[1].term.text])[0, 0]) < _SYNONYMS


def _once(term: Term) -> dict[int, Occurrence]:
    """Where a term stands exactly once in a sentence."""
    counts = Counter(occurrence.sentence for occurrence in term.occurrences)
    return {o.sentence: o for o in term.occurrences if counts[o.sentence] == 1}


def _in_one_sentence(one: Usual, other: Usual, index: Index) -> Iterator[Merger]:
    ours, theirs = _once(one.term), _once(other.term)
    for mine in ours.values():
        if mine.sentence not in theirs:
            continue
        bead = index.beads[index.positions[mine.bead]]
        places = list(places_in(one.keys, bead))
        if len(places) == 2 and places[0].sentence == places[1].sentence:
            ordered = sorted((mine, theirs[mine.sentence]), key=lambda occurrence: occurrence.start)
            yield Merger(one, other, ((ordered[0], places[0]), (ordered[1], places[1])), _CONFIDENCE)
