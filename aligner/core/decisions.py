"""What people decided about findings."""

from dataclasses import dataclass
from enum import StrEnum

from aligner.core.levels import Severity
from aligner.core.messages import Message

__all__ = ["Decision", "Lapsed", "Reason", "State"]


class State(StrEnum):
    """What a person says to a finding."""

    ACCEPTED_RISK = "accepted-risk"  #: the finding is right, and the text may be published as it is
    FALSE_ALARM = "false-alarm"  #: the finding is wrong: the text is fine there
    TO_BE_FIXED = "to-be-fixed"  #: the text is not fine there: it counts, whatever a baseline says
    FIXED = "fixed"  #: somebody has mended the text
    OPEN = "open"  #: takes back what was decided before

    @property
    def settles(self) -> bool:
        """Whether the finding no longer counts at the gate."""
        return self in (State.ACCEPTED_RISK, State.FALSE_ALARM)


class Reason(StrEnum):
    """Why, in a word that can be counted."""

    STYLE = "style"  #: the house's style wants it so
    CLIENT = "client"  #: the client wants it so
    SOURCE = "source"  #: the original is at fault
    QUOTATION = "quotation"  #: a quotation or a title that stays as it is
    ADAPTATION = "adaptation"  #: written anew for its readers on purpose
    TOOL = "tool"  #: the program errs
    OTHER = "other"  #: see the note


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that a person said of one finding."""

    fingerprint: str  #: of the finding
    state: State
    reason: Reason | None = None
    note: str = ""
    by: str = ""
    role: str = ""  #: as whom: translator, reviser, editor
    when: str = ""  #: ISO 8601
    original: str = ""  #: SHA-256 of the original's file at that time, hexadecimal
    translation: str = ""  #: of the translation's
    rule: str = ""  #: what the finding was
    quotes: tuple[str, str] = ("", "")  #: what it quoted of both texts
    sentences: tuple[str, str] = ("", "")  #: the sentences in which that stood
    file: str = ""  #: the translation, as it was named
    severity: Severity | None = None  #: of an error that a person added; None for what is said of a finding
    start: int = 0  #: where that error begins in its sentence
    weight: Severity | None = None  #: how bad a person says the finding is, where that is not what the program says


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A decision about a finding that is no longer there."""

    decision: Decision
    what: Message  #: what has changed since, a clause
