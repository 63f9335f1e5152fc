"""A pair being checked: its texts and beads, and what rules share of it, each made once and when first asked for."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Self

from aligner.config.own_checks import OwnCheck
from aligner.core import Bead, Document, Side
from aligner.encode import Encoder, RememberingEncoder, remembering
from aligner.languages import ITS_OWN
from aligner.link.coverage import BEFORE, Habits, Model, Suspect, Texts, habits_of, load_model, suspects
from aligner.link.pair import PairLinks
from aligner.link.usual import Usual
from aligner.terms.glossary import Glossary
from aligner.terms.glossary.compliance import Places, places_of_terms
from aligner.terms.reuse import Memory

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
    checks: tuple[OwnCheck, ...] = ()  #: what the profile requires or forbids
    spaces: str = ITS_OWN  #: the usage by which the translation should set spaces beside punctuation
    coverage: Model | None = None  #: what tells a lost stretch, instead of what ships for the languages
    terms: Memory | None = field(default=None, repr=False, compare=False)  #: kept for an edit that may follow
    first: "PairContext | None" = field(default=None, repr=False, compare=False)  #: the pair before its first edit
    faults: dict[str, str] = field(default_factory=dict, repr=False, compare=False)  #: how rules failed, by id
    _made: dict[tuple[tuple[Texts, ...], int], list[Suspect]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def under(self, spaces: str, checks: tuple[OwnCheck, ...]) -> Self:
        """Return the same pair, with everything that is known of it, as a profile wants it checked."""
        checks = checks or self.checks
        if (spaces, checks) == (self.spaces, self.checks):
            return self
        found = copy(self)
        found.spaces, found.checks = spaces, checks
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

    def share(self) -> None:
        """Make now what most rules ask for, before several processes run them."""
        if self._model is not None:
            _ = self.links.learned

    @cached_property
    def usual(self) -> Usual:
        """Answers whether words are usual translations of each other."""
        return Usual(self.languages, self.links.linker.lexicon, self.words)

    @cached_property
    def gaps(self) -> Sequence[Gap] | None:
        """Every gap of both sides in reading order, or None where no model of gaps was learned for the languages."""
        model = self._model
        if model is None or self.words is None:
            return None
        first = self.first
        if first is not None:
            judged = self._judged
            return [
                Gap(bead, suspect)
                for n, bead in enumerate(judged)
                for suspect in first._after_edits(
                    self, judged[max(0, n - BEFORE) : n], bead, judged[n + 1 : n + 2], model
                )
            ]
        beads = self._judged
        if not beads:
            return []
        texts = [self._texts(bead) for bead in beads]
        every = suspects(texts, self.links.linker, model, [self.links.evidence(bead) for bead in beads])
        return [Gap(beads[suspect.candidate.bead], suspect) for suspect in every]

    @property
    def _model(self) -> Model | None:
        return self.coverage or load_model(*self.languages)

    @property
    def _judged(self) -> Sequence[Bead]:
        """The beads that may have gaps."""
        return self.links.beads

    def _after_edits(
        self, later: "PairContext", before: Sequence[Bead], bead: Bead, behind: Sequence[Bead], model: Model
    ) -> list[Suspect]:
        """Return the gaps of a bead of this pair as it is later; a bead that it had keeps its own."""
        texts = later._texts(bead)
        if texts in self._suspects:
            return self._suspects[texts]
        beads = [*before, bead, *behind]
        around, place = tuple([later._texts(one) for one in beads]), len(before)
        if (around, place) not in self._made:
            evidence = [later.links.evidence(one) for one in beads]
            every = suspects(around, self.links.linker, model, evidence, self._habits)
            self._made[around, place] = [one for one in every if one.candidate.bead == place]
        return self._made[around, place]

    @cached_property
    def _habits(self) -> Habits:
        beads = self._judged
        model = self._model
        evidence = [self.links.evidence(bead) for bead in beads]
        return habits_of(
            [self._texts(bead) for bead in beads], self.links.linker, model.log_ratio if model else 0.0, evidence
        )

    @cached_property
    def _suspects(self) -> dict[Texts, list[Suspect]]:
        """The gaps of each bead, by its texts."""
        found: dict[Texts, list[Suspect]] = {self._texts(bead): [] for bead in self._judged}
        for bead, some in groupby(self.gaps or (), key=lambda gap: gap.bead):
            found[self._texts(bead)] = [gap.suspect for gap in some]
        return found

    def following(
        self,
        original: Document,
        translation: Document,
        beads: tuple[Bead, ...],
        moved: tuple[tuple[int, int, float], ...] = (),
    ) -> Self:
        """Return the pair after an edit.

        What counts in the whole of a document taught about its words and about the lengths of its sentences stays as
        it was before the first edit, so that the edit of one sentence changes no link and no gap of another.
        """
        found = replace(self, original=original, translation=translation, beads=beads, moved=moved, faults={})
        found.first = self.first or self
        found.words = self.words
        found.links = self.links.following(original, translation, beads)
        found.terms = Memory(self.terms) if self.terms else None
        return found

    @cached_property
    def glossary_places(self) -> Places:
        """Where the glossary's terms stand in the original."""
        assert self.glossary is not None
        return places_of_terms(self.original, self.translation, self.beads, self.glossary)

    def _texts(self, bead: Bead) -> Texts:
        return Texts(self.texts(Side.ORIGINAL, bead), self.texts(Side.TRANSLATION, bead))

    def texts(self, side: Side, bead: Bead) -> tuple[str, ...]:
        """Return the sentences of a bead's side."""
        document, numbers = (
            (self.original, bead.original) if side is Side.ORIGINAL else (self.translation, bead.translation)
        )
        return tuple(document.sentences[n].text for n in numbers)
