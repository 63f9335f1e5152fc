"""Counts words as an editor does: what scores are normalised by."""

import re

from aligner.core import Document

__all__ = ["count_words", "words_of"]

# Letters and digits with the apostrophes, hyphens, points and commas between them, and French thousands: what an editor
# counts as a word.
_WORD = re.compile(r"\w+(?:(?:['’.,\-‑]|(?<=\d)[\u00a0\u202f](?=\d{3}))\w+)*")


def count_words(document: Document) -> int:
    """Return words of a split document; markup and code between sentences are none."""
    return sum(words_of(sentence.text) for sentence in document.sentences)


def words_of(text: str) -> int:
    """Return words of a text without markup."""
    return len(_WORD.findall(text))
