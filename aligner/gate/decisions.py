"""What people decided about findings: a file of one JSON object a line, to which lines are only ever added.

``{"fingerprint": "3f…", "decision": "accepted", "by": "Ana", "when": "2026-03-01T09:30:00Z", "note": "as agreed"}``;
``fingerprint`` and ``decision`` are needed. The last line about a finding holds. Keys that are not known are ignored,
so that other programs can keep theirs there.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from aligner.errors import ConfigError, InputError
from aligner.gate.records import read_records
from aligner.settings import nearest

__all__ = ["Decision", "Entry", "add_decision", "decisions_beside", "entries_for", "holding", "read_decisions"]

SUFFIX = ".decisions.jsonl"


class Decision(StrEnum):
    """What a person says to a finding."""

    ACCEPTED = "accepted"  #: the text is fine as it is: the finding no longer counts
    REJECTED = "rejected"  #: the text is not fine: the finding counts, whatever a baseline says
    OPEN = "open"  #: takes back what was decided before


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the file."""

    fingerprint: str
    decision: Decision
    by: str = ""
    when: str = ""  #: ISO 8601
    note: str = ""


def decisions_beside(translation: str) -> Path:
    """Return where the decisions on a translation are: ``text.fr.md`` has ``text.fr.md.decisions.jsonl``."""
    return Path(translation + SUFFIX)


def holding(entries: Iterable[Entry]) -> dict[str, Decision]:
    """Return what holds for each finding: the last thing that was said of it."""
    return {entry.fingerprint: entry.decision for entry in entries}


def read_decisions(path: Path) -> list[Entry]:
    """Return all lines of a file of decisions, oldest first; blank lines are none.

    :raises InputError: if it cannot be read
    :raises ConfigError: if a line is no decision
    """
    return [_entry(content, f"{path}, line {number}") for number, content in read_records(path)]


def add_decision(path: Path, entry: Entry) -> None:
    """Put a line at the end of the file, which is made if there is none.

    :raises InputError: if it cannot be written
    """
    content = {"fingerprint": entry.fingerprint, "decision": entry.decision.value}
    content |= {key: value for key in ("by", "when", "note") if (value := getattr(entry, key))}
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(content, ensure_ascii=False) + "\n")
    except OSError as error:
        raise InputError(f"Cannot write {path}: {error.strerror or error}.") from error


def entries_for(
    fingerprints: Iterable[str], wanted: Iterable[str], decision: Decision, by: str, when: str, note: str
) -> list[Entry]:
    """Return the same decision on several findings, each told by the beginning of its fingerprint.

    :param fingerprints: of all findings there are
    :raises ConfigError: if a beginning fits no finding, or several
    """
    every = sorted(set(fingerprints))
    entries = []
    for beginning in wanted:
        fitting = [one for one in every if one.startswith(beginning)] if beginning else []
        if len(fitting) > 1:
            raise ConfigError(f"{beginning!r} begins {len(fitting)} fingerprints of this text; give more of it.")
        if not fitting:
            hint = f"; the nearest is {nearest(beginning, every)!r}" if every else ", which has none"
            raise ConfigError(f"{beginning!r} is the fingerprint of no finding of this text{hint}.")
        entries.append(Entry(fitting[0], decision, by, when, note))
    return entries


def _entry(content: Mapping[str, Any], where: str) -> Entry:
    for key in ("fingerprint", "decision"):
        if not isinstance(content.get(key), str):
            raise ConfigError(f'{where}: expected "{key}" with a text.')
    if content["decision"] not in list(Decision):
        near = nearest(content["decision"], list(Decision))
        raise ConfigError(
            f'{where}: "decision" is "{content["decision"]}", expected one of {", ".join(Decision)}; '
            f"the nearest is {near!r}."
        )
    said = {key: str(content[key]) for key in ("by", "when", "note") if content.get(key) is not None}
    return Entry(content["fingerprint"], Decision(content["decision"]), **said)
