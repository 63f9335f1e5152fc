"""The usual rendering of a term: the phrase of the translation that goes with it from bead to bead."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import and_

from aligner.terms.candidates import Term
from aligner.terms.chunks import Index, find
from aligner.terms.known import lexicon_share
from aligner.terms.meaning import Meaning
from aligner.terms.rendering import words_text
from aligner.terms.words import BeadWords

__all__ = ["Usual", "usual_renderings"]

_LISTED = 12  #: phrases that are compared by meaning, the most strongly associated ones
_WITHIN = 0.6  #: share of the best association that a phrase must have to be compared
_MEANING_WEIGHT = 0.6  #: of the similarity in meaning, next to an association between 0 and 1
_LENGTH_BONUS = 0.02  #: a word: "mot de passe" rather than "passe" where the two always stand together
_MOSTLY = 0.4  #: share of a word's links in the lexicon that makes a rendering known
_PHRASE_BONUS = 0.2  #: the same for a term of several words, which few languages render by one
_COGNATE = 0.75  #: likeness of two spellings, from which on they are taken for one word
_EXPLAINS = 0.1  #: share of a word's links in the lexicon that accounts for a rendering
_MAJORITY = 0.5  #: share of a term's beads in which its usual rendering stands, at least


@dataclass(frozen=True, slots=True)
class Usual:
    """A term, its usual rendering, and where that stands and where not (positions in ``Index.beads``)."""

    term: Term
    keys: tuple[str, ...]
    text: str  #: as it first stands in the translation, lower case
    association: float  #: Dice's coefficient of term and rendering over beads, 0 to 1
    similarity: float  #: of their meanings, -1 to 1
    present: tuple[int, ...]
    doubtful: tuple[int, ...]  #: where the term stands more often than its rendering
    missing: int  #: beads without the rendering


def usual_renderings(terms: Sequence[Term], index: Index, meaning: Meaning) -> list[Usual]:
    """The usual rendering of every term that has one."""
    listed = []
    for term in terms:
        beads = sorted({index.positions[o.bead] for o in term.occurrences})
        ranked = _ranked(beads, index)
        if len(beads) > 1 and ranked:
            listed.append((term, beads, ranked, _surfaces(beads, ranked, index)))
    # What the lexicon knows needs no encoder.
    unknown = [some for some in listed if not _is_known(some[0], some[2][0][1])]
    meaning.learn(text for term, _, _, texts in unknown for text in (term.text, *texts.values()))
    found = (_chosen(term, beads, ranked, texts, index, meaning) for term, beads, ranked, texts in listed)
    return [usual for usual in found if usual is not None]


_Ranked = list[tuple[float, tuple[str, ...]]]


def _ranked(beads: Sequence[int], index: Index) -> _Ranked:
    """The phrases most strongly associated with these beads, by Dice's coefficient."""
    together = Counter(chain.from_iterable(index.by_bead[bead] for bead in beads))
    scored = [
        (2 * count / (len(beads) + index.translation[keys].bit_count()), keys)
        for keys, count in together.items()
        if count >= 2 and count >= _MAJORITY * len(beads)
    ]
    scored.sort(key=lambda found: (-found[0], -len(found[1]), found[1]))
    return [found for found in scored[:_LISTED] if found[0] >= _WITHIN * scored[0][0]]


def _surfaces(beads: Sequence[int], ranked: _Ranked, index: Index) -> dict[tuple[str, ...], str]:
    """Phrases as they first stand in these beads, as an encoder should read them: lower case, with function words."""
    return {
        keys: _surface(keys, next(b for b in beads if index.translation[keys] >> b & 1), index) for _, keys in ranked
    }


def _surface(keys: tuple[str, ...], bead: int, index: Index) -> str:
    words = index.beads[bead].translation
    place = next(find(keys, words))
    return words_text(words[words.index(place[0]) : words.index(place[-1]) + 1]).lower()


