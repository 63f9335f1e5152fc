"""A review cut into units, one a bead, with what people decided: what every export format writes."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from aligner.core import Bead, Block, Document, Finding, Review, Sentence, Severity, Side
from aligner.export.characters import shown

__all__ = ["Corpus", "Dropped", "Remark", "Source", "Status", "Unit", "Units", "digest"]


class Status(StrEnum):
    """How far a unit has come: the states of XLIFF 2.1, section 4.3.1.38, and drafts."""

    INITIAL = "initial"  #: there is no translation
    DRAFT = "draft"  #: there is one that its file calls unfinished: ``fuzzy`` in PO
    TRANSLATED = "translated"  #: there is one, nobody looked at it or something about it is open
    REVIEWED = "reviewed"  #: somebody decided every finding
    FINAL = "final"  #: somebody approved it


class Remark(NamedTuple):
    """A finding and whether it is still to be dealt with."""

    finding: Finding
    decision: str = ""  #: what a person said of it: accepted (the text is fine), rejected, open; empty if nobody did
    comment: str = ""
    open: bool = True


class Dropped(NamedTuple):
    """How many units a filter kept out, and why."""

    filter: str
    reason: str
    units: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One bead with its texts."""

    number: int  #: the bead's place in ``Review.beads``, from zero
    bead: Bead
    original: str  #: its sentences with spaces between, empty if it has none
    translation: str
    id: str  #: number and digest of both texts, ``17-3fa9c2d1``: tells whether a text was edited since
    sentences: tuple[tuple[Sentence, ...], tuple[Sentence, ...]]
    blocks: tuple[Block | None, Block | None]  #: the block in which each side begins
    remarks: tuple[Remark, ...] = ()  #: worst first
    status: Status = Status.TRANSLATED
    rejected: bool = False  #: somebody said that it is not good
    comment: str = ""

    @property
    def is_null(self) -> bool:
        """Whether one side has no text."""
        return not self.original.strip() or not self.translation.strip()

    @property
    def open(self) -> tuple[Remark, ...]:
        """What is still to be dealt with, worst first."""
        return tuple(remark for remark in self.remarks if remark.open)

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst open finding."""
        return max((remark.finding.severity for remark in self.open), key=lambda one: one.rank, default=None)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The units that are written, made one by one as often as they are asked for."""

    original: Document
    translation: Document
    beads: int  #: how many units there were
    numbers: Sequence[int]  #: of the units that are kept, in reading order
    every: "Source"  #: gives them
    run: Mapping[str, str]  #: what it takes to get the same export again
    dropped: tuple[Dropped, ...] = ()
    whole_text: tuple[Remark, ...] = ()  #: findings about the texts as a whole
    strangers: tuple[str, ...] = ()  #: ids of answers about units that there are not

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def signature(self) -> str:
        """The run on one line, in sacrebleu's manner."""
        return "|".join(f"{key}:{value}" for key, value in sorted(self.run.items()))

    @property
    def summary(self) -> str:
        """``52 of 57 beads exported; left out: 3 null (original without counterpart), 2 confidence (below 0.5)``."""
        text = f"{len(self):,} of {self.beads:,} beads exported"
        left_out = ", ".join(f"{found.units:,} {found.filter} ({found.reason})" for found in self.dropped)
        return f"{text}; left out: {left_out}" if left_out else text

    def units(self) -> Iterator[Unit]:
        """Every unit kept."""
        return self.every(self.numbers)


#: Gives the units of these numbers, which ascend; without numbers, all.
Source: TypeAlias = Callable[[Sequence[int] | None], Iterator[Unit]]


class Units:
    """Makes units of a review."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self._remarks, self.whole_text = _by_bead(review)

    def __call__(self, numbers: Sequence[int] | None = None) -> Iterator[Unit]:
        """The units of these numbers, or all."""
        return map(self.unit, range(len(self.review.beads)) if numbers is None else numbers)

    def unit(self, number: int) -> Unit:
        """The unit of ``review.beads[number]``."""
        bead = self.review.beads[number]
        left, right = self.review.original, self.review.translation
        sentences = (
            tuple(left.sentences[n] for n in bead.original),
            tuple(right.sentences[n] for n in bead.translation),
        )
        original, translation = (" ".join(sentence.text for sentence in side) for side in sentences)
        blocks = tuple(
            document.blocks[side[0].block] if side else None
            for document, side in zip((left, right), sentences, strict=True)
        )
        return Unit(
            number,
            bead,
            original,
            translation,
            f"{number}-{digest(original, translation)}",
            sentences,
            (blocks[0], blocks[1]),
            self._remarks.get(number, ()),
            Status.TRANSLATED if translation.strip() else Status.INITIAL,
        )


def digest(original: str, translation: str) -> str:
    """Eight hexadecimal digits that change when one of the texts is changed so that a person can see it."""
    return hashlib.sha256(f"{shown(original)}\0{shown(translation)}".encode()).hexdigest()[:8]


def _by_bead(review: Review) -> tuple[dict[int, tuple[Remark, ...]], tuple[Remark, ...]]:
    """The findings of each bead that they touch, worst first as in the review, and those that touch none."""
    home = {
        (side, sentence): number
        for number, bead in enumerate(review.beads)
        for side, sentences in ((Side.ORIGINAL, bead.original), (Side.TRANSLATION, bead.translation))
        for sentence in sentences
    }
    beads: dict[int, list[Remark]] = {}
    homeless: list[Remark] = []
    for finding in review.findings:
        spans = ((Side.ORIGINAL, finding.original), (Side.TRANSLATION, finding.translation))
        places = {(side, n) for side, span in spans if span for n in span.sentences}
        touched = {home[place] for place in places if place in home}
        for number in touched:
            beads.setdefault(number, []).append(Remark(finding))
        if not touched:
            homeless.append(Remark(finding))
    return {number: tuple(found) for number, found in beads.items()}, tuple(homeless)
