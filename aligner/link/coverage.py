"""Coverage: which stretches of beads have no counterpart, and how sure that is.

The unanswered stretches of every bead (``gaps``) are judged by what else speaks for a loss: how much they say, whether
the other side is as much too short for it, whether the rest of the sentence is closer in meaning to the other side
without the stretch, and whether the other side has unanswered words of its own, that is, says the same differently.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from math import log, log1p, sqrt
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aligner.core import Side
from aligner.encode.base import AdditiveEncoder
from aligner.link.gaps import FEATURES, Gap, Words, gaps, words_of
from aligner.link.linker import Linker, LinkEvidence
from aligner.link.tokens import Token, tokenize
from aligner.link.units import WordUnit
from aligner.models import Section, for_pair, load_json

__all__ = [
    "GAP_FEATURES",
    "INTERCEPT",
    "LEARNED",
    "PLAIN_GAP_FEATURES",
    "Candidate",
    "Judge",
    "Model",
    "SideModel",
    "Suspect",
    "Texts",
    "load_model",
    "probabilities",
    "suspects",
    "usual_ratio",
]

_Floats = NDArray[np.float32]

#: What a gap's probability is made of; the last one only where the encoder is additive.
GAP_FEATURES = (
    "score, logarithm",
    "score",
    "content words, logarithm",
    "unanswered, logarithm",
    "unanswered, share of the gap",
    "the other side's best gap, logarithm",
    "length off",
    "length off, in standard terms",
    "mean score",
    "content words of the side, logarithm",
    "share of the side",
    "one to one",
    "opens like a phrase",
    "at the head",
    "original words kept beside it",
    "gain",
)
PLAIN_GAP_FEATURES = GAP_FEATURES[:-1]  #: of gaps judged without comparing meanings
INTERCEPT = "intercept"  #: the name of the weight that needs no feature
#: What the file of weights has for each side, and the features that it weighs.
LEARNED = {"words": FEATURES, "gaps": PLAIN_GAP_FEATURES, "gaps by meaning": GAP_FEATURES}
_MOST = 2  #: gaps of one side of a bead
_USUAL_BEADS = 10.0  #: what the usual ratio of lengths weighs against a document's own
_SPREAD = 1.5  #: of a length's deviation, times the square root of the length in characters
_BESIDE = 10  #: units on either side of a gap where a kept original is looked for
_KEPT, _MOST_KEPT = 4, 3  #: letters of its words, at least; words from which on it surely is one
_SET_OFF = frozenset("()[]«»“”\"'‘’–—")
_WORTH_A_LOOK = 0.02  #: probability without vectors from which on meanings are compared


class Texts(NamedTuple):
    """The sentences of both sides of a bead."""

    original: tuple[str, ...]
    translation: tuple[str, ...]


class Place(NamedTuple):
    """A character of one side of a bead."""

    sentence: int  #: of the bead's sentences of that side
    offset: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gap with what speaks for a loss."""

    bead: int
    side: Side
    start: Place
    end: Place  #: just behind it
    text: str
    content_words: int
    features: tuple[float, ...]  #: as ``GAP_FEATURES`` has them; the gain is 0 until it is known

    @property
    def gain(self) -> float:
        """How much closer the two sides come without it, in cosine."""
        return self.features[-1]


class Suspect(NamedTuple):
    """A gap and the probability that something is lost there."""

    candidate: Candidate
    probability: float


@dataclass(frozen=True, slots=True)
class SideModel:
    """Weights for gaps of one side; the intercept comes first."""

    words: NDArray[np.float64]
    gaps: NDArray[np.float64]  #: for gaps judged without comparing meanings
    gaps_by_meaning: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """All weights."""

    original: SideModel
    translation: SideModel
    log_ratio: float  #: usual logarithm of the ratio of lengths, translation to original, in characters

    def side(self, side: Side) -> SideModel:
        """Return the weights for gaps of a side."""
        return self.original if side is Side.ORIGINAL else self.translation


@cache
def load_model(original: str, translation: str) -> Model | None:
    """Load the weights for two languages, or nothing where none were learned; they serve both directions.

    :raises ModelError: if they were learned for other features
    """
    found = for_pair("coverage", original, translation, ".json")
    if found is None:
        return None
    name, swapped = found
    content = load_json(name)
    sides = [_side_model(content.section(side.value)) for side in Side]
    ratio = float(content.array("log ratio", ()))
    return Model(sides[1], sides[0], -ratio) if swapped else Model(sides[0], sides[1], ratio)


def _side_model(content: Section) -> SideModel:
    words, plain, by_meaning = (
        content.section(name).weights((INTERCEPT, *features)) for name, features in LEARNED.items()
    )
    return SideModel(words, plain, by_meaning)


