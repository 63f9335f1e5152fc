"""What reviewers answered to findings in a file that came back: XLIFF with ITS 2.0, or a workbook."""

import re
from collections.abc import Callable
from pathlib import Path

from aligner.core import Decision, State
from aligner.decisions.workbook import read_workbook
from aligner.errors import InputError
from aligner.read.source_file import opened
from aligner.read.xml import children, events, forget

__all__ = ["ISSUES", "PREFIX", "read_answers"]

ISSUES = "http://www.w3.org/2005/11/its"  #: the namespace of ITS
PREFIX = "lqi-"  #: of an issue's id, before the fingerprint and the number of its unit

_ID = re.compile(rf"{PREFIX}([0-9a-f]+)-\d+")
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def read_answers(path: Path) -> list[Decision]:
    """Return what a file says of findings: an issue that is not enabled is an accepted risk, others are open.

    :raises InputError: if it cannot be read, or has no finding of ours
    """
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise InputError(f"{path}: answers are read from {', '.join(_READERS)}.")
    found = read(path)
    if not found:
        raise InputError(f"{path} has no finding that this program wrote.")
    return found


def _from_xliff(path: Path) -> list[Decision]:
    found = dict[str, State]()
    with opened(path) as file:
        for _, element in events(file.stream, file.name, ("end",), (f"{{{ISSUES}}}locQualityIssues",)):
            known = _ID.fullmatch(element.get(_XML_ID) or "")
            for issue in children(element, "locQualityIssue"):
                if known:
                    enabled = issue.get("locQualityIssueEnabled", "yes") != "no"
                    settled = not enabled or found.get(known[1]) is State.ACCEPTED_RISK  # it may be in several units
                    found[known[1]] = State.ACCEPTED_RISK if settled else State.OPEN
            forget(element)
    return [Decision(fingerprint, state) for fingerprint, state in found.items()]


_READERS: dict[str, Callable[[Path], list[Decision]]] = {
    ".xlf": _from_xliff,
    ".xliff": _from_xliff,
    ".xlsx": read_workbook,
}
