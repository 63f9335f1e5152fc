"""Rule markup: headings that became paragraphs, and emphasis or code that lost its marks, in Markdown."""

import re
from collections.abc import Iterator, Sequence

from aligner.check.base import PairContext, Scope, rule
from aligner.core import BlockKind, Document, Finding, Message, Place, Severity, Side, Span

__all__ = ["markup"]

_ID, _CATEGORY = "markup", "design/markup"

# A pair of marks round some words; marks inside words (snake_case, 2*3) are none.
_MARKS = {
    "bold": re.compile(r"(?<![\w*])\*\*(?=\S)[^*]+?(?<=\S)\*\*(?![\w*])|(?<!\w)__(?=\S)[^_]+?(?<=\S)__(?!\w)"),
    "code": re.compile(r"(?<!`)`[^`\n]+`(?!`)"),
}
_MARKDOWN = re.compile(r"^#{1,6} \S|^ {0,3}(?:[-*+]|\d+\.) |\*\*\S|\]\(|^> |`[^`]+`", re.MULTILINE)


@rule(_ID, scope=Scope.DOCUMENT)
def markup(pair: PairContext) -> Iterator[Finding]:
    """Yield one finding for each kind of mark, with all its places; none where a side is no Markdown."""
    if not (_MARKDOWN.search(pair.original.text) and _MARKDOWN.search(pair.translation.text)):
        return
    headings = list(_headings(pair))
    yield from _finding(headings, "heading", Severity.MINOR)
    for what, pattern in _MARKS.items():
        lost = list(_lost(pair, pattern))
        yield from _finding(lost, what, Severity.NEUTRAL)


def _headings(pair: PairContext) -> Iterator[tuple[Span, Span]]:
    for bead in pair.beads:
        here = {_kind(pair.original, n) for n in bead.original}
        there = {_kind(pair.translation, n) for n in bead.translation}
        if here == {BlockKind.HEADING} and there and BlockKind.HEADING not in there:
            yield pair.original.locate_run(bead.original), pair.translation.locate_run(bead.translation)


def _kind(document: Document, sentence: int) -> BlockKind:
    return document.blocks[document.sentences[sentence].block].kind


def _lost(pair: PairContext, pattern: re.Pattern[str]) -> Iterator[tuple[Span, Span]]:
    """Yield beads with marks in the original, and none at all in the blocks of the translation."""
    for bead in pair.beads:
        if not bead.original or not bead.translation:
            continue
        marked = sum(len(pattern.findall(_raw(pair.original, n))) for n in bead.original)
        if marked and not any(pattern.search(text) for text in _raw_blocks(pair.translation, bead.translation)):
            yield pair.original.locate_run(bead.original), pair.translation.locate_run(bead.translation)


def _raw(document: Document, number: int) -> str:
    """Return a sentence as its file has it, with marks that touch its ends."""
    sentence = document.sentences[number]
    return document.text[max(0, sentence.start - 2) : sentence.end + 2]


def _raw_blocks(document: Document, numbers: Sequence[int]) -> Iterator[str]:
    for block in {document.sentences[n].block for n in numbers}:
        offsets = document.blocks[block].offsets
        yield document.text[max(0, offsets[0] - 3) : offsets[-1] + 4]


def _finding(places: list[tuple[Span, Span]], key: str, severity: Severity) -> Iterator[Finding]:
    if not places:
        return
    (original, translation), *others = places
    yield Finding(
        rule=_ID,
        severity=severity,
        category=_CATEGORY,
        message=Message(f"{_ID}.{key}", {"again": Message("text.again", {"count": len(others)}) if others else ""}),
        original=original,
        translation=translation,
        confidence=0.6 if severity is Severity.MINOR else 0.5,
        related=tuple(Place(Side.TRANSLATION, there) for _, there in others),
    )
