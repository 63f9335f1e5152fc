"""The whole alignment: vectors, a first path, evidence near it, the likeliest beads and how likely they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.align.band import around
from aligner.align.evidence import TYPES, Evidence
from aligner.align.lattice import Edges, Lattice
from aligner.align.model import Model, edges, load_model
from aligner.align.moved import moved
from aligner.align.path import first_path
from aligner.align.score import MarginScores, Starts, Weights
from aligner.align.windows import Windows
from aligner.align.words import WordEvidence
from aligner.core import Bead, Document
from aligner.encode.base import Encoder

__all__ = ["Alignment", "Decoding", "Prepared", "Work", "align", "align_sentences", "decode", "prepare"]

_RADIUS = 10  # sentences looked at on either side of the first path
_SMALL = ((1, 1), (1, 2), (2, 1), (2, 2))  # beads that are enough to find the second path
_NARROW = 4  # and on either side of the second, where all evidence is weighed


@dataclass(frozen=True, slots=True)
class Work:
    """What an alignment took."""

    characters: int  #: of both texts
    characters_encoded: int
    cells: int  #: positions (i, j) that were scored


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads in reading order; every sentence of both sides stands in exactly one."""

    beads: tuple[Bead, ...]
    work: Work
    moved: tuple[tuple[int, int, float], ...] = ()  #: original and translation sentence, cosine: the same, elsewhere


