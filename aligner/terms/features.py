"""Features of a phrase as an alternative equivalent of a term, and how the term is used elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from aligner.encode import Encoder
from aligner.encode.base import Vectors
from aligner.encode.similarity import unit_vectors
from aligner.languages import get
from aligner.languages.morphology import morphology
from aligner.terms.candidates import Occurrence
from aligner.terms.equivalents import DominantEquivalent, inside, locate, words_text
from aligner.terms.lexicon_lookup import (
    Languages,
    back_translation_similarity,
    back_translations,
    dispersion,
    equivalents,
    lexicon_share,
    log_frequency,
)
from aligner.terms.links import TAKEN, Link
from aligner.terms.phrase_index import Index
from aligner.terms.words import BeadWords, Word, WordKind, is_conjugated, is_verb, key_of, noun_place, related

__all__ = ["Features", "Surroundings", "UsageContext", "adjoining", "extract_features", "neighbours", "usage_context"]

_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 4  #: words that are near a word
_TITLE = 0.6  #: share of capitals among the words of a sentence that makes it a title
_SAMPLE = 50  #: places that tell how an equivalent is used
_REACH = 3  #: words to the next content word that count as one beside it


@dataclass(frozen=True, slots=True)
class UsageContext:
    """Where a term stands in the original and its dominant equivalent in the translation."""

    noun: float  #: how often, on average, the equivalent stands where a noun stands, 0 to 1
    beside: frozenset[str]  #: keys of the content words beside the equivalent
    before: frozenset[str]  #: keys of words right before the term, where it has its dominant equivalent
    after: frozenset[str]  #: and right behind it


@dataclass(frozen=True, slots=True)
class Features:
    """Features of a phrase as an equivalent of a term."""

    link: float  #: score of the best link between the two, 0 to 1
    elsewhere: float  #: of the best link of the phrase to another word of the original
    taken: float  #: of the best link of the term to a word outside of the phrase, of its least taken word
    to_term: float  #: closeness in meaning to the term, -1 to 1
    to_usual: float  #: to the dominant equivalent
    back_translation: float | None  #: likeness of what the phrase and the dominant equivalent translate back to
    expected: float  #: share of the dominant equivalent among all the lexicon knows of the term's head
    known: float  #: the same of the phrase
    noun: float  #: 1 after an article or the like, one half where a noun may stand, 0 elsewhere
    usual_noun: float  #: how often, on average, the dominant equivalent stands where a noun stands
    verb: bool  #: the phrase is a form of a verb
    derived: bool  #: from the dominant equivalent, or that from it: "fonctionnalité" and "fonction"
    number: bool  #: both the term and the phrase are plural, or neither
    same: bool  #: left as it stands in the original
    company: float  #: share of the phrase's beads that have the term
    frequency: int  #: beads the phrase stands in
    counted: float  #: Dice's coefficient with the nearest other word of the original over the document, 0 to 1
    beside: bool  #: stands in a bead that has the dominant equivalent too
    frame: float  #: share of the words beside the phrase that stand beside the dominant equivalent elsewhere
    compound: bool  #: the word before the term stands there too where it has its dominant equivalent: "hard disk"
    free: bool  #: no word of content stands right before or behind the term
    in_name: bool  #: the term is part of a longer name: "Hong Kong Hospital Authority"
    idle: bool  #: the term stands in an idiom, judging by the words before: "on the other hand"
    length: int  #: words of the original's sentences
    explained: float  #: largest share that the lexicon gives the phrase among equivalents of another word, 0 to 1
    answers: float  #: share of the term's head among the English words that the lexicon knows for the phrase
    answers_other: float  #: the same of the best other word of the original
    unknown: bool  #: no word of the phrase is in the lexicon
    to_other: float  #: how much closer in meaning the phrase is to another word of the original than to the term
    family: bool  #: a relative of the dominant equivalent stands elsewhere in the bead, as a verb may
    partial: float  #: share of the dominant equivalent's words that stand in the bead
    position: float  #: how far apart the two stand in their texts, as a share of these
    follower: bool  #: the same number or name stands right behind both: "Section 4.1"
    nearby: float  #: share of the words near the term that are linked to words near the phrase
    answered: float  #: share of the original's other words that are linked
    accounted: float  #: share of the translation's other words that are linked
    behind: bool  #: right behind another word of content
    first: bool  #: first in its sentence
    capital: int  #: 1 if the phrase has a capital inside a sentence and the term not, -1 the other way round
    conjugated: bool  #: the phrase begins with a form of a verb that no noun has
    common: float  #: logarithm of how often the lexicon has seen the phrase's rarest word
    term_common: float  #: and the term's head
    spread: float  #: chance that two equivalents of the term's head differ, by the lexicon
    heading: bool  #: nothing ends the sentence


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same for all phrases that may stand for a term in one place."""

    usual: DominantEquivalent
    occurrence: Occurrence
    known: UsageContext  #: of the term
    index: Index
    bead: BeadWords
    position: int  #: of the bead
    links: Sequence[Link]  #: of the bead
    best: dict[int, tuple[float, int]]  #: the best link of each content word of the original
    mine: Sequence[int]  #: words of the term
    others: frozenset[str]  #: keys of the original's other words
    onward: Sequence[dict[str, float]]  #: what the lexicon knows of these
    vectors: Vectors  #: of the term, its dominant equivalent and these words as they stand there
    beads: int  #: bits of the beads that have the term
    partial: float  #: share of the dominant equivalent's words that stand in the bead
    linked: tuple[frozenset[int], frozenset[int]]  #: words of either side that are surely linked
    usual_words: Sequence[str]

    @classmethod
    def of(
        cls,
        usual: DominantEquivalent,
        occurrence: Occurrence,
        known: UsageContext,
        index: Index,
        links: Sequence[Link],
        languages: Languages,
        encoder: Encoder | None,
        beads: int,
    ) -> Self:
        """Look around the place of a term.

        :param links: of the bead
        :param beads: bits of the beads that have the term
        """
        position = index.positions[occurrence.bead]
        bead = index.beads[position]
        others = frozenset({word.key for word in bead.original if word.key}.difference(usual.term.keys))
        there = {word.key for word in bead.translation if word.key}
        sure = [(i, j) for i, j, score in links if score >= TAKEN]
        texts = sorted({word.text.lower() for word in bead.original if word.key in others})
        return cls(
            usual,
            occurrence,
            known,
            index,
            bead,
            position,
            links,
            _best(bead, links),
            [n for n, word in enumerate(bead.original) if inside(word, occurrence)],
            others,
            [equivalents(other, languages) for other in others],
            unit_vectors(encoder, [usual.term.text, usual.text, *texts]),
            beads,
            len(there.intersection(usual.keys)) / len(usual.keys),
            (frozenset(i for i, _ in sure), frozenset(j for _, j in sure)),
            _usual_words(usual, languages[1]),
        )


