"""Folding: what two spellings of a word share."""

from functools import lru_cache
from unicodedata import combining, normalize

__all__ = ["fold", "shared_start"]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return the word without case, accents, ligatures and abbreviation dots.

    >>> fold("Élysée"), fold("U.S."), fold("Œuvre")
    ('elysee', 'us', 'oeuvre')
    """
    if word.isascii():
        return word.replace(".", "").casefold()
    plain = normalize("NFKD", word.replace(".", "").replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae"))
    return "".join(c for c in plain if not combining(c)).casefold()


def shared_start(one: str, other: str) -> int:
    """Return how many letters two words begin alike with."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
