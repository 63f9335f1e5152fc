"""The tokens that numbers are read from: numerals, words and symbols."""

import re
from fractions import Fraction
from typing import NamedTuple

__all__ = ["SPACES", "VULGAR", "NumberToken", "glued", "tokens"]

#: Fractions of one character.
VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}

#: Spaces that may part thousands.
SPACES = " \u00a0\u2009\u202f"
_TOKEN = re.compile(
    rf"(?P<n>\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?"
    rf"|\d{{1,3}}(?:['’]\d{{3}})+(?!\d)(?:[.,]\d+)?"
    rf"|\d+(?:[.,]\d+)*)"
    rf"|(?P<w>[^\W\d_{''.join(VULGAR)}]+)"
    rf"|(?P<s>[%‰°$€£¥₹₽{''.join(VULGAR)}])"
)


class NumberToken(NamedTuple):
    """A numeral (``n``), a word (``w``) or a symbol that belongs to numbers (``s``)."""

    kind: str
    text: str
    low: str
    start: int
    end: int


def tokens(text: str) -> list[NumberToken]:
    """Return the numerals, words and symbols of a text; whatever lies between them is left out."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        found.append(NumberToken(match.lastgroup or "", word, word.lower(), match.start(), match.end()))
    return found


#: What may stand between the words of one number or phrase, apart from white space.
_GLUE = frozenset(("", "-", "\u2010", "\u2011", "'", "’"))


def glued(text: str, before: NumberToken, after: NumberToken) -> bool:
    """Return whether two tokens follow each other closely enough to be one expression: ``twenty-one``, ``p. m``."""
    gap = text[before.end : after.start]
    if gap == "." or gap.strip() in _GLUE:
        return True
    return gap.strip() == "." and len(before.text) == 1 and before.kind == "w" and not after.text[0].isupper()
