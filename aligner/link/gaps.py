"""Gaps: stretches of one text that have no counterpart in the other.

Each word gets a score, the log odds that it is unanswered, from what the linker knows of it and of the words around
it; a gap is a stretch whose scores add up to most. Weights are learned from planted gaps:
``python -m tools.train coverage``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aligner.core import Side
from aligner.link.evidence import Kinds, kinds
from aligner.link.linker import LinkEvidence
from aligner.link.units import WordUnit

__all__ = ["FEATURES", "Gap", "Words", "gaps", "words_of"]

_Floats = NDArray[np.float32]

_LEAST_RATIO = 1e-3
_LOGS = (-2.5, 8.0)  #: bounds of the logarithm of a likelihood ratio
_LEAST_FREE = 0.02  #: share of a word of the other side that is free to answer, however much others claim it
_MOST_ANSWERS = 2.0
_LONG_WORD = 12  #: letters
_REACH = 3  #: words on either side whose state a word's score sees
_CELLS_AT_ONCE = 1 << 20  # words of one text times words of the other, of which a few numbers each are kept
_WINDOWS = (2, 4, 8)  #: words on either side over which unanswered content is averaged

_OWN = ("generated", "answers", "link", "likeness", "free likeness", "content", "mark", "function", "number", "letters")
_BESIDE = ("answers", "link", "content", "mark")
_LINK, _CONTENT = _OWN.index("link"), _OWN.index("content")
#: What a word's score is made of.
FEATURES: tuple[str, ...] = (
    *_OWN,
    *(f"{name} {offset:+d}" for offset in range(-_REACH, _REACH + 1) if offset for name in _BESIDE),
    *(f"unanswered within {size}" for size in _WINDOWS),
    "unanswered in all",
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one side of a pair, with what the other side answers; arrays of shape (n,)."""

    features: _Floats  #: (n, len(FEATURES))
    content: NDArray[np.bool_]
    marks: NDArray[np.bool_]  #: punctuation
    numbers: NDArray[np.bool_]  #: words with a digit
    unanswered: _Floats  #: 0 to 1, how far no link is found for a content word


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of words that is unanswered: units [start, stop) of one side's ``LinkEvidence``."""

    start: int
    stop: int
    score: float  #: sum of the words' log odds
    mean: float  #: of the words' log odds


def words_of(evidence: Sequence[LinkEvidence], side: Side, language: str) -> list[Words]:
    """Return what is known of the words of one side, for many pairs at once.

    :param language: of the side
    """
    if not evidence:
        return []
    known = _kinds_of(evidence, side, language)
    own = np.concatenate([_own(some, side) for some in _parts(evidence)])
    content = ~(known.function | known.mark)
    own[:, _CONTENT : _CONTENT + 4] = np.column_stack([content, known.mark, known.function, known.number])
    bounds = np.cumsum([0, *(len(_units(one, side)) for one in evidence)])
    features = _with_neighbours(own, bounds)
    unanswered = np.where(content, 1 - own[:, _LINK], 0).astype(np.float32)
    return [
        Words(features[a:b], content[a:b], known.mark[a:b], known.number[a:b], unanswered[a:b])
        for a, b in pairwise(bounds.tolist())
    ]


def _units(evidence: LinkEvidence, side: Side) -> Sequence[WordUnit]:
    return evidence.original if side is Side.ORIGINAL else evidence.translation


def _parts(evidence: Sequence[LinkEvidence]) -> Iterator[Sequence[LinkEvidence]]:
    """Yield pairs in parts that take little memory."""
    first, cells = 0, 0
    for n, one in enumerate(evidence):
        cells += one.ratios.size
        if cells > _CELLS_AT_ONCE:
            yield evidence[first : n + 1]
            first, cells = n + 1, 0
    if first < len(evidence):
        yield evidence[first:]


