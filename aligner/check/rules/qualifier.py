"""Rule qualifier: a limit of a number (at least, up to, about, more than) that the translation leaves out."""

from collections.abc import Iterator, Sequence
from functools import cache

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.tokens import Token, folded, sentences, tokens
from aligner.core import BlockKind, Finding, Message, Severity
from aligner.languages.pairs import Form, qualifiers

__all__ = ["qualifier"]

_ID, _CATEGORY = "qualifier", "accuracy/omission"


@rule(_ID, scope=Scope.BEAD, needs={Need.QUALIFIERS}, follows={"omission", "untranslated"})
def qualifier(pair: PairContext) -> Iterator[Finding]:
    """Yield limits of numbers for which nothing stands in the translation, where the number itself does."""
    table = qualifiers(*pair.languages)
    heads = _heads(*pair.languages)
    for bead in pair.beads:
        if bead.is_null:
            continue
        theirs: list[str] | None = None
        for sentence in sentences(pair.original, bead.original):
            words = folded(sentence.text)
            if heads.isdisjoint(words) or pair.original.blocks[sentence.block].kind is BlockKind.CODE:
                continue
            if theirs is None:
                theirs = [word for s in sentences(pair.translation, bead.translation) for word in folded(s.text)]
            places = tokens(sentence.text)
            for forms, others in table:
                for start, end in _standing(forms, words, places):
                    number = words[end] if end < len(words) else ""
                    if number not in theirs or any(
                        other.stands_at(theirs, at) for at in range(len(theirs)) for other in others
                    ):
                        continue
                    span = pair.original.locate(sentence.number, places[start].start, places[end - 1].end)
                    yield Finding(
                        rule=_ID,
                        severity=Severity.MINOR,
                        category=_CATEGORY,
                        message=Message(f"{_ID}.lost", {"words": span.text}),
                        original=span,
                        translation=pair.translation.locate_run(bead.translation),
                        confidence=0.7,
                    )


@cache
def _heads(original: str, translation: str) -> frozenset[str]:
    """Return the first words of what limits a number."""
    return frozenset(form.words[0] for forms, _ in qualifiers(original, translation) for form in forms)


def _standing(forms: Sequence[Form], words: Sequence[str], places: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the first word of each form that a number follows, and the one behind its last."""
    for at in range(len(words)):
        for form in forms:
            end = at + len(form.words)
            if end < len(words) and words[end].isdigit() and tuple(words[at:end]) == form.words:
                yield at, end
