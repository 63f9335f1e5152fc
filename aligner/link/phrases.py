"""Borders of phrases: where a stretch of words may begin and end so that a person would mark it like that.

Phrases are found by punctuation and function words: a new one begins at a conjunction, a preposition, an article, a
pronoun or an auxiliary behind a word that says something. Without a parser a verb without its auxiliary stays with the
noun before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aligner import languages
from aligner.languages.phrases import PhraseData, phrase_data
from aligner.link.gaps import Gap, Words
from aligner.link.units import WordUnit

__all__ = ["Border", "fitted"]

_Floats = NDArray[np.float32]
_EMPTY = PhraseData(
    prepositions=frozenset(),
    conjunctions=frozenset(),
    coordinators=frozenset(),
    complements=frozenset(),
    verbal=frozenset(),
)
_STOPS = frozenset(".!?…")
_QUOTE, _QUOTED = '"', 8  #: a mark that opens and closes, and units that stand between two of them, at most
_PASSAGE = 24  #: units from which on a stretch is a passage, and may begin and end within sentences
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"))


@dataclass(frozen=True, slots=True)
class Border:
    """A stretch of whole phrases, and how it is cut."""

    gap: Gap
    whole: bool  #: whether it begins and ends where phrases do
    set_off: bool  #: whether punctuation or the sentence's end stands on both sides of it
    clause: bool  #: whether a conjunction, a relative pronoun or a preposition opens it
    verb: bool  #: whether it is nothing but a group of verbs
    severed: bool  #: whether a verb that goes with it stands behind it


def fitted(gap: Gap, scores: _Floats, units: Sequence[WordUnit], words: Words, language: str) -> Border | None:
    """Return the stretch of whole phrases that a gap is about; nothing where it is part of none.

    :param scores: log odds of the units, shape (n,)
    """
    data = phrase_data(language) or _EMPTY
    keys = [unit.word for unit in units]
    content = words.content
    mark = words.marks
    enclitics = set(languages.get(language).enclitics)
    start, stop = _balanced(gap.start, gap.stop, keys, scores)
    starts = _phrases(keys, content, mark, data, enclitics)
    chosen = [
        (first, last)
        for first, last in pairwise([*starts, len(keys)])
        if first < stop and start < last and _is_in(first, last, start, stop, content, scores)
    ]
    if chosen:
        first, last = chosen[0][0], chosen[-1][1]
        whole = True
    else:
        first, last, whole = start, stop, False
    first, last = _balanced(*_of_one_sentence(first, last, keys, scores), keys, scores)
    first, last = _trimmed(first, last, keys, content, mark, enclitics)
    first, last = _without_severed(first, last, keys, content, starts, data)
    first, last = _without_bare_head(first, last, keys, content, starts, data)
    first, last = _trimmed(first, last, keys, content, mark, enclitics)
    first, last = _quoted(first, last, keys, scores)
    if not content[first:last].any():
        return None
    score = float(scores[first:last].sum())
    behind = keys[last] if last < len(keys) else ""
    opener = keys[first]
    verbal = opener in data.verbal and not any(
        key in data.prepositions or key in data.conjunctions for key in keys[first + 1 : last]
    )
    verbal = verbal and int(content[first:last].sum()) <= 1
    return Border(
        Gap(first, last, score, score / (last - first)),
        whole,
        (first == 0 or bool(mark[first - 1])) and (last == len(keys) or bool(mark[last])),
        opener in data.conjunctions or opener in data.prepositions,
        verbal,
        behind in data.verbal,
    )


def _phrases(
    keys: Sequence[str], content: NDArray[np.bool_], mark: NDArray[np.bool_], data: PhraseData, enclitics: set[str]
) -> list[int]:
    """Return where phrases begin, marks by themselves."""
    found = []
    for n, key in enumerate(keys):
        if n == 0 or mark[n] or mark[n - 1]:
            found.append(n)
        elif key in enclitics:
            continue
        elif key in data.conjunctions or (not content[n] and content[n - 1]):
            found.append(n)
    return found


def _is_in(first: int, last: int, start: int, stop: int, content: NDArray[np.bool_], scores: _Floats) -> bool:
    """Tell whether a phrase belongs to a gap: all of it does, or what does outweighs the rest."""
    inside = content[max(first, start) : min(last, stop)].sum()
    if inside == 0:
        return False
    return bool(inside == content[first:last].sum() or scores[first:last].sum() > 0)


def _balanced(start: int, stop: int, keys: Sequence[str], scores: _Floats) -> tuple[int, int]:
    """Return the part of a stretch that cuts through no brackets and quotation marks, the weightier one."""
    for opener, closer in _PAIRS:
        depth = 0
        for n in range(start, stop):
            if keys[n] == opener:
                depth += 1
            elif keys[n] == closer and depth == 0:
                if start and keys[start - 1] == opener:
                    start -= 1
                    break
                left, right = scores[start:n].sum(), scores[n + 1 : stop].sum()
                start, stop = (start, n) if left >= right else (n + 1, stop)
                break
            elif keys[n] == closer:
                depth -= 1
        if keys[start:stop].count(opener) > keys[start:stop].count(closer):
            if stop < len(keys) and keys[stop] == closer:
                stop += 1
                continue
            at = start + keys[start:stop].index(opener)
            left, right = scores[start:at].sum(), scores[at + 1 : stop].sum()
            start, stop = (start, at) if left >= right else (at + 1, stop)
    return start, max(stop, start + 1)


def _of_one_sentence(start: int, stop: int, keys: Sequence[str], scores: _Floats) -> tuple[int, int]:
    """Return the weightier part of a stretch, no passage, that begins within one sentence and ends within another."""
    if stop - start >= _PASSAGE:
        return start, stop
    begins, ends = start == 0 or keys[start - 1] in _STOPS, stop == len(keys) or keys[stop - 1] in _STOPS
    while not begins and not ends and (at := next((n for n in range(start, stop) if keys[n] in _STOPS), None)):
        if scores[start:at].sum() >= scores[at + 1 : stop].sum():
            return start, at
        start = at + 1
        begins = True
    return start, stop


def _quoted(start: int, stop: int, keys: Sequence[str], scores: _Floats) -> tuple[int, int]:
    """Return a stretch that has both of two quotation marks, or neither."""
    if keys[start:stop].count(_QUOTE) % 2 == 0:
        return start, stop
    at = start + keys[start:stop].index(_QUOTE)
    opening = next((n for n in range(start - 1, max(-1, start - _QUOTED), -1) if keys[n] == _QUOTE), None)
    if opening is not None:
        return opening, stop
    closing = next((n for n in range(stop, min(len(keys), stop + _QUOTED)) if keys[n] == _QUOTE), None)
    if closing is not None:
        return start, closing + 1
    return (start, at) if scores[start:at].sum() >= scores[at + 1 : stop].sum() else (at + 1, stop)


def _trimmed(
    first: int, last: int, keys: Sequence[str], content: NDArray[np.bool_], mark: NDArray[np.bool_], enclitics: set[str]
) -> tuple[int, int]:
    """Return a stretch without marks at its ends, without function words at its end and without a lone ending ahead."""
    closers = {closer for _, closer in _PAIRS}
    openers = {opener for opener, _ in _PAIRS}
    while first < last - 1 and ((mark[first] and keys[first] not in openers) or keys[first] in enclitics):
        first += 1
    while last - 1 > first and not content[last - 1] and keys[last - 1] not in closers:
        last -= 1
    for opener, closer in _PAIRS:
        if keys[first] == opener and closer not in keys[first:last]:
            first = min(first + 1, last - 1)
        if keys[last - 1] == closer and opener not in keys[first:last]:
            last = max(last - 1, first + 1)
    return first, last


def _without_severed(
    first: int, last: int, keys: Sequence[str], content: NDArray[np.bool_], starts: Sequence[int], data: PhraseData
) -> tuple[int, int]:
    """Return a stretch without a subject at its end whose verb stands behind it."""
    if last >= len(keys) or keys[last] not in data.verbal:
        return first, last
    opening = [n for n in starts if first < n < last and keys[n] in data.conjunctions]
    if opening and content[first : opening[-1]].any():
        return first, opening[-1]
    return first, last


def _without_bare_head(
    first: int, last: int, keys: Sequence[str], content: NDArray[np.bool_], starts: Sequence[int], data: PhraseData
) -> tuple[int, int]:
    """Return a stretch without a phrase of one word at its end that a complement behind it goes on with."""
    if last >= len(keys) or keys[last] not in data.complements:
        return first, last
    at = max((n for n in starts if first < n < last and content[n:last].any()), default=first)
    bare = content[at:last].sum() == 1 and keys[at] not in data.complements
    return (first, at) if bare and content[first:at].any() else (first, last)
