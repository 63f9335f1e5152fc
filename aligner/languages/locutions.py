"""Expressions of several words that mean something as a whole: ``of course``, ``tout à fait``."""

from functools import cache
from importlib.resources import files

from aligner.languages.registry import known

__all__ = ["locutions"]


@cache
def locutions(language: str) -> frozenset[tuple[str, ...]]:
    """Return a language's expressions as their words, lower case, contractions taken apart and elided words apart.

    None are known of a language without the file ``<code>/locutions.txt``.
    """
    if language not in known():
        return frozenset()
    resource = files(f"aligner.languages.{language}") / "locutions.txt"
    if not resource.is_file():
        return frozenset()
    lines = resource.read_text(encoding="utf-8").splitlines()
    return frozenset(tuple(line.split()) for line in lines if line and not line.startswith("#"))
