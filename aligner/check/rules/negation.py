"""Rule negation: negations of the original that the translation drops, and negations that it adds."""

from collections.abc import Iterator, Sequence
from itertools import chain
from math import exp

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.denials import BeadDenials
from aligner.check.denied import Denial
from aligner.core import Bead, Finding, Message, Severity
from aligner.encode.similarity import prepare
from aligner.languages.polarity import DENIED, NOT_ONLY, means_any

__all__ = ["negation"]

_ID, _CATEGORY = "negation", "accuracy/mistranslation"

_HINT = 0.6  #: confidence up to which the finding is but a hint
_SURE = 0.9  #: confidence from which on a lost negation is critical
_MOVED = 0.3  #: confidence where a neighbour denies something that its own counterpart does not
_ADDED = 0.85  #: the greatest confidence of a negation that was added
_LONE = 0.45  #: the same where it is one word: « sans », « jamais »
_UNLIKELY = 0.4  #: the same where the original is nearer to the sentence with its negation
_EXPLAINED = 0.25  #: the confidence up to which words say the denial in another way: an antonym, « éviter »
# How words, meanings and leftovers are weighed against each other was learned from negations that were dropped by
# program and others that were not, in manuals, encyclopaedias, news and papers; of what four collections say, each is
# judged by the other three: 82 of 100 dropped ones at one false alarm in 10,000 words.
# Each level begins at a confidence by words, and has a weight and the most that its findings may reach.
_LEVELS = ((0.9, 2.25, 0.98), (0.5, 0.75, 0.88), (_EXPLAINED, -0.25, 0.8), (0.0, -2.25, 0.8))
_ANSWERED = 0.1  #: that confidence where another negation may answer
_PER_TILT = 20.0
_SURE_TILT = -0.08  #: from which on nothing was moved to a neighbour
_MOST_TILT = (2.0, 0.7)  #: of what it may speak against an error, where one thing is denied, and where several are
_LEFTOVER = 2.0
_HALF_EXPLAINED = 0.3  #: confidence by words where the meaning of the whole is surely another
_OPPOSED = 0.7  #: confidence of "not only" for « seulement », and of the like
_CONTRARY = {NOT_ONLY: "only", "remember": "forget"}
"""What denies as long as the other side does, and what it says there otherwise."""
_DENYING = frozenset({"strong", "without"})
_TELLING = _DENYING | {DENIED, *_CONTRARY}  #: what the original may lose; the translation can add only what denies


@rule(
    _ID,
    scope=Scope.NEIGHBOURHOOD,
    needs={Need.POLARITY},
    uses={Need.MEASURED},
    links=True,
    follows={"omission", "addition"},
)
def negation(pair: PairContext) -> Iterator[Finding]:
    """Yield negations whose clause the other side has, and does not deny."""
    beads = [BeadDenials(pair, bead) for bead in pair.beads]
    telling = [n for n, bead in enumerate(pair.beads) if not bead.is_null and _may_tell(pair, bead)]
    prepare(pair.words, chain.from_iterable(_compared(beads[n]) for n in telling))
    for number in telling:
        denials = beads[number]
        beside = [beads[n] for n in (number - 1, number + 1) if 0 <= n < len(beads)]
        for side in (0, 1):
            for denial in denials.every[side]:
                confidence = _confidence(denials, denial, side, beside)
                if confidence:
                    yield _finding(pair, denials.bead, denial, confidence, lost=side == 0)


def _may_tell(pair: PairContext, bead: Bead) -> bool:
    """Return whether a bead has anything that could be lost or added; most have not."""
    sides = (pair.original, bead.original, _TELLING), (pair.translation, bead.translation, _DENYING)
    return any(
        means_any(document.sentences[n].text, document.language, meanings)
        for document, numbers, meanings in sides
        for n in numbers
    )


def _compared(denials: BeadDenials) -> Iterator[str]:
    """Yield the texts that the encoder will be asked for."""
    for side in (0, 1):
        for denial in denials.every[side]:
            if _is_weighable(denials, denial, side):
                yield from denials.compared(denial, side)


def _is_weighable(denials: BeadDenials, denial: Denial, side: int) -> bool:
    """Return whether a cue is a negation that is not surely answered."""
    if not denial.cue.is_strong or (side == 1 and denials.is_answered(denial, side)):
        return False
    return not denials.is_doubly_answered(denial, side) or denials.is_leftover(denial, side)


def _confidence(denials: BeadDenials, denial: Denial, side: int, beside: Sequence[BeadDenials]) -> float:
    """Return how surely a cue is an error; 0 for one that need not be answered."""
    answered = denials.is_answered(denial, side)
    if _is_weighable(denials, denial, side):
        found = _ANSWERED if answered else denials.doubts(denial, side)
        tilt = denials.tilt(denial, side)
        sure = tilt is not None and tilt < _SURE_TILT
        if found > _MOVED and any(
            denials.denies_instead(denial, one, side) or (not sure and one.surplus(1 - side)) for one in beside
        ):
            return _MOVED
        if side == 1:
            found = min(found, _ADDED if len(denial.at) > 1 else _LONE)
        return _weighed(denials, denial, side, found, tilt)
    if side == 1 or answered:
        return 0.0
    if denial.cue.meaning == DENIED:
        return _OPPOSED if denials.says_contrary(denial) else 0.0
    opposed = _CONTRARY.get(denial.cue.meaning)
    return _OPPOSED if any(one.cue.meaning == opposed for one in denials.unanswered[1]) else 0.0


def _weighed(denials: BeadDenials, denial: Denial, side: int, found: float, tilt: float | None) -> float:
    """Return a confidence that also counts what the meaning of the whole says, and what was left of a negation."""
    if tilt is None:
        return 0.0 if found == _ANSWERED else found
    if denials.is_copied(denial, side):
        return found
    if side == 1:
        return min(found, _UNLIKELY) if tilt > 0 else found
    if _ANSWERED < found <= _EXPLAINED:
        if tilt >= _SURE_TILT or not (denials.is_plainly_there(denial, side) and denials.has_no_other(side)):
            return found  # to an antonym, the sentence without its negation is nearer as well
        found = _HALF_EXPLAINED
    level, most = next((level, most) for least, level, most in _LEVELS if found >= least)
    leftover = denials.is_leftover(denial, side)
    most_tilt = 0.0 if leftover else _MOST_TILT[denials.has_several]
    score = level - min(_PER_TILT * tilt, most_tilt) + _LEFTOVER * leftover
    return min(1 / (1 + exp(-score)), most)


def _finding(pair: PairContext, bead: Bead, denial: Denial, confidence: float, *, lost: bool) -> Finding:
    own, other = (pair.original, pair.translation) if lost else (pair.translation, pair.original)
    span = own.locate(denial.sentence.number, denial.cue.start, denial.cue.end)
    whole = other.locate_run(bead.translation if lost else bead.original)
    return Finding(
        rule=_ID,
        severity=_severity(confidence),
        category=_CATEGORY,
        message=Message("negation.lost" if lost else "negation.added", {"word": denial.text}),
        original=span if lost else whole,
        translation=whole if lost else span,
        confidence=confidence,
    )


def _severity(confidence: float) -> Severity:
    if confidence <= _HINT:
        return Severity.MINOR
    return Severity.CRITICAL if confidence >= _SURE else Severity.MAJOR
