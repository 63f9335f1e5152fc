"""Coverage: which stretches of beads have no counterpart, and how sure that is.

The unanswered stretches of every bead (``gaps``) are judged by what else speaks for a loss: how much they say, whether
the other side is as much too short for it, whether the rest of the sentence is closer in meaning to the other side
without the stretch, and whether the other side has unanswered words of its own, that is, says the same differently.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import accumulate, chain, compress, pairwise
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aligner.core import Side
from aligner.encode.base import AdditiveEncoder
from aligner.errors import ModelError
from aligner.link.gap_features import FEATURES as FEATURES_OF_GAPS
from aligner.link.gap_features import STEM, View, Whole, features, is_explained
from aligner.link.gaps import FEATURES, Gap, Words, gaps, words_of
from aligner.link.linker import Linker, LinkEvidence
from aligner.link.phrases import Border, fitted
from aligner.link.tokens import Token, tokenize
from aligner.link.trees import Trees, trees_of
from aligner.link.units import WordUnit
from aligner.models import Section, for_pair, load_json

__all__ = [
    "BEFORE",
    "GAP_FEATURES",
    "INTERCEPT",
    "LEARNED",
    "PLAIN_GAP_FEATURES",
    "Candidate",
    "Habits",
    "Judge",
    "Model",
    "Place",
    "SideModel",
    "Suspect",
    "Texts",
    "habits_of",
    "load_model",
    "probabilities",
    "read_model",
    "suspects",
    "usual_ratio",
]

_Floats = NDArray[np.float32]

#: What a gap's probability is made of; the last ones only where the encoder is additive.
MEANINGS = ("gain", "inside, opposite", "inside, beside the other side")
GAP_FEATURES = (*FEATURES_OF_GAPS, *MEANINGS)
PLAIN_GAP_FEATURES = FEATURES_OF_GAPS  #: of gaps judged without comparing meanings
INTERCEPT = "intercept"  #: the name of the weight that needs no feature
#: The parts of the file of weights for each side, and the features that they go by; gaps are judged by trees.
LEARNED = {"words": FEATURES, "gaps": PLAIN_GAP_FEATURES, "gaps by meaning": GAP_FEATURES}
_MOST = 2  #: gaps of one side of a bead
_USUAL_BEADS = 10.0  #: what the usual ratio of lengths weighs against a document's own
_AT_ONCE, _STRETCH = 4_000, 2_000  #: beads of a text that is judged as one, and of the parts of a longer one
BEFORE = 2  #: beads whose words count as said shortly before
_ACRONYM = (2, 7)  #: letters
_OFTEN, _OFTEN_SHARE = 4, 0.004  #: times that a frequent word stands in a text, and its share of the content words
_USUAL_SHARE, _USUAL_WORDS = 0.2, 100.0  #: content words without a counterpart, and what this weighs against a text's
_WORTH_A_LOOK = 0.08  #: probability without vectors from which on meanings are compared


@dataclass(frozen=True, slots=True)
class Habits:
    """What a document does as a whole."""

    ratio: float  #: usual logarithm of the ratio of lengths, translation to original, in characters
    sides: Mapping[Side, Whole]


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
    features: tuple[float, ...]  #: as ``GAP_FEATURES`` has them; those of meanings are 0 until they are known

    @property
    def gain(self) -> float:
        """How much closer the two sides come without it, in cosine."""
        return self.features[len(PLAIN_GAP_FEATURES)]


class Suspect(NamedTuple):
    """A gap and the probability that something is lost there."""

    candidate: Candidate
    probability: float


@dataclass(frozen=True, slots=True)
class SideModel:
    """What was learned for one side."""

    words: NDArray[np.float64]  #: the intercept comes first
    gaps: Trees  #: for gaps judged without comparing meanings
    gaps_by_meaning: Trees


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
    return None if found is None else _model_of(load_json(found[0]), found[1])


def read_model(path: Path) -> Model:
    """Return the weights of a file that does not ship with the program.

    :raises ModelError: if it cannot be read, or they were learned for other features
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(str(path), f"it cannot be read ({error})") from error
    if not isinstance(content, dict):
        raise ModelError(str(path), "it is no table")
    return _model_of(Section(str(path), content))


def _model_of(content: Section, swapped: bool = False) -> Model:
    sides = [_side_model(content.section(side.value)) for side in Side]
    ratio = float(content.array("log ratio", ()))
    return Model(sides[1], sides[0], -ratio) if swapped else Model(sides[0], sides[1], ratio)


