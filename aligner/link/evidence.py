"""What speaks for a link between two words before the text is read: vectors, spelling, numbers, punctuation."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aligner import languages
from aligner.encode.base import Encoder
from aligner.encode.similarity import unit_vectors
from aligner.languages.folding import fold
from aligner.link.settings import Settings

__all__ = ["Kinds", "Scale", "kinds", "scale_of", "similarity_scores", "word_ratios"]

_Floats = NDArray[np.float32]
_Ints = NDArray[np.int64]
_Numbers = NDArray[np.int32]
_Flags = NDArray[np.bool_]

_ROWS_AT_ONCE = 256
_READ = 40  # characters of a word that its vector is made of: what is longer is an address
_READ_OF_NUMBER = 12  # and of a number: what is longer is a row of them
_SAMPLE = 1500  # words of the other side that show how close a word is to everything
_NEAREST = 0.004  # the part of them that is averaged
_SHORTEST_COGNATE = 5  # letters; shorter words look alike by chance
_LIKE, _VERY_LIKE = 0.7, 0.85  # edit similarity of spellings
_LIKE_RATIO, _VERY_LIKE_RATIO = 50.0, 1000.0
_OTHER_KIND_RATIO = 0.02  # a word and a punctuation mark
_OTHER_MARK_RATIO = 3.0
_OTHER_NUMBER_RATIO = 0.05
# Marks that languages and typists use for the same thing.
_MARKS = tuple(
    frozenset(marks.split()) for marks in ("\" « » “ ” ‘ ’ ' '' „ ``", "... …", "— – - --", "; . !", "; , :")
)
_MARK_RATIO = 100.0


@dataclass(frozen=True, slots=True)
class Kinds:
    """What each of some words is, flags of shape (n,)."""

    function: _Flags
    mark: _Flags  #: punctuation
    number: _Flags  #: has a digit


def kinds(words: Sequence[str], language: str) -> Kinds:
    """Sort words, given in lower case."""
    function_words = languages.get(language).function_words

    def flags(values: Sequence[bool]) -> _Flags:
        return np.array(values, dtype=bool)

    return Kinds(
        flags([all(part in function_words or part.strip("'-") in function_words for part in w.split()) for w in words]),
        flags([not any(c.isalnum() for c in word) for word in words]),
        flags([any(c.isdigit() for c in word) for word in words]),
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """What similarities of a document's words are measured by."""

    samples: tuple[_Floats, _Floats]  #: vectors of words of either side, shape (s, d)
    middle: float  #: median of the corrected similarities of chance pairs
    spread: float  #: and their standard deviation


def word_ratios(
    words: tuple[Sequence[str], Sequence[str]],
    sorts: tuple[Kinds, Kinds],
    pairs: tuple[_Numbers, _Numbers],
    encoder: Encoder | None,
    settings: Settings,
    scale: Scale | None = None,
) -> _Floats:
    """Return how much likelier two words stand in a pair of sentences because one translates the other than by chance.

    :param words: distinct words of the original and of the translation, lower case
    :param sorts: their kinds
    :param pairs: numbers of the words that are asked about, two arrays (p,), sorted by the first
    :param scale: of the document that the words are of, where they are only some of its words
    :returns: likelihood ratios, shape (p,)
    """
    rows, columns = pairs
    one, other = sorts
    if encoder is None:
        ratios = np.ones(len(rows), np.float32)
    else:
        scores = similarity_scores(words, pairs, encoder) if scale is None else _scaled(words, pairs, encoder, scale)
        bounds = np.log([settings.lowest_ratio, settings.highest_ratio])
        logs = np.clip(settings.vector_slope * (scores - settings.vector_offset), *bounds)
        ratios = np.exp(logs).astype(np.float32)
    mixed = one.function[rows] != other.function[columns]
    ratios[mixed] = np.minimum(ratios[mixed], settings.highest_mixed_ratio)
    numbers = np.flatnonzero(one.number[rows] & other.number[columns])
    if len(numbers):
        digits = [np.array([_digits(word) for word in some]) for some in words]
        same_digits = digits[0][rows[numbers]] == digits[1][columns[numbers]]
        ratios[numbers] = np.where(same_digits, settings.highest_ratio, _OTHER_NUMBER_RATIO)
    alike = _cognates(words, sorts, pairs)
    ratios = np.maximum(ratios, alike)
    marks = one.mark[rows], other.mark[columns]
    ratios[marks[0] != marks[1]] = _OTHER_KIND_RATIO
    ratios[marks[0] & marks[1]] = _OTHER_MARK_RATIO
    for k in np.flatnonzero(marks[0] & marks[1]):
        mark, its = words[0][rows[k]], words[1][columns[k]]
        if any(mark in some and its in some for some in _MARKS):
            ratios[k] = _MARK_RATIO
    # One letter is a word of its own meaning in each language: ``a``, ``y``.
    index = {word: n for n, word in enumerate(words[1])}
    same = np.array([index.get(word, -1) if len(word) > 1 or not word.isalpha() else -1 for word in words[0]])
    ratios[same[rows] == columns] = settings.highest_ratio
    return ratios


def _digits(word: str) -> str:
    """Return what ``1,350`` and ``1 350``, ``12:30`` and ``12h30`` share."""
    return "".join(c for c in word if c.isdigit())


