"""The word links of an aligned pair, made once for everyone who asks."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import product

from aligner.core import Bead, BlockKind, Document
from aligner.encode import Encoder, RememberingEncoder, remembering
from aligner.link.learned import Learned
from aligner.link.linker import Linker, LinkEvidence
from aligner.link.text import Tokens
from aligner.link.tokens import Token, tokenize

__all__ = ["PairLinks", "Place", "between"]

_LETTER = re.compile(r"[^\W\d_]")

#: The number of a sentence and one of its tokens.
Place = tuple[int, Token]
#: The sentences of both sides of a bead.
Texts = tuple[tuple[str, ...], tuple[str, ...]]


class PairLinks:
    """Links between the words of a pair's beads; all beads teach each other.

    Beads with an empty side, with code, or without a letter have none.

    :param encoder: gives the vectors of words; without one, links rest on lexicon, spelling, position and repetition
    """

    def __init__(
        self, original: Document, translation: Document, beads: Sequence[Bead], encoder: Encoder | None
    ) -> None:
        self._documents = (original, translation)
        self._first: PairLinks | None = None  # the pair before its first edit
        self._made: dict[Texts, LinkEvidence | None] = {}  # what was linked after edits
        self._beads = [bead for bead in beads if not bead.is_null and self._has_words(bead)]
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

    def evidence(self, bead: Bead) -> LinkEvidence | None:
        """Return what speaks for links inside a bead; None where nothing is linked."""
        number = self._numbers.get((bead.original, bead.translation))
        return None if number is None else self._evidence[number]

    def links(self, bead: Bead, threshold: float) -> list[tuple[int, int, float]]:
        """Return pairs of token numbers with a score above a threshold, sorted."""
        evidence = self.evidence(bead)
        return [] if evidence is None else self.linker.links(evidence, threshold)

    @property
    def learned(self) -> Learned | None:
        """What the pair taught the linker; None where no bead has two sides."""
        return (self._first or self)._taught[1]

    def following(self, original: Document, translation: Document, beads: Sequence[Bead]) -> "PairLinks":
        """Return the links of the pair after an edit.

        Nothing is learned anew: beads that the pair had before its first edit keep their links, and any other bead is
        linked by itself, by what the pair taught then.
        """
        found = PairLinks(original, translation, beads, self.words)
        found._first = self._first or self
        return found

    @cached_property
    def _evidence(self) -> list[LinkEvidence | None]:
        first = self._first
        return self._taught[0] if first is None else [first._after_edits(self, bead) for bead in self._beads]

    @cached_property
    def _taught(self) -> tuple[list[LinkEvidence | None], Learned | None]:
        return self.linker.learn([self._tokens(bead) for bead in self._beads])

    @cached_property
    def _by_texts(self) -> dict[Texts, LinkEvidence | None]:
        return dict(zip(map(self._texts, self._beads), self._taught[0], strict=True))

    def _after_edits(self, later: "PairLinks", bead: Bead) -> LinkEvidence | None:
        """Return what speaks for links in a bead of this pair as it is later."""
        texts = later._texts(bead)
        if texts in self._by_texts:
            return self._by_texts[texts]
        if texts not in self._made:
            tokens, learned = later._tokens(bead), self._taught[1]
            self._made[texts] = (
                self.linker.evidence_of(tokens, learned) if learned else self.linker.evidence([tokens])[0]
            )
        return self._made[texts]

    def _texts(self, bead: Bead) -> Texts:
        one, other = (
            tuple([document.sentences[n].text for n in numbers])
            for document, numbers in zip(self._documents, (bead.original, bead.translation), strict=True)
        )
        return one, other

    def _tokens(self, bead: Bead) -> tuple[Tokens, Tokens]:
        one, other = ([token.text for _, token in side] for side in self.places(bead))
        return one, other

    def _places(self, side: int, numbers: Sequence[int]) -> list[Place]:
        document = self._documents[side]
        return [(n, token) for n in numbers for token in tokenize(document.sentences[n].text, document.language)]

    def _has_words(self, bead: Bead) -> bool:
        original = self._documents[0]
        if any(original.blocks[original.sentences[n].block].kind is BlockKind.CODE for n in bead.original):
            return False
        return any(_LETTER.search(text) for side in self._texts(bead) for text in side)


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
