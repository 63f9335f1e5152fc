"""Cuts a sentence into the tokens that links join, keeping their offsets."""

import re
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from aligner import languages

__all__ = ["Token", "tokenize"]

_APOSTROPHES = "'’ʼ"
# An address is one token; a number keeps its separators, initials their dots, a word its inner hyphens.
_PIECE = re.compile(
    r"(?:https?://|www\.)[^\s<>«»\"“”]*[^\s<>«»\"“”.,;:!?)\]]"
    r"|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\w)"
    r"|\d+(?:[.,:/]\d+)*\w*"
    r"|(?:[^\W\d_]\.){2,}"
    rf"|\w+(?:[{_APOSTROPHES}-]\w+)*[{_APOSTROPHES}]?"
    r"|(\S)\1*"
)


class Token(NamedTuple):
    """A word, a number, a punctuation mark: ``sentence[start:end] == text``."""

    text: str
    start: int  #: text offset of its first character
    end: int  #: text offset just behind its last character


_token = partial(tuple.__new__, Token)  # half the time of calling the class


@cache
def _seams(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what is cut off a word's head (elided words) and off its end (enclitics)."""
    known = languages.get(language)
    heads = "|".join(sorted(known.elisions, key=len, reverse=True))
    ends = "|".join(re.escape(end).replace("'", f"[{_APOSTROPHES}]") for end in known.enclitics)
    # A pattern that never matches stands for a language that has none.
    return (
        re.compile(rf"(?:{heads})[{_APOSTROPHES}]", re.IGNORECASE) if heads else re.compile(r"(?!)"),
        re.compile(rf"(?<=\w)(?:{ends})$", re.IGNORECASE) if ends else re.compile(r"(?!)"),
    )


@lru_cache(maxsize=1 << 16)
def _cuts(word: str, language: str) -> tuple[int, ...]:
    """Return where a word falls apart, its two ends included."""
    if not word[0].isalpha() or "://" in word or "@" in word:
        return 0, len(word)
    head, end = _seams(language)
    cuts, first, last = [0], 0, len(word)
    while (found := head.match(word, first)) and found.end() <= last:
        first = found.end()
        cuts.append(first)
    tail: list[int] = []
    if (found := end.search(word, first)) and found.start() > first:
        last = found.start()
        tail.append(last)
    # What is left over of an apostrophe at the end closes a quotation or marks a plural.
    if word[-1] in _APOSTROPHES and cuts[-1] < len(word) - 1:
        tail.append(len(word) - 1)
    return tuple(sorted({*cuts, *tail, len(word)}))


@lru_cache(maxsize=1 << 12)
def tokenize(text: str, language: str) -> tuple[Token, ...]:
    """Cut a sentence into tokens, in order.

    Elided words (``l'``, ``qu'``) and enclitics (``'s``, ``n't``, ``-t-il``) are tokens of their own; other hyphenated
    words stay whole; numbers keep their separators; a run of one punctuation mark is one token.

    :param language: ISO 639-1 code
    :raises InputError: if nothing is known of the language
    """
    _seams(language)  # the language must be known, even where nothing is cut
    tokens: list[Token] = []
    for found in _PIECE.finditer(text):
        at, end = found.span()
        word = text[at:end]
        # What is cut has an apostrophe or a hyphen; one of the apostrophes counts as a letter.
        if (word.isalnum() and "ʼ" not in word) or len(cuts := _cuts(word, language)) == 2:
            tokens.append(_token((word, at, end)))
        else:
            tokens += [_token((word[a:b], at + a, at + b)) for a, b in pairwise(cuts)]
    return tuple(tokens)
