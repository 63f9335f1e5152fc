"""Write down what somebody decides about findings, and read what was decided about a text."""

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from aligner.core import Document, Finding, Message, Review, Span
from aligner.core.decisions import Decision
from aligner.decisions.holding import decided, holding
from aligner.decisions.opening import is_shared, open_store
from aligner.decisions.records import to_record
from aligner.decisions.select import Selected
from aligner.decisions.store import Read, beside, name_in
from aligner.errors import InputError
from aligner.files import is_file

__all__ = ["decision_about", "digest_of", "said_of", "with_decisions", "write_down"]

_QUOTED = 400  # characters of a text that are kept, to say later what has changed


def with_decisions(review: Review, path: Path | None = None) -> tuple[Review, tuple[Message, ...]]:
    """Return a review with the decisions about it, and what could not be read of them.

    :param path: of a store for this text and others; without it, the file beside the translation if there is one
    :raises AlignerError: if the store cannot be used
    """
    place = path or beside(review.translation.path)
    found = said_of(place, review.translation.path, path is not None)
    about = [one for one in found.decisions if path is None or _is_about(one, review, place)]
    return decided(review, about), found.warnings


def said_of(place: Path, translation: str, named: bool = False) -> Read:
    """Return what a store says, in a workspace only of one translation.

    :param named: somebody named the store, so that there has to be one and all of it is returned
    :raises AlignerError: if it cannot be used
    """
    store = open_store(place)
    if not named and not store.exists():
        return Read(())
    found = store.read()
    if named or not is_shared(place):
        return found
    name = name_in(place, translation)
    return Read(tuple(one for one in found.decisions if one.file == name), found.warnings)


def digest_of(place: Path, translation: str) -> str:
    """Return the SHA-256 of what a store says of a translation, hexadecimal; empty where there is no such store.

    :raises InputError: if it cannot be read
    """
    if not is_file(place):
        return ""
    if not is_shared(place):
        try:
            return sha256(place.read_bytes()).hexdigest()
        except OSError as error:
            raise InputError(f"{place} cannot be read: {error.strerror or error}.") from error
    held = holding(said_of(place, translation).decisions)
    records = sorted(json.dumps(to_record(one), sort_keys=True) for one in held.values())
    return sha256("\n".join(records).encode("utf-8", "surrogatepass")).hexdigest() if records else ""


def _is_about(decision: Decision, review: Review, place: Path) -> bool:
    """Return whether a decision of a store for many texts may be about this one."""
    path = review.translation.path
    return (
        decision.file in ("", path, name_in(place, path))
        or decision.translation == review.translation.sha256
        or any(finding.fingerprint == decision.fingerprint for finding in review.findings)
    )


def write_down(chosen: Sequence[Selected], said: Decision, path: Path | None = None) -> dict[Path, int]:
    """Record the same decision on findings.

    :param said: state, reason, note, who and when; what it says of a finding is filled in
    :param path: of a store; without it, beside each translation
    :return: how many were written where; once this returns, they outlive a crash
    :raises AlignerError: if they cannot be written
    """
    places: dict[Path, list[Decision]] = {}
    for review, finding in chosen:
        place = path or beside(review.translation.path)
        places.setdefault(place, []).append(decision_about(review, finding, said))
    for place, decisions in places.items():
        open_store(place).add(decisions)
    return {place: len(decisions) for place, decisions in places.items()}


def decision_about(review: Review, finding: Finding, said: Decision) -> Decision:
    """Return a decision with what it says of a finding filled in."""
    before = review.decisions.get(finding.fingerprint)
    return replace(
        said,
        fingerprint=finding.fingerprint,
        original=review.original.sha256,
        translation=review.translation.sha256,
        rule=finding.rule,
        quotes=(_quote(finding.original), _quote(finding.translation)),
        sentences=(_sentence(review.original, finding.original), _sentence(review.translation, finding.translation)),
        file=review.translation.path,
        severity=before.severity if before else None,
        start=before.start if before else 0,
        weight=said.weight or (before.weight if before else None),
    )


def _sentence(document: Document, span: Span | None) -> str:
    """Return the sentence in which a span stands; empty where it is of several, or too long to be kept."""
    if span is None or len(span.sentences) != 1:
        return ""
    text = " ".join(document.sentences[span.sentences[0]].text.split())
    return text if len(text) <= _QUOTED else ""


def _quote(span: Span | None) -> str:
    return " ".join(span.text.split())[:_QUOTED] if span else ""
