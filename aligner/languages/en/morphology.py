"""English word forms."""

from aligner.languages.folding import fold
from aligner.languages.morphology import Morphology

__all__ = ["MORPHOLOGY"]

_SHARED = 2  #: letters that a regular plural shares with its singular: "policies", "policy"


class _English(Morphology):
    noun_endings = (
        *("er", "or", "ion", "ment", "ness", "ity", "ship", "ware", "age", "ance", "ence", "ism", "top", "ure"),
    )
    adjective_endings = ("ive", "ary", "ous", "able", "ible", "ful", "less", "ic")
    adverb_endings = ("ly",)
    participle_endings = ("ed",)
    gerund_endings = ("ing",)
    plural_ending = "s"

    def key(self, word: str, lemma: str) -> str:
        """Return the lemma of a plural; verbs in -ing and -ed keep their form: "packaging" is not "package"."""
        plural = word.endswith("s") and not word.endswith("ss") and word[:_SHARED] == lemma[:_SHARED]
        return fold(lemma if plural else word)

    def singular(self, word: str) -> str:
        return word[:-1] if len(word) > 3 and word.endswith("s") else word

    def is_plural(self, word: str, key: str) -> bool:
        return word.endswith("s") and not key.endswith("s")

    def is_superlative(self, word: str, lemma: str) -> bool:
        return word.endswith("est") and lemma != word


MORPHOLOGY = _English()
