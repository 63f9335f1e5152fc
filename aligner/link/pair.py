"""The word links of an aligned pair, made once for everyone who asks."""

from collections.abc import Sequence
from functools import cached_property
from itertools import product

from aligner.core import Bead, BlockKind, Document
from aligner.encode import Encoder, RememberingEncoder, remembering
from aligner.link.linker import Evidence, Linker
from aligner.link.tokens import Token, tokenize

__all__ = ["PairLinks", "Place", "between"]

#: The number of a sentence and one of its tokens.
Place = tuple[int, Token]


class PairLinks:
    """Links between the words of a pair's beads; all beads teach each other.

    Beads with an empty side or with code have none.

    :param encoder: gives the vectors of words; without one, links rest on lexicon, spelling, position and repetition
    """

    def __init__(
        self, original: Document, translation: Document, beads: Sequence[Bead], encoder: Encoder | None
    ) -> None:
        self._documents = (original, translation)
        self._beads = [bead for bead in beads if not bead.is_null and not self._is_code(bead)]
        self._numbers = {(bead.original, bead.translation): n for n, bead in enumerate(self._beads)}
        self.words: RememberingEncoder | None = remembering(encoder) if encoder else None  #: the encoder of words
        self.linker = Linker(original.language, translation.language, self.words)

    @property
    def beads(self) -> Sequence[Bead]:
        """The beads that are linked, in reading order."""
        return self._beads

    def places(self, bead: Bead) -> tuple[list[Place], list[Place]]:
        """Return the tokens of both sides, sentence after sentence: what the numbers in links count."""
        return self._places(0, bead.original), self._places(1, bead.translation)

    def evidence(self, bead: Bead) -> Evidence | None:
        """Return what speaks for links inside a bead; None where nothing is linked."""
        number = self._numbers.get((bead.original, bead.translation))
        return None if number is None else self._evidence[number]

    def links(self, bead: Bead, threshold: float) -> list[tuple[int, int, float]]:
        """Return pairs of token numbers with a score above a threshold, sorted."""
        evidence = self.evidence(bead)
        return [] if evidence is None else self.linker.links(evidence, threshold)

    @cached_property
    def _evidence(self) -> list[Evidence | None]:
        pairs = [tuple([token.text for _, token in side] for side in self.places(bead)) for bead in self._beads]
        return self.linker.evidence([(one, other) for one, other in pairs])

    def _places(self, side: int, numbers: Sequence[int]) -> list[Place]:
        document = self._documents[side]
        return [(n, token) for n in numbers for token in tokenize(document.sentences[n].text, document.language)]

    def _is_code(self, bead: Bead) -> bool:
        original = self._documents[0]
        return any(original.blocks[original.sentences[n].block].kind is BlockKind.CODE for n in bead.original)


def between(
    links: Sequence[tuple[int, int, float]], left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]
) -> list[tuple[int, int, float]]:
    """Return links between tokens as links between what these are made of.

    :param left: for each token of the original the numbers of its parts; parts of equal number are linked one by one
    :param right: the same for the translation
    """
    found: dict[tuple[int, int], float] = {}
    for i, j, score in links:
        one, other = left[i], right[j]
        joined = zip(one, other, strict=True) if len(one) == len(other) else product(one, other)
        for link in joined:
            found[link] = max(score, found.get(link, 0.0))
    return [(i, j, score) for (i, j), score in sorted(found.items())]
