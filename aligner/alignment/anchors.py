"""What a person has settled before the search: sentences that belong together, and beads that stay as they are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.band import Band
from aligner.alignment.ladder import read_ladder
from aligner.errors import InputError
from aligner.files import read_text

__all__ = ["Anchors", "read_anchors"]

Integers = NDArray[np.int64]
Numbers = tuple[int, ...]

_PAIR = re.compile(r"\s*(\d{1,15})\s*[\s,;:]\s*(\d{1,15})\s*$")


@dataclass(frozen=True, slots=True)
class Anchors:
    """Pairs of sentences that share a bead, and beads that are kept.

    :raises InputError: if they cross, or a sentence is in two beads
    """

    pairs: tuple[tuple[int, int], ...] = ()  #: original and translation sentence
    beads: tuple[tuple[Numbers, Numbers], ...] = ()  #: sentences in a row on each side; none on one side: alone

    def __bool__(self) -> bool:
        return bool(self.pairs or self.beads)

    def within(self, rows: int, columns: int) -> "Anchors":
        """Return the same with each sentence in at most one pair: sentences with several become a bead.

        :param rows: sentences of the original
        :param columns: sentences of the translation
        :raises InputError: if a sentence does not exist, is in two beads, or two of them cross
        """
        for side, (size, name) in enumerate(((rows, "original"), (columns, "translation"))):
            used = [n for bead in self.beads for n in bead[side]]
            for number in [pair[side] for pair in self.pairs] + used:
                if number >= size:
                    raise InputError(
                        f"Sentence {number} of the {name} is settled, but the {name} has "
                        + (f"sentences 0 to {size - 1}." if size else "no sentence.")
                    )
            twice = sorted({n for n in used if used.count(n) > 1}) if len(set(used)) < len(used) else []
            if twice:
                raise InputError(f"Sentence {twice[0]} of the {name} stands in two beads that are to be kept.")
        found = self._grouped()
        corners = sorted([((i,), (j,)) for i, j in found.pairs] + [bead for bead in found.beads if all(bead)])
        for (left, right), (next_left, next_right) in pairwise(corners):
            if left[-1] >= next_left[0] or right[-1] >= next_right[0]:
                raise InputError(
                    f"{_named(left, right)} and {_named(next_left, next_right)} cross: what is settled must run "
                    "forward in both texts."
                )
        return found

    def _grouped(self) -> "Anchors":
        bead_of = {(side, n): bead for bead in self.beads for side in (0, 1) for n in bead[side]}
        pairs, groups = [], list[tuple[set[int], set[int]]]()
        for i, j in sorted(set(self.pairs)):
            homes = {bead_of.get((0, i)), bead_of.get((1, j))}
            if homes == {None}:
                near = [g for g in groups if i in g[0] or j in g[1]]
                groups = [g for g in groups if g not in near]
                groups.append(({i}.union(*(g[0] for g in near)), {j}.union(*(g[1] for g in near))))
            elif len(homes) > 1:
                raise InputError(f"{_named((i,), (j,))} are to stay together, but stand in different beads to be kept.")
        beads = list(self.beads)
        for left, right in groups:
            if len(left) == len(right) == 1:
                pairs.append((left.pop(), right.pop()))
            else:
                beads.append((tuple(range(min(left), max(left) + 1)), tuple(range(min(right), max(right) + 1))))
        return Anchors(tuple(pairs), tuple(beads))

    @property
    def corners(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Where each settled bead or pair begins and ends, as positions between sentences, in reading order."""
        found = [((i, j), (i + 1, j + 1)) for i, j in self.pairs]
        found += [((a[0], b[0]), (a[-1] + 1, b[-1] + 1)) for a, b in self._paired]
        return sorted(found)

    @property
    def _paired(self) -> list[tuple[Numbers, Numbers]]:
        return [bead for bead in self.beads if bead[0] and bead[1]]

    def narrowed(self, band: Band) -> Band:
        """Return the part of a band that runs through everything that is settled."""
        most, least = np.full_like(band.high, band.columns), np.zeros_like(band.low)
        for (i, j), (stop_i, stop_j) in self.corners:
            most[i] = min(most[i], j)
            least[stop_i] = max(least[stop_i], stop_j)
        most = np.minimum.accumulate(most[::-1])[::-1]
        least = np.maximum.accumulate(least)
        low = np.minimum(np.maximum(band.low, least), most)
        high = np.maximum(np.minimum(band.high, most), least)
        for i, j, m, n in self.steps:  # the search walks along two edges of a bead that is kept
            high[i : i + m] = j
            low[i + 1 : i + m + 1] = j
            high[i + m] = max(high[i + m], j + n)
        return Band(low, high)

    def closed(self, rows: int, columns: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return which sentences the search must leave out of its beads."""
        found = (np.zeros(rows, dtype=bool), np.zeros(columns, dtype=bool))
        for bead in self.beads:
            for side in (0, 1):
                found[side][list(bead[side])] = True
        return found

    def outside(self, nodes: Integers) -> Integers:
        """Return positions, of shape (count, 2), without those inside beads that are kept; their corners are added."""
        keep = np.ones(len(nodes), dtype=bool)
        for a, b in self._paired:
            first = int(np.searchsorted(nodes[:, 0], a[0]))
            last = int(np.searchsorted(nodes[:, 0], a[-1] + 1, side="right"))
            j = nodes[first:last, 1]
            keep[first:last] &= (j < b[0]) | (j > b[-1] + 1)
        corners = [corner for a, b in self._paired for corner in ((a[0], b[0]), (a[-1] + 1, b[-1] + 1))]
        return np.unique(np.concatenate((nodes[keep], np.array(corners, dtype=np.int64).reshape(-1, 2))), axis=0)

    @property
    def steps(self) -> list[tuple[int, int, int, int]]:
        """Beads that are kept and have both sides: where they begin and how many sentences they have."""
        return sorted((a[0], b[0], len(a), len(b)) for a, b in self._paired)


def read_anchors(pairs: Path | None, ladder: Path | None) -> Anchors:
    """Read what a person has settled.

    :param pairs: pairs of sentence numbers, one a line: ``12 15``; what follows ``#`` is a comment
    :param ladder: beads, one a line: ``[0, 1]:[0]``; lines that begin with ``#`` are not read
    :raises InputError: if a file cannot be read, a line is no pair or no bead, or a bead has a hole
    """
    beads = [(left, right) for left, right in read_ladder(ladder) if left or right] if ladder else []
    for bead in beads:
        for side in bead:
            if any(b - a != 1 for a, b in pairwise(side)):
                raise InputError(f"{ladder}: a bead to be kept has a hole, {_list(side)}; its sentences must follow.")
    return Anchors(tuple(_pairs(pairs) if pairs else ()), tuple(beads))


def _pairs(path: Path) -> Iterator[tuple[int, int]]:
    for number, line in enumerate(read_text(path).splitlines(), 1):
        content = line.split("#")[0]
        if not content.strip():
            continue
        match = _PAIR.match(content)
        if not match:
            raise InputError(
                f"{path}, line {number}: expected the numbers of two sentences such as '12 15', "
                f"found {line.strip()[:60]!r}."
            )
        yield int(match[1]), int(match[2])


def _named(left: Sequence[int], right: Sequence[int]) -> str:
    return f"Sentences {_list(left)} of the original and {_list(right)} of the translation"


def _list(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"
