"""Phrases of the translation and the beads they stand in: what a term may be rendered by."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aligner.terms.words import BeadWords, Word, WordKind

__all__ = ["Chunk", "Index", "chunks", "gap"]

_LONGEST = 3  #: content words of a chunk
_WIDEST_GAP = 2  #: function words between two content words of a chunk: ``mise en place de la``


@dataclass(frozen=True, slots=True)
class Chunk:
    """Content words of one sentence with at most two function words between neighbours."""

    words: tuple[Word, ...]
    text: str  #: with the function words between them

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys in the order of the text."""
        return tuple(word.key for word in self.words)


def chunks(words: Sequence[Word], longest: int = _LONGEST, starts: int | None = None) -> Iterator[Chunk]:
    """All chunks of the words of a text.

    :param longest: content words of a chunk
    :param starts: only chunks that begin with one of so many first content words
    """
    content = [n for n, word in enumerate(words) if word.kind is WordKind.CONTENT]
    for at, n in enumerate(content[:starts]):
        yield Chunk((words[n],), words[n].text)
        some: tuple[Word, ...] = (words[n],)
        text = words[n].text
        for before, after in zip(content[at : at + longest - 1], content[at + 1 : at + longest], strict=False):
            between = words[before + 1 : after]
            if (
                words[after].sentence != words[n].sentence
                or len(between) > _WIDEST_GAP
                or any(word.kind is WordKind.BREAK for word in between)
            ):
                break
            text += "".join(gap(left, right) + right.text for left, right in pairwise(words[before : after + 1]))
            some = (*some, words[after])
            yield Chunk(some, text)


def gap(left: Word, right: Word) -> str:
    """What stands between two words in a row: a hyphen, a space, or nothing after an elided word."""
    return "-" if right.joined else "" if left.end == right.start else " "


class Index:
    """Which beads a key or a chunk stands in, as sets of bits: counting together is one ``&``."""

    def __init__(self, beads: Sequence[BeadWords]) -> None:
        self.beads = beads
        self.original: dict[str, int] = defaultdict(int)
        self.translation: dict[tuple[str, ...], int] = defaultdict(int)
        self.positions = {bead.bead: position for position, bead in enumerate(beads)}  #: by number of the bead
        self.by_bead: list[tuple[tuple[str, ...], ...]] = []  #: the chunks of each bead, without repetition
        for position, bead in enumerate(beads):
            bit = 1 << position
            for word in bead.original:
                if word.key:
                    self.original[word.key] |= bit
            seen = tuple(dict.fromkeys(chunk.keys for chunk in chunks(bead.translation)))
            for keys in seen:
                self.translation[keys] |= bit
            self.by_bead.append(seen)
