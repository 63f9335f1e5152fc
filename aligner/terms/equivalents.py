"""The dominant equivalent of a term, its places, and what a term is linked to where it stands."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, pairwise
from operator import and_

from aligner.encode import Encoder
from aligner.encode.similarity import prepare, similarities
from aligner.terms.candidates import Occurrence, Term
from aligner.terms.lexicon_lookup import Languages, lexicon_share
from aligner.terms.links import TAKEN, Link
from aligner.terms.phrase_index import Index, find, gap
from aligner.terms.reuse import Memory, Noted
from aligner.terms.words import BeadWords, Word, WordKind, noun_place

__all__ = [
    "WIDEST_GAP",
    "DominantEquivalent",
    "Located",
    "dominant_equivalents",
    "inside",
    "joins",
    "linked",
    "locate",
    "places_in",
    "words_text",
]

WIDEST_GAP = 2  #: words without a link inside an equivalent: "espace de travail"
_SECOND_BEST = 0.4  #: share of the best link's score that a link must have to belong to the same equivalent
_LISTED = 12  #: phrases that are compared by encoder, the most strongly associated ones
_WITHIN = 0.6  #: share of the best association that a phrase must have to be compared
_MEANING_WEIGHT = 0.6  #: of the similarity in encoder, next to an association between 0 and 1
_LENGTH_BONUS = 0.02  #: a word: "mot de passe" rather than "passe" where the two always stand together
_MOSTLY = 0.4  #: share of a word's links in the lexicon that makes an equivalent known
_PHRASE_BONUS = 0.2  #: the same for a term of several words, which few languages render by one
_COGNATE = 0.75  #: likeness of two spellings, from which on they are taken for one word
_EXPLAINS = 0.1  #: share of a word's links in the lexicon that accounts for an equivalent
_MAJORITY = 0.5  #: share of a term's beads in which its dominant equivalent stands, at least


@dataclass(frozen=True, slots=True)
class DominantEquivalent:
    """A term, its dominant equivalent, and where that stands and where not (positions in ``Index.beads``)."""

    term: Term
    keys: tuple[str, ...]
    text: str  #: as it first stands in the translation, lower case
    association: float  #: Dice's coefficient of term and equivalent over beads, 0 to 1
    similarity: float  #: of their meanings, -1 to 1
    present: tuple[int, ...]
    doubtful: tuple[int, ...]  #: where the term stands more often than its equivalent
    missing: int  #: beads without the equivalent


def dominant_equivalents(
    terms: Sequence[Term], index: Index, languages: Languages, encoder: Encoder | None, memory: Memory | None = None
) -> list[DominantEquivalent]:
    """Return the dominant equivalent of every term that has one.

    :param memory: of what was found before the pair was edited
    """
    listed = []
    found: dict[int, DominantEquivalent | None] = {}
    for n, term in enumerate(terms):
        if memory and (known := memory.known("usual", term, index)):
            found[n] = known.value
            continue
        view = Noted(index) if memory else index
        beads = sorted({index.positions[o.bead] for o in term.occurrences})
        ranked = _ranked(beads, view)
        if len(beads) > 1 and ranked:
            listed.append((n, term, beads, ranked, _surfaces(beads, ranked, view), view))
        elif memory and isinstance(view, Noted):
            memory.keep("usual", term, view, None)
    # What the lexicon knows needs no encoder.
    unknown = [some for some in listed if not _is_known(some[1], some[3][0][1], languages)]
    prepare(encoder, (text for _, term, _, _, texts, _ in unknown for text in (term.text, *texts.values())))
    for n, term, beads, ranked, texts, view in listed:
        found[n] = _chosen(term, beads, ranked, texts, view, languages, encoder)
        if memory and isinstance(view, Noted):
            memory.keep("usual", term, view, found[n])
    return [usual for n in range(len(terms)) if (usual := found.get(n)) is not None]


_Ranked = list[tuple[float, tuple[str, ...]]]


def _ranked(beads: Sequence[int], index: Index) -> _Ranked:
    """Return the phrases most strongly associated with these beads, by Dice's coefficient."""
    together = Counter(chain.from_iterable(index.by_bead[bead] for bead in beads))
    scored = [
        (2 * count / (len(beads) + index.translation[keys].bit_count()), keys)
        for keys, count in together.items()
        if count >= 2 and count >= _MAJORITY * len(beads)
    ]
    scored.sort(key=lambda found: (-found[0], -len(found[1]), found[1]))
    return [found for found in scored[:_LISTED] if found[0] >= _WITHIN * scored[0][0]]


