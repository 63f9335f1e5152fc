"""A decision in words."""

from aligner.core import Argument, Decision, Message

__all__ = ["said"]


def said(decision: Decision) -> Message:
    """Return ``accepted risk, Ana (editor), 2026-03-01, the client wants it so: as agreed``."""
    state = Message(f"decisions.{decision.state.value}")
    person: Argument = decision.by
    if decision.by and decision.role:
        person = Message("decisions.person", {"name": decision.by, "role": decision.role})
    reason: Argument = Message(f"decisions.reason-{decision.reason.value}") if decision.reason else ""
    facts = tuple(fact for fact in (person or decision.role, decision.when.partition("T")[0], reason) if fact)
    made = Message("decisions.by", {"state": state, "facts": facts}) if facts else state
    return Message("decisions.noted", {"decision": made, "note": decision.note}) if decision.note else made
