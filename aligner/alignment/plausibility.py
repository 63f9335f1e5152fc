"""Whether two texts are a text and its translation, two versions of one text, or nothing to each other."""

from collections.abc import Sequence
from enum import StrEnum

from aligner.core import Bead, Message

__all__ = ["Kinship", "kinship", "warning"]

# Share of the characters of a side that stand in beads with both sides. Seen on novels and documents: pairs .98 to 1;
# with three to five sentences of ten deleted on either side and as many foreign ones put in .14 to .81; texts of
# different books and documents 0 to .02.
_UNRELATED = 0.08  # at most, on both sides
_VERSION = 0.85  # at most, on both sides: a draft that is not finished lacks sentences on one
_FEW = 5  # sentences that tell nothing of the whole


class Kinship(StrEnum):
    """What two texts are to each other."""

    TRANSLATION = "translation"
    VERSION = "version"  #: a translation of another version of the text
    UNRELATED = "unrelated"


def kinship(original: Sequence[str], translation: Sequence[str], beads: Sequence[Bead]) -> Kinship:
    """What two texts are to each other, by how much of them has a counterpart."""
    left, right = _shares(original, translation, beads)
    if min(len(original), len(translation)) < _FEW or max(left, right) > _VERSION:
        return Kinship.TRANSLATION
    return Kinship.UNRELATED if max(left, right) <= _UNRELATED else Kinship.VERSION


def warning(original: Sequence[str], translation: Sequence[str], beads: Sequence[Bead]) -> Message | None:
    """Return what to say of two texts that are no pair; None where they are one."""
    left, right = _shares(original, translation, beads)
    shares = {"original": left, "translation": right}
    match kinship(original, translation, beads):
        case Kinship.UNRELATED:
            return Message("pair.unrelated", shares)
        case Kinship.VERSION:
            return Message("pair.other-version", shares)
    return None


def _shares(original: Sequence[str], translation: Sequence[str], beads: Sequence[Bead]) -> tuple[float, float]:
    paired = [bead for bead in beads if bead.original and bead.translation]
    left = sum(len(original[i]) for bead in paired for i in bead.original)
    right = sum(len(translation[j]) for bead in paired for j in bead.translation)
    return left / max(1, sum(map(len, original))), right / max(1, sum(map(len, translation)))
