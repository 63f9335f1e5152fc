"""Dictionary forms of words, from the word lists of simplemma.

Unpacking a list takes longer than checking a short text. So each is kept as a trie in the cache folder, which opens at
once; where that folder cannot be written, the list is unpacked each time. For the same reason, simplemma's rules for
unknown words are loaded for the languages at hand alone: it has hundreds of patterns for twenty others.
"""

import logging
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import TYPE_CHECKING

from aligner.files import cache_folder

if TYPE_CHECKING:
    from simplemma import Lemmatizer
    from simplemma.strategies import DictionaryLookupStrategy

__all__ = ["has_dictionary", "is_listed", "is_word", "lemma"]


@cache
def has_dictionary(language: str) -> bool:
    """Return whether there is a word list of a language."""
    _spare_rules()
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return language in SUPPORTED_LANGUAGES


@lru_cache(maxsize=1 << 16)
def lemma(word: str, language: str) -> str:
    """Return the dictionary form in lower case; the word itself where the language has no word list."""
    low = word.lower()
    if not low or not has_dictionary(language):
        return low
    return _lemmatizer().lemmatize(low, lang=language).lower()


@lru_cache(maxsize=1 << 16)
def is_word(word: str, language: str) -> bool:
    """Return whether the word list of a language has a word in this form, or with other case or apostrophe."""
    if not has_dictionary(language):
        return False
    from simplemma.utils import normalize_token

    return _lookup().get_lemma(normalize_token(word), language) is not None


def is_listed(word: str, language: str) -> bool:
    """Return whether the word list of a language has a word in exactly this form."""
    return has_dictionary(language) and _lookup().is_dictionary_member(word, language)


@cache
def _lemmatizer() -> "Lemmatizer":
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=_WordLists()))


@cache
def _lookup() -> "DictionaryLookupStrategy":
    from simplemma.strategies import DictionaryLookupStrategy

    return DictionaryLookupStrategy(_WordLists())


_RULES = "simplemma.strategies.defaultrules"


def _spare_rules() -> None:
    """Let simplemma load the rules of a language when it first asks for them, unless it has loaded all of them."""
    if "simplemma" in sys.modules:
        return
    found = find_spec("simplemma")
    if found is None or not found.submodule_search_locations:
        return
    module = ModuleType(_RULES)
    module.__path__ = [str(Path(found.submodule_search_locations[0]) / "strategies" / "defaultrules")]
    module.__dict__["RULE_FUNCTIONS"] = _Rules(module.__path__)
    sys.modules[_RULES] = module


class _Rules(Mapping[str, Callable[[str], str | None]]):
    """Functions that guess the lemma of an unknown word, by language, as simplemma names them."""

    def __init__(self, path: list[str]) -> None:
        names = (module.name for module in pkgutil.iter_modules(path))
        self._modules = {name.rstrip("_"): name for name in names if len(name.rstrip("_")) == 2}  # ISO 639-1

    def __getitem__(self, language: str) -> Callable[[str], str | None]:
        name = self._modules[language]
        rule: Callable[[str], str | None] = getattr(import_module(f"{_RULES}.{name}"), f"apply_{language}")
        return rule

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


class _WordLists:
    """Gives simplemma its word lists."""

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """Return the lemmas of a language by word."""
        return _word_list(lang)


@cache
def _word_list(language: str) -> Mapping[str, str]:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
    from simplemma.strategies.dictionaries.trie_dictionary_factory import TrieDictionaryFactory

    folder = _folder_of_tries(language)
    if folder is None:
        return DefaultDictionaryFactory().get_dictionary(language)
    return TrieDictionaryFactory(disk_cache_dir=str(folder)).get_dictionary(language)


def _folder_of_tries(language: str) -> Path | None:
    """Return the folder that has the trie of a language, made if it was not there; None if it cannot be made."""
    from simplemma import __version__
    from simplemma.strategies.dictionaries.trie_dictionary_factory import TrieDictionaryFactory

    logging.getLogger("simplemma").addHandler(logging.NullHandler())  # what it cannot write is no news for a user
    try:
        folder = cache_folder() / f"words-{__version__}"
        trie = folder / f"{language}.dic"
        if not trie.exists():
            folder.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=folder) as made:
                TrieDictionaryFactory(disk_cache_dir=made).get_dictionary(language)
                os.replace(Path(made) / trie.name, trie)  # whole or not at all, whoever else is at it
    except (OSError, RuntimeError):
        return None
    return folder