def _side_model(content: Section) -> SideModel:
    return SideModel(
        content.section("words").weights((INTERCEPT, *LEARNED["words"])),
        trees_of(content.section("gaps"), LEARNED["gaps"]),
        trees_of(content.section("gaps by meaning"), LEARNED["gaps by meaning"]),
    )


def suspects(
    beads: Sequence[Texts],
    linker: Linker,
    model: Model,
    evidence: Sequence[LinkEvidence | None] | None = None,
    habits: Habits | None = None,
) -> list[Suspect]:
    """Return every gap of the beads, which are of one document, with its probability.

    Meanings are compared where the linker's encoder is additive, and only for gaps that might be losses.

    :param evidence: as for ``Judge``
    :param habits: as for ``Judge``
    """
    if evidence is not None and len(beads) > _AT_ONCE:
        habits = habits or habits_of(beads, linker, model.log_ratio, evidence)
        return [one for some in _stretches(beads) for one in _suspects_of(some, beads, linker, model, evidence, habits)]
    judge = Judge(beads, linker, model.log_ratio, evidence, habits)
    every = judge.candidates({side: model.side(side).words for side in Side})
    plain = probabilities(every, model, by_meaning=False)
    if not isinstance(linker.encoder, AdditiveEncoder):
        return [Suspect(one, sure) for one, sure in zip(every, plain, strict=True)]
    doubtful = [n for n, sure in enumerate(plain) if sure >= _WORTH_A_LOOK]
    measured = judge.with_meanings([every[n] for n in doubtful], linker.encoder)
    found = [Suspect(one, sure) for one, sure in zip(every, plain, strict=True)]
    for n, one, sure in zip(doubtful, measured, probabilities(measured, model), strict=True):
        found[n] = Suspect(one, sure)
    return found


def _suspects_of(
    some: range,
    beads: Sequence[Texts],
    linker: Linker,
    model: Model,
    evidence: Sequence[LinkEvidence | None],
    habits: Habits,
) -> Iterator[Suspect]:
    """Yield the gaps of some beads in a row, as they are among the others."""
    here = slice(max(0, some.start - BEFORE), some.stop + 1)  # a bead is judged by those before it and the next one
    for one in suspects(beads[here], linker, model, evidence[here], habits):
        bead = one.candidate.bead + here.start
        if bead in some:
            yield one._replace(candidate=replace(one.candidate, bead=bead))


def _stretches(beads: Sequence[Texts]) -> Iterator[range]:
    """Yield the beads of a long text some at a time: what is known of each word takes much memory."""
    return (range(start, min(start + _STRETCH, len(beads))) for start in range(0, len(beads), _STRETCH))


def probabilities(some: Sequence[Candidate], model: Model, by_meaning: bool = True) -> list[float]:
    """Return how sure it is that something is lost."""
    found = np.zeros(len(some))
    for side in Side:
        places = [n for n, one in enumerate(some) if one.side is side]
        if places:
            rows = np.array([some[n].features for n in places])
            trees = model.side(side).gaps_by_meaning if by_meaning else model.side(side).gaps
            found[places] = 1 / (
                1 + np.exp(-trees.log_odds(rows if by_meaning else rows[:, : len(PLAIN_GAP_FEATURES)]))
            )
    return [float(sure) for sure in found]


