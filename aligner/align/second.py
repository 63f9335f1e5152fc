"""A second look at what is in doubt: does each sentence earn its place in its bead?

A sentence that belongs in a merge has a part of the other side that says the same, and the rest of the other side says
the same as the rest of the merge. So the other side is cut in two at every place where it can be, and the best cut is
held against the merge without that sentence. A lonely sentence has no such part.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.align.graph import Graph
from aligner.align.windows import Windows
from aligner.encode.base import Vectors

__all__ = ["SECOND_BEAD_EVIDENCE", "SECOND_NULL_EVIDENCE", "SecondLook"]

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

SECOND_BEAD_EVIDENCE = (
    "least gain of a cut",
    "least similarity of the worse half",
    "least similarity of a sentence to its part",
    "least gain of the rest",
    "least gain of a cut crosswise",
    "least similarity of a sentence to the whole",
    "merge looked at",
    "mean gain of a cut",
    "gain of a part over the whole",
    "pair looked at",
)
SECOND_NULL_EVIDENCE = ("best similarity to a part nearby", "lonely sentence looked at")

_BREAK = re.compile(r"(?<=[,;:.!?—–…»”)])\s+")
_WORDS = 4  # of a piece, at most; pieces end at punctuation
_PIECES = 12  # of a sentence, at most: pieces of long ones are longer
_AT_ONCE = 128  # edges

Side = tuple[Windows, dict[int, Vectors]]  # a text and what the pieces of some of its sentences contribute


class SecondLook:
    """The second look at one pair of texts.

    :param texts: sentences of the original and of the translation
    """

    def __init__(self, original: Windows, translation: Windows, texts: tuple[Sequence[str], Sequence[str]]) -> None:
        self._windows = (original, translation)
        self._texts = texts
        self.characters = 0  #: encoded so far

    def of_edges(self, graph: Graph, edges: Integers) -> tuple[Floats, Floats]:
        """Evidence as of beads and as of lonely sentences, shapes (edges, kinds), zeros for what is the other.

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
                if not numbers:
                    continue
                if m and k and m + k > 2:
                    table = np.array(numbers)
                    beads[n, :8] = (*table.min(axis=0), 1, table[:, 0].mean())
                elif m and k:
                    beads[n, 8:] = max(number[0] for number in numbers), 1
                else:
                    nulls[n] = numbers[0][0], 1
        return beads, nulls

    def _both(self, side: int) -> tuple[Windows, Windows]:
        return self._windows[side], self._windows[1 - side]

    def _pieces(
        self, edges: Sequence[tuple[int, int, int, int, int]], before: tuple[dict[int, Vectors], dict[int, Vectors]]
    ) -> tuple[dict[int, Vectors], dict[int, Vectors]]:
        """What the pieces of all sentences in question contribute."""
        found: tuple[dict[int, Vectors], dict[int, Vectors]] = ({}, {})
        for side in (0, 1):
            wanted = sorted({number for _, i, j, m, n in edges for number in self._cut_up(side, i, j, m, n)})
            fresh = [number for number in wanted if number not in before[side]]
            cut = [_cut(self._texts[side][number]) for number in fresh]
            self.characters += sum(len(piece) for some in cut for piece in some)
            parts = self._windows[side].contributions([piece for some in cut for piece in some])
            ends = np.cumsum([len(some) for some in cut])[:-1]
            found[side].update(zip(fresh, np.split(parts, ends) if fresh else (), strict=True))
            found[side].update((number, before[side][number]) for number in wanted if number in before[side])
        return found

    def _cut_up(self, side: int, i: int, j: int, m: int, n: int) -> range:
        """Sentences of a side that have to be cut for an edge."""
        place, own, other = (i, m, n) if side == 0 else (j, n, m)
        if m and n:
            return range(place, place + own) if other > 1 or m == n == 1 else range(0)
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
            elif m == n == 1:
                first, last = _halves(theirs[y])
                whole = theirs[y].sum(axis=0)
                found.append((side, _gain(question.ask(windows.summed(x, x + 1), [whole, *first, *last]))))
            elif size > 1:
                first, last = _halves(np.concatenate([theirs[number] for number in range(y, y + others)]))
                whole = self._windows[1 - side].summed(y, y + others)
                for at in (x, x + size - 1):
                    rest = windows.summed(x, x + size) - windows.summed(at, at + 1)
                    near, far = (first, last) if at == x else (last, first)
                    own = question.ask(windows.summed(at, at + 1), [whole, *near, *far])
                    found.append((side, _cut_gains(own, question.ask(rest, [whole, *far, *near]))))
        return found


class _Question:
    """Contributions of one side to be compared with lists of those of the other, all at once."""

    def __init__(self) -> None:
        self._ours: list[Vectors] = []
        self._theirs: list[Vectors] = []
        self._owner: list[int] = []

    def ask(self, ours: Vectors, theirs: Sequence[Vectors]) -> slice:
        """Where the answers will stand."""
        begin = len(self._theirs)
        self._owner += [len(self._ours)] * len(theirs)
        self._ours.append(ours)
        self._theirs += theirs
        return slice(begin, len(self._theirs))

    def answered(self, windows: Windows, others: Windows) -> Floats:
        """All cosines, in the order of the questions."""
        if not self._ours:
            return np.zeros(0, dtype=np.float32)
        left, right = windows.vectors(np.array(self._ours)), others.vectors(np.array(self._theirs))
        return np.asarray(np.einsum("pd,pd->p", left[self._owner], right), dtype=np.float32)


def _most(where: slice) -> Callable[[Floats], tuple[float, ...]]:
    return lambda cosines: (float(cosines[where].max(initial=0)),)


def _gain(where: slice) -> Callable[[Floats], tuple[float, ...]]:
    """How much more a part is alike than the whole, which stands first."""
    return lambda cosines: (float(cosines[where][1:].max(initial=-1) - cosines[where][0]) if _long(where) else -0.1,)


def _cut_gains(own: slice, rest: slice) -> Callable[[Floats], tuple[float, ...]]:
    """The best cut's numbers, in the order of ``SECOND_BEAD_EVIDENCE``.

    Both lists begin with the whole; then come the cuts as they should be, then crosswise.
    """

    def tell(cosines: Floats) -> tuple[float, ...]:
        ours, others = cosines[own], cosines[rest]
        if not _long(own):
            return 0.0, 0.0, 0.0, 0.0, 0.0, float(ours[0])
        straight, across = np.split(ours[1:] + others[1:], 2)
        best = 1 + int(straight.argmax())
        return (
            float(straight.max() - others[0]),
            float(min(ours[best], others[best])),
            float(ours[best]),
            float(others[best] - others[0]),
            float(across.max() - others[0]),
            float(ours[0]),
        )

    return tell


def _long(where: slice) -> bool:
    return bool(where.stop - where.start > 1)


def _halves(pieces: Vectors) -> tuple[list[Vectors], list[Vectors]]:
    """All ways of cutting a row of pieces in two: the first parts, and what is left."""
    sums = np.cumsum(pieces, axis=0)
    return list(sums[:-1]), list(sums[-1] - sums[:-1])


def _cut(text: str) -> list[str]:
    """Pieces of a few words, none of which goes over punctuation."""
    most = max(_WORDS, -(-len(text.split()) // _PIECES))
    found = []
    for part in _BREAK.split(text):
        words = part.split()
        if words:
            size = -(-len(words) // -(-len(words) // most))
            found += [" ".join(words[start : start + size]) for start in range(0, len(words), size)]
    return found or [text]
