"""Regular expressions that people write in profiles: what is wrong with them is a sentence, and none runs for long."""

import re
from functools import lru_cache
from math import prod
from typing import Any

from aligner.errors import ConfigError

__all__ = ["check_pattern", "first_match", "found"]

_SECONDS = 1.0  # for one text, which is a quotation or a sentence: what takes longer would take hours on a book
_LONGEST = 5_000  # characters
_MOST = 100_000  # repetitions, one inside the other: the engine lays them all out
_COUNT = re.compile(r"\{(\d{0,9})(?:,(\d{0,9}))?\}")


def check_pattern(pattern: str) -> None:
    """Find out whether an expression can be used.

    :raises ValueError: if it cannot, with a sentence
    """
    _compiled(pattern)


def found(pattern: str, text: str) -> bool:
    """Return whether an expression matches somewhere in a text.

    :raises ConfigError: if it needs more than a second for that
    """
    return first_match(pattern, text) is not None


def first_match(pattern: str, text: str) -> tuple[int, int] | None:
    """Return where an expression matches first in a text.

    :raises ConfigError: if it needs more than a second for that
    """
    try:
        match = _compiled(pattern).search(text, timeout=_SECONDS)
        return None if match is None else (match.start(), match.end())
    except TimeoutError as error:
        raise ConfigError(
            f'The regular expression "{pattern}" takes too long on a text of {len(text):,} characters: repetitions of '
            "repetitions, such as (a+)+, are slow."
        ) from error


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> Any:
    import regex

    if len(pattern) > _LONGEST:
        raise ValueError(f"a regular expression has {len(pattern):,} characters; at most {_LONGEST:,} are read.")
    try:
        re.compile(pattern)
        counts = [int(most or least or 1) for least, most in _COUNT.findall(pattern)]
        if prod(max(1, count) for count in counts) > _MOST:
            raise ValueError(f'"{pattern}" repeats too often: counts in braces multiply to more than {_MOST:,}.')
        return regex.compile(pattern)
    except (re.error, regex.error) as error:
        raise ValueError(f'"{pattern}" is no regular expression: {error}.') from error
    except (OverflowError, RecursionError) as error:
        raise ValueError(f'"{pattern[:60]}" cannot be used as a regular expression: {error}.') from error
