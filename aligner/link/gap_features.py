"""What speaks for a loss where a stretch of words has no counterpart: the features that a gap is judged by."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from aligner.link.gaps import Gap, Words
from aligner.link.phrases import Border
from aligner.link.units import WordUnit

__all__ = ["FEATURES", "STEM", "View", "Whole", "features", "is_explained", "kept_beside", "stem"]

_Floats = NDArray[np.float32]

_SPREAD = 1.5  #: of a length's deviation, times the square root of the length in characters
_BESIDE = 10  #: units on either side of a gap where a kept original is looked for
_KEPT, _MOST_KEPT = 4, 3  #: letters of its words, at least; words from which on it surely is one
_SET_OFF = frozenset("()[]«»“”\"'‘’–—")
_OPENERS, _CLOSERS = frozenset("([«“"), frozenset(")]»”")
STEM = 5  #: letters that forms of a word share
_CLAIMED = 0.5  #: share of a word that is unanswered, from which on it is free
_BOUNDS = (-2.5, 6.0)  #: of the logarithm of a likelihood ratio
#: What a gap's probability is made of, but for meanings.
FEATURES = (
    "score, logarithm",
    "score",
    "content words, logarithm",
    "unanswered, logarithm",
    "unanswered, share of the gap",
    "the other side's best gap, logarithm",
    "length off",
    "length off, in standard terms",
    "mean score",
    "original words kept beside it",
    "whole phrases",
    "set off",
    "opens a clause",
    "verbs alone",
    "severed",
    "three content words",
    "unanswered around it, share",
    "unanswered opposite, logarithm",
    "unanswered opposite, share",
    "usually unanswered here",
    "usually unanswered opposite",
    "likeness to free words",
    "likeness to any word",
    "said before",
    "said beside it",
    "common in the text",
    "acronym opposite",
    "acronym for it",
    "acronym beside it",
    "number inside",
    "number opposite",
    "light words",
    "usually answered",
    "rarest answered",
)


@dataclass(frozen=True, slots=True)
class View:
    """One side of a bead, seen from itself."""

    units: Sequence[WordUnit]
    others: Sequence[WordUnit]
    words: Words
    their_words: Words
    ratios: _Floats  #: (units, others)
    acronyms: Sequence[bool]  #: whether a unit is one
    their_acronyms: Collection[str]  #: those of the other side, in lower case, that this side lacks
    their_have_acronyms: bool
    before: Collection[str]  #: stems of the content words of this side, shortly before
    lengths: tuple[int, int]  #: of this side and of the other, in characters


@dataclass(frozen=True)
class Whole:
    """What a document does as a whole, seen from one side."""

    ratio: float  #: usual logarithm of this side's length over the other's
    unanswered: tuple[float, float]  #: usual shares of content words without a counterpart, here and opposite
    often: Collection[str]  #: stems that are frequent


def features(
    view: View, whole: Whole, border: Border, theirs: Sequence[Gap], answered: Callable[[Sequence[str]], _Floats]
) -> tuple[float, ...]:
    """Return the features of a gap, as ``FEATURES`` has them.

    :param theirs: gaps of the other side, best first
    :param answered: gives how often words of this side are linked in parallel text
    """
    gap, words = border.gap, view.words
    inside = slice(gap.start, gap.stop)
    own = words.content[inside]
    content = int(own.sum())
    lost = float(words.unanswered[inside].sum())
    total = int(words.content.sum())
    around = total - content
    unanswered = float(words.unanswered.sum())
    opposite, their_total = float(view.their_words.unanswered.sum()), int(view.their_words.content.sum())
    off = np.log(max(1, view.lengths[0]) / max(1, view.lengths[1])) - whole.ratio
    stems = [stem(unit) for unit, is_content in zip(view.units[inside], own, strict=True) if is_content]
    beside = {stem(unit) for n, unit in enumerate(view.units) if words.content[n] and not gap.start <= n < gap.stop}
    rows = np.log(np.clip(view.ratios[inside][own], 1e-3, None))
    free = view.their_words.unanswered > _CLAIMED
    some = max(content, 1)
    usual = answered([unit.word for unit, is_content in zip(view.units[inside], own, strict=True) if is_content])
    return (
        log1p(max(gap.score, 0.0)),
        gap.score / 10,
        log1p(content),
        log1p(lost),
        lost / some,
        log1p(theirs[0].score) if theirs else 0.0,
        off,
        min(max(off * sqrt(view.lengths[0]) / _SPREAD, -4.0), 6.0) / 3,
        gap.mean / 3,
        kept_beside(view.units, gap, {unit.word for unit in view.others}),
        float(border.whole),
        float(border.set_off),
        float(border.clause),
        float(border.verb),
        float(border.severed),
        float(content >= 3),
        max(unanswered - lost, 0.0) / max(around, 1),
        log1p(opposite),
        opposite / max(their_total, 1),
        *whole.unanswered,
        _likeness(rows[:, free]),
        _likeness(rows),
        sum(stem in view.before for stem in stems) / some,
        sum(stem in beside for stem in stems) / some,
        sum(stem in whole.often for stem in stems) / some,
        float(bool(view.their_acronyms)),
        max((_stands_for(one, stems) for one in view.their_acronyms), default=0.0),
        float(_acronym_follows(view, gap)),
        float(words.numbers[inside].any()),
        float((view.their_words.numbers & free).any()),
        1 - content / max(gap.stop - gap.start - int(words.marks[inside].sum()), 1),
        float(usual.mean()) if content else 0.0,
        float(usual.max()) if content else 0.0,
    )


def stem(unit: WordUnit) -> str:
    """Return what the forms of a word share, roughly."""
    return unit.word[:STEM]


def _likeness(rows: _Floats) -> float:
    """Return how well the best words of the other side answer a gap's content words, on average."""
    if rows.size == 0:
        return _BOUNDS[0] / 4
    return float(np.clip(rows.max(axis=1), *_BOUNDS).mean()) / 4


