"""Renderings of names that spelling does not show: translated words, acronyms of its own words, short forms."""

from collections.abc import Sequence

from aligner.check.name_statistics import BeadNames, BeadSide, Found
from aligner.languages import get
from aligner.languages.pairs import spelling
from aligner.link.usual import Usual

__all__ = ["is_explained", "is_rendered", "is_rendering"]

_AROUND = 7  #: words on either side of a name among which its acronym is looked for
# On some forty names of towns, rivers and people of our choice, exonyms were above, but for two, other names below.
_SAME = 0.64  #: cosine of two names as they are written, from which on one is the other's form in its language
_SLIP = 0.6  #: likeness of two spellings, 0 to 1, from which on one may be a slip for the other
_PART = 2  #: capitals in a row that two names made of parts share: GCKey, CléGC


def is_rendering(bead: BeadNames, absent: Found, rival: Found, usual: Usual, *, listed: bool) -> bool:
    """Return whether a name of the translation renders one of the original in words or in letters of its own.

    :param listed: whether it is known of one of them what it is in the other language
    """
    languages = usual.languages
    if usual.is_counted(_low(absent), _low(rival)):
        return True
    if _share_part(absent, rival):
        return True
    if not listed and _is_exonym(absent, rival, usual):
        return True
    return _abbreviates(absent, bead.translation, rival, languages[1]) or _abbreviates(
        rival, bead.original, absent, languages[0]
    )


def _is_exonym(one: Found, other: Found, usual: Usual) -> bool:
    """Return whether two names that are not spelt alike are near to each other: Geneva, Genève; no slip is meant."""
    if one.name.is_acronym or other.name.is_acronym:
        return False
    if spelling(*usual.languages).similarity(one.folded, other.folded) >= _SLIP:
        return False
    return usual.names_alike(one.name.token.text, other.name.token.text) >= _SAME


def is_rendered(bead: BeadNames, name: Found, usual: Usual) -> bool:
    """Return whether an ordinary word with a capital has its usual translation in the bead: Framework, « cadre »."""
    if not name.name.is_ordinary:
        return False
    word = _low(name)
    return any(usual.is_counted(word, token.text.lower()) for token in bead.translation.tokens)


def is_explained(bead: BeadNames, rival: Found, usual: Usual, language: str) -> bool:
    """Return whether a name of the translation translates a word of the original, or shortens words beside it."""
    if rival.name.is_ordinary:
        return any(usual.is_counted(token.text.lower(), _low(rival)) for token in bead.original.tokens)
    if not rival.name.is_acronym:
        return False
    side, functions = bead.translation, get(language).function_words
    content = [n for n, token in enumerate(side.tokens) if token.text.lower() not in functions and n != rival.at]
    initials = "".join(side.words[n][0] for n in content if abs(n - rival.at) <= 2 * _AROUND)
    return rival.folded in initials or _is_introduced(side, rival, content)


def _is_introduced(side: BeadSide, rival: Found, content: Sequence[int]) -> bool:
    """Return whether an acronym stands in brackets behind the words that it stands for, in whatever order."""
    if rival.sentence.text[: rival.name.token.start][-1:] != "(":
        return False
    behind = [n for n in content if n < rival.at][-len(rival.folded) :]
    return sorted(side.words[n][0] for n in behind) == sorted(rival.folded)


def _low(found: Found) -> str:
    return found.name.token.text.lower()


def _share_part(one: Found, other: Found) -> bool:
    """Return whether two names of several parts have one of capitals in common."""
    return bool(_parts(one.name.token.text) & _parts(other.name.token.text))


def _parts(text: str) -> set[str]:
    """Return the runs of capitals of a name that has small letters as well."""
    if text.isupper():
        return set()
    capitals = "".join(letter if letter.isupper() else " " for letter in text).split()
    return {run for run in capitals if len(run) >= _PART} | {run[:-1] for run in capitals if len(run) > _PART}


def _abbreviates(short: Found, side: BeadSide, long: Found, language: str) -> bool:
    """Return whether the words around a name have the initials of an acronym, in whatever order."""
    if not short.name.is_acronym or long.name.is_acronym:
        return False
    functions = get(language).function_words
    letters = sorted(short.folded)
    places = range(max(0, long.at - _AROUND), min(len(side.words), long.at + _AROUND + 1))
    content = [n for n in places if side.tokens[n].text.lower() not in functions]
    initials = [(n, side.words[n][0]) for n in content if side.words[n]]
    return any(_spells(initials[first : first + len(letters)], letters, long.at) for first in range(len(initials)))


def _spells(initials: Sequence[tuple[int, str]], letters: Sequence[str], at: int) -> bool:
    return sorted(letter for _, letter in initials) == letters and any(n == at for n, _ in initials)
