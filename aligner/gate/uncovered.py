"""How much of the original has no counterpart in the translation."""

from collections.abc import Iterable

from aligner.core import Finding, Review
from aligner.gate.words import count_words, words_of

__all__ = ["uncovered"]

_LOST = "accuracy/omission"


def uncovered(review: Review, counted: Iterable[Finding], settled: Iterable[Finding]) -> float:
    """Return the share of the original's words without a counterpart, 0 to 100.

    These are sentences that no bead pairs and that do not stand elsewhere in the translation, and words that findings
    say are missing.

    :param counted: findings that count at the gate
    :param settled: findings that do not; what they say is missing may be missing
    """
    elsewhere = {one for one, _, _ in review.moved}
    missing = {n for bead in review.beads if not bead.translation for n in bead.original} - elsewhere
    for finding in settled:
        if finding.category == _LOST and finding.original and not finding.translation:
            missing.difference_update(finding.original.sentences)
    sentences = review.original.sentences
    words = sum(words_of(sentences[n].text) for n in missing)
    for finding in counted:
        if finding.category == _LOST and finding.original and not missing.intersection(finding.original.sentences):
            words += words_of(finding.original.text)
    return 100 * words / max(1, count_words(review.original))
