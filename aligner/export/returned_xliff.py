"""Reads an XLIFF file of ours (1.2 or 2.1) back after people have worked on it."""

import re
from collections.abc import Iterator
from pathlib import Path

from aligner.errors import InputError
from aligner.export.decisions import Answer
from aligner.export.units import digest
from aligner.read.segments import segment_text
from aligner.read.source_file import opened
from aligner.read.xml import Element, children, events, forget

__all__ = ["read_answers"]

_OURS = re.compile(r"\d+-[0-9a-f]{8}")
#: States of XLIFF 2.1, 4.3.1.38, and of 1.2, 2.3; others begin with "x-".
_KNOWN = frozenset({"initial", "translated", "reviewed", "final", "new", "signed-off", "needs-translation"}) | {
    *("needs-adaptation", "needs-l10n", "needs-review-translation", "needs-review-adaptation", "needs-review-l10n")
}
_APPROVED = ("final", "signed-off")  # the states that say so, of XLIFF 2.1 and 1.2


def read_answers(path: Path) -> dict[str, Answer]:
    """Return what the file says, by unit id: changed targets, and which units were approved.

    A unit is approved by the state ``final``, in XLIFF 1.2 by ``approved="yes"`` or the state ``signed-off`` as well.

    :raises InputError: if it cannot be read, or has no unit of ours
    """
    with opened(path) as file:
        answers = dict(_answers(events(file.stream, file.name, ("end",), ("{*}unit", "{*}trans-unit"))))
    if not answers:
        raise InputError(f"{path} has no unit that this program wrote: the ids are others.")
    return answers


def _answers(found: Iterator[tuple[str, Element]]) -> Iterator[tuple[str, Answer]]:
    for _, unit in found:
        if _OURS.fullmatch(name := unit.get("id") or ""):
            yield name, _answer(unit, name)
        forget(unit)


def _answer(unit: Element, name: str) -> Answer:
    segments = list(children(unit, "segment")) or [unit]
    targets = [target for segment in segments for target in children(segment, "target")]
    source = "".join(segment_text(element) for segment in segments for element in children(segment, "source"))
    target = "".join(map(segment_text, targets))
    edited = bool(targets) and digest(source, target) != name.partition("-")[2]
    states = {element.get("state") for element in (*segments, *targets)} - {None}
    approved = unit.get("approved") == "yes" or bool(states and states <= set(_APPROVED))
    unknown = sorted(str(state) for state in states - _KNOWN)
    return Answer("approved" if approved else "", "", target if edited else None, ", ".join(unknown))
