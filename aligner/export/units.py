"""A review cut into units, one a bead, with what people decided: what every export format writes."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from aligner.core import Bead, Block, Decision, Document, Finding, Message, Review, Sentence, Severity, Side, Skipped
from aligner.export.characters import shown
from aligner.languages.defaults import INTERFACE
from aligner.messages import render

__all__ = ["Corpus", "Dropped", "ExportUnit", "Remark", "ReviewUnits", "Status", "UnitSource", "digest"]


class Status(StrEnum):
    """How far a unit has come: the states of XLIFF 2.1, section 4.3.1.38, and drafts."""

    INITIAL = "initial"  #: there is no translation
    DRAFT = "draft"  #: there is one that its file calls unfinished: ``fuzzy`` in PO
    TRANSLATED = "translated"  #: there is one that was not looked at, or something about it is open
    REVIEWED = "reviewed"  #: somebody decided every finding
    FINAL = "final"  #: somebody approved it


class Remark(NamedTuple):
    """A finding and whether it is still to be dealt with."""

    finding: Finding
    decision: Decision | None = None  #: of a person

    @property
    def open(self) -> bool:
        """Whether it is still to be dealt with."""
        return self.decision is None or not self.decision.state.settles

    @property
    def side(self) -> Side | None:
        """The only text that the finding is about; None for both or neither."""
        original, translation = self.finding.original, self.finding.translation
        if (original is None) == (translation is None):
            return None
        return Side.ORIGINAL if translation is None else Side.TRANSLATION


class Dropped(NamedTuple):
    """How many units a filter kept out, and why."""

    filter: str
    reason: Message
    units: int


@dataclass(frozen=True, slots=True)
class ExportUnit:
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
    lapsed: int = 0  #: findings about a text that somebody has edited since

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
    every: "UnitSource"  #: gives them
    run: Mapping[str, str]  #: what it takes to get the same export again
    dropped: tuple[Dropped, ...] = ()
    whole_text: tuple[Remark, ...] = ()  #: findings about the texts as a whole
    skipped: tuple[Skipped, ...] = ()  #: rules that could not run, or not in full
    unmatched: tuple[str, ...] = ()  #: ids of answers about units that there are not
    unanswered: int = 0  #: units of which a returned file says nothing
    lapsed: int = 0  #: findings about texts that somebody has edited since
    language: str = INTERFACE  #: that notes and tables for people are in
    formulas: bool = False  #: whether cells of tables are left as they are though a spreadsheet would run them

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def signature(self) -> str:
        """The run on one line, in sacrebleu's manner."""
        return "|".join(f"{key}:{value}" for key, value in sorted(self.run.items()))

    @property
    def summary(self) -> str:
        """``52 of 57 beads exported; left out: 3 null (original without counterpart), 2 confidence (below 0.5)``."""
        text = Message("export.exported", {"amount": len(self), "beads": Message("report.bead", {"count": self.beads})})
        left_out = tuple(
            Message("export.left-out-units", {"amount": one.units, "filter": one.filter, "reason": one.reason})
            for one in self.dropped
        )
        return self.render(Message("export.left-out", {"exported": text, "amounts": left_out}) if left_out else text)

    def places(self, unit: ExportUnit) -> str:
        """Return where the files show a unit, ``page 3 / page 4``; empty where only file offsets are known."""
        return " / ".join(dict.fromkeys(self.render(block.where) for block in unit.blocks if block and block.where))

    def render(self, message: Message) -> str:
        """Return a message in the corpus's language."""
        return render(message, self.language)

    def units(self) -> Iterator[ExportUnit]:
        """Yield every unit kept."""
        return self.every(self.numbers)


#: Gives the units of these numbers, which ascend; without numbers, all.
UnitSource: TypeAlias = Callable[[Sequence[int] | None], Iterator[ExportUnit]]


class ReviewUnits:
    """Makes units of a review."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self._remarks, self.whole_text = _by_bead(review)

    def __call__(self, numbers: Sequence[int] | None = None) -> Iterator[ExportUnit]:
        """Yield the units of these numbers, or all."""
        return map(self.unit, range(len(self.review.beads)) if numbers is None else numbers)

    def unit(self, number: int) -> ExportUnit:
        """Return the unit of ``review.beads[number]``."""
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
        return ExportUnit(
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
    """Return eight hexadecimal digits that change when one of the texts is changed so that a person can see it."""
    return hashlib.sha256(f"{shown(original)}\0{shown(translation)}".encode()).hexdigest()[:8]


def _by_bead(review: Review) -> tuple[dict[int, tuple[Remark, ...]], tuple[Remark, ...]]:
    """Return the findings of each bead that they touch, worst first as in the review, and those that touch none."""
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
