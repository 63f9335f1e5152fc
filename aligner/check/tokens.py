"""Split sentences into words with their places, and fold them, for rules that compare words."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from aligner.core import Document, Sentence, Span
from aligner.languages.folding import fold

__all__ = ["Token", "fold", "folded", "sentences", "span_between", "tokens"]

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")


class Token(NamedTuple):
    """A run of letters and digits, or a dotted abbreviation such as ``U.S.``."""

    text: str
    start: int  #: text offset in its sentence
    end: int  #: text offset just behind it


@lru_cache(maxsize=1 << 12)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text; hyphens and apostrophes part them."""
    return tuple([Token(match[0], match.start(), match.end()) for match in _WORD.finditer(text)])


@lru_cache(maxsize=1 << 12)
def folded(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared."""
    return tuple([fold(token.text) for token in tokens(text)])


def sentences(document: Document, numbers: Sequence[int]) -> list[Sentence]:
    """Return the sentences of one side of a bead."""
    return [document.sentences[n] for n in numbers]


def span_between(document: Document, first: tuple[int, int], last: tuple[int, int]) -> Span:
    """Return the span from ``(sentence, start)`` to ``(sentence, end)``, text offsets, over one sentence or several."""
    (head, start), (tail, end) = first, last
    if head == tail:
        return document.locate(head, start, end)
    opening, closing = document.locate(head, start), document.locate(tail, 0, end)
    between = (document.sentences[n].text for n in range(head + 1, tail))
    return Span(
        tuple(range(head, tail + 1)), opening.start, closing.end, " ".join([opening.text, *between, closing.text])
    )