class Judge:
    """The gaps of one document's beads.

    :param log_ratio: usual logarithm of the ratio of lengths, for texts too short to show their own
    :param evidence: what the linker says of the tokens of each bead, where that is known
    :param habits: of the whole document, where these are only some of its beads
    """

    def __init__(
        self,
        beads: Sequence[Texts],
        linker: Linker,
        log_ratio: float,
        evidence: Sequence[LinkEvidence | None] | None = None,
        habits: Habits | None = None,
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
        self._languages = dict(zip(Side, linker.languages, strict=True))
        self._answered = {side: partial(linker.usually_answered, side=number) for number, side in enumerate(Side)}
        linked = [some for some in self._evidence if some]
        self.words: dict[Side, list[Words | None]] = {}  #: of each bead; None where a side is empty
        for side, language in self._languages.items():
            known = iter(words_of(linked, side, language))
            self.words[side] = [next(known) if some else None for some in self._evidence]
        self.habits = habits or _habits(usual_ratio(beads, log_ratio), [self.tally()])

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
        """Return every gap, bead by bead, cut to whole phrases.

        :param weights: of words
        """
        scores = {side: _linear(weights[side], words) for side, words in self.words.items()}
        found = {side: [gaps(some, _MOST) for some in every] for side, every in scores.items()}
        return [
            candidate
            for n in range(len(self._beads))
            for side in Side
            if found[side][n]
            for candidate in self._candidates(n, side, found[side][n], found[side.other][n], scores[side][n])
        ]

    def with_meanings(self, some: Sequence[Candidate], encoder: AdditiveEncoder) -> list[Candidate]:
        """Return candidates with how the meanings of the two sides compare with and without the gap, in cosine."""
        if not some:
            return []
        joined = {side: [" ".join(bead[side is Side.TRANSLATION]) for bead in self._beads] for side in Side}
        own = [joined[c.side][c.bead] for c in some]
        other = [joined[c.side.other][c.bead] for c in some]
        beside = [[joined[c.side.other][n] for n in self._neighbours(c.bead)] for c in some]
        texts = list(dict.fromkeys([*own, *other, *(c.text for c in some), *chain.from_iterable(beside)]))
        number = {text: n for n, text in enumerate(texts)}
        pooled = encoder.pool(texts)
        finished = encoder.finish(pooled)
        places = [[number[t] for t in texts] for texts in (own, other, [c.text for c in some])]
        target, lost = finished[places[1]], finished[places[2]]
        rest = encoder.finish(pooled[places[0]] - pooled[places[2]])
        before, after = (finished[places[0]] * target).sum(1), (rest * target).sum(1)
        answered = (lost * target).sum(1)
        found = []
        for n, c in enumerate(some):
            nearby = max((float(lost[n] @ finished[number[t]]) for t in beside[n] if t), default=0.0)
            meanings = (after[n] - before[n], answered[n], nearby)
            plain = c.features[: len(PLAIN_GAP_FEATURES)]
            found.append(replace(c, features=(*plain, *map(float, meanings))))
        return found

    def _neighbours(self, bead: int) -> list[int]:
        return [n for n in (bead - 1, bead + 1) if 0 <= n < len(self._beads)]

    def _texts(self, bead: int, side: Side) -> tuple[str, ...]:
        return self._beads[bead].original if side is Side.ORIGINAL else self._beads[bead].translation

    def tally(self) -> "dict[Side, _Tally]":
        """Count what the beads do as a whole."""
        return {
            side: _Tally(
                sum(int(some.content.sum()) for some in words if some),
                sum(float(some.unanswered.sum()) for some in words if some),
                Counter(chain.from_iterable(self._stems(n, side) for n in range(len(words)))),
            )
            for side, words in self.words.items()
        }

    def _stems(self, bead: int, side: Side) -> list[str]:
        """Return what the content words of a bead's side share with their other forms."""
        evidence, words = self._evidence[bead], self.words[side][bead]
        if evidence is None or words is None:
            return []
        return [unit.word[:STEM] for unit in compress(_units(evidence, side), words.content.tolist())]

    def _candidates(
        self, bead: int, side: Side, own: Sequence[Gap], theirs: Sequence[Gap], scores: _Floats
    ) -> Iterator[Candidate]:
        """Yield the gaps of a bead's side that say something, none twice."""
        view = self._view(bead, side)
        taken: list[Gap] = []
        for gap in own:
            border = fitted(gap, scores, view.units, view.words, self._languages[side])
            if border is None or any(border.gap.start < one.stop and one.start < border.gap.stop for one in taken):
                continue
            taken.append(border.gap)
            if not is_explained(view, border.gap):
                yield self._candidate(bead, side, view, border, theirs)

    def _view(self, bead: int, side: Side) -> View:
        evidence, words, their_words = self._evidence[bead], self.words[side][bead], self.words[side.other][bead]
        assert evidence is not None
        assert words is not None
        assert their_words is not None
        units, others = _units(evidence, side), _units(evidence, side.other)
        tokens, their_tokens = (self._tokens[s is Side.TRANSLATION][bead] for s in (side, side.other))
        acronyms, theirs = _acronyms(units, tokens), _acronyms(others, their_tokens)
        before = frozenset(chain.from_iterable(self._stems(n, side) for n in range(max(0, bead - BEFORE), bead)))
        lengths = [sum(map(len, self._texts(bead, s))) for s in (side, side.other)]
        return View(
            units,
            others,
            words,
            their_words,
            evidence.ratios if side is Side.ORIGINAL else evidence.ratios.T,
            acronyms,
            {unit.word for unit, is_one in zip(others, theirs, strict=True) if is_one} - {unit.word for unit in units},
            any(theirs),
            before,
            (lengths[0], lengths[1]),
        )

    def _candidate(self, bead: int, side: Side, view: View, border: Border, theirs: Sequence[Gap]) -> Candidate:
        gap = border.gap
        tokens, texts = self._tokens[side is Side.TRANSLATION][bead], self._texts(bead, side)
        inside = [t for unit in view.units[gap.start : gap.stop] for t in unit.tokens]
        (first, opening), (last, closing) = tokens[min(inside)], tokens[max(inside)]
        parts = [texts[first][opening.start :], *texts[first + 1 : last], texts[last][: closing.end]]
        return Candidate(
            bead,
            side,
            Place(first, opening.start),
            Place(last, closing.end),
            texts[first][opening.start : closing.end] if first == last else " ".join(parts),
            int(view.words.content[gap.start : gap.stop].sum()),
            (*features(view, self.habits.sides[side], border, theirs, self._answered[side]), *(0.0 for _ in MEANINGS)),
        )


class _Tally(NamedTuple):
    """What a side of some beads does as a whole."""

    content: int  #: words of content
    lost: float  #: how many of them are unanswered, each from 0 to 1
    stems: Counter[str]  #: of words of content


def _habits(ratio: float, tallies: Sequence[Mapping[Side, _Tally]]) -> Habits:
    """Return what the texts do as a whole of which some beads do each of these."""
    shares, often = {}, {}
    for side in Side:
        content = sum(one[side].content for one in tallies)
        lost = sum(one[side].lost for one in tallies)
        shares[side] = (lost + _USUAL_SHARE * _USUAL_WORDS) / (content + _USUAL_WORDS)
        counts: Counter[str] = sum((one[side].stems for one in tallies), Counter())
        least = max(_OFTEN, _OFTEN_SHARE * content)
        often[side] = frozenset(stem for stem, count in counts.items() if count >= least)
    return Habits(
        ratio,
        {
            side: Whole(-ratio if side is Side.ORIGINAL else ratio, (shares[side], shares[side.other]), often[side])
            for side in Side
        },
    )


def habits_of(
    beads: Sequence[Texts], linker: Linker, log_ratio: float, evidence: Sequence[LinkEvidence | None]
) -> Habits:
    """Return what a document does as a whole; arguments as for ``Judge``."""
    parts = [slice(some.start, some.stop) for some in _stretches(beads)] or [slice(0)]
    unknown = Habits(0.0, {})
    tallies = [Judge(beads[some], linker, log_ratio, evidence[some], unknown).tally() for some in parts]
    return _habits(usual_ratio(beads, log_ratio), tallies)


def usual_ratio(beads: Sequence[Texts], usual: float) -> float:
    """Return the logarithm of the ratio of lengths that a document leads one to expect.

    :param usual: what other documents do
    """
    ratios = [
        log(sum(map(len, b.translation)) / sum(map(len, b.original)))
        for b in beads
        if any(b.original) and any(b.translation)
    ]
    own = float(np.median(ratios)) if ratios else 0.0
    return (len(ratios) * own + _USUAL_BEADS * usual) / (len(ratios) + _USUAL_BEADS)


def _tokens(texts: Sequence[str], language: str) -> list[tuple[int, Token]]:
    return [(n, token) for n, text in enumerate(texts) for token in tokenize(text, language)]


def _units(evidence: LinkEvidence, side: Side) -> Sequence[WordUnit]:
    return evidence.original if side is Side.ORIGINAL else evidence.translation


def _acronyms(units: Sequence[WordUnit], tokens: Sequence[tuple[int, Token]]) -> list[bool]:
    """Return which words are written in capitals, where not everything is."""
    found = [_is_acronym(tokens[unit.tokens[0]][1].text) for unit in units]
    words = sum(unit.word[0].isalpha() for unit in units)
    return found if 2 * sum(found) <= words else [False] * len(found)


def _is_acronym(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return _ACRONYM[0] <= len(letters) <= _ACRONYM[1] and sum(map(str.isupper, letters)) > len(letters) / 2


def _linear(weights: NDArray[np.float64], words: Sequence[Words | None]) -> list[_Floats]:
    """Return scores of the words of each bead."""
    rows = [some.features for some in words if some]
    values = np.concatenate(rows) @ weights[1:] + weights[0] if rows else np.empty(0)
    bounds = pairwise(np.cumsum([0, *(len(some.content) if some else 0 for some in words)]))
    return [values[a:b].astype(np.float32) for a, b in bounds]
