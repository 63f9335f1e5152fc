"""Gaps inside sentences against people's marks: ``python -m tools.benchmarks.coverage``.

``coverage/subtitles.jsonl`` of the evaluation data has 900 subtitle pairs with the words that have no counterpart, by
two annotators. Taken are the 637 that both call ``sure`` or both ``partial``. Printed are precision, recall and F1 of
calling a pair partial, and of calling a word unanswered. A word that one annotator marks and the other does not counts
as half (partial credit): F1 is twice the credit of the words found, over their number and the credit there is to get;
the words of all 637 pairs count.

Subtitles are lower-case, idiomatic and much freer than the texts that the shipped weights were learned from. So these
are measured as they are, with the limit that the default profile has; and with weights for subtitles, limits included,
learned from nine tenths of the pairs and measured on the tenth that is left out, for each tenth.

Results are in ``docs/experiments/coverage.md``.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aligner.core import Side
from aligner.encode.base import AdditiveEncoder
from aligner.encode.load import load
from aligner.link import Linker
from aligner.link.coverage import GAP_FEATURES, Judge, Model, Texts, load_model, probabilities
from tools.data import data_folder
from tools.train.logistic import fit, log_odds

__all__ = ["Gold", "main", "read"]

_FOLDS = 10
_LIMIT = 0.4  #: of the default profile
_DECAY_OF_WORDS = 10.0
_NO_GAP = 1e-4  #: probability that stands for a side without any gap
_Array = NDArray[np.float64]
_Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Gold:
    """A pair and what people said of it."""

    tokens: dict[Side, list[str]]
    partial: bool
    credit: dict[Side, list[float]]  #: of each token: the share of annotators who marked it


class Scores(NamedTuple):
    """How much was said, how much of it was right, how much there was to say."""

    said: float
    right: float
    wanted: float

    def __str__(self) -> str:
        rates = self.right / max(self.said, 1), self.right / self.wanted, 2 * self.right / (self.said + self.wanted)
        return " | ".join(f"{rate:.3f}" for rate in rates)


def read(path: Path) -> list[Gold]:
    """Return the pairs on which both annotators agree that they are sure or partial."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marks = row["annotations"]
        labels = {mark["label"] for mark in marks}
        if len(labels) > 1 or not labels <= {"sure", "partial"}:
            continue
        tokens = {Side.ORIGINAL: row["en_tok"], Side.TRANSLATION: row["fr_tok"]}
        credit = {
            side: [sum(n in mark[key] for mark in marks) / len(marks) for n in range(len(tokens[side]))]
            for side, key in ((Side.ORIGINAL, "en_untranslated"), (Side.TRANSLATION, "fr_untranslated"))
        }
        found.append(Gold(tokens, labels == {"partial"}, credit))
    return found


class Evidence:
    """What the program knows of the pairs, all taken as one document."""

    def __init__(self, gold: Sequence[Gold], model: Model) -> None:
        encoder = load()
        assert isinstance(encoder, AdditiveEncoder)
        texts = [Texts(*((" ".join(pair.tokens[side]),) for side in Side)) for pair in gold]
        judge = Judge(texts, Linker("en", "fr", encoder), model.log_ratio)
        gaps = judge.with_meanings(judge.candidates({side: model.side(side).words for side in Side}), encoder)
        self.size = len(gold)
        #: Of each pair's likeliest gap on each side: its probability and its features; places of all its gaps.
        self.best = {side: [(_NO_GAP, (0.0,) * len(GAP_FEATURES))] * len(gold) for side in Side}
        self.gaps = {side: [list[tuple[float, int, int]]() for _ in gold] for side in Side}
        for gap, sure in zip(gaps, probabilities(gaps, model), strict=True):
            self.gaps[gap.side][gap.bead].append((sure, gap.start.offset, gap.end.offset))
            if sure > self.best[gap.side][gap.bead][0]:
                self.best[gap.side][gap.bead] = (sure, gap.features)
        self.words = {
            side: [some.features if some else np.empty((0, 0)) for some in judge.words[side]] for side in Side
        }
        self.content = {
            side: [some.content if some else np.empty(0, bool) for some in judge.words[side]] for side in Side
        }
        self.places = {side: [judge.stretches(n, side) for n in range(len(gold))] for side in Side}
        self.lengths = np.array([[len(text) for (text,) in pair] for pair in texts], float)
        vectors = [encoder.encode([pair[n][0] for pair in texts]) for n in (0, 1)]
        self.similarities = (vectors[0] * vectors[1]).sum(axis=1)


def credit_of_words(gold: Sequence[Gold], evidence: Evidence, side: Side) -> list[_Array]:
    """Return the credit of the program's words, which may join or part people's tokens."""
    found = []
    for pair, places in zip(gold, evidence.places[side], strict=True):
        ends = np.cumsum([len(token) + 1 for token in pair.tokens[side]])
        first, last = (np.searchsorted(ends, [place[k] - k for place in places], side="right") for k in (0, 1))
        found.append(np.array([max(pair.credit[side][a : b + 1]) for a, b in zip(first, last, strict=True)]))
    return found


