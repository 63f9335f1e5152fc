"""What is known of one language, as data: one module a language, found by its ISO 639-1 code."""

from importlib import import_module

from aligner.errors import InputError
from aligner.languages.base import Language

__all__ = ["KNOWN", "Language", "get"]

KNOWN = ("en", "fr")


def get(code: str) -> Language:
    """The language of an ISO 639-1 code.

    :raises InputError: if nothing is known of it
    """
    if code not in KNOWN:
        raise InputError(f"Language {code!r} is not known; known are {', '.join(KNOWN)}.")
    language: Language = import_module(f"aligner.languages.{code}").LANGUAGE
    return language
