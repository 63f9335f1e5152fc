"""The whole alignment: vectors, a first path, evidence near it, the likeliest beads and how likely they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.anchors import Anchors
from aligner.alignment.band import around
from aligner.alignment.evidence import TYPES, PairEvidence, Search
from aligner.alignment.graph import Graph
from aligner.alignment.lattice import Edges, Lattice
from aligner.alignment.lexical_evidence import WordEvidence
from aligner.alignment.model import Look, Model, first_look, load_model, second_look, sides
from aligner.alignment.moved import moved
from aligner.alignment.path import path_between
from aligner.alignment.reexamine import SecondLook
from aligner.alignment.score import MarginScores, Starts, Weights
from aligner.alignment.whole_lists import with_whole_lists
from aligner.alignment.windows import Windows
from aligner.core import Bead, Document
from aligner.encode.base import Encoder
from aligner.encode.remembering import RememberingAdditiveEncoder, RememberingEncoder, remembering
from aligner.languages import get
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.link import Linker

__all__ = ["Alignment", "Decoding", "Prepared", "Work", "align", "align_sentences", "decode", "prepare"]

_RADIUS = 10  # sentences looked at on either side of the first path
_SMALL = ((1, 1), (1, 2), (2, 1), (2, 2))  # beads that are enough to tell where paths may lead
# Scores of beads there are taken times this for logarithms of chances, and positions are kept that paths pass with
# more than this chance. On the six novels, as they are and with beads halved, all 7,018 positions of gold are kept and
# 2.0 a sentence are left; with 12 also, and 3.2; with 16 and -5 two are lost.
_SHARPNESS = 16.0
_LIKELY = -9.0
# Where sentences are all alike, every position is likely, and the beads between them are too many to be looked at. In
# no hundred rows of a novel or a manual are there more than 4 a row.
_CROWDED, _OF_ROWS = 6.0, 100
_FEW = 4  # likeliest positions of a row that are kept there
_BEADS_AT_ONCE = 1024
_AT_ONCE = 64  # sentences of two short texts, which one pass encodes sooner than two
_TYPES = (*TYPES, (1, 0), (0, 1))


@dataclass(frozen=True, slots=True)
class Work:
    """What an alignment took."""

    characters: int  #: of both texts
    characters_encoded: int
    cells: int  #: positions (i, j) and beads that were scored


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads in reading order; every sentence of both sides stands in exactly one."""

    beads: tuple[Bead, ...]
    work: Work = Work(0, 0, 0)
    moved: tuple[tuple[int, int, float], ...] = ()  #: original and translation sentence, cosine: the same, elsewhere


