"""A pair being checked: its texts and beads, and what rules share of it, each made once and when first asked for."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from aligner.core import Bead, BlockKind, Document, Side
from aligner.encode import Encoder, RememberingEncoder, remembering
from aligner.languages import ITS_OWN
from aligner.link.coverage import Suspect, Texts, load_model, suspects
from aligner.link.pair import PairLinks
from aligner.terms.glossary import Glossary
from aligner.terms.glossary.compliance import Places, places_of_terms

__all__ = ["Gap", "PairContext"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a bead's side with no counterpart on the other, and how likely something is missing there."""

    bead: Bead
    suspect: Suspect


@dataclass
class PairContext:
    """An aligned pair of split documents, as rules see it. The fields are data; everything else follows from them."""

    original: Document
    translation: Document
    beads: tuple[Bead, ...]
    encoder: Encoder | None = None  #: the one that aligned the pair, for rules that compare meanings
    moved: tuple[tuple[int, int, float], ...] = ()  #: original and translation sentence that stand elsewhere, cosine
    glossary: Glossary | None = None  #: what people decided about terms
    spaces: str = ITS_OWN  #: the usage by which the translation should set spaces beside punctuation

    def with_spaces(self, spaces: str) -> Self:
        """Return the same pair, with everything that is known of it, under another usage of spaces."""
        found = copy(self)
        found.spaces = spaces
        return found

    @property
    def languages(self) -> tuple[str, str]:
        """The languages of the original and of the translation."""
        return self.original.language, self.translation.language

    @cached_property
    def words(self) -> RememberingEncoder | None:
        """The encoder of words and short phrases; it encodes each once."""
        if self.encoder is None or isinstance(self.encoder, RememberingEncoder):
            return self.encoder
        return remembering(self.encoder)

    @cached_property
    def links(self) -> PairLinks:
        """The word links of all beads that have both sides."""
        return PairLinks(self.original, self.translation, self.beads, self.words)

    @cached_property
    def gaps(self) -> Sequence[Gap] | None:
        """Every gap of both sides in reading order, or None where no model of gaps was learned for the languages."""
        model = load_model(*self.languages)
        if model is None or self.words is None:
            return None
        beads = [bead for bead in self.beads if not bead.is_null and not self._is_code(bead)]
        texts = [Texts(self.texts(Side.ORIGINAL, bead), self.texts(Side.TRANSLATION, bead)) for bead in beads]
        if not beads:
            return []
        every = suspects(texts, self.links.linker, model, [self.links.evidence(bead) for bead in beads])
        return [Gap(beads[suspect.candidate.bead], suspect) for suspect in every]

    @cached_property
    def glossary_places(self) -> Places:
        """Where the glossary's terms stand in the original."""
        assert self.glossary is not None
        return places_of_terms(self.original, self.translation, self.beads, self.glossary)

    def texts(self, side: Side, bead: Bead) -> tuple[str, ...]:
        """Return the sentences of a bead's side."""
        document, numbers = (
            (self.original, bead.original) if side is Side.ORIGINAL else (self.translation, bead.translation)
        )
        return tuple(document.sentences[n].text for n in numbers)

    def _is_code(self, bead: Bead) -> bool:
        return any(self.original.blocks[self.original.sentences[n].block].kind is BlockKind.CODE for n in bead.original)
