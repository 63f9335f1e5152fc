"""An approval in words."""

from aligner.core import Approval, Argument, Message

__all__ = ["approved_line"]


def approved_line(approval: Approval) -> Message:
    """Return ``Approved by Ana (editor), 2026-03-01: as agreed.``, or that it no longer holds and why."""
    person: Argument = approval.by
    if approval.role:
        person = Message("decisions.person", {"name": approval.by, "role": approval.role})
    said: dict[str, Argument] = {"person": person, "date": approval.when.partition("T")[0]}
    if approval.differences:
        return Message("approval.void", {**said, "differences": _chained(approval.differences)})
    if approval.note:
        return Message("approval.holds-noted", {**said, "note": approval.note})
    return Message("approval.holds", said)


def _chained(parts: tuple[Message, ...]) -> Message:
    from aligner.gate.phrases import chained

    return chained("gate.and-also", parts)
