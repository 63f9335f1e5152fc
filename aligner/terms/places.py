"""Where the usual rendering of a term stands in each of its beads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.terms.chunks import Index, find
from aligner.terms.usual import Usual
from aligner.terms.words import BeadWords, Word

__all__ = ["Located", "locate", "places_in"]


@dataclass(frozen=True, slots=True)
class Located:
    """Words of the translation that render a term: ``words[0]`` to ``words[-1]`` with all between."""

    bead: int
    words: tuple[Word, ...]  #: content words only

    @property
    def sentence(self) -> int:
        """Number of its sentence."""
        return self.words[0].sentence

    @property
    def start(self) -> int:
        """Text offset of its first character in its sentence."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Text offset just behind its last character."""
        return self.words[-1].end


def locate(usual: Usual, index: Index) -> list[Located]:
    """Every place of the usual rendering in the beads of its term, at most as many a bead as the term has there."""
    wanted: dict[int, int] = {}
    for occurrence in usual.term.occurrences:
        wanted[occurrence.bead] = wanted.get(occurrence.bead, 0) + 1
    found = []
    for position in usual.present:
        bead = index.beads[position]
        found += list(places_in(usual.keys, bead))[: wanted[bead.bead]]
    return found


def places_in(keys: Sequence[str], bead: BeadWords) -> Iterator[Located]:
    """Every place of a phrase in a bead, none inside another."""
    for words in find(keys, bead.translation):
        yield Located(bead.bead, words)