def suspects(
    beads: Sequence[Texts],
    linker: Linker,
    model: Model,
    evidence: Sequence[LinkEvidence | None] | None = None,
    ratio: float | None = None,
) -> list[Suspect]:
    """Return every gap of the beads, which are of one document, with its probability.

    Meanings are compared where the linker's encoder is additive, and only for gaps that might be losses.

    :param evidence: as for ``Judge``
    :param ratio: as for ``Judge``
    """
    judge = Judge(beads, linker, model.log_ratio, evidence, ratio)
    every = judge.candidates({side: model.side(side).words for side in Side})
    plain = probabilities(every, model, by_meaning=False)
    if not isinstance(linker.encoder, AdditiveEncoder):
        return [Suspect(one, sure) for one, sure in zip(every, plain, strict=True)]
    doubtful = [n for n, sure in enumerate(plain) if sure >= _WORTH_A_LOOK]
    measured = judge.with_gains([every[n] for n in doubtful], linker.encoder)
    found = [Suspect(one, sure) for one, sure in zip(every, plain, strict=True)]
    for n, one, sure in zip(doubtful, measured, probabilities(measured, model), strict=True):
        found[n] = Suspect(one, sure)
    return found


def probabilities(some: Sequence[Candidate], model: Model, by_meaning: bool = True) -> list[float]:
    """Return how sure it is that something is lost."""
    found = []
    for one in some:
        side = model.side(one.side)
        weights = side.gaps_by_meaning if by_meaning else side.gaps
        features = one.features if by_meaning else one.features[: len(PLAIN_GAP_FEATURES)]
        odds = weights[0] + float(np.dot(weights[1:], features))
        found.append(float(1 / (1 + np.exp(-odds))))
    return found