def similarity_scores(
    words: tuple[Sequence[str], Sequence[str]],
    pairs: tuple[_Numbers, _Numbers],
    encoder: Encoder,
) -> _Floats:
    """Return cosines of word vectors less the words' closeness to everything, in standard deviations of chance pairs.

    Source: Conneau et al. (2018), "Word translation without parallel data" (CSLS). Standard deviations make the
    scores of different encoders comparable.

    :param pairs: sorted by the first
    :returns: shape (p,)
    """
    first, second = (_unit_vectors(some, encoder) for some in words)
    samples = _sample(len(first)), _sample(len(second))
    cosines, to_second = _compared(first, second, pairs, samples[1])
    to_first = _closest(second, first[samples[0]])
    chance = 2 * (first[samples[0]] @ second[samples[1]].T) - to_second[samples[0]][:, None] - to_first[samples[1]]
    scores = 2 * cosines - to_second[pairs[0]] - to_first[pairs[1]]
    return np.asarray((scores - np.median(chance)) / max(float(chance.std()), 1e-6), np.float32)


def _compared(
    first: _Floats, second: _Floats, pairs: tuple[_Numbers, _Numbers], sample: _Ints
) -> tuple[_Floats, _Floats]:
    """Return the cosines of pairs, shape (p,), and how close each first word is to everything, shape (n,).

    Some words at a time are compared with all that they are paired with: few of all there are in a long text.
    """
    rows, columns = pairs
    cosines, close = np.empty(len(rows), np.float32), np.empty(len(first), np.float32)
    number = np.empty(len(second), np.int64)
    limits = np.searchsorted(rows, np.arange(0, len(first) + _ROWS_AT_ONCE, _ROWS_AT_ONCE))
    for block, (start, stop) in enumerate(pairwise(limits.tolist())):
        here = slice(block * _ROWS_AT_ONCE, (block + 1) * _ROWS_AT_ONCE)
        asked = columns[start:stop]
        number[:] = 0
        number[asked] = 1
        others = np.flatnonzero(number)
        if 2 * len(others) < len(second):
            number[others] = np.arange(len(others))
            every = first[here] @ second[others].T
            close[here] = _closeness(first[here] @ second[sample].T)
            places = number[asked]
        else:
            every = first[here] @ second.T
            close[here] = _closeness(every.take(sample, axis=1))
            places = asked.astype(np.int64)
        cosines[start:stop] = every[rows[start:stop] - here.start, places]
    return cosines, close


def _closest(words: _Floats, others: _Floats) -> _Floats:
    """Return how close each word is to everything: to the nearest of some others; shape (n,)."""
    starts = range(0, len(words), _ROWS_AT_ONCE)
    return np.concatenate([_closeness(words[start : start + _ROWS_AT_ONCE] @ others.T) for start in starts])


def scale_of(words: tuple[Sequence[str], Sequence[str]], encoder: Encoder) -> Scale:
    """Return the scale of a document's distinct words."""
    first, second = (_unit_vectors([some[n] for n in _sample(len(some))], encoder) for some in words)
    cosines = first @ second.T
    to_second, to_first = _closeness(cosines.copy()), _closeness(np.array(cosines.T, order="C"))
    chance = 2 * cosines - to_second[:, None] - to_first
    return Scale((first, second), float(np.median(chance)), max(float(chance.std()), 1e-6))


def _scaled(
    words: tuple[Sequence[str], Sequence[str]], pairs: tuple[_Numbers, _Numbers], encoder: Encoder, scale: Scale
) -> _Floats:
    """Return ``similarity_scores`` of some words of the document that the scale is of."""
    first, second = (_unit_vectors(some, encoder) for some in words)
    to_second, to_first = _closeness(first @ scale.samples[1].T), _closeness(second @ scale.samples[0].T)
    rows, columns = pairs
    scores = 2 * (first @ second.T)[rows, columns] - to_second[rows] - to_first[columns]
    return np.asarray((scores - scale.middle) / scale.spread, np.float32)


def _unit_vectors(words: Sequence[str], encoder: Encoder) -> _Floats:
    return unit_vectors(encoder, [word[: _read(word)] for word in words])


def _read(word: str) -> int:
    return _READ_OF_NUMBER if word[:1].isdigit() else _READ


def _sample(count: int) -> _Ints:
    return np.unique(np.linspace(0, count - 1, min(count, _SAMPLE)).astype(np.int64))


def _closeness(cosines: _Floats) -> _Floats:
    """Return the mean of each row's highest values, shape (n,); these are overwritten."""
    places = np.arange(len(cosines))
    highest = np.empty((len(cosines), max(1, round(cosines.shape[1] * _NEAREST))), np.float32)
    for n in range(highest.shape[1]):  # for a few out of many, four times as fast as a partition
        best = cosines.argmax(axis=1)
        highest[:, n] = cosines[places, best]
        cosines[places, best] = -np.inf
    return np.asarray(highest.mean(axis=1), np.float32)


def _cognates(
    words: tuple[Sequence[str], Sequence[str]], sorts: tuple[Kinds, Kinds], pairs: tuple[_Numbers, _Numbers]
) -> _Floats:
    """Return ratios from spelling, shape (p,); 0 where it says nothing."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cpdist

    folded = [
        [fold(word) if word.isalpha() and len(word) >= _SHORTEST_COGNATE else "" for word in some] for some in words
    ]
    ratios = np.zeros(len(pairs[0]), np.float32)
    long = [np.array([bool(word) for word in some]) for some in folded]
    asked = np.flatnonzero(long[0][pairs[0]] & long[1][pairs[1]])
    alike = cpdist(
        [folded[0][n] for n in pairs[0][asked].tolist()],
        [folded[1][n] for n in pairs[1][asked].tolist()],
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=_LIKE,
        workers=1,
    )
    ratios[asked[alike >= _LIKE]] = _LIKE_RATIO
    ratios[asked[alike >= _VERY_LIKE]] = _VERY_LIKE_RATIO
    return ratios
