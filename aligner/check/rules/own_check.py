"""Rule own-check: what a profile's own checks require or forbid."""

from collections.abc import Iterator, Sequence

from aligner.check.base import PairContext, Scope, rule
from aligner.check.tokens import span_between
from aligner.config.own_checks import CheckedSide, CheckScope, OwnCheck, offence
from aligner.core import Argument, BlockKind, Document, Finding, Message, Span
from aligner.messages import LANGUAGES

__all__ = ["own_check"]

_ID, _CATEGORY = "own-check", "style/organizational-style"


@rule(_ID, scope=Scope.DOCUMENT)
def own_check(pair: PairContext) -> Iterator[Finding]:
    """Yield what offends against a check, bead by bead or once for the document; code is no text."""
    if not pair.checks:
        return
    beads = [(_prose(pair.original, bead.original), _prose(pair.translation, bead.translation)) for bead in pair.beads]
    whole = ([n for here, _ in beads for n in here], [n for _, there in beads for n in there])
    for check in pair.checks:
        for here, there in beads if check.scope is CheckScope.BEAD else [whole]:
            yield from _offences(pair, check, here, there)


def _prose(document: Document, numbers: Sequence[int]) -> list[int]:
    return [n for n in numbers if document.blocks[document.sentences[n].block].kind is not BlockKind.CODE]


def _offences(pair: PairContext, check: OwnCheck, here: Sequence[int], there: Sequence[int]) -> Iterator[Finding]:
    in_original = check.side is CheckedSide.ORIGINAL
    document, numbers = (pair.original, here) if in_original else (pair.translation, there)
    if not numbers:
        return
    texts = [
        " ".join(side.sentences[n].text for n in some)
        for side, some in ((pair.original, here), (pair.translation, there))
    ]
    place = offence(check, *texts)
    if place is None:
        return
    span = _span(document, numbers, place)
    other = (pair.translation, there) if in_original else (pair.original, here)
    beside = other[0].locate_run(other[1]) if other[1] and check.scope is CheckScope.BEAD else None
    yield Finding(
        rule=_ID,
        severity=check.severity,
        category=_CATEGORY,
        message=Message(f"{_ID}.said", {"name": check.name, **_texts(check)}),
        original=span if in_original else beside,
        translation=beside if in_original else span,
        confidence=1.0,
    )


def _span(document: Document, numbers: Sequence[int], place: tuple[int, int]) -> Span:
    """Return the span of a place in sentences that are joined by spaces; an empty match is its whole sentence."""
    ends: list[tuple[int, int]] = []
    at = 0
    for n in numbers:
        length = len(document.sentences[n].text)
        ends += [(n, min(max(offset - at, 0), length)) for offset in place if at <= offset <= at + length][len(ends) :]
        at += length + 1
    if len(ends) < 2 or ends[0] >= ends[1] or ends[0][1] == len(document.sentences[ends[0][0]].text):
        return document.locate(ends[0][0] if ends else numbers[0])
    return span_between(document, ends[0], ends[1])


def _texts(check: OwnCheck) -> dict[str, Argument]:
    """Return what the team says of an offence, for the slot of each language."""
    return {f"text_{language}": getattr(check, f"message_{language}") for language in LANGUAGES}
