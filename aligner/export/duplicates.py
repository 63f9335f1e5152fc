"""Filters against the same pair twice, and against almost the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from math import ceil, floor, log

from aligner.core import Message
from aligner.export.filters import KEPT, FilterDecision, alike
from aligner.export.units import ExportUnit

__all__ = ["ExactDuplicates", "NearDuplicates"]

# Share of words that near duplicates are trusted to have in common. Of the pairs that comparing everything with
# everything finds at .9, this finds 119 of 119 in 6,691 distinct pairs of manuals and 34 of 34 in 3,477 of novels, with
# 66,000 and 13,000 comparisons instead of 22 and 6 million; .6 misses two and halves the comparisons. Asking for one
# common word of texts of any length takes nine times as many. With the rarest words in front instead of the longest,
# "Chapter 1" never meets "Chapter 2". ``python -m tools.benchmarks.export near FOLDER...`` compares with brute force.
_SHARED = 0.5

_WORD = re.compile(r"\w+")


class ExactDuplicates:
    """Keeps the first of pairs that differ in nothing but case and white space."""

    name = "duplicates"
    signature = "exact"

    def __init__(self) -> None:
        self._seen: set[bytes] = set()  # digests, because the texts of a large memory would not fit

    def keep(self, unit: ExportUnit) -> FilterDecision:
        """Return whether no such pair came before."""
        texts = f"{alike(unit.original)}\0{alike(unit.translation)}"
        key = blake2b(texts.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key in self._seen:
            return False, Message("export.exact")
        self._seen.add(key)
        return KEPT


class NearDuplicates:
    """Keeps the first of pairs of which both texts are almost the same.

    Almost the same: of the characters of both texts together, at least ``least`` belong to their longest common
    subsequence (rapidfuzz's ``ratio``). Not every pair is compared. Texts that are that much alike share words, so it
    is enough to look among earlier texts that are about as long and share a few of some of their words, the long ones
    because those are rare: the prefixes of Wang, Li & Feng (2012), "Can we beat the prefix filtering?".
    """

    name = "duplicates"

    def __init__(self, least: float = 0.9) -> None:
        self.least = least
        self.compared = 0  #: pairs of texts compared so far
        self._texts: list[tuple[str, str]] = []
        self._common: list[int] = []  # for each of them, how many words it has to share
        self._with: dict[tuple[str, int], list[int]] = defaultdict(list)

    @property
    def signature(self) -> str:
        """How much alike is too much."""
        return f"near>={self.least:g}"

    def keep(self, unit: ExportUnit) -> FilterDecision:
        """Return whether nothing almost the same came before."""
        texts = (alike(unit.original), alike(unit.translation))
        words, common = _prefix(texts[0])
        size = self._size(texts[0])
        for number in self._candidates(words, common, size):
            self.compared += 1
            if self._alike(texts, self._texts[number]):
                return False, Message(f"export.{'exact' if texts == self._texts[number] else 'near'}")
        for word in words:
            self._with[word, size].append(len(self._texts))
        self._texts.append(texts)
        self._common.append(common)
        return KEPT

    def _candidates(self, words: list[str], common: int, size: int) -> Iterator[int]:
        """Return earlier texts of such a length that share enough of the words."""
        shared: Counter[int] = Counter()
        for word in words:
            for near in (size - 1, size, size + 1):
                shared.update(self._with.get((word, near), ()))
        return (number for number, count in shared.items() if count >= min(common, self._common[number]))

    def _alike(self, one: tuple[str, str], other: tuple[str, str]) -> bool:
        from rapidfuzz.fuzz import ratio

        least = 100 * self.least
        return all(ratio(a, b, score_cutoff=least) >= least for a, b in zip(one, other, strict=True))

    def _size(self, text: str) -> int:
        """Return the length in steps; texts two steps apart cannot be alike."""
        return floor(log(len(text) + 1) / log((2 - self.least) / self.least))


def _prefix(text: str) -> tuple[list[str], int]:
    """Return its longest words, of which a similar text shares some, and how many it shares at least."""
    words = sorted(set(_WORD.findall(text)) or {text}, key=lambda word: (-len(word), word))
    common = 1 + (len(words) >= 5) + (len(words) >= 10)
    return words[: len(words) - ceil(_SHARED * len(words)) + common], common
