"""What the lexicon of word links knows of a word's renderings."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import numpy as np

from aligner.link.lexicon import load
from aligner.terms.words import key_of

__all__ = ["lexicon_share"]


def lexicon_share(head: str, keys: Iterable[str], language: str) -> float:
    """How much of what the lexicon links to an English word is one of some French words."""
    table = _renderings(head, language)
    return max((table.get(key, 0.0) for key in keys), default=0.0)


@cache
def _renderings(head: str, language: str) -> dict[str, float]:
    """What the lexicon knows of an English word: the share of each key among its links."""
    lexicon = load("en", language)
    if lexicon is None or head not in lexicon.original.index:
        return {}
    number, size = lexicon.original.index[head], len(lexicon.translation.counts)
    first, last = np.searchsorted(lexicon.keys, [number * size, (number + 1) * size])
    words = _words(language)
    found: dict[str, float] = defaultdict(float)
    for column, count in zip(lexicon.keys[first:last] - number * size, lexicon.links[first:last], strict=True):
        word = words[column]
        if word[0].isalpha():
            found[key_of(word, language)] += float(count)
    total = sum(found.values()) + 1.0
    return {key: count / total for key, count in found.items()}


@cache
def _words(language: str) -> list[str]:
    lexicon = load("en", language)
    return list(lexicon.translation.index) if lexicon else []
