"""Rule name: names and acronyms of the original that the translation swaps for others or misspells."""

from collections.abc import Iterable, Iterator

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.name_evidence import VAGUE, is_extra, is_fewer, weigh
from aligner.check.name_renderings import is_explained, is_rendered, is_rendering
from aligner.check.name_statistics import BeadNames, BeadSide, Found, Lessons, read_names
from aligner.core import Argument, Document, Finding, Message, Severity, Span
from aligner.messages import language_name

__all__ = ["name"]

_ID, _CATEGORY = "name", "accuracy/mistranslation/entity"

_DOUBTFUL = 0.6  #: confidence up to which another spelling is but a hint
_SLIP = 0.6  #: likeness of two spellings, 0 to 1, from which on the message speaks of spelling


@rule(_ID, scope=Scope.DOCUMENT, follows={"omission", "addition"}, uses={Need.NAMES, Need.MEASURED})
def name(pair: PairContext) -> Iterator[Finding]:
    """Yield names without a counterpart in their bead where the translation has another name in their place."""
    beads = read_names(pair)
    lessons = Lessons(pair, beads)
    for bead in beads:
        for confidence, absent, rival in _swaps(pair, bead, lessons):
            yield _finding(pair, bead, lessons, absent, rival, confidence)


def _swaps(pair: PairContext, bead: BeadNames, lessons: Lessons) -> Iterator[tuple[float, Found, Found]]:
    """Yield missing names with the rivals that stand for them, each at most once, the surest first."""
    if not bead.original.names or not bead.translation.names:
        return
    absent = _first_of_each(n for n in bead.original.names if not lessons.is_answered(bead, n))
    fewer = [n for n in _first_of_each(bead.original.names) if n not in absent and is_fewer(bead, lessons, n)]
    if not absent and not fewer:
        return
    missing = {n.folded for n in (*absent, *fewer)}
    rivals = _first_of_each(bead.translation.names)
    strangers = [r for r in rivals if not lessons.is_explained(bead, r, missing)]
    extra = [r for r in rivals if r not in strangers and is_extra(bead, lessons, r)]
    usual = pair.usual
    strangers = [r for r in strangers if not is_explained(bead, r, usual, pair.translation.language)]
    if not strangers and not extra:
        return
    absent = [n for n in absent if not is_rendered(bead, n, usual)]
    swaps = [
        (weigh(bead, lessons, n, r, fewer=n in fewer, extra=r in extra), _fit(bead, lessons, n, r), n, r)
        for n in (*absent, *fewer)
        for r in (*strangers, *extra)
        if not is_rendering(bead, n, r, usual, listed=bool(lessons.forms(bead, n) or lessons.meanings(bead, r)))
    ]
    used: set[Found] = set()
    for confidence, _, n, r in sorted(swaps, key=lambda swap: (-swap[0], -swap[1])):
        if confidence > 0 and n not in used and r not in used:
            used |= {n, r}
            yield confidence, n, r


def _first_of_each(found: Iterable[Found]) -> list[Found]:
    """Return one of each name, in reading order."""
    return list({f.folded: f for f in reversed(list(found))}.values())[::-1]


def _fit(bead: BeadNames, lessons: Lessons, absent: Found, rival: Found) -> float:
    """Return how well a rival fits the place of a missing name: spelling, kind, position."""
    kind = 0.3 * (absent.name.is_acronym is rival.name.is_acronym)
    apart = abs(absent.at / len(bead.original.words) - rival.at / len(bead.translation.words))
    return lessons.spelling.similarity(absent.folded, rival.folded) + kind - 0.5 * apart


def _finding(
    pair: PairContext, bead: BeadNames, lessons: Lessons, absent: Found, rival: Found, confidence: float
) -> Finding:
    here, there = absent.name.token.text, rival.name.token.text
    kept = lessons.is_kept(absent)
    forms = [form.text for form in lessons.forms(bead, absent) if form.is_acronym] if absent.name.is_acronym else []
    is_slip = not forms and lessons.spelling.similarity(absent.folded, rival.folded) >= _SLIP
    suggestion: str | None
    arguments: dict[str, Argument] = {"here": here, "there": there}
    if forms:
        key, suggestion = "form", forms[0]
        arguments |= {"form": forms[0], "language": language_name(pair.translation.language)}
    elif is_slip:
        key, suggestion = "spelling", here if kept or not absent.name.is_ordinary else None
    else:
        key, suggestion = "other", None
    meanings = [form.text for form in lessons.meanings(bead, rival) if form.words[0] != rival.folded]
    if meanings:
        key += "-meaning"
        arguments["meaning"] = meanings[0].rstrip("*")
    elif kept and not forms:
        key += "-kept"
    return Finding(
        rule=_ID,
        severity=_severity(confidence, is_slip=is_slip),
        category=_CATEGORY,
        message=Message(f"{_ID}.{key}", arguments),
        original=_whole(pair.original, bead.original, absent),
        translation=_whole(pair.translation, bead.translation, rival) if suggestion is None else _span(pair, rival),
        suggestion=suggestion,
        confidence=confidence,
    )


def _severity(confidence: float, *, is_slip: bool) -> Severity:
    """Return neutral, which is a note, where one of the two may be no name, and minor for what may be a spelling."""
    if is_slip:
        return Severity.MAJOR if confidence > _DOUBTFUL else Severity.MINOR
    return Severity.MAJOR if confidence > VAGUE else Severity.NEUTRAL


def _span(pair: PairContext, found: Found) -> Span:
    token = found.name.token
    return pair.translation.locate(found.sentence.number, token.start, token.end)


def _whole(document: Document, side: BeadSide, found: Found) -> Span:
    """Return the name of several words that a name is part of: the words with a capital beside it."""
    places = {other.at: other for other in side.names if other.sentence.number == found.sentence.number}
    first = last = found
    while (before := places.get(first.at - 1)) and _touch(before, first):
        first = before
    while (behind := places.get(last.at + 1)) and _touch(last, behind):
        last = behind
    return document.locate(found.sentence.number, first.name.token.start, last.name.token.end)


def _touch(one: Found, other: Found) -> bool:
    return one.sentence.text[one.name.token.end : other.name.token.start] in (" ", "\u00a0", "-")
