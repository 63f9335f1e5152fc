"""Which language a text is in, from its function words and the shapes of its words.

This is for warnings (a wrong file, a swapped pair) and for sentences left in the other language, so it answers only
for the languages that are known, and rather not at all than wrongly. ``neighbours.toml`` has the commonest words of a
few other languages, which serve to recognise a text that is in none of these.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from math import exp

from aligner.languages import get, known
from aligner.languages.neighbours import neighbours

__all__ = ["detect"]

# Weights in nats. A listed word is e**4.7 times likelier in its own language than elsewhere (300 words share half of
# running text, some 20,000 the other half), but lists of kin languages overlap and words of a sentence go together, so
# less is safer. Chosen on sentences of five words and more with ``python -m tools.benchmarks.detect_languages``: 93 to
# 100 % of the English and French ones found, one in a thousand taken for the other; on message catalogues in Spanish,
# Portuguese, Italian, German and Dutch 98 to 99 % answered with None.
_WORD_WEIGHT = 2.0  # what a function word says for its language, in nats
_SHAPE_WEIGHT = 1.0  # what a word's shape says
_UNKNOWN_WEIGHT = 0.35  # what each word says for a language that is none of those here
_UNKNOWN_START = 1.0
_FOREIGN_WEIGHT = 1.0  # what a word says for it whose letters no known language has
_LEAST_CONFIDENCE = 0.5

_MOST = 20_000  # characters that are looked at: a third each from the head, the middle and the end

_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[/\\@_=<>\[\]{}]|\w\.\w|--|^\W*-\w")  # in paths, addresses, options, program text
_INITIAL = re.compile(r"\b[^\W\d_][-.)]")


@lru_cache(maxsize=4)
def detect(text: str) -> tuple[str, float] | None:
    """Return the language of a text: its ISO 639-1 code, and the probability that this is right, .5 to 1.

    :returns: None where there are too few words to tell, or where they are in a language that we don't know
    """
    words = Counter(_words(_sample(text)))
    scores = [0.0] * len(_evidence())
    unknown = _UNKNOWN_START
    for word, count in words.items():
        is_name = word[0].isupper()
        listed, shaped, foreign = _weights(word.lower())
        weights = listed if is_name else shaped
        scores = [score + count * weight for score, weight in zip(scores, weights, strict=True)]
        unknown += 0.0 if is_name else count * foreign
    ranked = sorted(zip(scores, _evidence(), strict=True), reverse=True)
    best, code = ranked[0]
    rivals = [unknown, *(score for score, _ in ranked[1:])]
    confidence = 1 / (1 + sum(exp(min(score - best, 700.0)) for score in rivals))
    return (code, confidence) if code in known() and confidence >= _LEAST_CONFIDENCE else None


def _sample(text: str) -> str:
    if len(text) <= _MOST:
        return text
    part = _MOST // 3
    middle = (len(text) - part) // 2
    return "\n".join((text[:part], text[middle : middle + part], text[-part:]))


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text, without file names and the like.

    A word before an apostrophe keeps it where a known language elides it (``l'``), one behind it where a known
    language contracts it (``'s``).
    """
    running = " ".join(part for part in text.replace("’", "'").split() if not _CODE.search(part))
    text = _INITIAL.sub(" ", running)
    for match in _WORD.finditer(text):
        word = match.group()
        if text.startswith("'", match.end()) and word.lower() + "'" in _attached():
            yield word + "'"
        elif text[match.start() - 1 : match.start()] == "'" and "'" + word.lower() in _attached():
            yield "'" + word
        elif len(word) > 1 or word.lower() in _short_words():
            yield word


@lru_cache(maxsize=8192)
def _weights(word: str) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    """Return what a word says for each language by being listed, what by its shape as well, and for an unknown one."""
    evidence = _evidence().values()
    listed = tuple(_WORD_WEIGHT * (word in words) for words, _ in evidence)
    shaped = tuple(
        weight or _SHAPE_WEIGHT * (shape.fullmatch(word) is not None)
        for weight, (_, shape) in zip(listed, evidence, strict=True)
    )
    return listed, shaped, _UNKNOWN_WEIGHT if _letters().issuperset(word) else _FOREIGN_WEIGHT


@cache
def _attached() -> frozenset[str]:
    return frozenset(word for words, _ in _evidence().values() for word in words if "'" in word)


@cache
def _short_words() -> frozenset[str]:
    """Return the words of one letter that stand alone."""
    elided = frozenset().union(*(get(code).elisions for code in known()))
    return frozenset(word for words, _ in _evidence().values() for word in words if len(word) == 1) - elided


@cache
def _letters() -> frozenset[str]:
    """Return the letters of all known languages, and the apostrophe."""
    return frozenset("'").union(*(get(code).letters for code in known()))


@cache
def _evidence() -> dict[str, tuple[frozenset[str], re.Pattern[str]]]:
    """Return for each language its function words and the shapes of its other words."""
    found = {code: (get(code).function_words, get(code).word_shapes) for code in known()}
    for code, neighbour in neighbours().items():
        found.setdefault(code, (neighbour.words, neighbour.shapes))
    return {code: (words, re.compile(shapes or r"(?!)")) for code, (words, shapes) in found.items()}
