"""Rule placeholder: placeholders, tags and escapes of programs that the translation lost, changed or added."""

from collections import Counter
from collections.abc import Iterator, Sequence

from aligner.check.base import PairContext, Scope, rule
from aligner.check.placeholders import Placeholder, placeholders
from aligner.check.tokens import sentences
from aligner.core import Bead, BlockKind, Document, Edit, Finding, Message, Sentence, Severity

__all__ = ["placeholder"]

_ID, _CATEGORY = "placeholder", "accuracy/mistranslation/entity"

#: Of what may stand in running text for its own sake, and be said otherwise there.
_UNSURE = frozenset(("shell", "tag", "windows", "escape"))
_SINGULAR = "place.line-singular"  #: how a catalogue of gettext names its place
_SURE, _LESS_SURE = 0.95, 0.6

_Place = tuple[Sentence, Placeholder]


@rule(_ID, scope=Scope.BEAD, follows={"omission", "addition", "untranslated"})
def placeholder(pair: PairContext) -> Iterator[Finding]:
    """Yield what stands on one side of a bead only; one that went and one that came of a kind are one that changed."""
    for bead in pair.beads:
        if bead.is_null or _is_singular(pair.original, bead):
            continue
        yield from _codes(pair, bead)
        here, there = _places(pair.original, bead.original), _places(pair.translation, bead.translation)
        if not here and not there:
            continue
        lost, come = _without(here, there), _without(there, here)
        for place in list(lost):
            changed = next((other for other in come if other[1].kind == place[1].kind), None)
            if changed is not None:
                lost.remove(place)
                come.remove(changed)
                yield _finding(pair, bead, "changed", place, changed)
        yield from (_finding(pair, bead, "lost", place, None) for place in lost)
        yield from (_finding(pair, bead, "added", None, place) for place in come)


def _codes(pair: PairContext, bead: Bead) -> Iterator[Finding]:
    """Yield the inline codes of a unit that stand on one side only."""
    ours, theirs = (
        Counter(
            code for block in {document.sentences[n].block for n in numbers} for code in document.blocks[block].codes
        )
        for document, numbers in ((pair.original, bead.original), (pair.translation, bead.translation))
    )
    for key, codes in (("lost", ours - theirs), ("added", theirs - ours)):
        for code in codes.elements():
            yield Finding(
                rule=_ID,
                severity=Severity.MAJOR,
                category=_CATEGORY,
                message=Message(f"{_ID}.{key}", {"placeholder": code}),
                original=pair.original.locate_run(bead.original),
                translation=pair.translation.locate_run(bead.translation),
                confidence=_SURE,
            )


def _is_singular(document: Document, bead: Bead) -> bool:
    """Return whether this is the singular of a text that has a plural: it may have the number or do without it."""
    where = document.where(bead.original[0])
    return where is not None and where.id == _SINGULAR


def _places(document: Document, numbers: Sequence[int]) -> list[_Place]:
    return [
        (sentence, found)
        for sentence in sentences(document, numbers)
        if document.blocks[sentence.block].kind is not BlockKind.CODE
        for found in placeholders(sentence.text)
    ]


def _without(some: Sequence[_Place], others: Sequence[_Place]) -> list[_Place]:
    """Return those that the others lack, the last ones where there are fewer of them."""
    left = Counter(found.key for _, found in others)
    rest = []
    for place in some:
        left[place[1].key] -= 1
        if left[place[1].key] < 0:
            rest.append(place)
    return rest


def _finding(pair: PairContext, bead: Bead, key: str, here: _Place | None, there: _Place | None) -> Finding:
    original = pair.original.locate(here[0].number, *here[1][2:]) if here else pair.original.locate_run(bead.original)
    translation = (
        pair.translation.locate(there[0].number, *there[1][2:])
        if there
        else pair.translation.locate_run(bead.translation)
    )
    place = here or there
    assert place is not None
    said = {"placeholder": original.text if here else translation.text}
    if here and there:
        said["other"] = translation.text
    return Finding(
        rule=_ID,
        severity=Severity.MAJOR,
        category=_CATEGORY,
        message=Message(f"{_ID}.{key}", said),
        original=original,
        translation=translation,
        suggestion=original.text if key == "changed" else None,
        edits=(Edit(translation, original.text, safe=True),) if key == "changed" else (),
        confidence=_LESS_SURE if place[1].kind in _UNSURE else _SURE,
    )
