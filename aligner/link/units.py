"""Joins tokens that are one word: tokenisers disagree about apostrophes and hyphens."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from sys import intern
from typing import NamedTuple

from aligner import languages
from aligner.languages.locutions import locutions

__all__ = ["WordUnit", "splits_hyphens", "units"]

_LONGEST = 7  # tokens of a hyphenated word, hyphens included
_ALONE = tuple((n,) for n in range(400))  # tuples of one position, shared by all sentences of a long text


class WordUnit(NamedTuple):
    """What is linked as one: usually a token, sometimes ``c`` + ``'`` or ``vis`` + ``-`` + ``à`` + ``-`` + ``vis``."""

    word: str  #: lower case, with straight apostrophes
    tokens: tuple[int, ...]  #: positions in the sentence


def splits_hyphens(sentences: Iterable[Sequence[str]]) -> bool:
    """Return whether the tokeniser of these sentences made hyphens tokens of their own."""
    apart = False
    for sentence in sentences:
        for token in sentence:
            if "-" in token[1:-1] and token.strip("-"):
                return False
            apart = apart or token == "-"
    return apart


def units(
    tokens: Sequence[str], language: str, known: Collection[str] = (), join_hyphens: bool = False
) -> list[WordUnit]:
    """Join the tokens of a sentence to units, in order; each belongs to one, a contraction's (``du``) to two.

    :param known: words with hyphens that are joined wherever they stand apart
    :param join_hyphens: join all words with a hyphen between them
    :raises InputError: if nothing is known of the language
    """
    facts = languages.get(language)
    words = [intern(token.lower().replace("’", "'").replace("ʼ", "'")) for token in tokens]
    alone = _ALONE if len(words) <= len(_ALONE) else [(n,) for n in range(len(words))]
    found = list(map(WordUnit, words, alone))
    if "'" in words:
        found = _join_elided(found, facts.elisions)
    if "-" in words:
        found = _join_hyphens(found, frozenset(facts.enclitics), known, join_hyphens)
    if not facts.contractions.keys().isdisjoint(words):
        found = [
            unit if word == unit.word else WordUnit(word, unit.tokens)
            for unit in found
            for word in facts.contractions.get(unit.word, (unit.word,))
        ]
    return _join_locutions(found, _locutions(language))


def _join_elided(found: Sequence[WordUnit], elisions: Collection[str]) -> list[WordUnit]:
    joined: list[WordUnit] = []
    for unit in found:
        if unit.word == "'" and joined and joined[-1].word in elisions:
            joined[-1] = WordUnit(joined[-1].word + "'", joined[-1].tokens + unit.tokens)
        else:
            joined.append(unit)
    return joined


def _join_locutions(found: list[WordUnit], known: Mapping[str, Mapping[str, Sequence[list[str]]]]) -> list[WordUnit]:
    """Make expressions of several words one unit, the longest first; their words stay apart by spaces."""
    words = [unit.word for unit in found]
    starts = [n for n, (one, two) in enumerate(pairwise(words)) if one in known and two in known[one]]
    if not starts:
        return found
    joined: list[WordUnit] = []
    at = 0
    for start in starts:
        fitting = (some for some in known[words[start]][words[start + 1]] if words[start : start + len(some)] == some)
        if start >= at and (locution := next(fitting, None)):
            end = start + len(locution)
            tokens = dict.fromkeys(n for unit in found[start:end] for n in unit.tokens)
            joined += [*found[at:start], WordUnit(" ".join(locution), tuple(tokens))]
            at = end
    return joined + found[at:]


@cache
def _locutions(language: str) -> dict[str, dict[str, list[list[str]]]]:
    """Return the words of expressions by the first and the second of them, the longest first."""
    found: dict[str, dict[str, list[list[str]]]] = {}
    for words in sorted(locutions(language), key=lambda words: -len(words)):
        if len(words) > 1:
            found.setdefault(words[0], {}).setdefault(words[1], []).append(list(words))
    return found


def _join_hyphens(
    found: list[WordUnit], enclitics: Collection[str], known: Collection[str], always: bool
) -> list[WordUnit]:
    joined: list[WordUnit] = []
    beginnings = {enclitic[:size] for enclitic in enclitics for size in range(1, len(enclitic))}
    at = 0
    while at < len(found):
        if found[at].word not in beginnings and (at + 1 == len(found) or found[at + 1].word != "-"):
            joined.append(found[at])
            at += 1
            continue
        size = _size(found[at : at + _LONGEST], enclitics if joined else (), enclitics, known, always)
        some = found[at : at + size]
        joined.append(WordUnit("".join(unit.word for unit in some), tuple(n for unit in some for n in unit.tokens)))
        at += size
    return joined


def _size(
    ahead: Sequence[WordUnit], here: Collection[str], enclitics: Collection[str], known: Collection[str], always: bool
) -> int:
    """Return how many of the units ahead are one word; ``here`` are the enclitics that may stand at this place."""
    words = ["".join(unit.word for unit in ahead[:size]) for size in range(len(ahead) + 1)]
    compounds = [size for size in range(len(ahead), 2, -1) if _alternates(ahead[:size])]
    for size in range(len(ahead), 1, -1):
        if words[size] in here or (size in compounds and words[size] in known):
            return size
    # An enclitic hangs on this word: ``a-t-il`` is ``a`` and ``-t-il``.
    if any(words[size][len(words[1]) :] in enclitics for size in range(2, len(words))):
        return 1
    return compounds[0] if compounds and always else 1


def _alternates(some: Sequence[WordUnit]) -> bool:
    """Return whether it is word, hyphen, word, hyphen, ... word."""
    return (
        len(some) % 2 == 1
        and all((unit.word == "-") == bool(n % 2) for n, unit in enumerate(some))
        and all(unit.word[0].isalnum() and unit.word[-1].isalnum() for unit in some[::2])
    )