def _own(evidence: Sequence[LinkEvidence], side: Side) -> _Floats:
    """Return what the linker knows of each word of many pairs, shape (n, len(_OWN)); its kinds are left out."""
    of_original = side is Side.ORIGINAL
    # Word by word of this side, each with all words of the other side of its pair.
    ratios, generated, answers = (
        np.concatenate([(matrix if of_original else matrix.T).ravel() for matrix in matrices])
        for matrices in zip(
            *(
                (one.ratios, one.backward, one.forward) if of_original else (one.ratios, one.forward, one.backward)
                for one in evidence
            ),
            strict=True,
        )
    )
    claimed = [(one.forward if of_original else one.backward.T).sum(0) for one in evidence]
    counts = [len(_units(one, side)) for one in evidence]
    others = np.concatenate([np.tile(total, count) for total, count in zip(claimed, counts, strict=True)])
    widths = np.repeat([len(total) for total in claimed], counts)
    starts = np.cumsum(widths) - widths
    logs = np.log(np.maximum(ratios, _LEAST_RATIO))
    free = logs + np.log(np.clip(1 - (others - answers), _LEAST_FREE, 1))
    own = np.zeros((len(starts), len(_OWN)), np.float32)
    own[:, 0] = np.add.reduceat(generated, starts)
    own[:, 1] = np.minimum(np.add.reduceat(answers, starts), _MOST_ANSWERS)
    own[:, _LINK] = np.sqrt(np.maximum.reduceat(generated * answers, starts))
    own[:, 3] = np.clip(np.maximum.reduceat(logs, starts), *_LOGS) / 4
    own[:, 4] = np.clip(np.maximum.reduceat(free, starts), *_LOGS) / 4
    own[:, -1] = [min(len(unit.word), _LONG_WORD) / _LONG_WORD for one in evidence for unit in _units(one, side)]
    return own


def _with_neighbours(own: _Floats, bounds: NDArray[np.int64]) -> _Floats:
    """Return features of words with those of the words around them, shape (n, len(FEATURES)).

    :param own: shape (n, len(_OWN))
    :param bounds: where each pair's words begin, and where the last one's end
    """
    count = len(own)
    places = np.arange(count)
    first, last = (np.repeat(some, np.diff(bounds)) for some in (bounds[:-1], bounds[1:]))
    beside = np.concatenate((own[:, [_OWN.index(name) for name in _BESIDE]], np.zeros((1, len(_BESIDE)), np.float32)))
    parts = [own]
    for offset in range(-_REACH, _REACH + 1):
        if offset:
            there = places + offset
            parts.append(beside[np.where((there >= first) & (there < last), there, count)])
    content = own[:, _CONTENT]
    sums = np.concatenate(([[0.0, 0.0]], np.cumsum(np.column_stack([content * (1 - own[:, _LINK]), content]), axis=0)))
    for size in (*_WINDOWS, count):
        lost, some = (sums[np.minimum(places + size + 1, last)] - sums[np.maximum(places - size, first)]).T
        parts.append((lost / np.maximum(some, 0.5))[:, None])
    return np.concatenate(parts, axis=1).astype(np.float32)


def gaps(scores: _Floats, most: int) -> list[Gap]:
    """Return the stretches of highest sum, best first, none touching another.

    :param scores: log odds of words, shape (n,)
    """
    left = scores.astype(np.float64)
    found: list[Gap] = []
    while len(found) < most and (gap := _best(left.tolist())) is not None:
        found.append(gap)
        left[gap.start : gap.stop] = -np.inf
    return found


def _best(scores: Sequence[float]) -> Gap | None:
    """Return the stretch of highest sum (Bentley 1984, "Algorithm design techniques"), if any word speaks for one."""
    best, total, start = (0.0, 0, 0), 0.0, 0
    for n, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, n
        total += score
        if total > best[0]:
            best = (total, start, n + 1)
    score, start, stop = best
    return Gap(start, stop, score, score / (stop - start)) if stop else None


def _kinds_of(evidence: Sequence[LinkEvidence], side: Side, language: str) -> Kinds:
    """Return kinds of the units of one side, end to end."""
    index: dict[str, int] = {}
    numbers = np.array([index.setdefault(unit.word, len(index)) for one in evidence for unit in _units(one, side)])
    every = kinds(list(index), language)
    return Kinds(every.function[numbers], every.mark[numbers], every.number[numbers])
