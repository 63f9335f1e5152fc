"""Words of the translation that say what a word of a class should say, in the form that stands there."""

from collections.abc import Iterator
from functools import cache

from aligner.check.tokens import fold
from aligner.languages.pairs.opposites import Member, opposites
from aligner.link.lexicon import load

__all__ = ["in_like_form", "words_of"]

_LONGEST_ENDING = 6
_OFTEN = 20  # occurrences of a word in the lexicon's texts, for words that are written in its form only


def in_like_form(word: str, member: Member, languages: tuple[str, str]) -> Iterator[str]:
    """Yield the words of a meaning whose ending is most like that of a word."""
    scored = [(_shared_end(fold(word), fold(other)), other) for other in words_of(member, languages)]
    best = max((score for score, _ in scored), default=(0, 0))
    for score, other in scored:
        if score == best:
            yield other.capitalize() if word[0].isupper() else other


def _shared_end(one: str, other: str) -> tuple[int, int]:
    """Return how many letters two words end alike with, and how alike they are in length, as a negative number."""
    size = next((n for n in range(_LONGEST_ENDING, 0, -1) if one[-n:] == other[-n:]), 0)
    return size, -abs(len(one) - len(other))


@cache
def words_of(member: Member, languages: tuple[str, str]) -> tuple[str, ...]:
    """Return words that have a meaning: the forms as they are, and what the lexicon has of their inflected forms."""
    known = opposites(*languages)
    assert known is not None
    lexicon = load(*languages)
    found = []
    for form in known[1].forms.get(member, ()):
        if len(form.words) > 1:
            continue
        if not form.is_head:
            found.append(form.text)
        elif lexicon is not None:
            counts, index = lexicon.translation.counts, lexicon.translation.index
            found += [
                word
                for word, n in index.items()
                if word.isalpha() and fold(word).startswith(form.words[0]) and counts[n] >= _OFTEN
            ]
    return tuple(found)
