"""Rule negation: negations of the original that the translation drops, and negations that it adds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.tokens import fold, sentences, tokens
from aligner.core import Bead, BlockKind, Document, Finding, Message, Sentence, Severity
from aligner.languages.pairs import Spelling, spelling
from aligner.languages.polarity import Cue, cues

__all__ = ["negation"]

_ID, _CATEGORY = "negation", "accuracy/mistranslation"

_NEAR = 0.15  #: distance of two cues, each as a share of its text, up to which a weak one may render a negation
# .2 finds .931 of the negations of tico19 and docs, dropped one by one, where .35 finds .920; but on the untouched
# texts one alarm in six is then about a negation that merely stands elsewhere in a long sentence.
_REACH = 0.35  #: the same for two negations; where the text is short, any distance will do
_SHORT = 90  #: characters
_WEAK_PRICE = 0.3  #: what a weak cue in a negation's stead is worth, in distance
_HINT = 0.6  #: confidence up to which the finding is but a hint
_ALIKE = 0.65  #: likeness of two spellings, 0 to 1, of words that come from the same Latin one
_COORDINATED = 20  #: characters between negations that one negation may render
#: What denies as long as the other side does, and what it says there otherwise: not only, only; remember, forget.
_DENIED = "denied"  # adjectives with a denying prefix: unclear, which French renders in many ways
_CONTRARY = {"not-only": "only", "remember": "forget"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A cue in the running text of one side of a bead."""

    sentence: Sentence
    cue: Cue
    place: float  #: 0 at the start of the side, 1 at its end


@rule(_ID, scope=Scope.BEAD, needs={Need.POLARITY}, uses={Need.MEASURED}, follows={"omission", "addition"})
def negation(pair: PairContext) -> Iterator[Finding]:
    """Yield negations with no counterpart on the other side of their bead."""
    how = spelling(pair.original.language, pair.translation.language)
    for bead in pair.beads:
        if bead.is_null:
            continue
        here, there = _cues(pair.original, bead.original), _cues(pair.translation, bead.translation)
        lost, added = _unanswered(here, there, _length(pair, bead) <= _SHORT)
        for found, confidence in lost:
            if found.cue.meaning == _DENIED and _stands_alike(
                found, sentences(pair.translation, bead.translation), how
            ):
                continue
            yield _finding(pair, bead, found, confidence, lost=True)
        for found, confidence in added:
            yield _finding(pair, bead, found, confidence, lost=False)


def _cues(document: Document, numbers: Sequence[int]) -> list[_Found]:
    side = [s for s in sentences(document, numbers) if document.blocks[s.block].kind is not BlockKind.CODE]
    length = sum(len(s.text) + 1 for s in side) or 1
    found, base = list[_Found](), 0
    for sentence in side:
        found.extend(
            _Found(sentence, cue, (base + (cue.start + cue.end) / 2) / length)
            for cue in cues(sentence.text, document.language)
        )
        base += len(sentence.text) + 1
    return found


def _length(pair: PairContext, bead: Bead) -> int:
    return sum(len(s.text) for s in sentences(pair.original, bead.original))


def _unanswered(
    here: list[_Found], there: list[_Found], short: bool
) -> tuple[list[tuple[_Found, float]], list[tuple[_Found, float]]]:
    """Return the negations of each side without a counterpart, with the confidence that there should be one."""
    left, right = _match(here, there, 1.0 if short else _REACH)
    doubtful = [f for f in right if not f.cue.is_strong and f.cue.meaning != "only"]
    lost = []
    for found in left:
        if found.cue.is_strong:
            near = any(abs(f.place - found.place) <= (1.0 if short else _NEAR) for f in doubtful)
            confidence = 0.3 if near else 0.6 if doubtful else 0.85
            lost.append((found, 0.4 if _is_coordinated(found, here, left) else confidence))
        elif found.cue.meaning == _DENIED and not there:
            lost.append((found, 0.5))
        elif any(f.cue.meaning == _CONTRARY.get(found.cue.meaning) for f in right):
            lost.append((found, 0.7))
    beside = [f for f in left if not f.cue.is_strong]
    added = [(f, 0.3 if beside else 0.45) for f in right if f.cue.is_strong]
    return lost, added


def _stands_alike(found: _Found, others: Sequence[Sentence], how: Spelling) -> bool:
    """Return whether a word stands on the other side as it is, or nearly: inadequate, inadéquat."""
    word = fold(_text(found))
    return any(how.similarity(word, fold(token.text)) >= _ALIKE for s in others for token in tokens(s.text))


def _text(found: _Found) -> str:
    return found.sentence.text[found.cue.start : found.cue.end]


def _is_coordinated(found: _Found, every: list[_Found], left: list[_Found]) -> bool:
    """Return whether the same word stands near and is answered: "no A, no B" needs but one in the other language."""
    word = _text(found).lower()
    return any(
        f not in left
        and f.sentence is found.sentence
        and abs(f.cue.start - found.cue.start) <= _COORDINATED
        and _text(f).lower() == word
        for f in every
    )


def _match(one: list[_Found], other: list[_Found], reach: float) -> tuple[list[_Found], list[_Found]]:
    """Pair what means the same and stands close, each at most once, the best first; what is left over of both."""
    pairs = []
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            distance, price = abs(a.place - b.place), _price(a.cue.meaning, b.cue.meaning)
            if price is not None and distance <= (reach if price < _WEAK_PRICE else min(reach, _NEAR)):
                pairs.append((distance + price, i, j))
    used, taken = set[int](), set[int]()
    for _, i, j in sorted(pairs):
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
    return [f for i, f in enumerate(one) if i not in used], [f for j, f in enumerate(other) if j not in taken]


def _price(one: str, other: str) -> float | None:
    """Return the cost of one meaning standing for another; ``None`` if it cannot."""
    if one == other:
        return 0.0
    if {one, other} == {"strong", "without"}:
        return 0.15
    if _DENIED in (one, other):  # "unclear" is "peu clair", "flou", "pas clair", "sans clarté"
        return None if {one, other} & {"only", "not-only", "remember"} else 0.05
    if "less-ness" in (one, other):
        return 0.05 if "without" in (one, other) else 0.1 if "prefix" in (one, other) else None
    if "strong" in (one, other):
        return None if {one, other} & {"only", "not-only", "remember", "forget"} else _WEAK_PRICE
    return None


def _finding(pair: PairContext, bead: Bead, found: _Found, confidence: float, *, lost: bool) -> Finding:
    own, other = (pair.original, pair.translation) if lost else (pair.translation, pair.original)
    span = own.locate(found.sentence.number, found.cue.start, found.cue.end)
    whole = other.locate_run(bead.translation if lost else bead.original)
    return Finding(
        rule=_ID,
        severity=_severity(lost, confidence),
        category=_CATEGORY,
        message=Message("negation.lost" if lost else "negation.added", {"word": _text(found)}),
        original=span if lost else whole,
        translation=whole if lost else span,
        confidence=confidence,
    )


def _severity(lost: bool, confidence: float) -> Severity:
    if confidence <= _HINT:
        return Severity.MINOR
    return Severity.CRITICAL if lost else Severity.MAJOR
