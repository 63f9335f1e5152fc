"""Joins tokens that are one word: tokenisers disagree about apostrophes and hyphens."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from aligner import languages
from aligner.languages.locutions import locutions

__all__ = ["Unit", "splits_hyphens", "units"]

_LONGEST = 7  # tokens of a hyphenated word, hyphens included


@dataclass(frozen=True, slots=True)
class Unit:
    """What is linked as one: usually a token, sometimes ``c`` + ``'`` or ``vis`` + ``-`` + ``à`` + ``-`` + ``vis``."""

    word: str  #: lower case, with straight apostrophes
    tokens: tuple[int, ...]  #: positions in the sentence


def splits_hyphens(sentences: Iterable[Sequence[str]]) -> bool:
    """Whether the tokeniser of these sentences made hyphens tokens of their own."""
    apart = False
    for sentence in sentences:
        for token in sentence:
            if "-" in token[1:-1] and token.strip("-"):
                return False
            apart = apart or token == "-"
    return apart


def units(tokens: Sequence[str], language: str, known: Collection[str] = (), join_hyphens: bool = False) -> list[Unit]:
    """The units of a sentence, in order; every token belongs to one, a contraction's (``du``) to two.

    :param known: words with hyphens that are joined wherever they stand apart
    :param join_hyphens: join all words with a hyphen between them
    :raises InputError: if nothing is known of the language
    """
    facts = languages.get(language)
    found: list[Unit] = []
    for n, token in enumerate(tokens):
        word = token.lower().replace("’", "'").replace("ʼ", "'")
        if word == "'" and found and found[-1].word in facts.elisions:
            found[-1] = Unit(found[-1].word + word, (*found[-1].tokens, n))
        else:
            found.append(Unit(word, (n,)))
    if any(unit.word == "-" for unit in found):
        found = _join_hyphens(found, frozenset(facts.enclitics), known, join_hyphens)
    parts = facts.contractions
    found = [Unit(word, unit.tokens) for unit in found for word in parts.get(unit.word, (unit.word,))]
    return _join_locutions(found, language)


def _join_locutions(found: list[Unit], language: str) -> list[Unit]:
    """Expressions of several words made one unit, the longest first; their words stay apart by spaces."""
    known = locutions(language)
    first = _starts(language)
    joined: list[Unit] = []
    at = 0
    while at < len(found):
        size = next((n for n in first.get(found[at].word, ()) if tuple(u.word for u in found[at : at + n]) in known), 1)
        some = found[at : at + size]
        tokens = dict.fromkeys(n for unit in some for n in unit.tokens)
        joined.append(Unit(" ".join(unit.word for unit in some), tuple(tokens)))
        at += size
    return joined


@cache
def _starts(language: str) -> dict[str, tuple[int, ...]]:
    """How many words the expressions have that begin with a word, the longest first."""
    lengths: dict[str, set[int]] = {}
    for words in locutions(language):
        lengths.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}


def _join_hyphens(found: list[Unit], enclitics: Collection[str], known: Collection[str], always: bool) -> list[Unit]:
    joined: list[Unit] = []
    at = 0
    while at < len(found):
        size = _size(found[at : at + _LONGEST], enclitics if joined else (), enclitics, known, always)
        some = found[at : at + size]
        joined.append(Unit("".join(unit.word for unit in some), tuple(n for unit in some for n in unit.tokens)))
        at += size
    return joined


def _size(
    ahead: Sequence[Unit], here: Collection[str], enclitics: Collection[str], known: Collection[str], always: bool
) -> int:
    """How many of the units ahead are one word; ``here`` are the enclitics that may stand at this place."""
    words = ["".join(unit.word for unit in ahead[:size]) for size in range(len(ahead) + 1)]
    compounds = [size for size in range(len(ahead), 2, -1) if _alternates(ahead[:size])]
    for size in range(len(ahead), 1, -1):
        if words[size] in here or (size in compounds and words[size] in known):
            return size
    # An enclitic hangs on this word: ``a-t-il`` is ``a`` and ``-t-il``.
    if any(words[size][len(words[1]) :] in enclitics for size in range(2, len(words))):
        return 1
    return compounds[0] if compounds and always else 1


def _alternates(some: Sequence[Unit]) -> bool:
    """Word, hyphen, word, hyphen, ... word."""
    return (
        len(some) % 2 == 1
        and all((unit.word == "-") == bool(n % 2) for n, unit in enumerate(some))
        and all(unit.word[0].isalnum() and unit.word[-1].isalnum() for unit in some[::2])
    )
