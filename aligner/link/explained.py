"""How much of one side of a bead none but a sentence of the other side explains.

A word is the likelier the better a word of the other side translates into it. Where all are as likely without a
sentence as with it, that sentence is not what they translate. Sources: Brown et al. (1993), "The mathematics of
statistical machine translation" (model 1, here in likelihood ratios: 1 for a word that comes from none); Moore (2002),
"Fast and accurate sentence alignment of bilingual corpora".
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.link.linker import Linker
from aligner.link.text import Tokens
from aligner.link.units import WordUnit

__all__ = ["least_explained"]

_Floats = NDArray[np.float32]
_NULL = 0.3  #: probability that a word comes from none; chosen in docs/experiments/alignment.md


def least_explained(beads: Sequence[tuple[Sequence[Tokens], Sequence[Tokens]]], linker: Linker) -> _Floats:
    """Return the least that the first or last of several sentences of a side explains of the other side.

    :param beads: of one document: the sentences of both sides as tokens
    :returns: in nats, and divided by the square root of the sentence's length in words; shape (beads, 2), zeros where
        there is nothing to explain or no side has several sentences
    :raises InputError: if nothing is known of a language
    """
    found = np.zeros((len(beads), 2), dtype=np.float32)
    joined = [([t for tokens in one for t in tokens], [t for tokens in other for t in tokens]) for one, other in beads]
    whole = [n for n, (one, other) in enumerate(joined) if one and other]
    if not whole:
        return found
    for n, (units, ratios) in zip(whole, linker.ratios([joined[n] for n in whole]), strict=True):
        explained = [
            some
            for side in (0, 1)
            for some in _edges(_sentences(units[side], beads[n][side]), ratios[0] if side == 0 else ratios[1].T)
        ]
        if explained:
            found[n] = np.min(explained, axis=0)
    return found


def _sentences(units: Sequence[WordUnit], sentences: Sequence[Tokens]) -> NDArray[np.int64]:
    """Return the sentence that each unit stands in."""
    ends = np.cumsum([len(tokens) for tokens in sentences])
    return np.searchsorted(ends, [unit.tokens[0] for unit in units], side="right")


def _edges(sentences: NDArray[np.int64], ratios: _Floats) -> Iterator[tuple[float, float]]:
    """Yield what the first sentence explains and what the last one does, if they are two.

    :param sentences: of the rows of ``ratios``, ascending
    """
    if sentences[0] == sentences[-1]:
        return
    whole = _likely(ratios)
    for edge in (sentences[0], sentences[-1]):
        rest = sentences != edge
        lost = whole - _likely(ratios[rest])
        yield lost, lost / float(np.sqrt((~rest).sum() + 1))


def _likely(ratios: _Floats) -> float:
    """Return how much likelier all columns' words are because of the rows', in nats."""
    return float(np.log(_NULL + (1 - _NULL) * ratios.mean(axis=0)).sum())
