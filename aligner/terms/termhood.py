"""Termhood: how worthy of a glossary a term is, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2

from aligner.core import Document
from aligner.terms.candidates import Term, TermKind
from aligner.terms.phrase_index import Index
from aligner.terms.words import WordKind

__all__ = ["Termhood", "termhoods"]

_HALFWAY = 4.0  #: C-value at which frequency counts half of what it can
_SIGNIFICANT = 10.83  #: likelihood ratio that chance exceeds once in a thousand (chi-square, 1 degree of freedom)
_PARTS = 10  #: of the text, in which a term stands or not


@dataclass(frozen=True, slots=True)
class Termhood:
    """What makes a term: each part from 0 to 1, and their geometric mean."""

    score: float
    c_value: float  #: occurrences outside of longer terms, longer terms counting more (Frantzi et al. 2000)
    likelihood_ratio: float  #: of its words standing together, the weakest seam; 0 for a single word (Dunning 1993)
    spread: float  #: share of the text's tenths it stands in, of as many as it could
    constancy: float  #: share of its occurrences that have the first equivalent

    @property
    def why(self) -> str:
        """The reasons, for people."""
        seam = f", words belong together (G² {self.likelihood_ratio:.0f})" if self.likelihood_ratio else ""
        return (
            f"weight {self.c_value:.1f} by count and length{seam}, in {self.spread:.0%} of the parts it could be in, "
            f"rendered alike in {self.constancy:.0%}"
        )


def termhoods(
    terms: Sequence[Term], equivalents: Mapping[Term, Sequence[int]], index: Index, original: Document
) -> dict[Term, Termhood]:
    """Return the merit of each term.

    :param equivalents: counts of the equivalents of each term, the most frequent first
    """
    ratios = _Seams(index)
    free = _free_counts(terms)
    size = max(1, len(original.sentences))
    found = {}
    for term in terms:
        count = len(term.occurrences)
        c_value = log2(1 + len(term.keys)) * free[term]
        ratio = min(map(ratios.ratio, pairwise(term.keys)), default=0.0)
        parts = {o.sentence * _PARTS // size for o in term.occurrences}
        spread = len(parts) / min(count, _PARTS)
        constancy = equivalents[term][0] / count if equivalents[term] else 0.0
        cohesion = 1.0 if len(term.keys) == 1 else ratio / (ratio + _SIGNIFICANT)
        weight = c_value / (c_value + _HALFWAY)
        whole = 1.0 if term.kind is not TermKind.NOUN else 0.8  # a single common noun is rarely news to a translator
        score = (weight * cohesion * (0.5 + 0.5 * spread) * constancy) ** 0.25 * whole
        found[term] = Termhood(score, c_value, ratio, spread, constancy)
    return found


def _free_counts(terms: Sequence[Term]) -> dict[Term, float]:
    """Return the occurrences of each term less the mean of those of the longer terms it stands in, as C-value has it.

    A longer term can be more frequent, where a word of it is no term by itself in all its places; then none is free.
    """
    nested: dict[tuple[str, ...], list[int]] = {}
    for term in terms:
        for part in _parts(term.keys):
            nested.setdefault(part, []).append(len(term.occurrences))
    return {
        term: max(
            0.0, len(term.occurrences) - (sum(longer) / len(longer) if (longer := nested.get(term.keys)) else 0.0)
        )
        for term in terms
    }


def _parts(keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(keys)):
        for start in range(len(keys) - size + 1):
            yield keys[start : start + size]


class _Seams:
    """How surely two words of the original stand side by side by more than chance."""

    def __init__(self, index: Index) -> None:
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for bead in index.beads:
            self._words.update(word.key for word in bead.original if word.key)
            self._pairs.update(
                (left.key, right.key)
                for left, right in pairwise(bead.original)
                if left.kind is WordKind.CONTENT and right.kind is WordKind.CONTENT and left.sentence == right.sentence
            )
        self._total = sum(self._words.values())

    def ratio(self, pair: tuple[str, str]) -> float:
        """Return Dunning's log likelihood ratio of the two, G² (1993)."""
        from nltk.metrics.association import BigramAssocMeasures

        counts = self._words[pair[0]], self._words[pair[1]]
        found: float = BigramAssocMeasures.likelihood_ratio(self._pairs[pair], counts, self._total)
        return max(0.0, found)
