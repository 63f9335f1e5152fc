"""How spreadsheets name their cells."""

import re

__all__ = ["cell_place", "column_name"]

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def column_name(number: int) -> str:
    """``1`` is A, ``27`` is AA."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_place(reference: str) -> tuple[int, int] | None:
    """Column and row of ``"B4"``, counted from 1; None for what is no cell."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found.group(1).upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return column, int(found.group(2))