def _chosen(
    term: Term,
    beads: Sequence[int],
    ranked: _Ranked,
    texts: dict[tuple[str, ...], str],
    index: Index,
    meaning: Meaning,
) -> Usual | None:
    best, similarity = _shortest_known(term, ranked), 1.0
    if not _is_known(term, ranked[0][1]):
        close = meaning.similarities([term.text], [texts[keys] for _, keys in ranked])[0]
        likeness = [
            max(float(c), _likeness(term.text, texts[keys]), lexicon_share(term.keys[-1], keys, "fr"))
            for c, (_, keys) in zip(close, ranked, strict=True)
        ]
        scores = [
            dice + _MEANING_WEIGHT * alike + (_LENGTH_BONUS if len(term.keys) == 1 else _PHRASE_BONUS) * len(keys)
            for alike, (dice, keys) in zip(likeness, ranked, strict=True)
        ]
        best = max(range(len(scores)), key=scores.__getitem__)
        similarity = likeness[best]
    best = _without_company(best, term, ranked, beads, index)
    dice, keys = ranked[best]
    both = reduce(and_, (index.translation[(key,)] for key in keys))
    present = [b for b in beads if both >> b & 1]
    if len(present) < _MAJORITY * len(beads):
        return None
    wanted = Counter(occurrence.bead for occurrence in term.occurrences)
    doubtful = tuple(b for b in beads if _count(keys, index.beads[b]) < wanted[index.beads[b].bead])
    return Usual(term, keys, texts[keys], dice, similarity, tuple(present), doubtful, len(beads) - len(present))


def _shortest_known(term: Term, ranked: _Ranked) -> int:
    """Of phrases that go with a term equally well, the shortest that is known: "Russie", not "Iran et Russie"."""
    known = [n for n, (dice, keys) in enumerate(ranked) if dice == ranked[0][0] and _is_known(term, keys)]
    return min(known, key=lambda n: (max(len(ranked[n][1]), len(term.keys)), n), default=0)


def _without_company(best: int, term: Term, ranked: _Ranked, beads: Sequence[int], index: Index) -> int:
    """Of a phrase longer than the term the part that is known, if other words of the original explain the rest.

    "régions" of "varient selon les régions"; but "mot de passe" stays whole.
    """
    keys = ranked[best][1]
    if len(keys) <= len(term.keys):
        return best
    fits = [n for n, (_, some) in enumerate(ranked) if set(some) < set(keys) and len(some) >= len(term.keys)]
    parts = [n for n in fits if _is_known(term, ranked[n][1])]
    for n in sorted(parts, key=lambda n: len(ranked[n][1])):
        if all(_is_explained(key, term, beads, index) for key in set(keys).difference(ranked[n][1])):
            return n
    return best


def _is_explained(key: str, term: Term, beads: Sequence[int], index: Index) -> bool:
    """Whether a word is known as a rendering of another word of the original, wherever it goes with a term."""
    return all(
        any(lexicon_share(other, [key], "fr") >= _EXPLAINS for other in _others(term, index.beads[bead]))
        for bead in beads
        if index.translation[(key,)] >> bead & 1
    )


def _others(term: Term, bead: BeadWords) -> set[str]:
    return {word.key for word in bead.original if word.key}.difference(term.keys)


def _count(keys: tuple[str, ...], bead: BeadWords) -> int:
    """How often a phrase can stand in a bead, judging by its rarest word."""
    there = [word.key for word in bead.translation]
    return min(map(there.count, keys))


def _is_known(term: Term, keys: tuple[str, ...]) -> bool:
    """Whether the lexicon mostly renders every word of the term by one of these."""
    return all(lexicon_share(key, keys, "fr") >= _MOSTLY for key in term.keys)


def _likeness(left: str, right: str) -> float:
    """1 for cognates, else 0."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(left.lower(), right) >= 100 * _COGNATE)
