"""Phrases of the translation and the beads they stand in: what a term may be rendered by.

A chunk is some content words of one sentence with at most two function words between neighbours.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Self, TypeVar

from aligner.terms.words import BeadWords, Word, WordKind

__all__ = ["BeadSets", "Index", "SparseBeadSets", "find", "gap", "parts", "runs"]

_LONGEST = 3  #: content words of a chunk
_WIDEST_GAP = 2  #: function words between two content words of a chunk: ``mise en place de la``

_LONG = 2000  #: beads of a text whose rare chunks are kept as positions
_FEW = 6  #: beads of a rare chunk

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def runs(words: Sequence[Word]) -> list[list[Word]]:
    """Return the content words of a text in longest chunks."""
    found: list[list[Word]] = []
    between = _WIDEST_GAP + 1  # function words since the last content word
    for word in words:
        if word.kind is WordKind.FUNCTION:
            between += 1
        elif word.kind is WordKind.BREAK:
            between = _WIDEST_GAP + 1
        else:
            if between <= _WIDEST_GAP and found[-1][-1].sentence == word.sentence:
                found[-1].append(word)
            else:
                found.append([word])
            between = 0
    return found


def parts(run: Sequence[T], longest: int = _LONGEST) -> Iterator[tuple[T, ...]]:
    """Yield everything in a row that a run is made of, at most ``longest`` at once."""
    for start in range(len(run)):
        for end in range(start + 1, min(start + longest, len(run)) + 1):
            yield tuple(run[start:end])


def find(keys: Sequence[str], words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Yield the content words of every place of a chunk in a text, none inside another."""
    end = -1
    for at in [n for n, word in enumerate(words) if word.key == keys[0]]:
        if at > end and (found := _begin(keys, words, at)):
            end = found[-1]
            yield tuple([words[n] for n in found])


def _begin(keys: Sequence[str], words: Sequence[Word], at: int) -> list[int] | None:
    """Return where the words of a chunk stand that begins at a word, if it does."""
    found = [at]
    for key in keys[1:]:
        behind = range(found[-1] + 1, min(found[-1] + 2 + _WIDEST_GAP, len(words)))
        after = next((n for n in behind if words[n].kind is not WordKind.FUNCTION), None)
        if after is None or words[after].key != key or words[after].sentence != words[at].sentence:
            return None
        found.append(after)
    return found


def gap(left: Word, right: Word) -> str:
    """Return what stands between two words in a row: a hyphen, a space, or nothing after an elided word."""
    return "-" if right.joined else "" if left.end == right.start else " "


class BeadSets(dict[K, int]):
    """Which beads each key stands in, as a set of bits; no bead for a key that is not known."""

    def __missing__(self, key: K) -> int:
        return 0

    def copied(self) -> Self:
        """Return the same sets, to be changed."""
        return type(self)(self)

    def add(self, key: K, position: int) -> None:
        """Let a key stand in one more bead."""
        self[key] |= 1 << position

    def discard(self, key: K, position: int) -> None:
        """Let a key stand in one bead less."""
        self[key] &= ~(1 << position)


class SparseBeadSets(BeadSets[K]):
    """The same for a long text, most of whose keys stand in a few beads: those are kept as their positions.

    A set of bits takes a byte for eight beads of the text.
    """

    def __init__(self, earlier: Mapping[K, int] = MappingProxyType({})) -> None:
        super().__init__(earlier)
        self._few: dict[K, tuple[int, ...]] = dict(earlier._few) if isinstance(earlier, SparseBeadSets) else {}

    def __missing__(self, key: K) -> int:
        found = 0
        for position in self._few.get(key, ()):
            found |= 1 << position
        return found

    def get(self, key: K, default: Any = 0) -> Any:
        """Return the beads of a key."""
        return self[key] or default

    def add(self, key: K, position: int) -> None:
        """Let a key stand in one more bead."""
        few = self._few.get(key, ())
        if key not in self and len(few) < _FEW:
            self._few[key] = (*few, position)
        else:
            super().add(key, position)
            self._few.pop(key, None)

    def discard(self, key: K, position: int) -> None:
        """Let a key stand in one bead less."""
        if key in self:
            super().discard(key, position)
        else:
            self._few[key] = tuple([one for one in self._few.get(key, ()) if one != position])


class Index:
    """Which beads a key or a chunk stands in, as sets of bits: counting together is one ``&``.

    Chunks of several words that stand in one bead alone are left out of a long text: they are most of all there are,
    and nothing usually translates anything in one place.

    :param earlier: of the same beads, of which some may have had other words
    :param edited: the index will be the earlier one of another
    """

    beads: Sequence[BeadWords]
    original: Mapping[str, int]
    translation: Mapping[tuple[str, ...], int]
    positions: Mapping[int, int]  #: by number of the bead
    by_bead: Sequence[tuple[tuple[str, ...], ...]]  #: the keys of each bead's chunks, without repetition
    _sets: tuple[BeadSets[str], BeadSets[tuple[str, ...]]]

    def __init__(self, beads: Sequence[BeadWords], earlier: "Index | None" = None, *, edited: bool = False) -> None:
        self.beads = beads
        self.positions = {bead.bead: position for position, bead in enumerate(beads)}
        if earlier is None or earlier.positions != self.positions:
            earlier = None
        is_long = len(beads) > _LONG
        again = _again(beads) if is_long and not edited else None
        original: BeadSets[str] = SparseBeadSets() if is_long else BeadSets()
        translation: BeadSets[tuple[str, ...]] = SparseBeadSets() if is_long else BeadSets()
        if earlier:
            original, translation = earlier._sets[0].copied(), earlier._sets[1].copied()
        chunks: list[tuple[tuple[str, ...], ...]] = list(earlier.by_bead) if earlier else [()] * len(beads)
        for position, bead in enumerate(beads):
            before = earlier.beads[position] if earlier else None
            if before is bead:
                continue
            if before:
                for key in _keys(before):
                    original.discard(key, position)
                for part in chunks[position]:
                    translation.discard(part, position)
            for key in _keys(bead):
                original.add(key, position)
            chunks[position] = _chunks(bead)
            if again is not None:
                chunks[position] = tuple([part for part in chunks[position] if len(part) == 1 or hash(part) in again])
            for part in chunks[position]:
                translation.add(part, position)
        self._sets = (original, translation)
        self.original, self.translation = original, translation
        self.by_bead = chunks


def _keys(bead: BeadWords) -> set[str]:
    return {word.key for word in bead.original if word.key}


def _again(beads: Sequence[BeadWords]) -> set[int]:
    """Return the hashes of chunks that stand in several beads; a few others may have the same."""
    once, again = set[int](), set[int]()
    for bead in beads:
        here = set(map(hash, _chunks(bead)))
        again |= here & once
        once |= here
    return again


def _chunks(bead: BeadWords) -> tuple[tuple[str, ...], ...]:
    keys = ([word.key for word in run] for run in runs(bead.translation))
    return tuple(dict.fromkeys(part for some in keys for part in parts(some)))