def extract_features(
    here: Surroundings, words: tuple[Word, ...], languages: Languages, encoder: Encoder | None
) -> Features:
    """Return all evidence about a phrase.

    :param words: of the phrase
    """
    language, usual, known, index, bead = languages[1], here.usual, here.known, here.index, here.bead
    mine, others, best = here.mine, here.others, here.best
    first, last = bead.translation.index(words[0]), bead.translation.index(words[-1])
    theirs = {n for n in range(first, last + 1) if bead.translation[n].key}
    own = [word.key for word in words if word.key and word.key not in usual.keys]
    phrase = words_text(words).lower()
    to_term, to_usual, *close = (here.vectors @ unit_vectors(encoder, [phrase])[0]).tolist()
    together = _beads_with(own, index)
    frequency = together.bit_count()
    beside = neighbours(bead.translation, first, last)
    noun = noun_place(bead.translation, first, language)
    head, texts = usual.term.keys[-1], [word.text.lower() for word in words if word.key and word.key not in usual.keys]
    back = [back_translations(text, languages) for text in texts]
    outside = [link for link in here.links if bead.translation[link[1]].key and link[1] not in theirs]
    inward = [link for link in here.links if link[1] in theirs]
    designation = _designation(bead.original, mine[-1])
    return Features(
        link=max((s for i, _, s in inward if i in mine), default=0.0),
        elsewhere=max((s for i, _, s in inward if i not in mine and bead.original[i].key), default=0.0),
        taken=min(max((s for i, _, s in outside if i == n), default=0.0) for n in mine),
        to_term=to_term,
        to_usual=to_usual,
        back_translation=back_translation_similarity(texts, here.usual_words, languages),
        expected=lexicon_share(head, usual.keys, languages),
        known=lexicon_share(head, own, languages),
        noun=noun or _after_adjective(bead, mine[0], first, best, language),
        usual_noun=known.noun,
        verb=is_verb(words[0], language),
        derived=all(any(related(key, one) for one in usual.keys) for key in own),
        number=_is_plural(bead.original[mine[-1]], languages[0]) == _is_plural(words[0], language),
        same=words_text(words) == here.occurrence.text,
        company=(together & here.beads).bit_count() / frequency,
        frequency=frequency,
        counted=max((_association(index.original[key], together, frequency) for key in others), default=0.0),
        beside=here.position in usual.present,
        frame=len(beside & known.beside) / len(beside) if beside else 0.5,
        compound=adjoining(bead.original, mine[0], -1) in known.before,
        free=not adjoining(bead.original, mine[0], -1) and not adjoining(bead.original, mine[-1], 1),
        in_name=_in_name(bead.original, mine[0], mine[-1], known),
        idle=_is_idle(bead.original, mine[0], languages[0]),
        length=len(bead.original),
        explained=min((max((some.get(key, 0.0) for some in here.onward), default=0.0) for key in own), default=0.0),
        answers=max((some.get(head, 0.0) for some in back), default=0.0),
        answers_other=min((max((some.get(o, 0.0) for o in others), default=0.0) for some in back), default=0.0),
        unknown=not any(back),
        to_other=max([0.0, *close]) - to_term,
        family=_has_relative(bead, first, last, usual),
        partial=here.partial,
        position=abs((mine[0] + mine[-1]) / len(bead.original) - (first + last) / len(bead.translation)) / 2,
        follower=designation != "" and designation == _designation(bead.translation, last),
        nearby=_nearby(bead, mine, first, last, best),
        answered=_share(_content(bead.original).difference(mine), here.linked[0]),
        accounted=_share(_content(bead.translation) - theirs, here.linked[1]),
        behind=bool(adjoining(bead.translation, first, -1)),
        first=words[0].start == 0,
        capital=(words[0].capital and words[0].start > 0)
        - (bead.original[mine[0]].capital and bead.original[mine[0]].start > 0),
        conjugated=is_conjugated(words[0], language),
        common=min((log_frequency(text, languages, translation=True) for text in texts), default=0.0),
        term_common=log_frequency(head, languages, translation=False),
        spread=dispersion(head, languages),
        heading=bead.translation[-1].kind is not WordKind.BREAK,
    )