@dataclass(frozen=True, slots=True)
class Decoding:
    """How beads are chosen from their probabilities.

    How common lonely sentences are is learned from the text itself: there are few in a careful translation of a novel,
    many where a draft is unfinished. Chosen on six hand-aligned novels, each decoded with weights learned from others
    (``aligner.evaluate.train_alignment --leave-out``): strict F1 .966, null F1 .49 as they are, .957 and .77 with one
    side of a twentieth of the 1-1 beads deleted; without adapting .964 and .46, .954 and .74.
    """

    usual: float = 0.025  #: share of lonely sentences in the texts the weights were learned from
    sentences: float = 100.0  #: how many sentences' worth of belief stand behind that share
    bounds: tuple[float, float] = (-1.5, 2.0)  #: of the adaptation, in log-odds
    rounds: int = 2  #: of adapting
    caution: float = 0.4  #: probability below which a bead is not worth having


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pair of texts with its evidence, ready to be decoded."""

    evidence: Evidence
    lattice: Lattice
    path: list[tuple[int, int]]
    work: Work


def align(original: Document, translation: Document, encoder: Encoder) -> Alignment:
    """Align two split documents; where blocks hold several sentences, their boundaries count as evidence."""
    sides = (original, translation)
    texts = [[sentence.text for sentence in side.sentences] for side in sides]
    left, right = (_starts(side) for side in sides)
    starts = None if left is None or right is None else (left, right)
    return align_sentences(texts[0], texts[1], encoder, starts)


def align_sentences(
    original: Sequence[str],
    translation: Sequence[str],
    encoder: Encoder,
    starts: tuple[Starts, Starts] | None = None,
) -> Alignment:
    """Align two lists of sentences.

    :param starts: for both texts, which sentences begin a block
    """
    characters = sum(map(len, original)) + sum(map(len, translation))
    if not original or not translation:
        return Alignment(_all_alone(len(original), len(translation)), Work(characters, 0, 0))
    prepared = prepare(original, translation, encoder, starts)
    found = decode(prepared, load_model(), Decoding())
    left, right = prepared.evidence.original, prepared.evidence.translation
    places = moved(left.singles, right.singles, [(rows, columns) for rows, columns, _ in found])
    beads = tuple(
        Bead(tuple(rows), tuple(columns), _similarity(left, right, rows, columns), round(confidence, 3))
        for rows, columns, confidence in _joined(found, places)
    )
    return Alignment(beads, prepared.work, places)


def prepare(
    original: Sequence[str],
    translation: Sequence[str],
    encoder: Encoder,
    starts: tuple[Starts, Starts] | None = None,
) -> Prepared:
    """Encode both texts, find where they run side by side and lay out the beads worth considering."""
    left, right = Windows(original, encoder), Windows(translation, encoder)
    words = WordEvidence(original, translation, encoder)
    rough, rough_cells = first_path(left.singles, right.singles)
    wide = Lattice(around(rough, len(left), len(right), _RADIUS), _SMALL)
    path = _positions(wide.best(MarginScores(left, right, Weights(), (2, 2), starts).edges(wide)))
    lattice = Lattice(around(path, len(left), len(right), _NARROW), TYPES)
    characters = sum(map(len, original)) + sum(map(len, translation))
    work = Work(characters, characters + words.characters, rough_cells + wide.nodes + lattice.nodes)
    return Prepared(Evidence(left, right, words, starts), lattice, path, work)


def decode(prepared: Prepared, model: Model, how: Decoding) -> list[tuple[range, range, float]]:
    """The beads of the path with the most beads expected to be right, and each one's probability.

    Lonely sentences that follow each other on one side are one null bead, as likely as the mean of them.
    Source: minimum Bayes risk decoding, as in Goodman (1996), "Parsing algorithms and metrics".
    """
    lattice = prepared.lattice
    scores = edges(model, prepared.evidence, lattice, prepared.path)
    likely = lattice.posteriors(scores).edges
    for _ in range(how.rounds):
        shift = _commonness(likely, how)
        likely = lattice.posteriors(Edges(scores.beads, scores.omitted + shift, scores.added + shift)).edges
    worth = Edges(likely.beads - how.caution, likely.omitted - how.caution, likely.added - how.caution)
    return _together(lattice.best(worth), lattice, likely)


def _commonness(likely: Edges, how: Decoding) -> np.float32:
    """How much commoner than usual lonely sentences are in this text, in log-odds.

    A missing chapter is one event: of lonely sentences in a row only the first counts.
    """
    events = sum(float(np.maximum(np.diff(side, prepend=0), 0).sum()) for side in (likely.omitted, likely.added))
    paired = len(likely.omitted) + len(likely.added) - float(likely.omitted.sum() + likely.added.sum()) + events
    expected = (events + how.sentences * how.usual) / (paired + how.sentences)
    return np.float32(np.clip(np.log(expected / how.usual), *how.bounds))


def _positions(beads: Iterable[tuple[range, range]]) -> list[tuple[int, int]]:
    """Where each bead starts, and the end."""
    path = [(0, 0)]
    path += [(rows.stop, columns.stop) for rows, columns in beads]
    return path


def _starts(document: Document) -> Starts | None:
    """Which sentences begin a block, or nothing where every sentence does: then blocks tell nothing."""
    blocks = np.array([sentence.block for sentence in document.sentences], dtype=np.int64)
    starts: NDArray[np.bool_] = np.diff(blocks, prepend=-1) > 0
    return None if starts.all() else starts


def _together(
    beads: Sequence[tuple[range, range]], lattice: Lattice, likely: Edges
) -> list[tuple[range, range, float]]:
    """Beads with their probabilities; lonely sentences that follow each other on one side as one."""
    found: list[tuple[range, range, float]] = []
    for rows, columns in beads:
        if rows and columns:
            chance = likely.beads[lattice.node(rows.start, columns.start), TYPES.index((len(rows), len(columns)))]
        else:
            chance = likely.omitted[rows.start] if rows else likely.added[columns.start]
            if found and (bool(found[-1][0]), bool(found[-1][1])) == (bool(rows), bool(columns)):
                before_rows, before_columns, before = found.pop()
                size = len(before_rows) + len(before_columns)
                rows, columns = range(before_rows.start, rows.stop), range(before_columns.start, columns.stop)
                chance = (before * size + chance) / (size + 1)
        found.append((rows, columns, float(chance)))
    return found


def _joined(
    beads: list[tuple[range, range, float]], places: Iterable[tuple[int, int, float]]
) -> Iterator[tuple[range, range, float]]:
    """Neighbouring beads whose sentences were swapped as one: neither is right by itself."""
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


def _similarity(left: Windows, right: Windows, rows: range, columns: range) -> float:
    """Cosine of a bead's sides; 0 for a null bead."""
    if not rows or not columns:
        return 0.0
    u = left.sums(rows.start, rows.start + 1, len(rows))[0]
    v = right.sums(columns.start, columns.start + 1, len(columns))[0]
    return round(float(np.dot(u, v)), 4)
