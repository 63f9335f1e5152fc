"""Breaks text into lines the French way: « and : stay with their words, whatever space is between."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, get_character_cell_size
from rich.text import Text

__all__ = ["wrap"]

# No-break spaces are part of a word; so is a plain space where French wants a no-break one.
_WORD = re.compile(r"(?:« )?[^ ]+(?: [:;!?»%€]+(?![^ ]))* *| +")


def wrap(text: Text, width: int) -> list[Text]:
    """The text's lines, none wider than ``width`` columns, without spaces at their ends; at least one line."""
    lines = list(text.divide(_breaks(text.plain, max(width, 1))))
    for line in lines:
        line.rstrip()
        line.no_wrap, line.overflow = True, "ignore"
    return lines


def _breaks(plain: str, width: int) -> Iterator[int]:
    column = 0
    for word in _WORD.finditer(plain):
        size = cell_len(word.group().rstrip(" "))
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
            column += cell_len(word.group())