def _beads_with(keys: Sequence[str], index: Index) -> int:
    together = index.translation[(keys[0],)]
    for key in keys[1:]:
        together &= index.translation[(key,)]
    return together


def _best(bead: BeadWords, links: Sequence[Link]) -> dict[int, tuple[float, int]]:
    """Return the best link of each content word of the original to one of the translation: score and place."""
    found: dict[int, tuple[float, int]] = {}
    for i, j, score in links:
        if bead.original[i].key and bead.translation[j].key:
            found[i] = max(found.get(i, (0.0, 0)), (score, j))
    return found


def _after_adjective(bead: BeadWords, term: int, at: int, best: dict[int, tuple[float, int]], language: str) -> float:
    """Return the probability that the word behind the equivalent of the word before the term is a noun.

    "une importante recherche": where nouns come first in their phrases, only adjectives may keep their place.
    """
    if not get(language).head_first:
        return 0.0
    score, before = best.get(term - 1, (0.0, -1))
    return noun_place(bead.translation, before, language) if before == at - 1 >= 0 and score >= TAKEN else 0.0


def _in_name(words: Sequence[Word], first: int, last: int, known: UsageContext) -> bool:
    """Return whether a capital stands beside the term's own that mostly doesn't, in a sentence that is no title."""
    if not words[first].capital or not words[last].capital:
        return False
    whole = [word for word in words if word.sentence == words[first].sentence and word.key]
    if sum(word.capital for word in whole) > _TITLE * len(whole):
        return False
    for at, step, seen in ((first, -1, known.before), (last, 1, known.after)):
        key = adjoining(words, at, step)
        if key and key not in seen and words[at + step].capital and words[at + step].start:
            return True
    return False