def _surfaces(beads: Sequence[int], ranked: _Ranked, index: Index) -> dict[tuple[str, ...], str]:
    """Return phrases as they first occur in these beads, for an encoder: lower case, with function words."""
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
    languages: Languages,
    encoder: Encoder | None,
) -> DominantEquivalent | None:
    best, similarity = _shortest_known(term, ranked, languages), 1.0
    if not _is_known(term, ranked[0][1], languages):
        close = similarities(encoder, [term.text], [texts[keys] for _, keys in ranked])[0]
        likeness = [
            max(float(c), _likeness(term.text, texts[keys]), lexicon_share(term.keys[-1], keys, languages))
            for c, (_, keys) in zip(close, ranked, strict=True)
        ]
        scores = [
            dice + _MEANING_WEIGHT * alike + (_LENGTH_BONUS if len(term.keys) == 1 else _PHRASE_BONUS) * len(keys)
            for alike, (dice, keys) in zip(likeness, ranked, strict=True)
        ]
        best = max(range(len(scores)), key=scores.__getitem__)
        similarity = likeness[best]
    best = _without_company(best, term, ranked, beads, index, languages)
    dice, keys = ranked[best]
    both = reduce(and_, (index.translation[(key,)] for key in keys))
    present = [b for b in beads if both >> b & 1]
    if len(present) < _MAJORITY * len(beads):
        return None
    wanted = Counter(occurrence.bead for occurrence in term.occurrences)
    doubtful = tuple(b for b in beads if _count(keys, index.beads[b]) < wanted[index.beads[b].bead])
    return DominantEquivalent(
        term, keys, texts[keys], dice, similarity, tuple(present), doubtful, len(beads) - len(present)
    )


def _shortest_known(term: Term, ranked: _Ranked, languages: Languages) -> int:
    """Return, of phrases equally associated with a term, the shortest known one: "Russie", not "Iran et Russie"."""
    known = [n for n, (dice, keys) in enumerate(ranked) if dice == ranked[0][0] and _is_known(term, keys, languages)]
    return min(known, key=lambda n: (max(len(ranked[n][1]), len(term.keys)), n), default=0)


def _without_company(
    best: int, term: Term, ranked: _Ranked, beads: Sequence[int], index: Index, languages: Languages
) -> int:
    """Return the known part of a phrase longer than the term, if other words of the original explain the rest.

    "régions" of "varient selon les régions"; but "mot de passe" stays whole.
    """
    keys = ranked[best][1]
    if len(keys) <= len(term.keys):
        return best
    fits = [n for n, (_, some) in enumerate(ranked) if set(some) < set(keys) and len(some) >= len(term.keys)]
    parts = [n for n in fits if _is_known(term, ranked[n][1], languages)]
    for n in sorted(parts, key=lambda n: len(ranked[n][1])):
        if all(_is_explained(key, term, beads, index, languages) for key in set(keys).difference(ranked[n][1])):
            return n
    return best


def _is_explained(key: str, term: Term, beads: Sequence[int], index: Index, languages: Languages) -> bool:
    """Return whether a word is known as an equivalent of another word of the original, wherever it goes with a term."""
    return all(
        any(lexicon_share(other, [key], languages) >= _EXPLAINS for other in _others(term, index.beads[bead]))
        for bead in beads
        if index.translation[(key,)] >> bead & 1
    )


def _others(term: Term, bead: BeadWords) -> set[str]:
    return {word.key for word in bead.original if word.key}.difference(term.keys)


def _count(keys: tuple[str, ...], bead: BeadWords) -> int:
    """Return how often a phrase can stand in a bead, judging by its rarest word."""
    there = [word.key for word in bead.translation]
    return min(map(there.count, keys))


