"""A second look at what is in doubt: does each sentence earn its place in its bead?

A sentence that belongs in a merge has a part of the other side that says the same, and the rest of the other side says
the same as the rest of the merge. So the other side is cut in two at every place where it can be, and the best cut is
held against the merge without that sentence. An unaligned sentence has no such part. Nor does it explain a word of the
other side, which would be as likely without it.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.evidence import TYPES
from aligner.alignment.graph import Graph
from aligner.alignment.windows import Windows
from aligner.encode.base import Vectors
from aligner.link import Linker, tokenize
from aligner.link.explained import least_explained

__all__ = ["SECOND_BEAD_EVIDENCE", "SECOND_NULL_EVIDENCE", "SecondLook"]

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

SECOND_BEAD_EVIDENCE = (
    "least gain of a cut",
    "least gain of the rest",
    "least a sentence explains",
    "least a sentence explains by its length",
    "merge looked at",
)
SECOND_NULL_EVIDENCE = ("best similarity to a part nearby", "unaligned sentence looked at")

_BREAK = re.compile(r"(?<=[,;:.!?—–…»”)])\s+")
_WORDS = 4  # of a piece, at most; pieces end at punctuation
_PIECES = 12  # of a sentence, at most: pieces of long ones are longer
_MOST_WORDS = 600  # of a sentence that are linked; only one that was not split has more
_AT_ONCE = 128  # edges
_MERGES_AT_ONCE = 1024  # whose words are compared
_MERGES = tuple(kind for kind, (m, n) in enumerate(TYPES) if m + n > 2)
_SCALE = (10.0, 1.0)  # numbers of about the same size as the others


class SecondLook:
    """The second look at one pair of texts.

    :param texts: sentences of the original and of the translation
    :param linker: knows which words translate each other
    """

    def __init__(
        self, original: Windows, translation: Windows, texts: tuple[Sequence[str], Sequence[str]], linker: Linker
    ) -> None:
        self._windows = (original, translation)
        self._texts = texts
        self._linker = linker

    def of_edges(self, graph: Graph, edges: Integers) -> tuple[Floats, Floats]:
        """Return evidence of beads and of unaligned sentences, shapes (edges, kinds), zeros for what is the other.

        :param edges: numbers of those in doubt, in reading order
        """
        beads = np.zeros((len(edges), len(SECOND_BEAD_EVIDENCE)), dtype=np.float32)
        nulls = np.zeros((len(edges), len(SECOND_NULL_EVIDENCE)), dtype=np.float32)
        pieces: tuple[dict[int, Vectors], dict[int, Vectors]] = ({}, {})
        for start in range(0, len(edges), _AT_ONCE):
            some = [
                (n, int(i), int(j), *graph.types[int(kind)])
                for n, (i, j), kind in zip(
                    range(start, start + _AT_ONCE),
                    graph.places[edges[start : start + _AT_ONCE]],
                    graph.kind[edges[start : start + _AT_ONCE]],
                    strict=False,
                )
            ]
            pieces = self._pieces(some, pieces)
            asked = [_Question(), _Question()]
            answers = [(n, m, k, self._asked(asked, pieces, i, j, m, k)) for n, i, j, m, k in some]
            cosines = [question.answered(*self._both(side)) for side, question in enumerate(asked)]
            for n, m, k, found in answers:
                numbers = [tell(cosines[side]) for side, tell in found]
                if numbers and m and k:
                    beads[n, :2] = np.min(numbers, axis=0)
                elif numbers:
                    nulls[n] = numbers[0][0], 1
        merges = np.flatnonzero(np.isin(graph.kind[edges], _MERGES))
        beads[merges, 2:4] = self._explained(graph, edges[merges])
        beads[merges, 4] = 1
        return beads, nulls

    def _explained(self, graph: Graph, merges: Integers) -> Floats:
        """Return the least that an edge sentence of each merge explains: as it is, by its length; shape (merges, 2)."""
        found = np.zeros((len(merges), 2), dtype=np.float32)
        for start in range(0, len(merges), _MERGES_AT_ONCE):
            some = merges[start : start + _MERGES_AT_ONCE]
            beads = [
                (self._tokens(0, i, m), self._tokens(1, j, n))
                for (i, j), (m, n) in zip(
                    graph.places[some].tolist(), np.array(graph.types)[graph.kind[some]].tolist(), strict=True
                )
            ]
            found[start : start + len(some)] = least_explained(beads, self._linker)
        return found / _SCALE

    def _tokens(self, side: int, start: int, size: int) -> list[list[str]]:
        return [
            [token.text for token in tokenize(text, self._linker.languages[side])[:_MOST_WORDS]]
            for text in self._texts[side][start : start + size]
        ]

    def _both(self, side: int) -> tuple[Windows, Windows]:
        return self._windows[side], self._windows[1 - side]

    def _pieces(
        self, edges: Sequence[tuple[int, int, int, int, int]], before: tuple[dict[int, Vectors], dict[int, Vectors]]
    ) -> tuple[dict[int, Vectors], dict[int, Vectors]]:
        """Return what the pieces of all sentences in question contribute."""
        found: tuple[dict[int, Vectors], dict[int, Vectors]] = ({}, {})
        for side in (0, 1):
            wanted = sorted({number for _, i, j, m, n in edges for number in self._cut_up(side, i, j, m, n)})
            fresh = [number for number in wanted if number not in before[side]]
            cut = [_cut(self._texts[side][number]) for number in fresh]
            parts = self._windows[side].contributions([piece for some in cut for piece in some])
            ends = np.cumsum([len(some) for some in cut])[:-1]
            found[side].update(zip(fresh, np.split(parts, ends) if fresh else (), strict=True))
            found[side].update((number, before[side][number]) for number in wanted if number in before[side])
        return found

    def _cut_up(self, side: int, i: int, j: int, m: int, n: int) -> range:
        """Return sentences of a side that have to be cut for an edge."""
        place, own, other = (i, m, n) if side == 0 else (j, n, m)
        if m and n:
            return range(place, place + own) if other > 1 else range(0)
        return range(max(0, place - 1), min(place + 1, len(self._texts[side]))) if own == 0 else range(0)

    def _asked(
        self,
        asked: Sequence["_Question"],
        pieces: tuple[dict[int, Vectors], dict[int, Vectors]],
        i: int,
        j: int,
        m: int,
        n: int,
    ) -> list[tuple[int, Callable[[Floats], tuple[float, ...]]]]:
        """Put the questions about an edge; what comes back turns the answers of a side into numbers."""
        found: list[tuple[int, Callable[[Floats], tuple[float, ...]]]] = []
        for side, (x, size, y, others) in enumerate(((i, m, j, n), (j, n, i, m))):
            theirs = pieces[1 - side]
            question, windows = asked[side], self._windows[side]
            if size == 0 or (not others and not theirs):
                continue
            if others == 0:
                near = [theirs[number] for number in (y - 1, y) if number in theirs]
                spans = [span for parts in near for span in (*_halves(parts)[0], *_halves(parts)[1], parts.sum(axis=0))]
                found.append((side, _most(question.ask(windows.summed(x, x + 1), spans))))
            elif size > 1:
                first, last = _halves(np.concatenate([theirs[number] for number in range(y, y + others)]))
                whole = self._windows[1 - side].summed(y, y + others)
                for at in (x, x + size - 1):
                    rest = windows.summed(x, x + size) - windows.summed(at, at + 1)
                    near, far = (first, last) if at == x else (last, first)
                    own = question.ask(windows.summed(at, at + 1), near)
                    found.append((side, _cut_gains(own, question.ask(rest, [whole, *far]))))
        return found


class _Question:
    """Contributions of one side to be compared with lists of those of the other, all at once."""

    def __init__(self) -> None:
        self._ours: list[Vectors] = []
        self._theirs: list[Vectors] = []
        self._owner: list[int] = []

    def ask(self, ours: Vectors, theirs: Sequence[Vectors]) -> slice:
        """Add a question and return where its answers will stand."""
        begin = len(self._theirs)
        self._owner += [len(self._ours)] * len(theirs)
        self._ours.append(ours)
        self._theirs += theirs
        return slice(begin, len(self._theirs))

    def answered(self, windows: Windows, others: Windows) -> Floats:
        """Return all cosines, in the order of the questions."""
        if not self._ours:
            return np.zeros(0, dtype=np.float32)
        left, right = windows.vectors(np.array(self._ours)), others.vectors(np.array(self._theirs))
        return np.asarray(np.einsum("pd,pd->p", left[self._owner], right), dtype=np.float32)


def _most(where: slice) -> Callable[[Floats], tuple[float, ...]]:
    return lambda cosines: (float(cosines[where].max(initial=0)),)


def _cut_gains(own: slice, rest: slice) -> Callable[[Floats], tuple[float, ...]]:
    """Return what tells the gain of the best cut and of what is left of the merge, whose cosine stands first."""

    def tell(cosines: Floats) -> tuple[float, ...]:
        ours, (whole, *others) = cosines[own], cosines[rest]
        if not len(ours):
            return 0.0, 0.0
        best = int((ours + others).argmax())
        return float(ours[best] + others[best] - whole), float(others[best] - whole)

    return tell


def _halves(pieces: Vectors) -> tuple[list[Vectors], list[Vectors]]:
    """Cut a row of pieces in two in all ways: the first parts, and what is left."""
    sums = np.cumsum(pieces, axis=0)
    return list(sums[:-1]), list(sums[-1] - sums[:-1])


def _cut(text: str) -> list[str]:
    """Cut a sentence into pieces of a few words, none of which goes over punctuation."""
    most = max(_WORDS, -(-len(text.split()) // _PIECES))
    found = []
    for part in _BREAK.split(text):
        words = part.split()
        if words:
            size = -(-len(words) // -(-len(words) // most))
            found += [" ".join(words[start : start + size]) for start in range(0, len(words), size)]
    return found or [text]
