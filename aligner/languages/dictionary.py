"""Dictionary forms of words, from the word lists of simplemma."""

from functools import cache, lru_cache

__all__ = ["has_dictionary", "is_listed", "is_word", "lemma"]


@cache
def has_dictionary(language: str) -> bool:
    """Return whether there is a word list of a language."""
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return language in SUPPORTED_LANGUAGES


@lru_cache(maxsize=1 << 16)
def lemma(word: str, language: str) -> str:
    """Return the dictionary form in lower case; the word itself where the language has no word list."""
    from simplemma import lemmatize

    low = word.lower()
    if not has_dictionary(language):
        return low
    found: str = lemmatize(low, lang=language)
    return found.lower()


@lru_cache(maxsize=1 << 16)
def is_word(word: str, language: str) -> bool:
    """Return whether the word list of a language has a word in this form or in one that can be derived from it."""
    from simplemma import is_known

    return has_dictionary(language) and bool(is_known(word, lang=language))


def is_listed(word: str, language: str) -> bool:
    """Return whether the word list of a language has a word in exactly this form."""
    from simplemma.strategies import DictionaryLookupStrategy

    return has_dictionary(language) and DictionaryLookupStrategy().is_dictionary_member(word, language)
