"""Decisions as JSON objects and back."""

from collections.abc import Mapping
from typing import Any

from aligner.core import Severity
from aligner.core.decisions import Decision, Reason, State

__all__ = ["FORMER", "from_record", "is_record", "to_record"]

#: The vocabulary of the former schema, whose records have ``decision`` and name neither versions nor roles.
FORMER = {"accepted": State.ACCEPTED_RISK, "rejected": State.TO_BE_FIXED, "open": State.OPEN}
_PAIRS = ("quotes", "sentences")
_TEXTS = ("note", "by", "role", "when", "original", "translation", "rule", "file")


def to_record(decision: Decision) -> dict[str, Any]:
    """Return the object of a decision; what is not known is left out."""
    record: dict[str, Any] = {"fingerprint": decision.fingerprint, "state": decision.state.value}
    if decision.reason:
        record["reason"] = decision.reason.value
    record |= {key: value for key in _TEXTS if (value := getattr(decision, key))}
    if decision.severity:
        record |= {"severity": decision.severity.value, "start": decision.start}
    if decision.weight:
        record["weight"] = decision.weight.value
    record |= {key: list(value) for key in _PAIRS if any(value := getattr(decision, key))}
    return record


def is_record(content: object) -> bool:
    """Return whether an object is a decision, of this schema or the former one."""
    if not isinstance(content, dict) or not isinstance(content.get("fingerprint"), str):
        return False
    return content.get("state") in list(State) or content.get("decision") in FORMER


def from_record(content: Mapping[str, Any]) -> Decision:
    """Return the decision of an object that is one; keys that are not known are ignored."""
    state = State(content["state"]) if content.get("state") in list(State) else FORMER[content["decision"]]
    reason, weight = content.get("reason"), content.get("weight")
    return Decision(
        content["fingerprint"],
        state,
        Reason(reason) if reason in list(Reason) else None,
        **{key: content[key] for key in _TEXTS if isinstance(content.get(key), str)},
        quotes=_pair(content.get("quotes")),
        sentences=_pair(content.get("sentences")),
        severity=Severity(content["severity"]) if content.get("severity") in list(Severity) else None,
        start=start if isinstance(start := content.get("start"), int) and start >= 0 else 0,
        weight=Severity(weight) if weight in list(Severity) else None,
    )


def _pair(found: object) -> tuple[str, str]:
    if isinstance(found, list) and len(found) == 2 and all(isinstance(text, str) for text in found):
        return found[0], found[1]
    return "", ""
