"""What is known of languages, as data: one package a language, found by its ISO 639-1 code."""

from aligner.errors import InputError
from aligner.languages.base import Language
from aligner.languages.registry import known, part

__all__ = ["Language", "get", "known"]


def get(code: str) -> Language:
    """Return the language of an ISO 639-1 code.

    :raises InputError: if nothing is known of it
    """
    if code not in known():
        raise InputError(f"Language {code!r} is not known; known are {', '.join(known())}.")
    language: Language = part(code).LANGUAGE
    return language
