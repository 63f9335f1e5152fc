"""What people decided, and how it changes a unit: a gate's record about findings, a returned file about units.

The record is a store of ``aligner.decisions``. A returned file is a bilingual table (DOCX) or an XLIFF file that this
program wrote and somebody worked on: it brings new translations, comments, and approved or rejected units.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import cast

from aligner.core import Decision
from aligner.decisions import Read, holding, open_store, said_of
from aligner.decisions import beside as decisions_beside
from aligner.errors import InputError
from aligner.export.units import ExportUnit, Remark, Status

__all__ = ["Answer", "Decisions", "gather", "read_answers"]

#: States of XLIFF 1.2 and 2.1 that only a person gives.
_STATES = {
    "final": Status.FINAL,
    "signed-off": Status.FINAL,
    "reviewed": Status.REVIEWED,
    "fuzzy": Status.DRAFT,
}
#: Suffix -> the module whose ``read_answers(path)`` gives what it says, by unit id.
_RETURNED = {
    ".docx": "aligner.export.review_table",
    ".xlf": "aligner.export.returned_xliff",
    ".xliff": "aligner.export.returned_xliff",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said of one unit."""

    decision: str = ""  #: approved, rejected, or nothing
    comment: str = ""
    translation: str | None = None  #: the text to use instead, where they changed it
    unknown: str = ""  #: a state that is none of ours


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything that was decided; without any, nothing is."""

    findings: Mapping[str, Decision] = field(default_factory=dict)  #: by fingerprint
    units: Mapping[str, Answer] = field(default_factory=dict)  #: by unit id
    states: Mapping[int, Status] = field(default_factory=dict)  #: by unit number, from the file that held both texts
    approved: str = ""  #: who approved the whole of the text as it is, and when
    _moved: Mapping[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        counts = Counter(map(_digest, self.units))
        moved = {_digest(unit): unit for unit in self.units if counts[_digest(unit)] == 1}
        object.__setattr__(self, "_moved", moved)

    def key(self, unit: str) -> str | None:
        """Return under which id a unit was answered: its own, or that of the only answer about the same two texts."""
        if unit in self.units:
            return unit
        return self._moved.get(_digest(unit))

    def applied(self, unit: ExportUnit) -> ExportUnit:
        """Return the unit as people left it: text, comment, status, what is still open."""
        answer = self.units.get(self.key(unit.id) or "", Answer())
        text = unit.translation if answer.translation is None else answer.translation
        edited = text != unit.translation  # its findings were about another text
        remarks = () if edited else tuple(self._remark(remark) for remark in unit.remarks)
        return replace(
            unit,
            translation=text,
            remarks=remarks,
            comment=answer.comment,
            rejected=answer.decision == "rejected",
            status=self._status(unit, text, remarks, answer.decision),
            lapsed=len(unit.remarks) if edited else 0,
        )

    def _status(self, unit: ExportUnit, text: str, remarks: tuple[Remark, ...], decision: str) -> Status:
        if self.approved and not decision and text.strip() and text == unit.translation:
            return Status.FINAL
        return _status(text, remarks, decision, self.states.get(unit.number))

    def _remark(self, remark: Remark) -> Remark:
        return Remark(remark.finding, self.findings.get(remark.finding.fingerprint))


def _digest(unit: str) -> str:
    return unit.partition("-")[2]


def _status(translation: str, remarks: tuple[Remark, ...], decision: str, state: Status | None) -> Status:
    if not translation.strip():
        return Status.INITIAL
    if decision == "approved":
        return Status.FINAL
    if decision == "rejected":
        return Status.DRAFT if state is Status.DRAFT else Status.TRANSLATED
    answered = remarks and not any(remark.open for remark in remarks)
    return state or (Status.REVIEWED if answered else Status.TRANSLATED)


def gather(record: Path | None = None, returned: Path | None = None, beside: str | None = None) -> Decisions:
    """Return everything that was decided, from both files or either.

    :param beside: the path of the translation, beside which a record is looked for if none is named
    :raises AlignerError: if one cannot be read or makes no sense
    """
    found = Read(())
    if record is not None:
        found = open_store(record).read()
    elif beside:
        found = said_of(decisions_beside(beside), beside)
    findings = holding(found.decisions)
    return Decisions(findings, read_answers(returned) if returned else {})


def read_states(path: str, original: str, translation: str) -> dict[int, Status]:
    """Return the states that a file that holds both texts gives its translations, by bead.

    :param original: ISO 639-1 code of its language
    :raises InputError: if it cannot be read
    """
    from aligner.read.detect import format_of
    from aligner.read.pairs import read_pairs
    from aligner.read.source_file import opened

    with opened(path) as file:
        if format_of(file).id not in ("po", "xliff"):
            return {}
    units = (
        unit for unit in read_pairs(path, original, translation) if unit.original.strip() or unit.translation.strip()
    )
    return {number: found for number, unit in enumerate(units) if (found := _STATES.get(unit.state))}


def read_answers(path: Path) -> dict[str, Answer]:
    """Return what a returned file says, by unit id.

    :raises InputError: if it cannot be read, or is no file of ours
    """
    module = _RETURNED.get(path.suffix.lower())
    if module is None:
        raise InputError(f"{path}: expected a table or an XLIFF file of this program, {', '.join(_RETURNED)}.")
    return cast(Callable[[Path], dict[str, Answer]], import_module(module).read_answers)(path)
