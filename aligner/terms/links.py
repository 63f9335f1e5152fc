"""Word links of the beads in which terms stand."""

from collections.abc import Collection
from dataclasses import replace

from aligner.encode import Encoder
from aligner.link import Linker
from aligner.link.settings import DEFAULT
from aligner.terms.phrase_index import Index

__all__ = ["TAKEN", "Link", "link_beads"]

TAKEN = 0.4  #: score of a link from which on a word has its counterpart
_WEAKEST_LINK = 0.1  #: score below which links are not looked at

Link = tuple[int, int, float]  #: positions of two words of a bead and a score from 0 to 1


def link_beads(
    index: Index, positions: Collection[int], languages: tuple[str, str], encoder: Encoder | None
) -> dict[int, list[Link]]:
    """Word links of some beads; all the beads of a call teach each other."""
    ordered = sorted(positions)
    beads = [index.beads[position] for position in ordered]
    pairs = [([w.text for w in bead.original], [w.text for w in bead.translation]) for bead in beads]
    linker = Linker(*languages, encoder, settings=replace(DEFAULT, threshold=_WEAKEST_LINK))
    return dict(zip(ordered, linker.link_pairs(pairs), strict=True))