@dataclass(frozen=True, slots=True)
class Decoding:
    """How beads are chosen from their probabilities.

    How common unaligned sentences are is learned from the text itself: there are few in a careful translation of a
    novel, many where a draft is unfinished. Chosen on six hand-aligned novels, each decoded with weights learned from
    others (``tools.train alignment --leave-out``), as they are and with one side of every 20th 1-1 bead deleted.
    """

    usual: float = 0.025  #: share of unaligned sentences in the texts the weights were learned from
    sentences: float = 100.0  #: how many sentences' worth of belief stand behind that share
    bounds: tuple[float, float] = (-1.5, 2.0)  #: of the adaptation, in log-odds
    rounds: int = 2  #: of adapting
    caution: float = 0.4  #: probability below which a bead is not worth having


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pair of texts with its evidence, ready to be decoded."""

    original: Windows
    translation: Windows
    evidence: PairEvidence
    search: Search
    look: Look
    second: SecondLook
    anchors: Anchors
    encoder: RememberingEncoder  #: has encoded the texts and words that were asked for
    encoded_before: int  #: characters that it had encoded before
    cells: int  #: positions and beads scored so far


def align(original: Document, translation: Document, encoder: Encoder, anchors: Anchors | None = None) -> Alignment:
    """Align two split documents; where blocks hold several sentences, their boundaries count as evidence.

    :raises InputError: if the anchors cross or speak of sentences that do not exist
    """
    sides = (original, translation)
    texts = [[sentence.text for sentence in side.sentences] for side in sides]
    left, right = (_starts(side) for side in sides)
    starts = None if left is None or right is None else (left, right)
    languages = (original.language, translation.language)
    found = align_sentences(texts[0], texts[1], encoder, starts, anchors, languages)
    return found if anchors else replace(found, beads=with_whole_lists(found.beads, original, translation, encoder))


def align_sentences(
    original: Sequence[str],
    translation: Sequence[str],
    encoder: Encoder,
    starts: tuple[Starts, Starts] | None = None,
    anchors: Anchors | None = None,
    languages: tuple[str, str] = (ORIGINAL, TRANSLATION),
) -> Alignment:
    """Align two lists of sentences.

    :param starts: for both texts, which sentences begin a block
    :param anchors: what a person has settled
    :param languages: ISO 639-1 codes of the original's and the translation's
    :raises InputError: if the anchors cross or speak of sentences that do not exist, or a language is not known
    """
    for language in languages:
        get(language)
    anchors = (anchors or Anchors()).within(len(original), len(translation))
    characters = sum(map(len, original)) + sum(map(len, translation))
    if not original or not translation:
        return Alignment(_all_alone(len(original), len(translation)), Work(characters, 0, 0))
    prepared = prepare(original, translation, encoder, starts, anchors, languages)
    found = decode(prepared, load_model(), Decoding())
    left, right = prepared.original, prepared.translation
    closed = anchors.closed(len(original), len(translation))
    everywhere = moved(left, right, [(rows, columns) for rows, columns, _ in found])
    places = tuple(place for place in everywhere if not closed[0][place[0]] and not closed[1][place[1]])
    joined = list(_joined(found, places))
    beads = tuple(
        Bead(tuple(rows), tuple(columns), similarity, round(confidence, 3))
        for (rows, columns, confidence), similarity in zip(joined, _similarities(left, right, joined), strict=True)
    )
    encoded = prepared.encoder.characters - prepared.encoded_before
    return Alignment(beads, Work(characters, encoded, prepared.cells), places)


def prepare(
    original: Sequence[str],
    translation: Sequence[str],
    encoder: Encoder,
    starts: tuple[Starts, Starts] | None = None,
    anchors: Anchors | None = None,
    languages: tuple[str, str] = (ORIGINAL, TRANSLATION),
) -> Prepared:
    """Encode both texts, find where they run side by side and lay out the beads worth considering."""
    anchors = anchors or Anchors()
    encoder = remembering(encoder)
    encoded_before = encoder.characters
    if isinstance(encoder, RememberingAdditiveEncoder) and len(original) + len(translation) <= _AT_ONCE:
        encoder.pool([*original, *translation])
    left, right = Windows(original, encoder), Windows(translation, encoder)
    words = WordEvidence(original, translation, encoder)
    rough = path_between(left.singles, right.singles, anchors.corners)
    closed = anchors.closed(len(left), len(right))
    wide = Lattice(anchors.narrowed(around(rough.path, len(left), len(right), _RADIUS)), _SMALL)
    small = MarginScores(left, right, Weights(), (2, 2), starts).edges(wide)
    if anchors.beads:
        small.beads[_holding(wide, closed)] = -np.inf
    nodes, path, chances = _likely(wide, small)
    graph = Graph((len(left), len(right)), anchors.outside(nodes), _TYPES, closed, anchors.steps)
    search = Search(path, chances[wide.nodes_at(graph.nodes)])
    evidence = PairEvidence(left, right, words, starts)
    look = first_look(evidence, graph, search)
    second = SecondLook(left, right, (original, translation), Linker(*languages, encoder))
    cells = rough.cells + wide.nodes + len(graph)
    return Prepared(left, right, evidence, search, look, second, anchors, encoder, encoded_before, cells)


def _holding(lattice: Lattice, closed: tuple[NDArray[np.bool_], NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """Return which beads hold a closed sentence, shape (nodes, types)."""
    found = np.zeros((lattice.nodes, len(lattice.types)), dtype=bool)
    for side, (flags, places) in enumerate(zip(closed, (lattice.row_of, lattice.column_of), strict=True)):
        ends = np.concatenate(([0], np.cumsum(flags)))
        for t, sizes in enumerate(lattice.types):
            found[:, t] |= ends[np.minimum(places + sizes[side], len(flags))] > ends[places]
    return found


def _likely(wide: Lattice, scores: Edges) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return positions that paths are likely to pass, those of the best path, and the chance of each node.

    Positions have shape (count, 2), chances are logarithms.
    """
    sharp = Edges(*(side * np.float32(_SHARPNESS) for side in (scores.beads, scores.omitted, scores.added)))
    chances = wide.marginals(sharp)
    kept = chances > _LIKELY
    kept &= ~_one_of_too_many(wide.row_of, chances, kept)
    path = np.array([(0, 0), *((rows.stop, columns.stop) for rows, columns in wide.best(scores))], dtype=np.int64)
    kept[wide.nodes_at(path)] = True
    return np.stack((wide.row_of[kept], wide.column_of[kept]), axis=1), path, chances


