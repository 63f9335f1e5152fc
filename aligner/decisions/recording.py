"""Write down what somebody decides about findings, and read what was decided about a text."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aligner.core import Document, Message, Review, Span
from aligner.core.decisions import Decision
from aligner.decisions.holding import decided
from aligner.decisions.opening import open_store
from aligner.decisions.select import Selected
from aligner.decisions.store import Read, beside

__all__ = ["with_decisions", "write_down"]

_QUOTED = 400  # characters of a text that are kept, to say later what has changed


def with_decisions(review: Review, path: Path | None = None) -> tuple[Review, tuple[Message, ...]]:
    """Return a review with the decisions about it, and what could not be read of them.

    :param path: of a store for this text and others; without it, the file beside the translation if there is one
    :raises AlignerError: if the store cannot be used
    """
    store = open_store(path or beside(review.translation.path))
    found = store.read() if path or store.exists() else Read(())
    about = [one for one in found.decisions if path is None or _is_about(one, review)]
    return decided(review, about), found.warnings


def _is_about(decision: Decision, review: Review) -> bool:
    """Return whether a decision of a store for many texts may be about this one."""
    return (
        decision.file in ("", review.translation.path)
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
        before = review.decisions.get(finding.fingerprint)
        place = path or beside(review.translation.path)
        places.setdefault(place, []).append(
            replace(
                said,
                fingerprint=finding.fingerprint,
                original=review.original.sha256,
                translation=review.translation.sha256,
                rule=finding.rule,
                quotes=(_quote(finding.original), _quote(finding.translation)),
                sentences=(
                    _sentence(review.original, finding.original),
                    _sentence(review.translation, finding.translation),
                ),
                file=review.translation.path,
                severity=before.severity if before else None,
                start=before.start if before else 0,
            )
        )
    for place, decisions in places.items():
        open_store(place).add(decisions)
    return {place: len(decisions) for place, decisions in places.items()}


def _sentence(document: Document, span: Span | None) -> str:
    """Return the sentence in which a span stands; empty where it is of several, or too long to be kept."""
    if span is None or len(span.sentences) != 1:
        return ""
    text = " ".join(document.sentences[span.sentences[0]].text.split())
    return text if len(text) <= _QUOTED else ""


def _quote(span: Span | None) -> str:
    return " ".join(span.text.split())[:_QUOTED] if span else ""
