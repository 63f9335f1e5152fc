"""How much likelier two words stand in a pair because one translates the other, learned from counts.

Words seldom seen lean on vectors and spelling, common ones on what the lexicon and the text itself counted: Dirichlet
smoothing, for each direction.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from aligner.languages.dictionary import lemma
from aligner.link.lexicon import Lexicon, Side
from aligner.link.settings import Settings
from aligner.link.text import Text

if TYPE_CHECKING:
    from aligner.link.learned import Learned

__all__ = ["Table"]

_Floats = NDArray[np.float32]
_Numbers = NDArray[np.floating[Any]]
_Ints = NDArray[np.int64]
_LEAST_CHANCE = 1e-6
_PAIRS_AT_ONCE = 1 << 19


class Table:
    """Likelihood ratios of distinct word pairs, for each direction.

    :param learned: what the rest of the document taught, where the text is only a part of it
    """

    def __init__(
        self, text: Text, lexicon: Lexicon | None, base: _Floats, settings: Settings, learned: "Learned | None" = None
    ) -> None:
        self._text = text
        self._settings = settings
        self._occurrences: Sequence[_Floats] = text.occurrences
        self._counts: _Floats | None = None
        totals = [float(occurrences.sum()) for occurrences in text.occurrences]
        if learned is not None:
            elsewhere = learned.occurrences(text)
            self._occurrences = [own + there for own, there in zip(text.occurrences, elsewhere, strict=True)]
            totals = [own + there for own, there in zip(totals, learned.totals, strict=True)]
            self._counts = learned.counts_of(text)
        self._frequencies = tuple(
            (occurrences + 0.5) / max(1.0, total) for occurrences, total in zip(self._occurrences, totals, strict=True)
        )
        if lexicon is None:
            self._prior = (base, base)
            return
        sides = (lexicon.original, lexicon.translation)
        numbers = [side.numbers(words) for side, words in zip(sides, text.words, strict=True)]
        self._prior = self._learned(lexicon, base, numbers)
        self._frequencies = tuple(
            frequency / 2 + np.where(number >= 0, side.counts[number], 0) / side.total / 2
            for side, number, frequency in zip(sides, numbers, self._frequencies, strict=True)
        )

    def _learned(self, lexicon: Lexicon, base: _Floats, numbers: list[_Ints]) -> tuple[_Floats, _Floats]:
        """Return ratios for both directions from the lexicon, first of lemmas, then of words."""
        sides = (lexicon.original, lexicon.translation)
        lemmas = [
            _lemma_numbers(*some) for some in zip(sides, numbers, self._text.words, self._text.languages, strict=True)
        ]
        found = np.empty_like(base), np.empty_like(base)
        for some in _stretches(len(base)):
            pairs = self._text.pairs[0][some], self._text.pairs[1][some]
            for whole, part in zip(found, self._learned_of(pairs, lexicon, base[some], (lemmas, numbers)), strict=True):
                whole[some] = part
        return found

    def _learned_of(
        self,
        pairs: tuple[NDArray[np.int32], NDArray[np.int32]],
        lexicon: Lexicon,
        base: _Floats,
        numbers: tuple[list[_Ints], list[_Ints]],
    ) -> tuple[_Floats, _Floats]:
        """Return the ratios of some pairs.

        :param numbers: the lexicon's numbers of lemmas and of words
        """
        settings, ratios = self._settings, [base, base]
        sides = (lexicon.original, lexicon.translation)
        for of_lemmas, ids, weight in ((True, numbers[0], settings.lemma_weight), (False, numbers[1], 1.0)):
            links = lexicon.linked(ids[0][pairs[0]], ids[1][pairs[1]], of_lemmas)
            seen = [
                np.where(some >= 0, (side.lemma_counts if of_lemmas else side.counts)[some], 0)[numbers_of_pairs]
                for side, some, numbers_of_pairs in zip(sides, ids, pairs, strict=True)
            ]
            for given in (0, 1):
                chance = np.maximum(seen[1 - given] / sides[1 - given].total, _LEAST_CHANCE)
                weights = np.minimum(seen[given], settings.most_lexicon_counts) * weight
                observed = links / np.maximum(seen[given], 1) / chance
                ratios[given] = _smoothed(observed, weights, ratios[given], settings.vector_count)
        return ratios[0], ratios[1]

    def ratios(self, counts: _Floats | None = None) -> tuple[_Floats, _Floats]:
        """Return ratios for both directions, shape (p,) each, after the document linked word pairs so often."""
        if counts is None:
            return self._prior
        if self._counts is not None:
            counts = counts + self._counts
        found = np.empty_like(self._prior[0]), np.empty_like(self._prior[1])
        for some in _stretches(len(found[0])):
            pairs = self._text.pairs[0][some], self._text.pairs[1][some]
            for given in (0, 1):
                seen = self._occurrences[given][pairs[given]]
                chance = self._frequencies[1 - given][pairs[1 - given]]
                found[given][some] = _smoothed(
                    counts[some] / seen / chance,
                    seen * self._settings.document_weight,
                    self._prior[given][some],
                    self._settings.vector_count,
                )
        return found


def _stretches(count: int) -> Iterator[slice]:
    """Yield pairs some at a time: what is computed on the way takes much more memory than what comes of it."""
    return (slice(start, start + _PAIRS_AT_ONCE) for start in range(0, count, _PAIRS_AT_ONCE))


def _smoothed(observed: _Numbers, weights: _Numbers, prior: _Floats, prior_weight: float) -> _Floats:
    """Pull observed ratios towards the prior ones, the less the more was observed."""
    return np.asarray((weights * observed + prior_weight * prior) / (weights + prior_weight), np.float32)


def _lemma_numbers(side: Side, numbers: _Ints, words: Sequence[str], language: str) -> _Ints:
    """Return the number of each word's lemma, -1 where it is unknown."""
    found = np.where(numbers >= 0, side.lemmas[numbers], -1)
    for n, word in enumerate(words):
        if numbers[n] < 0 and word.isalpha():
            found[n] = side.index.get(lemma(word, language), -1)
    return found
