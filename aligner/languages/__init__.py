"""What is known of languages, as data: one package a language, found by its ISO 639-1 code."""

from aligner.errors import InputError
from aligner.languages.base import ITS_OWN, Language
from aligner.languages.others import others
from aligner.languages.registry import known, part

__all__ = ["ITS_OWN", "Language", "accepted", "get", "known", "locale", "space_usages"]


def accepted() -> tuple[str, ...]:
    """Return the codes of all languages that texts may be in, sorted; most rules judge only ``known`` ones."""
    return tuple(sorted({*known(), *others()}))


def get(code: str) -> Language:
    """Return the language of an ISO 639-1 code.

    :raises InputError: if nothing is known of it
    """
    if code in known():
        language: Language = part(code).LANGUAGE
        return language
    if code in others():
        return others()[code]
    raise InputError(f"Language {code!r} is not known; known are {', '.join(accepted())}.")


def locale(code: str) -> str:
    """Return what spelling checkers call a language, or the code itself where nothing is known of it."""
    return get(code).locale if code in accepted() else code


def space_usages() -> tuple[str, ...]:
    """Return the usages of spaces beside punctuation marks that a profile can ask for, of all languages."""
    return (ITS_OWN, *dict.fromkeys(usage for code in known() for usage in get(code).space_usages))
