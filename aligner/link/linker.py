"""Links the words of a whole document's sentence pairs; the document teaches itself from pass to pass.

Every bit of evidence becomes a likelihood ratio: how much likelier two words stand in a pair because one translates the
other. Word vectors, spelling and numbers give the first ratio; counts of the lexicon, then of the document, pull it
towards what was seen (Dirichlet smoothing, once for each direction). A hidden Markov model in each direction adds
position; a link's score is the geometric mean of the two directions' probabilities.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from aligner.encode.base import Encoder
from aligner.link import lexicon as lexicons
from aligner.link.evidence import kinds, word_ratios
from aligner.link.hmm import posteriors
from aligner.link.lexicon import Lexicon, Side
from aligner.link.negation import Scores, share_halves
from aligner.link.settings import DEFAULT, Settings
from aligner.link.units import Unit, splits_hyphens, units

__all__ = ["Linker", "link"]

_Floats = NDArray[np.float32]
_Ints = NDArray[np.int64]
Tokens = Sequence[str]


class Linker:
    """Links words of two languages.

    :param encoder: gives the word vectors; without one, links rest on lexicon, spelling, position and repetition
    :param lexicon: whether to use the lexicon of statistics where there is one for the languages
    """

    def __init__(
        self,
        original_language: str,
        translation_language: str,
        encoder: Encoder | None = None,
        *,
        lexicon: bool = True,
        settings: Settings = DEFAULT,
    ) -> None:
        self.languages = (original_language, translation_language)
        self.encoder = encoder
        self.settings = settings
        self._use_lexicon = lexicon

    @cached_property
    def lexicon(self) -> Lexicon | None:
        """The lexicon in use."""
        return lexicons.load(*self.languages) if self._use_lexicon else None

    def link_pairs(self, pairs: Sequence[tuple[Tokens, Tokens]]) -> list[list[tuple[int, int, float]]]:
        """Links inside each pair of tokenised texts, all pairs being of one document.

        :returns: for each pair (original token, translation token, score 0 to 1), sorted
        :raises InputError: if nothing is known of a language
        """
        whole = [n for n, (one, other) in enumerate(pairs) if one and other]
        found: list[list[tuple[int, int, float]]] = [[] for _ in pairs]
        if whole:
            for n, links in zip(whole, self._link_pairs([pairs[n] for n in whole]), strict=True):
                found[n] = links
        return found

    def _link_pairs(self, pairs: Sequence[tuple[Tokens, Tokens]]) -> list[list[tuple[int, int, float]]]:
        text = _Text(pairs, self.languages, self.lexicon)
        base = word_ratios(text.words, text.kinds, text.pairs, self.encoder, self.settings)
        table = _Table(text, self.lexicon, base, self.settings)
        ratios = table.ratios()
        for last in range(self.settings.passes)[::-1]:
            forward = posteriors(text.matrices(ratios[0]), self.settings.null)
            backward = posteriors([matrix.T for matrix in text.matrices(ratios[1])], self.settings.null)
            scores = [(one, other.T) for one, other in zip(forward, backward, strict=True)]
            if last:
                ratios = table.ratios(text.counts([one * other for one, other in scores]))
        return [self._links(found, *some) for found, some in zip(scores, text.units, strict=True)]

    def _links(
        self, scores: tuple[_Floats, _Floats], original: Sequence[Unit], translation: Sequence[Unit]
    ) -> list[tuple[int, int, float]]:
        both = np.sqrt(scores[0] * scores[1])
        chosen = np.nonzero(both > self.settings.threshold)
        links: Scores = {(int(n), int(m)): float(both[n, m]) for n, m in zip(*chosen, strict=True)}
        words = [[unit.word for unit in some] for some in (original, translation)]
        for side, language in enumerate(self.languages):
            functions = kinds(words[1 - side], self.languages[1 - side]).function
            links = share_halves(links, words[side], language, side, set(np.flatnonzero(functions)))
        return _token_links(links, original, translation)


def link(
    original_tokens: Tokens,
    translation_tokens: Tokens,
    original_language: str = "en",
    translation_language: str = "fr",
    encoder: Encoder | None = None,
) -> set[tuple[int, int]]:
    """Links between the tokens of one pair of texts, as positions.

    A document's pairs are linked better together: see ``Linker``.

    :param encoder: by default the embedded one
    """
    if encoder is None:
        from aligner.encode.load import load

        encoder = load()
    linker = Linker(original_language, translation_language, encoder)
    return {(i, j) for i, j, _ in linker.link_pairs([(original_tokens, translation_tokens)])[0]}


def _token_links(links: Scores, original: Sequence[Unit], translation: Sequence[Unit]) -> list[tuple[int, int, float]]:
    """Links between tokens from links between units."""
    found: dict[tuple[int, int], float] = {}
    for (n, m), score in links.items():
        one, other = original[n].tokens, translation[m].tokens
        # Compounds cut alike are linked part by part: ``Asia - Europe``, ``Asie - Europe``.
        joined = zip(one, other, strict=True) if len(one) == len(other) else product(one, other)
        for link in joined:
            found[link] = max(score, found.get(link, 0.0))
    return [(i, j, score) for (i, j), score in sorted(found.items())]


class _Text:
    """A document's pairs as numbers of distinct words and of distinct pairs of them."""

    def __init__(
        self, pairs: Sequence[tuple[Tokens, Tokens]], languages: tuple[str, str], lexicon: Lexicon | None
    ) -> None:
        self.languages = languages
        known = (lexicon.original.index, lexicon.translation.index) if lexicon else ({}, {})
        apart = [splits_hyphens(pair[side] for pair in pairs) for side in (0, 1)]
        self.units = [
            tuple(units(pair[side], languages[side], known[side], apart[side]) for side in (0, 1)) for pair in pairs
        ]
        index: tuple[dict[str, int], dict[str, int]] = ({}, {})
        numbers = [
            [
                np.array([index[side].setdefault(unit.word, len(index[side])) for unit in pair[side]], np.int64)
                for side in (0, 1)
            ]
            for pair in self.units
        ]
        self.words = (list(index[0]), list(index[1]))
        self.kinds = (kinds(self.words[0], languages[0]), kinds(self.words[1], languages[1]))
        self.occurrences = tuple(
            np.bincount(np.concatenate([pair[side] for pair in numbers]), minlength=len(index[side])).astype(np.float32)
            for side in (0, 1)
        )
        self._shapes = [(len(one), len(other)) for one, other in numbers]
        width = max(1, len(index[1]))
        cells = [(one[:, None] * width + other[None]).ravel() for one, other in numbers]
        keys, self._cells = np.unique(np.concatenate(cells), return_inverse=True)
        self.pairs = (keys // width, keys % width)
        self._starts = np.cumsum([0, *(len(some) for some in cells)])

    def matrices(self, values: _Floats) -> list[_Floats]:
        """Values of distinct pairs laid out by sentence pair."""
        return [
            values[self._cells[start : start + n * m]].reshape(n, m)
            for (n, m), start in zip(self._shapes, self._starts, strict=False)
        ]

    def counts(self, matrices: Sequence[_Floats]) -> _Floats:
        """Sums over the document for each distinct pair, the inverse of ``matrices``."""
        flat = np.concatenate([matrix.ravel() for matrix in matrices])
        return np.bincount(self._cells, flat, minlength=len(self.pairs[0])).astype(np.float32)


class _Table:
    """Likelihood ratios of distinct word pairs, for each direction."""

    def __init__(self, text: _Text, lexicon: Lexicon | None, base: _Floats, settings: Settings) -> None:
        self._text = text
        self._settings = settings
        self._frequencies = tuple(
            (occurrences + 0.5) / max(1.0, float(occurrences.sum())) for occurrences in text.occurrences
        )
        if lexicon is None:
            self._prior = (base, base)
            return
        sides = (lexicon.original, lexicon.translation)
        numbers = [side.numbers(words) for side, words in zip(sides, text.words, strict=True)]
        self._prior = (
            self._learned(lexicon, base, numbers, 0),
            self._learned(lexicon, base, numbers, 1),
        )
        self._frequencies = tuple(
            frequency / 2 + side.counts[number] * (number >= 0) / side.total / 2
            for side, number, frequency in zip(sides, numbers, self._frequencies, strict=True)
        )

    def _learned(self, lexicon: Lexicon, base: _Floats, numbers: list[_Ints], given: int) -> _Floats:
        """Ratios of the other side's words given this side's (0: original), from lexicon and vectors."""
        settings, pairs = self._settings, self._text.pairs
        sides = (lexicon.original, lexicon.translation)
        lemmas = [
            _lemma_numbers(*some) for some in zip(sides, numbers, self._text.words, self._text.languages, strict=True)
        ]
        ratios = base
        for kind, ids, weight in (("lemma", lemmas, settings.lemma_weight), ("word", numbers, 1.0)):
            links = lexicon.linked(ids[0][pairs[0]], ids[1][pairs[1]], lemmas=kind == "lemma")
            totals = []
            for side, some in zip(sides, ids, strict=True):
                counts = side.lemma_counts if kind == "lemma" else side.counts
                totals.append(np.where(some >= 0, counts[some], 0))
            seen = totals[given][pairs[given]]
            chance = np.maximum(totals[1 - given][pairs[1 - given]] / sides[1 - given].total, 1e-6)
            weights = np.minimum(seen, settings.most_lexicon_counts) * weight
            ratios = _smoothed(links / np.maximum(seen, 1) / chance, weights, ratios, settings.vector_count)
        return ratios

    def ratios(self, counts: _Floats | None = None) -> tuple[_Floats, _Floats]:
        """Ratios for both directions, shape (p,) each, after the document linked word pairs so often."""
        if counts is None:
            return self._prior
        found = []
        for given in (0, 1):
            seen = self._text.occurrences[given][self._text.pairs[given]]
            chance = self._frequencies[1 - given][self._text.pairs[1 - given]]
            weight = self._settings.document_weight
            found.append(
                _smoothed(counts / seen / chance, seen * weight, self._prior[given], self._settings.vector_count)
            )
        return found[0], found[1]


def _smoothed(observed: _Floats, weights: _Floats, prior: _Floats, prior_weight: float) -> _Floats:
    """Observed ratios pulled towards the prior ones, the less the more was observed."""
    return np.asarray((weights * observed + prior_weight * prior) / (weights + prior_weight), np.float32)


def _lemma_numbers(side: Side, numbers: _Ints, words: Sequence[str], language: str) -> _Ints:
    """The number of each word's lemma, -1 where it is unknown."""
    from simplemma import lemmatize

    found = np.where(numbers >= 0, side.lemmas[numbers], -1)
    for n, word in enumerate(words):
        if numbers[n] < 0 and word.isalpha():
            found[n] = side.index.get(lemmatize(word, lang=language).lower(), -1)
    return found
