"""A bilingual lexicon of statistics: how often words were linked in parallel text.

Made by ``python -m tools.train lexicon``; holds words, counts and lemmas, no text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.errors import ModelError
from aligner.models import for_pair, load_arrays

__all__ = ["USUAL_SHARE", "Lexicon", "Side", "load", "pack", "quantised", "unpack", "unquantised", "usually_answered"]

_Ints = NDArray[np.int64]
_Floats = NDArray[np.float32]
_SIDES = ("original", "translation")
_ARRAYS = (
    *(f"{side}_{kind}" for side in _SIDES for kind in ("words", "counts", "lemmas")),
    *("row_lengths", "columns", "links"),
)
USUAL_SHARE, _USUAL_WORDS = 0.8, 5.0  # of words that are linked, and what this weighs against a word's own
_STEPS = 8  # quantisation steps for each doubling of a count


def quantised(counts: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return counts on a logarithmic scale of 256 steps, right to 5 %."""
    return np.asarray(np.minimum(np.rint(_STEPS * np.log2(1 + counts)), 255), np.uint8)


def unquantised(steps: NDArray[np.uint8]) -> _Floats:
    """Return the inverse of ``quantised``."""
    return (np.exp2(steps.astype(np.float32) / _STEPS) - 1).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one language."""

    index: dict[str, int]  #: word, lower case -> its number
    counts: _Floats  #: occurrences of each word in the training text; 0 for one that is only a lemma
    lemmas: _Ints  #: number of each word's lemma
    lemma_counts: _Floats  #: occurrences of all forms, by number of the lemma

    def numbers(self, words: Sequence[str]) -> _Ints:
        """Return the number of each word, -1 for an unknown one."""
        return np.array([self.index.get(word, -1) for word in words], dtype=np.int64)

    @property
    def total(self) -> float:
        """Words of the training text."""
        return float(self.counts.sum())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Expected numbers of links between words of two languages, and between lemmas."""

    original: Side
    translation: Side
    keys: _Ints  #: sorted: original's number * translation's vocabulary + translation's number
    links: _Floats
    lemma_keys: _Ints
    lemma_links: _Floats

    def linked(self, originals: _Ints, translations: _Ints, lemmas: bool = False) -> _Floats:
        """Return how often words with these numbers were linked, shape of the arguments; 0 where a number is -1."""
        keys, links = (self.lemma_keys, self.lemma_links) if lemmas else (self.keys, self.links)
        wanted = originals * len(self.translation.counts) + translations
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        hit = (keys[at] == wanted) & (originals >= 0) & (translations >= 0)
        return np.where(hit, links[at], 0).astype(np.float32)


def usually_answered(lexicon: Lexicon) -> tuple[_Floats, _Floats]:
    """Return how often words of either side were linked to any word, 0 to 1, by number; rare words tell little."""
    size = len(lexicon.translation.counts)
    numbers = np.divmod(lexicon.keys, size)
    found = []
    for of, side in zip(numbers, (lexicon.original, lexicon.translation), strict=True):
        linked = np.bincount(of, lexicon.links, minlength=len(side.counts))
        shares = (linked + USUAL_SHARE * _USUAL_WORDS) / (side.counts + _USUAL_WORDS)
        found.append(np.minimum(shares, 1).astype(np.float32))
    return found[0], found[1]


@cache
def load(original: str, translation: str) -> Lexicon | None:
    """Load the lexicon of two languages, or nothing where none was trained; it serves both directions.

    :raises ModelError: if the file is damaged
    """
    known = for_pair("lexicon", original, translation, ".npz")
    if known is None:
        return None
    name, swapped = known
    try:
        found = unpack(load_arrays(name, _ARRAYS))
    except (ValueError, IndexError) as error:
        raise ModelError(name, f"its arrays contradict each other ({error})") from error
    return _swapped(found) if swapped else found


def pack(
    words: tuple[Sequence[str], Sequence[str]],
    counts: tuple[NDArray[np.float64], NDArray[np.float64]],
    lemmas: tuple[_Ints, _Ints],
    pairs: tuple[_Ints, _Ints],
    links: NDArray[np.float64],
) -> dict[str, NDArray[Any]]:
    """Return the arrays of a lexicon file.

    :param words: the vocabularies; no word may hold a line end
    :param counts: of each word
    :param lemmas: number of each word's lemma in its vocabulary
    :param pairs: numbers of linked words, sorted by the first, then the second
    :param links: how often each pair was linked
    """
    arrays: dict[str, NDArray[Any]] = {}
    for n, name in enumerate(_SIDES):
        arrays[f"{name}_words"] = np.frombuffer("\n".join(words[n]).encode(), np.uint8)
        arrays[f"{name}_counts"] = quantised(counts[n])
        arrays[f"{name}_lemmas"] = lemmas[n].astype(np.uint32)
    arrays["row_lengths"] = np.bincount(pairs[0], minlength=len(words[0])).astype(np.uint16)
    arrays["columns"] = pairs[1].astype(np.uint32)
    arrays["links"] = quantised(links)
    return arrays


def unpack(arrays: Mapping[str, NDArray[Any]]) -> Lexicon:
    """Return the lexicon of a file's arrays."""
    sides = [_side(arrays, name) for name in _SIDES]
    size = len(sides[1].counts)
    originals = np.repeat(np.arange(len(arrays["row_lengths"]), dtype=np.int64), arrays["row_lengths"])
    translations = arrays["columns"].astype(np.int64)
    links = unquantised(arrays["links"])
    lemma_keys, where = np.unique(
        sides[0].lemmas[originals] * size + sides[1].lemmas[translations], return_inverse=True
    )
    lemma_links = np.bincount(where, links).astype(np.float32)
    return Lexicon(sides[0], sides[1], originals * size + translations, links, lemma_keys, lemma_links)


def _side(arrays: Mapping[str, NDArray[Any]], name: str) -> Side:
    words = arrays[f"{name}_words"].tobytes().decode().split("\n")
    counts = unquantised(arrays[f"{name}_counts"])
    lemmas = arrays[f"{name}_lemmas"].astype(np.int64)
    lemma_counts = np.bincount(lemmas, counts, minlength=len(words)).astype(np.float32)
    return Side(dict(zip(words, range(len(counts)), strict=True)), counts, lemmas, lemma_counts)


def _swapped(lexicon: Lexicon) -> Lexicon:
    def turned(keys: _Ints, links: _Floats) -> tuple[_Ints, _Floats]:
        rows, columns = np.divmod(keys, len(lexicon.translation.counts))
        other = columns * len(lexicon.original.counts) + rows
        order = np.argsort(other)
        return other[order], links[order]

    keys, links = turned(lexicon.keys, lexicon.links)
    lemma_keys, lemma_links = turned(lexicon.lemma_keys, lexicon.lemma_links)
    return Lexicon(lexicon.translation, lexicon.original, keys, links, lemma_keys, lemma_links)
