"""How a term and its usual rendering are used in a document: what stands beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.terms.chunks import Index
from aligner.terms.grammar import noun_place
from aligner.terms.places import locate
from aligner.terms.rendering import inside
from aligner.terms.usual import Usual
from aligner.terms.words import Word, WordKind

__all__ = ["Habits", "adjoining", "habits", "neighbours"]

_SAMPLE = 50  #: places that tell how a rendering is used
_REACH = 3  #: words to the next content word that count as one beside it


@dataclass(frozen=True, slots=True)
class Habits:
    """Where a term stands in the original and its usual rendering in the translation."""

    noun: float  #: how often, on average, the rendering stands where a noun stands, 0 to 1
    beside: frozenset[str]  #: keys of the content words beside the rendering
    before: frozenset[str]  #: keys of words right before the term, where it has its usual rendering
    after: frozenset[str]  #: and right behind it


def habits(usual: Usual, index: Index, language: str) -> Habits:
    """What a document tells about the use of a term.

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
    return Habits(
        sum(nouns) / len(nouns) if nouns else 0.0, frozenset(beside), frozenset(before - {""}), frozenset(after - {""})
    )


def adjoining(words: Sequence[Word], at: int, step: int) -> str:
    """The key of the word right before (-1) or behind (1) a word, if it is one of content."""
    there = at + step
    return words[there].key if 0 <= there < len(words) and words[there].sentence == words[at].sentence else ""


def neighbours(words: Sequence[Word], first: int, last: int) -> set[str]:
    """Keys of the nearest content words on both sides of a phrase."""
    return {key for at, step in ((first, -1), (last, 1)) if (key := _nearest(words, at, step))}


def _nearest(words: Sequence[Word], at: int, step: int) -> str:
    for n in range(at + step, at + (_REACH + 1) * step, step):
        if not 0 <= n < len(words) or words[n].sentence != words[at].sentence or words[n].kind is WordKind.BREAK:
            return ""
        if words[n].key:
            return words[n].key
    return ""
