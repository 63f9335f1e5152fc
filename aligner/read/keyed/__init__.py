"""Files of texts by their keys, as programs have them: one file a language, paired by key.

Each module has ``entries(file)``. An original and its translation are paired in ``aligner.read.key_pairs``.
"""

from typing import NamedTuple

__all__ = ["Entry"]


class Entry(NamedTuple):
    """A text and the key that a program asks for it by."""

    key: str  #: with the keys above it: ``"menu.file.open"``
    text: str
