"""Sentences of which it is doubtful whether they stand alone, read together with the bead they may belong to."""

from collections.abc import Sequence

from aligner.core import Bead

__all__ = ["with_doubtful"]

_STANDS_ALONE = 0.65  #: probability from which on a sentence that stands alone is taken to stand alone
_FEW = 2  #: sentences in a row that are doubtful together; more are no accident


def with_doubtful(beads: Sequence[Bead]) -> tuple[Bead, ...]:
    """Return the beads that a review reads and shows.

    Where a translator turns two sentences round and makes them one, the aligner leaves one of them unaligned and is not
    sure of it. Whether the other side answers it is a question for the words.
    """
    found = list(beads)
    for n in range(len(found) - 1, -1, -1):
        if _is_doubtful(found[n]):
            beside = [m for m in (n - 1, n + 1) if 0 <= m < len(found) and not found[m].is_null]
            if beside:
                host = min(beside, key=lambda m: found[m].confidence)
                found[host] = _joined(found[min(n, host)], found[max(n, host)])
                del found[n]
    return tuple(found)


def _is_doubtful(bead: Bead) -> bool:
    return bead.is_null and bead.confidence < _STANDS_ALONE and len(bead.original) + len(bead.translation) <= _FEW


def _joined(first: Bead, second: Bead) -> Bead:
    return Bead(
        first.original + second.original,
        first.translation + second.translation,
        max(first.similarity, second.similarity),
        min(first.confidence, second.confidence),
    )