def as_shipped(gold: Sequence[Gold], evidence: Evidence) -> tuple[Scores, Scores]:
    """Return scores of pairs and words by the shipped weights and the default limit."""
    sure = np.array([[evidence.best[side][n][0] for side in Side] for n in range(evidence.size)])
    pairs = _score_pairs(sure.max(axis=1) >= _LIMIT, gold)
    words = Scores(0, 0, 0)
    for side in Side:
        credit = credit_of_words(gold, evidence, side)
        for n, places in enumerate(evidence.places[side]):
            said = [gap[1:] for gap in evidence.gaps[side][n] if gap[0] >= _LIMIT]
            chosen = np.array([any(a <= start and end <= b for a, b in said) for start, end in places], bool)
            words = _added(words, _score_words(chosen, credit[n]))
    return pairs, words


def left_out(gold: Sequence[Gold], evidence: Evidence) -> tuple[Scores, Scores]:
    """Return the same by weights for subtitles, learned from the other folds."""
    folds = np.random.RandomState(0).permutation(evidence.size) % _FOLDS
    scores = {side: list[_Array]() for side in Side}
    credits = {side: credit_of_words(gold, evidence, side) for side in Side}
    words = Scores(0, 0, 0)
    for side in Side:
        rows = evidence.words[side]
        weights = [
            fit(
                np.concatenate([rows[n] for n in np.flatnonzero(folds != fold)]),
                np.concatenate([credits[side][n] for n in np.flatnonzero(folds != fold)]) >= 0.5,
                _DECAY_OF_WORDS,
            )
            for fold in range(_FOLDS)
        ]
        scores[side] = [log_odds(weights[folds[n]], rows[n]) for n in range(evidence.size)]
    for fold in range(_FOLDS):
        known, asked = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        limit = max(np.arange(-4, 3, 0.2), key=lambda at: _f1(_words_above(at, known, scores, credits)))
        words = _added(words, _words_above(limit, asked, scores, credits))
    features = np.array([list(_of_pair(evidence, scores, n)) for n in range(evidence.size)])
    partial = np.array([pair.partial for pair in gold])
    called = np.zeros(evidence.size, bool)
    for fold in range(_FOLDS):
        known = folds != fold
        odds = log_odds(fit(features[known], partial[known]), features)
        limit = max(odds[known], key=lambda at: _f1(_score_flags(odds[known] >= at, partial[known])))
        called |= ~known & (odds >= limit)
    return _score_pairs(called, gold), words


def _of_pair(evidence: Evidence, scores: dict[Side, list[_Array]], n: int) -> Iterator[float]:
    """Return what speaks for a partial pair: its likeliest gaps, its unanswered words, lengths, meaning."""
    peaks = []
    for side in Side:
        sure, features = evidence.best[side][n]
        odds, content, rows = scores[side][n], evidence.content[side][n], evidence.words[side][n]
        chances = 1 / (1 + np.exp(-odds))
        lost = float((content * (1 - rows[:, 2])).sum())
        peaks.append((np.log(sure / (1 - sure)), _stretch(odds), float(odds.max())))
        yield from (*peaks[-1], *features, lost, lost / max(int(content.sum()), 1), float(content.sum()))
        yield from (len(odds), float(np.maximum(odds, 0).sum()), float(chances.sum()))
    yield from (max(pair) for pair in zip(*peaks, strict=True))
    ratio = np.log(evidence.lengths[n, 1] / evidence.lengths[n, 0])
    total = np.sqrt(evidence.lengths[n].sum())
    yield from (float(evidence.similarities[n]), ratio, abs(ratio), ratio * total, abs(ratio) * total)


def _stretch(odds: _Array) -> float:
    """Return the highest sum of a stretch of words."""
    best = total = 0.0
    for value in odds.tolist():
        total = max(0.0, total + value)
        best = max(best, total)
    return best


def _words_above(
    limit: float, pairs: NDArray[np.int64], scores: dict[Side, list[_Array]], credits: dict[Side, list[_Array]]
) -> Scores:
    found = Scores(0, 0, 0)
    for side in Side:
        odds = np.concatenate([scores[side][n] for n in pairs])
        found = _added(found, _score_words(odds >= limit, np.concatenate([credits[side][n] for n in pairs])))
    return found


def _score_words(chosen: _Flags, credit: _Array) -> Scores:
    return Scores(float(chosen.sum()), float(credit[chosen].sum()), float(credit.sum()))


def _score_pairs(called: _Flags, gold: Sequence[Gold]) -> Scores:
    return _score_flags(called, np.array([pair.partial for pair in gold]))


def _score_flags(called: _Flags, partial: _Flags) -> Scores:
    return Scores(float(called.sum()), float((called & partial).sum()), float(partial.sum()))


def _added(one: Scores, other: Scores) -> Scores:
    return Scores(*(a + b for a, b in zip(one, other, strict=True)))


def _f1(scores: Scores) -> float:
    return 2 * scores.right / max(scores.said + scores.wanted, 1e-9)


def main() -> None:
    """Print the table."""
    folder = data_folder() / "coverage"
    if not folder.is_dir():
        sys.exit(f"No evaluation data at {folder}: set ALIGNER_DATA.")
    model = load_model("en", "fr")
    assert model is not None
    gold = read(folder / "subtitles.jsonl")
    evidence = Evidence(gold, model)
    print("| weights | pairs P | R | F1 | words P | R | F1 |\n|---|---|---|---|---|---|---|")
    for name, scores in (("as shipped", as_shipped(gold, evidence)), ("for subtitles", left_out(gold, evidence))):
        print(f"| {name} | {scores[0]} | {scores[1]} |")


if __name__ == "__main__":
    main()
