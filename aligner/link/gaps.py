"""Gaps: stretches of one text that nothing in the other answers for.

Each word gets a score, the log odds that it is unanswered, from what the linker knows of it and of the words around
it; a gap is a stretch whose scores add up to most. Weights are learned from planted gaps:
``python -m aligner.evaluate.train_coverage``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.core import Side
from aligner.link.evidence import Kinds, kinds
from aligner.link.linker import Evidence

__all__ = ["FEATURES", "Gap", "Words", "gaps", "kinds_of", "words_of"]

_Floats = NDArray[np.float32]

_LEAST_RATIO = 1e-3
_LOGS = (-2.5, 8.0)  #: bounds of the logarithm of a likelihood ratio
_LEAST_FREE = 0.02  #: share of a word of the other side that is free to answer, however much others claim it
_MOST_ANSWERS = 2.0
_LONG_WORD = 12  #: letters
_REACH = 3  #: words on either side whose state a word's score sees
_WINDOWS = (2, 4, 8)  #: words on either side over which unanswered content is averaged

_OWN = ("generated", "answers", "link", "likeness", "free likeness", "content", "mark", "function", "number", "letters")
_BESIDE = ("answers", "link", "content", "mark")
_LINK, _CONTENT, _MARK, _FUNCTION = (_OWN.index(name) for name in ("link", "content", "mark", "function"))
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
    edges: NDArray[np.bool_]  #: punctuation marks and function words, where phrases begin and end
    unanswered: _Floats  #: 0 to 1, how far no link is found for a content word


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of words that is unanswered: units [start, stop) of one side's ``Evidence``."""

    start: int
    stop: int
    score: float  #: sum of the words' log odds
    mean: float  #: of the words' log odds


def words_of(evidence: Evidence, side: Side, known: Kinds) -> Words:
    """What is known of the words of one side.

    :param known: kinds of the side's units
    """
    if side is Side.ORIGINAL:
        words, generated, answers, ratios = evidence.original, evidence.backward, evidence.forward, evidence.ratios
    else:
        words, generated, answers = evidence.translation, evidence.forward.T, evidence.backward.T
        ratios = evidence.ratios.T
    link = np.sqrt(generated * answers).max(1)
    logs = np.log(np.maximum(ratios, _LEAST_RATIO))
    claimed = answers.sum(0, keepdims=True) - answers
    free = logs + np.log(np.clip(1 - claimed, _LEAST_FREE, 1))
    content = ~(known.function | known.mark)
    own = np.column_stack(
        [
            generated.sum(1),
            np.minimum(answers.sum(1), _MOST_ANSWERS),
            link,
            np.clip(logs.max(1), *_LOGS) / 4,
            np.clip(free.max(1), *_LOGS) / 4,
            content,
            known.mark,
            known.function,
            known.number,
            np.minimum([len(unit.word) for unit in words], _LONG_WORD) / _LONG_WORD,
        ]
    ).astype(np.float32)
    unanswered = np.where(content, 1 - link, 0).astype(np.float32)
    return Words(_word_features(own), content, known.mark | known.function, unanswered)


def _word_features(own: _Floats) -> _Floats:
    """Features of words with those of the words around them, shape (n, len(FEATURES)).

    :param own: shape (n, len(_OWN))
    """
    count = len(own)
    beside = np.zeros((count + 2 * _REACH, len(_BESIDE)), np.float32)
    beside[_REACH : _REACH + count] = own[:, [_OWN.index(name) for name in _BESIDE]]
    parts = [own, *(beside[_REACH + k : _REACH + k + count] for k in range(-_REACH, _REACH + 1) if k)]
    content = own[:, _CONTENT]
    sums = np.concatenate(([[0.0, 0.0]], np.cumsum(np.column_stack([content * (1 - own[:, _LINK]), content]), axis=0)))
    places = np.arange(count)
    for size in (*_WINDOWS, count):
        lost, some = (sums[np.minimum(places + size + 1, count)] - sums[np.maximum(places - size, 0)]).T
        parts.append((lost / np.maximum(some, 0.5))[:, None])
    return np.concatenate(parts, axis=1).astype(np.float32)


def gaps(scores: _Floats, most: int) -> list[Gap]:
    """The stretches of highest sum, best first, none touching another.

    :param scores: log odds of words, shape (n,)
    """
    left = scores.astype(np.float64)
    found: list[Gap] = []
    while len(found) < most and (gap := _best(left.tolist())) is not None:
        found.append(gap)
        left[gap.start : gap.stop] = -np.inf
    return found


def _best(scores: Sequence[float]) -> Gap | None:
    """The stretch of highest sum (Bentley 1984, "Algorithm design techniques"), if any word speaks for one."""
    best, total, start = (0.0, 0, 0), 0.0, 0
    for n, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, n
        total += score
        if total > best[0]:
            best = (total, start, n + 1)
    score, start, stop = best
    return Gap(start, stop, score, score / (stop - start)) if stop else None


def kinds_of(evidence: Sequence[Evidence], side: Side, language: str) -> list[Kinds]:
    """Kinds of the units of one side, for many pairs at once."""
    texts = [[unit.word for unit in (e.original if side is Side.ORIGINAL else e.translation)] for e in evidence]
    index: dict[str, int] = {}
    numbers = [np.array([index.setdefault(word, len(index)) for word in words], np.int64) for words in texts]
    every = kinds(list(index), language)
    return [Kinds(every.function[some], every.mark[some], every.number[some]) for some in numbers]
