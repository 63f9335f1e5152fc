"""How surely a word is the usual translation of another: an antonym or a paraphrase is none."""

from collections.abc import Hashable
from dataclasses import dataclass, field

import numpy as np

from aligner.encode import Encoder
from aligner.languages.dictionary import lemma
from aligner.languages.folding import fold, shared_start
from aligner.languages.pairs import spelling
from aligner.link.lexicon import Lexicon

__all__ = ["Usual"]

# Chosen on pairs of words of our own, translations and antonyms: "easy" has .46 of its links with « facile », .001 with
# « difficile ».
_SHARE = 0.016  #: share of a word's links that a usual translation has, at least
_BACK = 0.05  #: the same from the other side, where a word of the one language has many translations
_COUNTED = 50.0  #: occurrences from which on a word's links tell its translations
_COSINE = 0.64  #: of the vectors of two dictionary forms: "coat", « manteau » .77; "win", « perdre » .61
_ALIKE = 0.7  #: likeness of two spellings, 0 to 1, of words that come from the same Latin one
_SAME_START = 3  #: letters that they begin with: complete, « complet », not « incomplet »


@dataclass(frozen=True)
class Usual:
    """Answers by a lexicon, by vectors and by spelling."""

    languages: tuple[str, str]
    lexicon: Lexicon | None
    encoder: Encoder | None
    _known: dict[Hashable, float] = field(default_factory=dict, repr=False, compare=False)

    def surely(self, original: str, translation: str) -> float:
        """Return 1 where two words usually translate each other, .5 where they probably do, else 0.

        :param original: a word, or several, in lower case with plain apostrophes
        :param translation: the same
        """
        key = (original, translation)
        if key not in self._known:
            self._known[key] = self._look_up(original, translation)
        return self._known[key]

    def _look_up(self, original: str, translation: str) -> float:
        if self.is_alike(original, translation):
            return 1.0
        counted = self._counted(original, translation)
        if counted is not None:
            return 1.0 if counted else 0.0
        return 0.5 if self.likeness(original, translation) >= _COSINE else 0.0

    def _counted(self, original: str, translation: str) -> bool | None:
        """Return whether the lexicon has two words as translations of each other; None if it knows too little."""
        lexicon = self.lexicon
        if lexicon is None:
            return None
        one = lexicon.original.index.get(original, lexicon.original.index.get(lemma(original, self.languages[0])))
        other = lexicon.translation.index.get(
            translation, lexicon.translation.index.get(lemma(translation, self.languages[1]))
        )
        if one is None or other is None:
            return None
        lemmas = lexicon.original.lemmas[one], lexicon.translation.lemmas[other]
        counts = lexicon.original.lemma_counts[lemmas[0]], lexicon.translation.lemma_counts[lemmas[1]]
        links = float(lexicon.linked(np.array([lemmas[0]]), np.array([lemmas[1]]), lemmas=True)[0])
        if links >= 1.5 and (links >= _SHARE * counts[0] or links >= _BACK * counts[1]):
            return True
        return False if min(counts) >= _COUNTED else None

    def knows(self, side: int, word: str) -> bool:
        """Return whether the lexicon has a word of the original's language, side 0, or of the translation's."""
        lexicon = self.lexicon
        return lexicon is None or word in (lexicon.original, lexicon.translation)[side].index

    def is_counted(self, original: str, translation: str) -> bool:
        """Return whether the lexicon has two words as translations of each other."""
        return bool(self._counted(original, translation))

    def is_alike(self, original: str, translation: str) -> bool:
        """Return whether two words are spelt alike, as those that come from one Latin word."""
        one, other = fold(original), fold(translation)
        return one == other or (
            shared_start(one, other) >= _SAME_START and spelling(*self.languages).similarity(one, other) >= _ALIKE
        )

    def names_alike(self, original: str, translation: str) -> float:
        """Return the cosine of the vectors of two names as they are written, 0 without an encoder.

        It tells an exonym from another name: Geneva and Genève .89, Antwerp and Anvers .86, Antwerp and Gand .34.
        """
        return self._cosine(original, translation)

    def likeness(self, original: str, translation: str) -> float:
        """Return the cosine of the vectors of two dictionary forms, 0 without an encoder."""
        return self._cosine(lemma(original, self.languages[0]), lemma(translation, self.languages[1]))

    def _cosine(self, one_text: str, other_text: str) -> float:
        if self.encoder is None:
            return 0.0
        one, other = np.asarray(self.encoder.encode([one_text, other_text]), np.float32)
        norm = float(np.linalg.norm(one) * np.linalg.norm(other))
        return float(one @ other) / norm if norm else 0.0
