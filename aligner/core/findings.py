"""Findings, and the review that holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from aligner.core.approvals import Approval
from aligner.core.beads import Bead
from aligner.core.decisions import Decision, Lapsed
from aligner.core.documents import Document, Side, Span
from aligner.core.levels import Severity
from aligner.core.messages import Message

__all__ = ["Edit", "Finding", "Place", "Review", "Severity", "Skipped"]


class Place(NamedTuple):
    """A further place that bears on a finding: the evidence."""

    side: Side
    span: Span
    note: Message | None = None  #: what is to be seen there


class Edit(NamedTuple):
    """A repair: what to put in place of a stretch of the translation."""

    span: Span
    text: str
    safe: bool = False  #: whether no meaning can change by it, so that nobody need look


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at."""

    rule: str  #: id of the rule, e.g. ``"omission"``
    severity: Severity
    category: str  #: MQM category, e.g. ``"accuracy/omission"``
    message: Message  #: one sentence that says what and why
    original: Span | None = None
    translation: Span | None = None
    suggestion: str | None = None  #: replacement for the translation's span, only where it is certain
    confidence: float = 1.0  #: probability that a careful editor would agree, 0 to 1
    related: tuple[Place, ...] = ()
    fingerprint: str = ""  #: identifies the finding across edits elsewhere in the text
    edits: tuple[Edit, ...] = ()  #: what repairs it at all its places, where that is known


class Skipped(NamedTuple):
    """A rule that could not run on a pair, or judged less than it could."""

    rule: str  #: its id
    reason: Message  #: a clause that follows the rule's name
    partly: bool = False  #: whether it ran and judged less


@dataclass(frozen=True, slots=True)
class Review:
    """A pair, aligned and checked: what every report shows."""

    original: Document
    translation: Document
    beads: tuple[Bead, ...]  #: in reading order; every sentence of both documents stands in exactly one
    findings: tuple[Finding, ...]  #: worst first
    warnings: tuple[Message, ...] = ()  #: about the input as a whole, e.g. languages that look swapped
    run: Mapping[str, str] = field(default_factory=dict)  #: what it takes to get the same result again
    #: Original and translation sentence of what stands elsewhere in the translation, and their cosine.
    moved: tuple[tuple[int, int, float], ...] = ()
    skipped: tuple[Skipped, ...] = ()  #: rules that the profile asks for and that could not run, or not in full
    decisions: Mapping[str, Decision] = field(default_factory=dict)  #: what holds of the findings, by fingerprint
    lapsed: tuple[Lapsed, ...] = ()  #: decisions about findings that are no longer there
    approval: Approval | None = None  #: where there is a record of one
