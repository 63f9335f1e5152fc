"""Near duplicates among the beads of many documents, found by MinHash and locality-sensitive hashing.

Broder (1997), "On the resemblance and containment of documents"; the index is datasketch's. A pair is described by the
pieces of four characters of both its texts. One that shares enough of them with a pair before it is left out.
"""

from functools import partial
from hashlib import blake2b
from typing import Any

from aligner.core import Message
from aligner.errors import MissingExtraError
from aligner.export.filters import KEPT, FilterDecision, alike
from aligner.export.units import ExportUnit

__all__ = ["NearAcross", "Seen"]

_PERMUTATIONS = 64
_PIECE = 4  # characters


class Seen:
    """Texts that came before, exactly and nearly.

    :param threshold: share of pieces in common from which on two are the same, estimated
    :raises MissingExtraError: if datasketch is not installed
    """

    def __init__(self, threshold: float) -> None:
        try:
            from datasketch import MinHash, MinHashLSH
        except ImportError as error:
            raise MissingExtraError("Finding near duplicates", "batch") from error
        self.threshold = threshold
        self._make: Any = partial(MinHash, num_perm=_PERMUTATIONS, seed=1)
        self._index: Any = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
        self._exact: set[bytes] = set()
        self._hashes: list[Any] = []

    def find(self, *texts: str) -> str:
        """Return ``exact`` or ``near`` if the same came before, else nothing."""
        known = [alike(text) for text in texts]
        if _key(known) in self._exact:
            return "exact"
        mine = self._hash(known)
        others = (self._hashes[number] for number in self._index.query(mine))
        return "near" if any(mine.jaccard(other) >= self.threshold for other in others) else ""

    def add(self, *texts: str) -> None:
        """Remember texts."""
        known = [alike(text) for text in texts]
        self._exact.add(_key(known))
        mine = self._hash(known)
        self._index.insert(len(self._hashes), mine)
        self._hashes.append(mine)

    def _hash(self, texts: list[str]) -> Any:
        found = self._make()
        pieces = {
            f"{side}{text[start : start + _PIECE]}"
            for side, text in enumerate(texts)
            for start in range(max(1, len(text) - _PIECE + 1))
        }
        found.update_batch([piece.encode("utf-8", "surrogatepass") for piece in sorted(pieces)])
        return found


class NearAcross:
    """Keeps the first of pairs that are almost the same, in whatever document."""

    name = "duplicates"

    def __init__(self, threshold: float) -> None:
        self._seen = Seen(threshold)

    @property
    def signature(self) -> str:
        """How much alike is too much."""
        return f"minhash>={self._seen.threshold:g}"

    def keep(self, unit: ExportUnit) -> FilterDecision:
        """Return whether nothing almost the same came before."""
        if found := self._seen.find(unit.original, unit.translation):
            return False, Message(f"export.{found}")
        self._seen.add(unit.original, unit.translation)
        return KEPT


def _key(texts: list[str]) -> bytes:
    return blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
