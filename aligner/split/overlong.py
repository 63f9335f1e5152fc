"""Parts of what is too long to be a sentence: a transcript without punctuation, a run of signs, an endless number.

Everything behind the splitter works with sentences, and the links of a sentence's words with those of its translation
take the square of its length, so that a sentence has to have a bound. Parts are about as long as each other, so that
those of a text and of its translation lie side by side; they end where a clause does if one ends near by.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from aligner.languages.phrases import phrase_data

__all__ = ["LONGEST", "parts"]

#: Words and signs of a sentence: some 2,000 characters. The longest in six novels and in manuals has half as many.
LONGEST = 400
_USUAL = 200.0  # words of a part of a text that is just longer
_SHORTEST = 60.0  # and of one that is very long
_SHRINKING = 0.75  # how much shorter the parts of a longer text are, as an exponent: no length is a threshold
_NEAR = 0.4  # of a part's length: how far from its place a seam may lie
_MOST_MARKS = 64  # combining ones that are kept with the letter that they stand on

_WORD = re.compile(r"\w{1,40}|[^\w\s]")  # what is longer than any word counts as several


def parts(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Yield where the parts of ``text[start:end]`` stand, ascending; one that is short enough stays whole.

    :param language: ISO 639-1 code
    """
    if end - start > LONGEST:
        places = [found.start() for found in _WORD.finditer(text, start, end)]
        if len(places) > LONGEST:
            for cut in _cuts(text, places, language):
                if cut > start:
                    yield start, cut
                    start = cut
    yield start, end


def _cuts(text: str, places: list[int], language: str) -> Iterator[int]:
    """Yield where a text falls apart, given where its words begin."""
    count = round(len(places) / max(_SHORTEST, _USUAL * (LONGEST / len(places)) ** _SHRINKING))
    near = int(len(places) / count * _NEAR)
    for number in range(1, count):
        at = len(places) * number // count
        yield _seam(text, places[at - near], places[at], places[min(at + near, len(places) - 1)], language)


def _seam(text: str, first: int, at: int, last: int, language: str) -> int:
    """Return the best place between two for a cut, near ``at``: behind a mark, before a clause, between words."""
    for pattern in _seams(language):
        places = [found.end() for found in pattern.finditer(text, first, last)]
        if places:
            return min(places, key=lambda place: abs(place - at))
    return next((place for place in range(at, last)[:_MOST_MARKS] if not unicodedata.combining(text[place])), at)


@cache
def _seams(language: str) -> tuple[re.Pattern[str], ...]:
    """Return what stands right before a cut, the best kind first."""
    known = phrase_data(language)
    words = sorted(known.conjunctions if known else ())
    whole = "|".join(word for word in words if not word.endswith("'")) or "(?!)"
    elided = "|".join(word[:-1] for word in words if word.endswith("'")) or "(?!)"
    return (
        re.compile(r"\n|[.!?…;:。！？；：]\s|[。！？；：]"),
        re.compile(r"\s[—–-]\s|[,，、]\s|[，、]"),
        re.compile(rf"\s(?=(?:{whole})\s|(?:{elided})['’])", re.IGNORECASE),
        re.compile(r"\s"),
    )
