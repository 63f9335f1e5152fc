"""Rules omission, addition and moved: text without a counterpart, and text with its counterpart elsewhere."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.coverage import lost_inside
from aligner.core import Bead, Document, Finding, Message, Severity, Side
from aligner.languages import get

__all__ = ["addition", "moved", "omission"]

_USES = frozenset({Need.ENCODER, Need.COVERAGE_MODEL, Need.ADDITIVE_ENCODER})
# Of fourteen places in differences, web and the novels where sentences of both sides stand side by side without a
# counterpart, those that are nearer than this are free renderings of each other, but for one.
_ALIKE = 0.3  # cosine
_REWRITTEN = 0.25  # the greatest confidence that something is lost there
# Of the pages of differences, ten such pairs: those that only seem alike are less so, the others more.
_SURELY = 0.65  # cosine from which on two sentences far apart are surely each other's counterparts
_CONTENT_WORDS = 2  # a sentence with fewer says little: a heading's number, a reaction count, a list mark


@rule("omission", scope=Scope.DOCUMENT, uses=_USES, links=True)
def omission(pair: PairContext) -> Iterator[Finding]:
    """Yield sentences, clauses and phrases of the original without a counterpart in the translation."""
    elsewhere = {i for i, _, _ in pair.moved}
    for numbers, confidence in _runs(pair, Side.ORIGINAL, elsewhere):
        span = pair.original.locate_run(numbers)
        yield Finding(
            rule="omission",
            severity=_severity(pair.original, numbers, at_an_end=False),
            category="accuracy/omission",
            message=Message("omission.sentences", {"count": len(numbers)}),
            original=span,
            confidence=confidence,
        )
    yield from lost_inside(pair, Side.ORIGINAL)


@rule("addition", scope=Scope.DOCUMENT, uses=_USES, links=True, follows={"untranslated"})
def addition(pair: PairContext) -> Iterator[Finding]:
    """Yield what the translation says and the original does not; a run of sentences is one finding."""
    last = len(pair.translation.sentences) - 1
    elsewhere = {j for _, j, _ in pair.moved}
    for numbers, confidence in _runs(pair, Side.TRANSLATION, elsewhere):
        at_an_end = numbers[0] == 0 or numbers[-1] == last
        key = "at-the-start" if numbers[0] == 0 else "at-the-end" if numbers[-1] == last else "sentences"
        yield Finding(
            rule="addition",
            severity=_severity(pair.translation, numbers, at_an_end and len(numbers) > 1),
            category="accuracy/addition",
            message=Message(f"addition.{key}", {"count": len(numbers)}),
            translation=pair.translation.locate_run(numbers),
            confidence=confidence,
        )
    yield from lost_inside(pair, Side.TRANSLATION)


@rule("moved", scope=Scope.DOCUMENT)
def moved(pair: PairContext) -> Iterator[Finding]:
    """Yield sentences that are translated, but not where they stand in the original; a note where that is unsure."""
    for i, j, similarity in pair.moved:
        yield Finding(
            rule="moved",
            severity=Severity.MINOR if similarity >= _SURELY else Severity.NEUTRAL,
            category="accuracy/mistranslation",
            message=Message("moved.moved"),
            original=pair.original.locate(i),
            translation=pair.translation.locate(j),
            confidence=round(min(0.95, 0.5 + similarity / 2), 2),
        )


def _runs(pair: PairContext, side: Side, elsewhere: set[int]) -> Iterator[tuple[list[int], float]]:
    """Yield runs of unaligned sentences of one side, and how likely they are to be unaligned."""

    def unaligned(bead: Bead) -> Side | None:
        return (Side.ORIGINAL if bead.original else Side.TRANSLATION) if bead.is_null else None

    runs = [(alone, list(run)) for alone, run in groupby(pair.beads, unaligned)]
    for n, (alone, known) in enumerate(runs):
        if alone is not side:
            continue
        numbers = _sentences(known)
        facing = [run for other, run in runs[max(0, n - 1) : n + 2] if other is side.other]
        rewritten = any(_similar(pair, side, numbers, _sentences(run)) for run in facing)
        for gone, some in groupby(numbers, elsewhere.__contains__):
            if not gone:
                sure = max(bead.confidence for bead in known)
                yield list(some), min(sure, _REWRITTEN) if rewritten else sure


def _sentences(beads: Sequence[Bead]) -> list[int]:
    return [n for bead in beads for n in (*bead.original, *bead.translation)]


def _similar(pair: PairContext, side: Side, numbers: Sequence[int], others: Sequence[int]) -> bool:
    """Tell whether sentences without a counterpart say about what such sentences beside them say."""
    if pair.encoder is None:
        return False
    own, other = (pair.original, pair.translation) if side is Side.ORIGINAL else (pair.translation, pair.original)
    vectors = pair.encoder.encode([own.locate_run(numbers).text, other.locate_run(others).text])
    return float(vectors[0] @ vectors[1]) >= _ALIKE


def _severity(document: Document, numbers: Sequence[int], at_an_end: bool) -> Severity:
    """Return minor for what is no statement (marks, counts) and for notices at a text's start or end."""
    if at_an_end:
        return Severity.MINOR
    function_words = get(document.language).function_words
    words = {
        word
        for n in numbers
        for word in document.sentences[n].text.casefold().split()
        if any(c.isalpha() for c in word) and word not in function_words
    }
    return Severity.MAJOR if len(words) >= _CONTENT_WORDS else Severity.MINOR
