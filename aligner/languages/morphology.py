"""What the forms of words tell without a parser.

A language brings it as ``aligner/languages/<code>/morphology.py`` with ``MORPHOLOGY: Morphology``.
"""

from functools import cache

from aligner.languages.folding import fold
from aligner.languages.registry import part

__all__ = ["Morphology", "morphology"]


class Morphology:
    """The answers for a language of which nothing is known; a language overrides what its word forms tell.

    Words are in lower case. A *key* is what all forms of a word share, without accents.
    """

    noun_endings: tuple[str, ...] = ()  #: of keys that are nouns whatever stands beside them: ``ment``
    adjective_endings: tuple[str, ...] = ()  #: that only adjectives have: ``able``
    adverb_endings: tuple[str, ...] = ()  #: ``ly``
    participle_endings: tuple[str, ...] = ()  #: of past participles: ``ed``
    gerund_endings: tuple[str, ...] = ()  #: ``ing``
    plural_ending: str = ""  #: of names and acronyms in the plural: ``s`` of ``NGOs``

    def key(self, word: str, lemma: str) -> str:
        """Return what all forms of a word share.

        :param lemma: the dictionary form, which is the word itself where the dictionary lacks it
        """
        return fold(lemma)

    def singular(self, word: str) -> str:
        """Return a name without the ending of the plural."""
        return word

    def is_plural(self, word: str, key: str) -> bool:
        """Return whether a word has the ending of a plural that its key lacks."""
        return False

    def is_superlative(self, word: str, lemma: str) -> bool:
        """Return whether a word is a superlative: ``earliest``."""
        return False

    def is_verb(self, word: str, key: str) -> bool:
        """Return whether a word is an infinitive or a present participle."""
        return False

    def is_conjugated(self, word: str, key: str) -> bool:
        """Return whether a word is a form of a verb that no noun has."""
        return False


@cache
def morphology(language: str) -> Morphology:
    """Return what is known of the word forms of a language, ISO 639-1 code."""
    module = part(language, "morphology")
    found: Morphology = module.MORPHOLOGY if module else Morphology()
    return found
