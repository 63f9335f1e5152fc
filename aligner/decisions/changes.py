"""Which words two versions of a text differ in."""

import re

__all__ = ["changed_words", "differing"]

_WORD = re.compile(r"\S+")


def differing(was: str, now: str) -> tuple[int, int]:
    """Return how many characters two texts share at their start, and how many behind that at their end."""
    shortest = min(len(was), len(now))
    start = next((n for n in range(shortest) if was[n] != now[n]), shortest)
    left = shortest - start
    return start, next((n for n in range(left) if was[-1 - n] != now[-1 - n]), left)


def changed_words(was: str, now: str, beside: int = 0) -> tuple[str, str]:
    """Return the whole words of both texts that differ.

    :param beside: words on either side that are returned with them
    """
    start, end = differing(was, now)
    return _words(was, start, len(was) - end, beside), _words(now, start, len(now) - end, beside)


def _words(text: str, start: int, end: int, beside: int) -> str:
    """Return the words that a stretch touches, and some on either side."""
    words = list(_WORD.finditer(text))
    inside = [n for n, word in enumerate(words) if word.start() < end and word.end() > start]
    touched = inside or [n for n, word in enumerate(words) if start in (word.start(), word.end())]
    if not touched:
        return ""
    first, last = max(0, touched[0] - beside), min(len(words) - 1, touched[-1] + beside)
    return text[words[first].start() : words[last].end()]
