"""Which words exist, in English or French: to tell a word cut at a line's end from one with a hyphen of its own."""

from functools import cache

__all__ = ["is_word"]


@cache
def is_word(word: str) -> bool:
    """Whether simplemma's dictionaries know a word, in small letters, in any form."""
    from simplemma import is_known

    return any(is_known(word, lang=language) for language in ("en", "fr"))
