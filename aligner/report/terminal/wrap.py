"""Breaks text into lines; marks that a language sets apart by a space stay with their words: ``« ici »``, ``:``."""

import re
from collections.abc import Iterator
from functools import cache

from rich.cells import cell_len, get_character_cell_size
from rich.text import Text

from aligner.languages import get, known

__all__ = ["breaks", "wrap"]

_SIGNS = "%€"  #: units that stay with their number


def wrap(text: Text, width: int) -> list[Text]:
    """Return the text's lines, at most ``width`` columns wide, without spaces at their ends; at least one."""
    lines = list(text.divide(breaks(text.plain, max(width, 1))))
    for line in lines:
        line.rstrip()
        line.no_wrap, line.overflow = True, "ignore"
    return lines


@cache
def _word() -> re.Pattern[str]:
    """Return a word with the marks beside it.

    No-break spaces are part of a word; so is a plain space where any language wants a no-break one, since a text at
    the terminal may mix languages.
    """
    before = re.escape("".join({mark: mark for code in known() for mark in get(code).space_before}) + _SIGNS)
    after = re.escape("".join({mark: mark for code in known() for mark in get(code).space_after}))
    return re.compile(rf"(?:[{after}] )?[^ ]+(?: [{before}]+(?![^ ]))* *| +")


def breaks(plain: str, width: int) -> Iterator[int]:
    """Yield where the lines of a text end that are at most ``width`` columns wide, but for the last one."""
    column = 0
    measure = len if cell_len(plain) == len(plain) else cell_len
    for word in _word().finditer(plain):
        size = measure(word.group().rstrip(" "))
        if column and column + size > width:
            yield word.start()
            column = 0
        if size > width:
            for at, character in enumerate(word.group(), word.start()):
                cells = get_character_cell_size(character)
                if column and column + cells > width and character != " ":
                    yield at
                    column = 0
                column += cells
        else:
            column += measure(word.group())
