"""Links the words of a whole document's sentence pairs; the document teaches itself from pass to pass.

Every bit of evidence becomes a likelihood ratio: how much likelier two words stand in a pair because one translates the
other. Word vectors, spelling and numbers give the first ratio; counts of the lexicon, then of the document, pull it
towards what was seen (Dirichlet smoothing, once for each direction). A hidden Markov model in each direction adds
position; a link's score is the geometric mean of the two directions' probabilities.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from aligner.encode.base import Encoder
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.link import lexicon as lexicons
from aligner.link.evidence import word_ratios
from aligner.link.hmm import posteriors
from aligner.link.learned import Learned
from aligner.link.lexicon import Lexicon
from aligner.link.negation import Scores, share_halves
from aligner.link.settings import DEFAULT, Settings
from aligner.link.table import Table
from aligner.link.text import Text, Tokens
from aligner.link.units import WordUnit

__all__ = ["LinkEvidence", "Linker", "link"]

_Floats = NDArray[np.float32]
_MOST_CELLS = 1 << 20  # of a pair: words of one text times words of the other; links take more than their number


@dataclass(frozen=True, slots=True)
class LinkEvidence:
    """What speaks for links between the n units of one text and the m units of its translation."""

    original: Sequence[WordUnit]
    translation: Sequence[WordUnit]
    ratios: _Floats  #: (n, m); how much likelier the two stand here because one translates the other, wherever they are
    forward: _Floats  #: (n, m); probability that the translation's unit comes from the original's; columns sum to <= 1
    backward: _Floats  #: (n, m); probability that the original's unit comes from the translation's; rows sum to <= 1


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

    def usually_answered(self, words: Sequence[str], side: int) -> _Floats:
        """Return how often words of one side are linked in parallel text, 0 to 1; .8 for those that nobody has seen.

        :param words: in lower case
        :param side: 0 for the original, 1 for the translation
        """
        if self.lexicon is None:
            return np.full(len(words), lexicons.USUAL_SHARE, np.float32)
        numbers = (self.lexicon.original, self.lexicon.translation)[side].numbers(words)
        return np.where(numbers >= 0, self._answered[side][numbers], lexicons.USUAL_SHARE).astype(np.float32)

    @cached_property
    def _answered(self) -> tuple[_Floats, _Floats]:
        assert self.lexicon is not None
        return lexicons.usually_answered(self.lexicon)

    def link_pairs(self, pairs: Sequence[tuple[Tokens, Tokens]]) -> list[list[tuple[int, int, float]]]:
        """Link the words of each pair of tokenised texts, all pairs being of one document.

        :returns: for each pair (original token, translation token, score 0 to 1), sorted
        :raises InputError: if nothing is known of a language
        """
        return [self.links(some) if some else [] for some in self.evidence(pairs)]

    def evidence(self, pairs: Sequence[tuple[Tokens, Tokens]]) -> list[LinkEvidence | None]:
        """Return what speaks for links inside each pair, all pairs being of one document; None where a side is empty.

        A pair of some 1,000 words a side and more, which only a file that is not split can have, is not linked either.

        :raises InputError: if nothing is known of a language
        """
        return self.learn(pairs)[0]

    def learn(self, pairs: Sequence[tuple[Tokens, Tokens]]) -> tuple[list[LinkEvidence | None], Learned | None]:
        """Return the evidence inside each pair, and what the document taught, if it has a pair at all.

        :raises InputError: if nothing is known of a language
        """
        whole = [n for n, pair in enumerate(pairs) if _can_be_linked(pair)]
        found: list[LinkEvidence | None] = [None] * len(pairs)
        if not whole:
            return found, None
        every, learned = self._evidence([pairs[n] for n in whole])
        for n, some in zip(whole, every, strict=True):
            found[n] = some
        return found, learned

    def evidence_of(self, pair: tuple[Tokens, Tokens], learned: Learned) -> LinkEvidence | None:
        """Return the evidence inside one pair of a document that taught something before; None if a side is empty.

        :raises InputError: if nothing is known of a language
        """
        return self._evidence([pair], learned)[0][0] if _can_be_linked(pair) else None

    def ratios(
        self, pairs: Sequence[tuple[Tokens, Tokens]]
    ) -> list[tuple[tuple[Sequence[WordUnit], ...], tuple[_Floats, _Floats]]]:
        """Return units of both texts of each pair, and likelihood ratios (n, m) of theirs in either direction.

        As they are before anything is linked: given the original's unit, and given the translation's.

        :param pairs: neither text of which is empty
        :raises InputError: if nothing is known of a language
        """
        text, table = self._read(pairs)
        forward, backward = (text.matrices(values) for values in table.ratios())
        return [(units, ratios) for units, ratios in zip(text.units, zip(forward, backward, strict=True), strict=True)]

    def _read(self, pairs: Sequence[tuple[Tokens, Tokens]], learned: Learned | None = None) -> tuple[Text, Table]:
        text = Text(pairs, self.languages, self.lexicon, learned.text.apart if learned else None)
        scale = learned.scale if learned else None
        base = word_ratios(text.words, text.kinds, text.pairs, self.encoder, self.settings, scale)
        return text, Table(text, self.lexicon, base, self.settings, learned)

    def _evidence(
        self, pairs: Sequence[tuple[Tokens, Tokens]], learned: Learned | None = None
    ) -> tuple[list[LinkEvidence], Learned]:
        text, table = self._read(pairs, learned)
        ratios = table.ratios()
        counts = np.zeros(len(ratios[0]), np.float32)
        for _ in range(self.settings.passes - 1):
            summed = sum(
                text.counts([one * other for one, other in self._scores(text, ratios, some)], some)
                for some in text.stretches()
            )
            counts = np.asarray(summed, np.float32)
            ratios = table.ratios(counts)
        mean = np.sqrt(ratios[0] * ratios[1])
        every = [
            LinkEvidence(units[0], units[1], both, forward, backward)
            for some in text.stretches()
            for units, both, (forward, backward) in zip(
                text.units[some], text.matrices(mean, some), self._scores(text, ratios, some), strict=True
            )
        ]
        text.forget_places()
        return every, Learned(text, counts, self.encoder)

    def _scores(self, text: Text, ratios: tuple[_Floats, _Floats], some: slice) -> list[tuple[_Floats, _Floats]]:
        """Return the probabilities of links of some pairs, forward and backward."""
        onward = posteriors(text.matrices(ratios[0], some), self.settings.null)
        back = posteriors([matrix.T for matrix in text.matrices(ratios[1], some)], self.settings.null)
        return [(one, other.T) for one, other in zip(onward, back, strict=True)]

    def links(self, evidence: LinkEvidence, threshold: float | None = None) -> list[tuple[int, int, float]]:
        """Return the links that the evidence of one pair is enough for, as ``link_pairs`` does.

        :param threshold: score that a link must exceed; by default that of the settings
        """
        original, translation = evidence.original, evidence.translation
        both = np.sqrt(evidence.forward * evidence.backward)
        chosen = np.nonzero(both > (self.settings.threshold if threshold is None else threshold))
        links: Scores = {(int(n), int(m)): float(both[n, m]) for n, m in zip(*chosen, strict=True)}
        for side, words in enumerate((original, translation)):
            links = share_halves(
                links,
                [unit.word for unit in words],
                [unit.word for unit in (translation, original)[side]],
                side,
                (self.languages[side], self.languages[1 - side]),
            )
        return _token_links(links, original, translation)


def link(
    original_tokens: Tokens,
    translation_tokens: Tokens,
    original_language: str = ORIGINAL,
    translation_language: str = TRANSLATION,
    encoder: Encoder | None = None,
) -> set[tuple[int, int]]:
    """Return links between the tokens of one pair of texts, as positions.

    A document's pairs are linked better together: see ``Linker``.

    :param encoder: by default the embedded one
    """
    if encoder is None:
        from aligner.encode.load import load

        encoder = load()
    linker = Linker(original_language, translation_language, encoder)
    return {(i, j) for i, j, _ in linker.link_pairs([(original_tokens, translation_tokens)])[0]}


def _can_be_linked(pair: tuple[Tokens, Tokens]) -> bool:
    return 0 < len(pair[0]) * len(pair[1]) <= _MOST_CELLS


def _token_links(
    links: Scores, original: Sequence[WordUnit], translation: Sequence[WordUnit]
) -> list[tuple[int, int, float]]:
    """Turn links between units into links between tokens."""
    found: dict[tuple[int, int], float] = {}
    for (n, m), score in links.items():
        one, other = original[n].tokens, translation[m].tokens
        # Compounds cut alike are linked part by part: ``Asia - Europe``, ``Asie - Europe``.
        joined = zip(one, other, strict=True) if len(one) == len(other) else product(one, other)
        for link in joined:
            found[link] = max(score, found.get(link, 0.0))
    return [(i, j, score) for (i, j), score in sorted(found.items())]