def _one_of_too_many(
    rows: NDArray[np.int64], chances: NDArray[np.float64], kept: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return which nodes are not among the likeliest of their row, where rows have too many likely ones."""
    found = np.zeros(len(rows), dtype=bool)
    count = int(rows[-1]) + 1
    if count < _OF_ROWS:
        return found
    before = np.concatenate(([0], np.cumsum(np.bincount(rows[kept], minlength=count))))
    first = np.clip(np.arange(count) - _OF_ROWS // 2, 0, count - _OF_ROWS)  # of the rows round each
    crowded = before[first + _OF_ROWS] - before[first] > _CROWDED * _OF_ROWS
    there = np.flatnonzero(crowded[rows] & kept)
    order = there[np.lexsort((-chances[there], rows[there]))]
    begins = np.flatnonzero(np.diff(rows[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(begins, np.diff(begins, append=len(order)))
    found[order[rank >= _FEW]] = True
    return found


def decode(prepared: Prepared, model: Model, how: Decoding) -> list[tuple[range, range, float]]:
    """Return the beads of the path with the most beads expected to be right, and each one's probability.

    Lonely sentences that follow each other on one side are one null bead, as likely as the mean of them.
    Source: minimum Bayes risk decoding, as in Goodman (1996), "Parsing algorithms and metrics".
    """
    look, _ = second_look(prepared.look, model.first, prepared.second)
    graph, worth = look.graph, look.scores(model.second)
    _, omitted, added = sides(graph)
    alone = np.concatenate((omitted, added))
    likely = graph.posteriors(worth).edges
    for _ in range(how.rounds):
        shifted = worth.copy()
        shifted[alone] += _commonness(graph, likely, how)
        likely = graph.posteriors(shifted).edges
    likely[alone] = _alone_anywhere(graph, likely)
    return _together(graph, graph.best(likely - np.float32(how.caution)), likely, prepared.anchors)


def _alone_anywhere(graph: Graph, likely: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how likely each edge's unaligned sentence stands alone, at whatever place on the other side."""
    found = []
    for side, which in enumerate(sides(graph)[1:]):
        places = graph.places[which, side]
        found.append(np.bincount(places, weights=likely[which], minlength=graph.shape[side])[places])
    return np.asarray(np.minimum(np.concatenate(found), 1.0), dtype=np.float32)


def _commonness(graph: Graph, likely: NDArray[np.float32], how: Decoding) -> np.float32:
    """Return how much commoner than usual unaligned sentences are in this text, in log-odds.

    A missing chapter is one event: of unaligned sentences in a row only the first counts.
    """
    _, omitted, added = sides(graph)
    alone = [
        np.bincount(graph.places[which, side], weights=likely[which], minlength=graph.shape[side])
        for side, which in enumerate((omitted, added))
    ]
    events = sum(float(np.maximum(np.diff(side, prepend=0), 0).sum()) for side in alone)
    paired = sum(graph.shape) - sum(float(side.sum()) for side in alone) + events
    expected = (events + how.sentences * how.usual) / (paired + how.sentences)
    return np.float32(np.clip(np.log(expected / how.usual), *how.bounds))


def _starts(document: Document) -> Starts | None:
    """Return which sentences begin a block, or None where every sentence does: then blocks tell nothing."""
    blocks = np.array([sentence.block for sentence in document.sentences], dtype=np.int64)
    starts: NDArray[np.bool_] = np.diff(blocks, prepend=-1) > 0
    return None if starts.all() else starts


def _together(
    graph: Graph, path: NDArray[np.int64], likely: NDArray[np.float32], anchors: Anchors
) -> list[tuple[range, range, float]]:
    """Return beads with their probabilities; unaligned sentences in a row on one side become one bead.

    Those that a person has put together, or has kept apart, are left so.
    """
    settled = {(side, n): bead for bead in anchors.beads for side in (0, 1) for n in bead[side]}
    found: list[tuple[range, range, float]] = []
    for rows, columns, chance in _runs_in_order(graph, path, likely):
        same_side = (
            found
            and not (rows and columns)
            and (bool(found[-1][0]), bool(found[-1][1]))
            == (
                bool(rows),
                bool(columns),
            )
        )
        side, number = (0, rows.start) if rows else (1, columns.start)
        if same_side and settled.get((side, number)) == settled.get((side, number - 1)):
            before_rows, before_columns, before = found.pop()
            size = len(before_rows) + len(before_columns)
            rows = range(before_rows.start, rows.stop) if rows else rows
            columns = range(before_columns.start, columns.stop) if columns else columns
            chance = (before * size + chance) / (size + 1)
        found.append((rows, columns, chance))
    return found


def _runs_in_order(
    graph: Graph, path: NDArray[np.int64], likely: NDArray[np.float32]
) -> Iterator[tuple[range, range, float]]:
    """Yield the steps of a path; where unaligned sentences of both sides meet, first all of the original's."""
    omitted: list[tuple[range, range, float]] = []
    added: list[tuple[range, range, float]] = []
    for edge, (i, j) in zip(path.tolist(), graph.places[path].tolist(), strict=True):
        m, n = graph.types[int(graph.kind[edge])]
        step = (range(i, i + m), range(j, j + n), float(likely[edge]))
        if m and n:
            yield from (*omitted, *added, step)
            omitted, added = [], []
        else:
            (omitted if m else added).append(step)
    yield from (*omitted, *added)


def _joined(
    beads: list[tuple[range, range, float]], places: Iterable[tuple[int, int, float]]
) -> Iterator[tuple[range, range, float]]:
    """Yield beads, with neighbours whose sentences were swapped as one: neither is right by itself."""
    swapped = {(i, j) for i, j, _ in places}
    waiting: tuple[range, range, float] | None = None
    for rows, columns, confidence in beads:
        if waiting and rows and columns and waiting[0] and (waiting[0][-1], columns[0]) in swapped:
            waiting = (
                range(waiting[0].start, rows.stop),
                range(waiting[1].start, columns.stop),
                min(waiting[2], confidence),
            )
            continue
        if waiting:
            yield waiting
        waiting = (rows, columns, confidence)
    if waiting:
        yield waiting


def _all_alone(rows: int, columns: int) -> tuple[Bead, ...]:
    beads = (Bead(tuple(range(rows)), ()), Bead((), tuple(range(columns))))
    return tuple(bead for bead in beads if bead.original or bead.translation)


def _similarities(left: Windows, right: Windows, beads: Sequence[tuple[range, range, float]]) -> list[float]:
    """Return cosines of beads' sides; 0 for a null bead."""
    found = np.zeros(len(beads))
    paired = [n for n, (rows, columns, _) in enumerate(beads) if rows and columns]
    for start in range(0, len(paired), _BEADS_AT_ONCE):
        some = paired[start : start + _BEADS_AT_ONCE]
        ours, theirs = (
            windows.at(
                np.array([beads[n][:2][side].start for n in some], dtype=np.int64),
                np.array([len(beads[n][:2][side]) for n in some], dtype=np.int64),
            )
            for side, windows in enumerate((left, right))
        )
        found[some] = np.einsum("bd,bd->b", ours, theirs)
    return [round(float(value), 4) for value in found]
