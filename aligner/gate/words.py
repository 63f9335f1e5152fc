"""Counts words as an editor does: what scores are normalised by."""

import re

from aligner.core import Document

__all__ = ["count_words"]

# Letters and digits with the apostrophes, hyphens, points and commas between them, and French thousands: what an editor
# counts as a word.
_WORD = re.compile(r"\w+(?:(?:['’.,\-‑]|(?<=\d)[\u00a0\u202f](?=\d{3}))\w+)*")


def count_words(document: Document) -> int:
    """Return words of a split document; markup and code between sentences are none."""
    return sum(len(_WORD.findall(sentence.text)) for sentence in document.sentences)