def _is_idle(words: Sequence[Word], at: int, language: str) -> bool:
    before = tuple(word.text.lower() for word in words[max(0, at - 3) : at])
    return any(before[-len(opener) :] == opener for opener in get(language).idle_openers)


def _is_plural(word: Word, language: str) -> bool:
    return morphology(language).is_plural(word.text.lower(), word.key)


def _content(words: Sequence[Word]) -> set[int]:
    return {n for n, word in enumerate(words) if word.key}


def _share(some: set[int], those: frozenset[int]) -> float:
    return len(some & those) / len(some) if some else 1.0


def _has_relative(bead: BeadWords, first: int, last: int, usual: DominantEquivalent) -> bool:
    """Return whether a word outside of the phrase is derived from the usual one: "installer" for "installation"."""
    return any(
        word.key and word.key not in usual.keys and any(related(word.key, own) for own in usual.keys)
        for n, word in enumerate(bead.translation)
        if not first <= n <= last
    )


def _nearby(bead: BeadWords, mine: Sequence[int], first: int, last: int, best: dict[int, tuple[float, int]]) -> float:
    """Return how many of the words near a term are linked to words near the phrase; one half where none is linked."""
    near = [
        best[i]
        for i in range(mine[0] - _NEAR, mine[-1] + _NEAR + 1)
        if i in best and i not in mine and bead.original[i].sentence == bead.original[mine[0]].sentence
    ]
    around = {*range(first - _NEAR - 1, first), *range(last + 1, last + _NEAR + 2)}
    return sum(score >= TAKEN and j in around for score, j in near) / len(near) if near else 0.5


def _designation(words: Sequence[Word], at: int) -> str:
    """Return the number or name right behind a word."""
    after = words[at + 1] if at + 1 < len(words) else None
    if after is None or after.sentence != words[at].sentence or not after.text[0].isalnum():
        return ""
    return after.text.lower() if any(c.isdigit() or c.isupper() for c in after.text) else ""


def _usual_words(usual: DominantEquivalent, language: str) -> list[str]:
    return [text for text in _WORD.findall(usual.text) if key_of(text, language) in usual.keys]


def _association(left: int, right: int, size: int) -> float:
    """Return the share of beads of two words that have both; ``size`` is the number of the second's."""
    both = (left & right).bit_count()
    return 2 * both / (left.bit_count() + size) if both >= 2 else 0.0


def usage_context(usual: DominantEquivalent, index: Index, language: str) -> UsageContext:
    """Return what a document tells about the use of a term.

    :param language: of the translation
    """
    nouns, beside = [], set[str]()
    for place in locate(usual, index)[:_SAMPLE]:
        words = index.beads[index.positions[place.bead]].translation
        first, last = words.index(place.words[0]), words.index(place.words[-1])
        nouns.append(noun_place(words, first, language))
        beside |= neighbours(words, first, last)
    settled = set(usual.present).difference(usual.doubtful)
    before, after = set[str](), set[str]()
    for occurrence in usual.term.occurrences:
        if index.positions[occurrence.bead] in settled:
            words = index.beads[index.positions[occurrence.bead]].original
            mine = [n for n, word in enumerate(words) if inside(word, occurrence)]
            before.add(adjoining(words, mine[0], -1))
            after.add(adjoining(words, mine[-1], 1))
    return UsageContext(
        sum(nouns) / len(nouns) if nouns else 0.0, frozenset(beside), frozenset(before - {""}), frozenset(after - {""})
    )


def adjoining(words: Sequence[Word], at: int, step: int) -> str:
    """Return the key of the word right before (-1) or behind (1) a word, if it is one of content."""
    there = at + step
    return words[there].key if 0 <= there < len(words) and words[there].sentence == words[at].sentence else ""


def neighbours(words: Sequence[Word], first: int, last: int) -> set[str]:
    """Return keys of the nearest content words on both sides of a phrase."""
    return {key for at, step in ((first, -1), (last, 1)) if (key := _nearest(words, at, step))}


def _nearest(words: Sequence[Word], at: int, step: int) -> str:
    for n in range(at + step, at + (_REACH + 1) * step, step):
        if not 0 <= n < len(words) or words[n].sentence != words[at].sentence or words[n].kind is WordKind.BREAK:
            return ""
        if words[n].key:
            return words[n].key
    return ""