def _is_known(term: Term, keys: tuple[str, ...], languages: Languages) -> bool:
    """Return whether the lexicon mostly renders every word of the term by one of these."""
    return all(lexicon_share(key, keys, languages) >= _MOSTLY for key in term.keys)


def _likeness(left: str, right: str) -> float:
    """Return 1 for cognates, else 0."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(left.lower(), right) >= 100 * _COGNATE)


@dataclass(frozen=True, slots=True)
class Located:
    """Words of the translation that render a term: ``words[0]`` to ``words[-1]`` with all between."""

    bead: int
    words: tuple[Word, ...]  #: content words only

    @property
    def sentence(self) -> int:
        """Number of its sentence."""
        return self.words[0].sentence

    @property
    def start(self) -> int:
        """Text offset of its first character in its sentence."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Text offset just behind its last character."""
        return self.words[-1].end


def locate(usual: DominantEquivalent, index: Index) -> list[Located]:
    """Return every place of the equivalent in the beads of its term, no more in a bead than the term has there."""
    wanted: dict[int, int] = {}
    for occurrence in usual.term.occurrences:
        wanted[occurrence.bead] = wanted.get(occurrence.bead, 0) + 1
    found = []
    for position in usual.present:
        bead = index.beads[position]
        found += list(places_in(usual.keys, bead))[: wanted[bead.bead]]
    return found


def places_in(keys: Sequence[str], bead: BeadWords) -> Iterator[Located]:
    """Yield every place of a phrase in a bead, none inside another."""
    for words in find(keys, bead.translation):
        yield Located(bead.bead, words)


def linked(occurrence: Occurrence, bead: BeadWords, links: Sequence[Link], language: str) -> tuple[Word, ...]:
    """Return the words of the translation from the first to the last that a term is linked to, round its best link."""
    mine = {n for n, word in enumerate(bead.original) if inside(word, occurrence)}
    scores = {j: s for i, j, s in links if i in mine and bead.translation[j].kind is WordKind.CONTENT}
    rest = {j: s for i, j, s in sorted(links, key=lambda link: link[2]) if i not in mine}
    if not scores:
        return ()
    best = max(scores, key=lambda j: scores[j])
    scores = {
        j: score
        for j, score in scores.items()
        if score >= max(_SECOND_BEST * scores[best], rest.get(j, 0.0)) or j == best
    }
    first = last = best
    for j in sorted(scores):
        if last < j <= last + WIDEST_GAP + 1 and joins(bead.translation[last : j + 1]):
            last = j
    for j in sorted(scores, reverse=True):
        if first - WIDEST_GAP - 1 <= j < first and joins(bead.translation[j : first + 1]):
            first = j
    while last + 1 < len(bead.translation) and bead.translation[last + 1].joined:
        last += 1  # "hydro-alcoolique" is one word
    return bead.translation[_head(bead, first, links, language) : last + 1]


def _head(bead: BeadWords, first: int, links: Sequence[Link], language: str) -> int:
    """Return the place of the noun that a word depends on, if it has no link of its own: "protection" of "faciale"."""
    if noun_place(bead.translation, first, language):
        return first
    taken = {j for _, j, score in links if score >= TAKEN}
    for n in range(first - 1, max(-1, first - WIDEST_GAP - 2), -1):
        if bead.translation[n].kind is WordKind.CONTENT:
            fits = n not in taken and joins(bead.translation[n : first + 1])
            return n if fits and noun_place(bead.translation, n, language) else first
    return first


def inside(word: Word, occurrence: Occurrence) -> bool:
    """Return whether a word of the original is one of a term's."""
    return word.sentence == occurrence.sentence and occurrence.start <= word.start < occurrence.end


def joins(words: Sequence[Word]) -> bool:
    """Return whether words may be one phrase: in one sentence, with nothing between them that ends phrases."""
    return len({w.sentence for w in words}) == 1 and all(w.kind is not WordKind.BREAK for w in words)


def words_text(words: Sequence[Word]) -> str:
    """Return words in a row as they stand in the text."""
    return words[0].text + "".join(gap(a, b) + b.text for a, b in pairwise(words))
