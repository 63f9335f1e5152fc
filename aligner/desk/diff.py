"""What differs between two versions of a text, sentence by sentence and word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

__all__ = ["Changed", "Piece", "compared"]

_PIECE = re.compile(r"\w+|\s+|.", re.DOTALL)


class Piece(NamedTuple):
    """A stretch of text, and whether it is in both versions, gone or new."""

    kind: str  #: ``same``, ``gone`` or ``new``
    text: str


class Changed(NamedTuple):
    """A sentence that is not in both versions as it is."""

    number: int  #: counted from one, in the newer version
    pieces: tuple[Piece, ...]


def compared(before: Sequence[str], after: Sequence[str]) -> list[Changed]:
    """Return the sentences that differ, in reading order."""
    found: list[Changed] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        both = min(j - i, m - k)
        for n in range(both):
            found.append(Changed(k + n + 1, tuple(_pieces(before[i + n], after[k + n]))))
        found += [Changed(k + both + 1, (Piece("gone", text),)) for text in before[i + both : j]]
        found += [Changed(n + 1, (Piece("new", after[n]),)) for n in range(k + both, m)]
    return found


def _pieces(was: str, now: str) -> Iterator[Piece]:
    old, new = _PIECE.findall(was), _PIECE.findall(now)
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[i:j]))
            continue
        if i < j:
            yield Piece("gone", "".join(old[i:j]))
        if k < m:
            yield Piece("new", "".join(new[k:m]))