def _stands_for(acronym: str, stems: Sequence[str]) -> float:
    """Return the share of an acronym's letters that words begin with, whatever their order."""
    left = list(acronym)
    for first in (one[0] for one in stems):
        if first in left:
            left.remove(first)
    return 1 - len(left) / len(acronym)


def _acronym_follows(view: View, gap: Gap) -> bool:
    """Tell whether an acronym stands beside a gap or in it, and the other side has one, too."""
    behind = view.units[gap.stop : gap.stop + 2]
    bracketed = len(behind) == 2 and behind[0].word in _OPENERS and view.acronyms[gap.stop + 1]
    before = gap.start > 1 and view.units[gap.start - 1].word in _OPENERS and view.acronyms[gap.start - 2]
    return view.their_have_acronyms and (bracketed or before or any(view.acronyms[gap.start : gap.stop]))


def is_explained(view: View, gap: Gap) -> bool:
    """Tell whether what stands beside a gap says the same, and the other side answers that.

    An acronym in brackets behind its name, a name behind its acronym; a term, and in brackets the original's.
    """
    return (_acronym_follows(view, gap) and not any(view.acronyms[gap.start : gap.stop])) or _kept_in_brackets(
        view, gap
    )


def _kept_in_brackets(view: View, gap: Gap) -> bool:
    """Tell whether most words in brackets or quotation marks right behind a gap stand on the other side as they are."""
    start = gap.stop
    if start >= len(view.units) or view.units[start].word not in _OPENERS:
        return False
    inside = []
    for unit in view.units[start + 1 : start + 1 + _BESIDE]:
        if unit.word in _CLOSERS:
            break
        if len(unit.word) >= _KEPT and unit.word.isalpha():
            inside.append(stem(unit))
    others = {stem(unit) for unit in view.others}
    return bool(inside) and 2 * sum(one in others for one in inside) > len(inside)


def kept_beside(units: Sequence[WordUnit], gap: Gap, others: Collection[str]) -> float:
    """Return how far the other side's words stand beside a gap as they are, in quotation marks or brackets, 0 to 1.

    Translators render a term and keep the original's beside it: the copy is what the linker finds.
    """
    most = 0.0
    behind = units[gap.stop : gap.stop + _BESIDE]
    ahead = units[max(0, gap.start - _BESIDE) : gap.start][::-1]
    edges = units[max(gap.start, gap.stop - 2) : gap.stop], units[gap.start : gap.start + 2]
    for some, edge in zip((behind, ahead), edges, strict=True):
        if any(unit.word in _SET_OFF for unit in (*edge, *some[:3])):
            kept = sum(len(unit.word) >= _KEPT and unit.word.isalpha() and unit.word in others for unit in some)
            most = max(most, min(kept, _MOST_KEPT) / _MOST_KEPT)
    return most
