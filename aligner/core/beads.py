"""Beads: sentences that translate each other."""

from dataclasses import dataclass

__all__ = ["Bead"]


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that translate each other; with one side empty, a null bead.

    Source of the term: Brown, Lai & Mercer (1991), "Aligning sentences in parallel corpora".
    """

    original: tuple[int, ...]
    translation: tuple[int, ...]
    similarity: float = 0.0  #: cosine of the two sides' vectors, -1 to 1; 0 for a null bead
    confidence: float = 1.0  #: probability that this bead is right, 0 to 1

    @property
    def is_null(self) -> bool:
        """Whether one side is empty: an omission or an addition candidate."""
        return not self.original or not self.translation

    @property
    def type(self) -> str:
        """``"1-1"``, ``"2-1"``, ``"0-1"`` and so on."""
        return f"{len(self.original)}-{len(self.translation)}"
