"""What the lexicon of word links knows of a word's renderings."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from aligner.link.lexicon import load
from aligner.terms.words import key_of

__all__ = ["backward", "commonness", "kinship", "lexicon_share", "renderings", "spread"]


def lexicon_share(head: str, keys: Iterable[str], language: str) -> float:
    """How much of what the lexicon links to an English word is one of some French words."""
    table = renderings(head, language)
    return max((table.get(key, 0.0) for key in keys), default=0.0)


@cache
def renderings(head: str, language: str) -> dict[str, float]:
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


def kinship(left: Iterable[str], right: Iterable[str], language: str) -> float | None:
    """How alike the English words are that the lexicon links to two phrases' nearest words, 0 to 1.

    "dossier" and "répertoire" are near in it, "période" and "saison" have nothing in common.

    :param left: words as they stand in the text
    :returns: nothing where the lexicon knows none of the words of a side
    """
    ours, theirs = ([c for word in words if (c := _column(word.lower(), language))] for words in (left, right))
    if not ours or not theirs:
        return None
    return max(_cosine(one, other) for one in ours for other in theirs)


def _cosine(left: dict[int, float], right: dict[int, float]) -> float:
    shared = sum(weight * right[number] for number, weight in left.items() if number in right)
    lengths = sum(w * w for w in left.values()) * sum(w * w for w in right.values())
    return shared / lengths**0.5 if lengths else 0.0


@cache
def _column(word: str, language: str) -> dict[int, float]:
    """The English lemmas that a word's lemma is linked to, with square roots of counts, lest one says it all."""
    lexicon = load("en", language)
    if lexicon is None or word not in lexicon.translation.index:
        return {}
    number = int(lexicon.translation.lemmas[lexicon.translation.index[word]])
    order, columns = _by_column(language)
    first, last = np.searchsorted(columns, [number, number + 1])
    cells = order[first:last]
    rows = lexicon.lemma_keys[cells] // len(lexicon.translation.counts)
    return {int(row): float(count) ** 0.5 for row, count in zip(rows, lexicon.lemma_links[cells], strict=True)}


@cache
def backward(word: str, language: str) -> dict[str, float]:
    """The keys of the English words that the lexicon links to a lower-case word of the translation, with shares."""
    found: dict[str, float] = defaultdict(float)
    for number, root in _column(word, language).items():
        text = _english(language)[number]
        if text[0].isalpha():
            found[key_of(text, "en")] += root * root
    total = sum(found.values()) + 1.0
    return {key: count / total for key, count in found.items()}


@cache
def _english(language: str) -> list[str]:
    lexicon = load("en", language)
    return list(lexicon.original.index) if lexicon else []


@cache
def _by_column(language: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The order of the lexicon's cells by their French lemmas, and those lemmas in that order."""
    lexicon = load("en", language)
    assert lexicon is not None
    columns = lexicon.lemma_keys % len(lexicon.translation.counts)
    order = np.argsort(columns, kind="stable")
    return order, columns[order]


@cache
def _words(language: str) -> list[str]:
    lexicon = load("en", language)
    return list(lexicon.translation.index) if lexicon else []


@cache
def commonness(word: str, language: str, *, translation: bool) -> float:
    """The logarithm of how often the lexicon has seen any form of a lower-case word; 0 for an unknown one."""
    lexicon = load("en", language)
    if lexicon is None:
        return 0.0
    side = lexicon.translation if translation else lexicon.original
    number = side.index.get(word)
    return 0.0 if number is None else float(np.log1p(side.lemma_counts[side.lemmas[number]]))


@cache
def spread(head: str, language: str) -> float:
    """The chance that two of an English word's links in the lexicon lead to different words."""
    return 1.0 - sum(share * share for share in renderings(head, language).values())