class Judge:
    """The gaps of one document's beads.

    :param log_ratio: usual logarithm of the ratio of lengths, for texts too short to show their own
    :param evidence: what the linker says of the tokens of each bead, where that is known
    :param ratio: ``usual_ratio`` of the whole document, where these are only some of its beads
    """

    def __init__(
        self,
        beads: Sequence[Texts],
        linker: Linker,
        log_ratio: float,
        evidence: Sequence[LinkEvidence | None] | None = None,
        ratio: float | None = None,
    ) -> None:
        self._beads = beads
        texts = [bead.original for bead in beads], [bead.translation for bead in beads]
        self._tokens = [
            [_tokens(one, language) for one in some] for some, language in zip(texts, linker.languages, strict=True)
        ]
        if evidence is None:
            left, right = ([[t.text for _, t in tokens] for tokens in side] for side in self._tokens)
            evidence = linker.evidence(list(zip(left, right, strict=True)))
        self._evidence = evidence
        self._ratio = usual_ratio(beads, log_ratio) if ratio is None else ratio
        linked = [some for some in self._evidence if some]
        self.words: dict[Side, list[Words | None]] = {}  #: of each bead; None where a side is empty
        for side, language in zip(Side, linker.languages, strict=True):
            known = iter(words_of(linked, side, language))
            self.words[side] = [next(known) if some else None for some in self._evidence]

    def stretches(self, bead: int, side: Side) -> list[tuple[int, int]]:
        """Return where the words of a bead's side lie, its sentences joined by spaces."""
        evidence = self._evidence[bead]
        if evidence is None:
            return []
        starts = list(accumulate((len(text) + 1 for text in self._texts(bead, side)), initial=0))
        tokens = self._tokens[side is Side.TRANSLATION][bead]
        places = [(starts[n] + t.start, starts[n] + t.end) for n, t in tokens]
        return [(places[unit.tokens[0]][0], places[unit.tokens[-1]][1]) for unit in _units(evidence, side)]

    def candidates(self, weights: Mapping[Side, NDArray[np.float64]]) -> list[Candidate]:
        """Return every gap, bead by bead.

        :param weights: of words
        """
        found: dict[Side, list[list[Gap]]] = {}
        for side, words in self.words.items():
            scores = _linear(weights[side], words)
            found[side] = [gaps(some, _MOST) for some in scores]
        return [
            self._candidate(n, side, gap, theirs)
            for n in range(len(self._beads))
            for side, own, theirs in (
                (Side.ORIGINAL, found[Side.ORIGINAL][n], found[Side.TRANSLATION][n]),
                (Side.TRANSLATION, found[Side.TRANSLATION][n], found[Side.ORIGINAL][n]),
            )
            for gap in own
            if self._says_something(n, side, gap)
        ]

    def with_gains(self, some: Sequence[Candidate], encoder: AdditiveEncoder) -> list[Candidate]:
        """Return candidates with how much closer the two sides come without the gap, in cosine."""
        if not some:
            return []
        own = [" ".join(self._beads[c.bead][c.side is Side.TRANSLATION]) for c in some]
        other = [" ".join(self._beads[c.bead][c.side is Side.ORIGINAL]) for c in some]
        texts = list(dict.fromkeys([*own, *other, *(c.text for c in some)]))
        number = {text: n for n, text in enumerate(texts)}
        pooled = encoder.pool(texts)
        whole, opposite, gone = (pooled[[number[t] for t in texts]] for texts in (own, other, [c.text for c in some]))
        target = encoder.finish(opposite)
        before, after = ((encoder.finish(v) * target).sum(1) for v in (whole, whole - gone))
        return [
            Candidate(c.bead, c.side, c.start, c.end, c.text, c.content_words, (*c.features[:-1], float(gain)))
            for c, gain in zip(some, after - before, strict=True)
        ]

    def _texts(self, bead: int, side: Side) -> tuple[str, ...]:
        return self._beads[bead].original if side is Side.ORIGINAL else self._beads[bead].translation

    def _says_something(self, bead: int, side: Side, gap: Gap) -> bool:
        words = self.words[side][bead]
        return words is not None and bool(words.content[gap.start : gap.stop].any())

    def _candidate(self, bead: int, side: Side, gap: Gap, theirs: Sequence[Gap]) -> Candidate:
        words, evidence = self.words[side][bead], self._evidence[bead]
        assert words is not None
        assert evidence is not None
        tokens, texts = self._tokens[side is Side.TRANSLATION][bead], self._texts(bead, side)
        units = _units(evidence, side)
        inside = [t for unit in units[gap.start : gap.stop] for t in unit.tokens if _is_word(tokens[t][1])]
        (first, opening), (last, closing) = tokens[min(inside)], tokens[max(inside)]
        parts = [texts[first][opening.start :], *texts[first + 1 : last], texts[last][: closing.end]]
        text = texts[first][opening.start : closing.end] if first == last else " ".join(parts)
        content = int(words.content[gap.start : gap.stop].sum())
        lost = float(words.unanswered[gap.start : gap.stop].sum())
        total = int(words.content.sum())
        lengths = [max(1, sum(map(len, some))) for some in self._beads[bead]]
        off = self._ratio - log(lengths[1] / lengths[0])
        off = off if side is Side.ORIGINAL else -off
        own_length = lengths[side is Side.TRANSLATION]
        opens = gap.start == 0 or bool(words.edges[gap.start]) or not tokens[min(inside) - 1][1].text[-1].isalnum()
        features = (
            log1p(gap.score),
            gap.score / 10,
            log1p(content),
            log1p(lost),
            lost / max(content, 1),
            log1p(theirs[0].score) if theirs else 0.0,
            off,
            min(max(off * sqrt(own_length) / _SPREAD, -4.0), 6.0) / 3,
            gap.mean / 3,
            log1p(total),
            content / max(total, 1),
            float(len(self._beads[bead].original) == len(self._beads[bead].translation) == 1),
            float(opens),
            float(gap.start == 0),
            _kept_beside(units, gap, {unit.word for unit in _units(evidence, side, opposite=True)}),
            0.0,
        )
        return Candidate(bead, side, Place(first, opening.start), Place(last, closing.end), text, content, features)


def usual_ratio(beads: Sequence[Texts], usual: float) -> float:
    """Return the logarithm of the ratio of lengths that a document leads one to expect.

    :param usual: what other documents do
    """
    ratios = [
        log(sum(map(len, b.translation)) / sum(map(len, b.original)))
        for b in beads
        if any(b.original) and any(b.translation)
    ]
    own = median(ratios) if ratios else 0.0
    return (len(ratios) * own + _USUAL_BEADS * usual) / (len(ratios) + _USUAL_BEADS)


def _tokens(texts: Sequence[str], language: str) -> list[tuple[int, Token]]:
    return [(n, token) for n, text in enumerate(texts) for token in tokenize(text, language)]


def _units(evidence: LinkEvidence, side: Side, *, opposite: bool = False) -> Sequence[WordUnit]:
    return evidence.original if (side is Side.ORIGINAL) != opposite else evidence.translation


def _kept_beside(units: Sequence[WordUnit], gap: Gap, others: Collection[str]) -> float:
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


def _is_word(token: Token) -> bool:
    return any(char.isalnum() for char in token.text)


def _linear(weights: NDArray[np.float64], words: Sequence[Words | None]) -> list[_Floats]:
    """Return scores of the words of each bead."""
    rows = [some.features for some in words if some]
    values = np.concatenate(rows) @ weights[1:] + weights[0] if rows else np.empty(0)
    bounds = pairwise(np.cumsum([0, *(len(some.content) if some else 0 for some in words)]))
    return [values[a:b].astype(np.float32) for a, b in bounds]
