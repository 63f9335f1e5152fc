"""What speaks for and against a phrase as another rendering of a term."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.terms.candidates import Occurrence
from aligner.terms.chunks import Index
from aligner.terms.grammar import is_verb, noun_place, related
from aligner.terms.habits import Habits, adjoining, neighbours
from aligner.terms.known import kinship, lexicon_share
from aligner.terms.meaning import Meaning
from aligner.terms.rendering import TAKEN, Link, inside, words_text
from aligner.terms.usual import Usual
from aligner.terms.words import BeadWords, Word, key_of

__all__ = ["Evidence", "weigh"]

_IDLE = frozenset({"such", "little"})
_IDIOMS = (("on", "the", "other"), ("on", "the", "one"))
_WORD = re.compile(r"[^\W\d_]+")
_TITLE = 0.6  #: share of capitals among the words of a sentence that makes it a title


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against a phrase as a rendering of a term."""

    link: float  #: score of the best link between the two, 0 to 1
    elsewhere: float  #: of the best link of the phrase to another word of the original
    taken: float  #: of the best link of the term to a word outside of the phrase, of its least taken word
    to_term: float  #: closeness in meaning to the term, -1 to 1
    to_usual: float  #: to the usual rendering
    kinship: float | None  #: how alike the lexicon's English words for the phrase and for the usual rendering are
    expected: float  #: share of the usual rendering among all the lexicon knows of the term's head
    known: float  #: the same of the phrase
    noun: float  #: 1 after an article or the like, one half where a noun may stand, 0 elsewhere
    usual_noun: float  #: how often, on average, the usual rendering stands where a noun stands
    verb: bool  #: the phrase is a form of a verb
    derived: bool  #: from the usual rendering, or that from it: "fonctionnalité" and "fonction"
    number: bool  #: both the term and the phrase are plural, or neither
    same: bool  #: left as it stands in the original
    company: float  #: share of the phrase's beads that have the term
    frequency: int  #: beads the phrase stands in
    counted: float  #: Dice's coefficient with the nearest other word of the original over the document, 0 to 1
    beside: bool  #: stands in a bead that has the usual rendering too
    frame: float  #: share of the words beside the phrase that stand beside the usual rendering elsewhere
    compound: bool  #: the word before the term stands there too where it has its usual rendering: "hard disk"
    free: bool  #: no word of content stands right before or behind the term
    in_name: bool  #: the term is part of a longer name: "Hong Kong Hospital Authority"
    idle: bool  #: the term stands in an idiom, judging by the words before: "on the other hand"
    length: int  #: words of the original's sentences


def weigh(
    usual: Usual,
    occurrence: Occurrence,
    words: tuple[Word, ...],
    known: Habits,
    index: Index,
    links: Sequence[Link],
    meaning: Meaning,
    language: str,
) -> Evidence:
    """All evidence about a phrase.

    :param words: of the phrase
    :param known: of the term
    :param links: of the bead
    :param language: of the translation
    """
    position = index.positions[occurrence.bead]
    bead = index.beads[position]
    first, last = bead.translation.index(words[0]), bead.translation.index(words[-1])
    theirs = {n for n in range(first, last + 1) if bead.translation[n].key}
    mine = [n for n, word in enumerate(bead.original) if inside(word, occurrence)]
    own = [word.key for word in words if word.key and word.key not in usual.keys]
    close = meaning.similarities([usual.term.text, usual.text], [words_text(words).lower()])[:, 0]
    together = _beads_with(own, index)
    term = sum(1 << position for position in {index.positions[o.bead] for o in usual.term.occurrences})
    others = {word.key for word in bead.original if word.key}.difference(usual.term.keys)
    beside = neighbours(bead.translation, first, last)
    best = _best(bead, links)
    noun = noun_place(bead.translation, first, language)
    return Evidence(
        link=max((s for i, j, s in links if i in mine and j in theirs), default=0.0),
        elsewhere=max((s for i, j, s in links if j in theirs and i not in mine and bead.original[i].key), default=0.0),
        taken=min(_taken(n, theirs, bead, links) for n in mine),
        to_term=float(close[0]),
        to_usual=float(close[1]),
        kinship=kinship(_own_words(words, usual), _usual_words(usual, language), language),
        expected=lexicon_share(usual.term.keys[-1], usual.keys, language),
        known=lexicon_share(usual.term.keys[-1], own, language),
        noun=noun or _after_adjective(bead, mine[0], first, best, language),
        usual_noun=known.noun,
        verb=is_verb(words[0], words[0].key),
        derived=all(any(related(key, one) for one in usual.keys) for key in own),
        number=_is_plural(bead.original[mine[-1]]) == _is_plural(words[0]),
        same=words_text(words) == occurrence.text,
        company=(together & term).bit_count() / together.bit_count(),
        frequency=together.bit_count(),
        counted=max((_association(index.original[key], together) for key in others), default=0.0),
        beside=position in usual.present,
        frame=len(beside & known.beside) / len(beside) if beside else 0.5,
        compound=adjoining(bead.original, mine[0], -1) in known.before,
        free=not adjoining(bead.original, mine[0], -1) and not adjoining(bead.original, mine[-1], 1),
        in_name=_in_name(bead.original, mine[0], mine[-1], known),
        idle=_is_idle(bead.original, mine[0]),
        length=len(bead.original),
    )


def _beads_with(keys: Sequence[str], index: Index) -> int:
    together = index.translation[(keys[0],)]
    for key in keys[1:]:
        together &= index.translation[(key,)]
    return together


def _taken(word: int, theirs: set[int], bead: BeadWords, links: Sequence[Link]) -> float:
    return max((s for i, j, s in links if i == word and j not in theirs and bead.translation[j].key), default=0.0)


def _best(bead: BeadWords, links: Sequence[Link]) -> dict[int, tuple[float, int]]:
    """The best link of each content word of the original to one of the translation: score and place."""
    found: dict[int, tuple[float, int]] = {}
    for i, j, score in links:
        if bead.original[i].key and bead.translation[j].key:
            found[i] = max(found.get(i, (0.0, 0)), (score, j))
    return found


def _after_adjective(bead: BeadWords, term: int, at: int, best: dict[int, tuple[float, int]], language: str) -> float:
    """How surely a noun stands behind a word that answers for the word before the term: "une importante recherche".

    Of two nouns in a row, French has the one first that English has last; only adjectives may keep their place.
    """
    score, before = best.get(term - 1, (0.0, -1))
    return noun_place(bead.translation, before, language) if before == at - 1 >= 0 and score >= TAKEN else 0.0


def _in_name(words: Sequence[Word], first: int, last: int, known: Habits) -> bool:
    """Whether a capital stands beside the term's own that mostly doesn't, in a sentence that is no title."""
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


def _is_idle(words: Sequence[Word], at: int) -> bool:
    before = tuple(word.text.lower() for word in words[max(0, at - 3) : at])
    return before in _IDIOMS or before[-1:] in {(word,) for word in _IDLE}


def _is_plural(word: Word) -> bool:
    return word.text[-1:].lower() in {"s", "x"} and word.key[-1:] not in {"s", "x"}


def _own_words(words: Sequence[Word], usual: Usual) -> list[str]:
    return [word.text for word in words if word.key and word.key not in usual.keys]


def _usual_words(usual: Usual, language: str) -> list[str]:
    return [text for text in _WORD.findall(usual.text) if key_of(text, language) in usual.keys]


def _association(left: int, right: int) -> float:
    both = (left & right).bit_count()
    return 2 * both / (left.bit_count() + right.bit_count()) if both >= 2 else 0.0
