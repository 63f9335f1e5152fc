"""Word links between the words of beads as terms are made of them."""

from collections.abc import Collection, Sequence
from functools import partial

from aligner.core import Bead
from aligner.link.pair import PairLinks, Place, between
from aligner.terms.reuse import Memory
from aligner.terms.words import BeadWords, Word

__all__ = ["TAKEN", "Link", "link_beads"]

TAKEN = 0.4  #: score of a link from which on a word has its counterpart
_WEAKEST_LINK = 0.1  #: score below which links are not looked at

Link = tuple[int, int, float]  #: positions of two words of a bead and a score from 0 to 1


def link_beads(
    words: Sequence[BeadWords],
    positions: Collection[int],
    beads: Sequence[Bead],
    links: PairLinks,
    memory: Memory | None = None,
) -> dict[int, list[Link]]:
    """Return the links of some beads by their position.

    :param words: of beads
    :param positions: which of them
    :param beads: what ``BeadWords.bead`` counts
    :param memory: of what was found before the pair was edited
    """
    found = {}
    for position in sorted(positions):
        one = words[position]
        bead = beads[one.bead]
        make = partial(_links, one, bead, links)
        found[position] = memory.links(one, links.evidence(bead), make) if memory else make()
    return found


def _links(words: BeadWords, bead: Bead, links: PairLinks) -> list[Link]:
    left, right = links.places(bead)
    return between(links.links(bead, _WEAKEST_LINK), _parts(left, words.original), _parts(right, words.translation))


def _parts(places: Sequence[Place], words: Sequence[Word]) -> list[list[int]]:
    """Return the positions of the words that each token is made of."""
    token = {(sentence, at): n for n, (sentence, t) in enumerate(places) for at in range(t.start, t.end)}
    found: list[list[int]] = [[] for _ in places]
    for n, word in enumerate(words):
        found[token[word.sentence, word.start]].append(n)
    return found
