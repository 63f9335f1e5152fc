"""What the lexicon of word links knows of a word's equivalents."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from aligner.link.lexicon import load
from aligner.terms.words import key_of

__all__ = [
    "Languages",
    "back_translation_similarity",
    "back_translations",
    "dispersion",
    "equivalents",
    "lexicon_share",
    "log_frequency",
]


Languages = tuple[str, str]  #: ISO 639-1 codes of the original and the translation


def lexicon_share(head: str, keys: Iterable[str], languages: Languages) -> float:
    """Return how much of what the lexicon links to a word of the original is one of some words of the translation."""
    table = equivalents(head, languages)
    return max((table.get(key, 0.0) for key in keys), default=0.0)


@cache
def equivalents(head: str, languages: Languages) -> dict[str, float]:
    """Return what the lexicon knows of a word of the original: the share of each key among its links."""
    lexicon = load(*languages)
    if lexicon is None or head not in lexicon.original.index:
        return {}
    number, size = lexicon.original.index[head], len(lexicon.translation.counts)
    first, last = np.searchsorted(lexicon.keys, [number * size, (number + 1) * size])
    words = _translation_words(languages)
    found: dict[str, float] = defaultdict(float)
    for column, count in zip(lexicon.keys[first:last] - number * size, lexicon.links[first:last], strict=True):
        word = words[column]
        if word[0].isalpha():
            found[key_of(word, languages[1])] += float(count)
    total = sum(found.values()) + 1.0
    return {key: count / total for key, count in found.items()}


def back_translation_similarity(left: Iterable[str], right: Iterable[str], languages: Languages) -> float | None:
    """Return how alike the words of the original are that the lexicon links to two phrases of the translation, 0 to 1.

    Of each phrase the word counts that is nearest to one of the other. "dossier" and "répertoire" share much of what
    they translate, "période" and "saison" nothing.

    :param left: words as they stand in the text
    :returns: nothing where the lexicon knows none of the words of a side
    """
    ours, theirs = ([c for word in words if (c := _column(word.lower(), languages))] for words in (left, right))
    if not ours or not theirs:
        return None
    return max(_cosine(one, other) for one in ours for other in theirs)


def _cosine(left: dict[int, float], right: dict[int, float]) -> float:
    shared = sum(weight * right[number] for number, weight in left.items() if number in right)
    lengths = sum(w * w for w in left.values()) * sum(w * w for w in right.values())
    return shared / lengths**0.5 if lengths else 0.0


@cache
def _column(word: str, languages: Languages) -> dict[int, float]:
    """Return the original's lemmas that a word's lemma is linked to.

    Their counts are square-rooted, so that one frequent link does not dominate.
    """
    lexicon = load(*languages)
    if lexicon is None or word not in lexicon.translation.index:
        return {}
    number = int(lexicon.translation.lemmas[lexicon.translation.index[word]])
    order, columns = _by_column(languages)
    first, last = np.searchsorted(columns, [number, number + 1])
    cells = order[first:last]
    rows = lexicon.lemma_keys[cells] // len(lexicon.translation.counts)
    return {int(row): float(count) ** 0.5 for row, count in zip(rows, lexicon.lemma_links[cells], strict=True)}


@cache
def back_translations(word: str, languages: Languages) -> dict[str, float]:
    """Return the keys of the original's words that the lexicon links to a lower-case word of the translation."""
    found: dict[str, float] = defaultdict(float)
    for number, root in _column(word, languages).items():
        text = _original_words(languages)[number]
        if text[0].isalpha():
            found[key_of(text, languages[0])] += root * root
    total = sum(found.values()) + 1.0
    return {key: count / total for key, count in found.items()}


@cache
def _original_words(languages: Languages) -> list[str]:
    lexicon = load(*languages)
    return list(lexicon.original.index) if lexicon else []


@cache
def _translation_words(languages: Languages) -> list[str]:
    lexicon = load(*languages)
    return list(lexicon.translation.index) if lexicon else []


@cache
def _by_column(languages: Languages) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the order of the lexicon's cells by lemmas of the translation, and those lemmas in that order."""
    lexicon = load(*languages)
    assert lexicon is not None
    columns = lexicon.lemma_keys % len(lexicon.translation.counts)
    order = np.argsort(columns, kind="stable")
    return order, columns[order]


@cache
def log_frequency(word: str, languages: Languages, *, translation: bool) -> float:
    """Return the logarithm of how often the lexicon has seen any form of a lower-case word; 0 for an unknown one."""
    lexicon = load(*languages)
    if lexicon is None:
        return 0.0
    side = lexicon.translation if translation else lexicon.original
    number = side.index.get(word)
    return 0.0 if number is None else float(np.log1p(side.lemma_counts[side.lemmas[number]]))


@cache
def dispersion(head: str, languages: Languages) -> float:
    """Return the chance that two links of a word of the original lead to different words."""
    return 1.0 - sum(share * share for share in equivalents(head, languages).values())
