"""Find the line of a TOML file that says something."""

import tomllib
from typing import Any

from aligner.settings import KeyPath

__all__ = ["line_of"]


def line_of(text: str, path: KeyPath) -> int | None:
    """Return the line, counted from 1, that says this; where only a part of the path is said, the line of that part.

    The file is read line by line until it says it: a value of several lines begins behind the last line up to which
    the file is complete.
    """
    lines = text.splitlines(keepends=True)
    for length in range(len(path), 0, -1):
        complete = 0
        for number in range(1, len(lines) + 1):
            try:
                content = tomllib.loads("".join(lines[:number]))
            except (ValueError, RecursionError):
                continue
            if _says(content, path[:length]):
                return _first_said(lines, complete, number)
            complete = number
    return None


def _says(content: Any, path: KeyPath) -> bool:
    for part in path:
        try:
            content = content[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _first_said(lines: list[str], complete: int, number: int) -> int:
    """Return the first line behind the complete ones that is neither empty nor a comment."""
    for line in range(complete, number):
        if lines[line].strip() and not lines[line].lstrip().startswith("#"):
            return line + 1
    return number
