"""Rule quotation-marks: quotations of the translation that never end, mixed marks, quotations that lost their marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from aligner.check.base import PairContext, Scope, rule
from aligner.check.quotation_balance import DIALOGUE, Mark, is_balanced, unpaired_marks
from aligner.check.tokens import sentences
from aligner.core import Bead, BlockKind, Document, Edit, Finding, Message, Place, Sentence, Severity, Side
from aligner.languages import get

__all__ = ["quotation_marks"]

_ID, _CATEGORY = "quotation-marks", "fluency/punctuation"

_ANY_MARK = re.compile(r"[«»“”„‟\"‹›]|(?<!\w)[‘']\w|''|``")
_WORDS_IN_STRAIGHT = re.compile(r"(?<![\w\"=])\"([^\W\d_][^\"=<>{}\\/$]*?)\"(?![\w\"])")
_QUOTATION = re.compile(r"“([^“”]+)”|«([^«»]+)»|(?<!\w)\"([^\"]+)\"(?!\w)")
_DIALOGUE_LINES = 5  #: lines that begin with a dash which make a document a story with dialogue
_DOMINANT = 3  #: guillemets for each straight quotation that make the straight one the exception

# Words of a quotation that lost its marks, and the confidence that an editor minds. Shorter ones are terms or irony,
# which French may set in italics or leave plain.
_LOST = ((8, 0.6), (6, 0.5), (1, 0.2))
_HABIT_AT_LEAST, _HABIT_SHARE = 3, 0.1  # lost quotations of a document, and as a share of all, that are a habit


@rule(_ID, scope=Scope.DOCUMENT)
def quotation_marks(pair: PairContext) -> Iterator[Finding]:
    """Yield marks without a partner, straight marks among guillemets, and quotations that lost their marks."""
    yield from _unpaired(pair)
    yield from _mixed(pair)
    yield from _lost(pair)


def _unpaired(pair: PairContext) -> Iterator[Finding]:
    counterparts = _original_blocks(pair)

    def complete(number: int) -> bool:
        """Return whether the original has quotations there that all end."""
        blocks = sorted(counterparts.get(number, frozenset()))
        return is_balanced("\n".join(pair.original.blocks[n].text for n in blocks), pair.original.language)

    def may_run_on(number: int) -> bool:
        """Return whether the translation may have cut a paragraph in two, so that a quotation runs on."""
        shared = counterparts.get(number, frozenset()) & counterparts.get(number + 1, frozenset())
        return bool(shared) or not complete(number)

    dialogue = sum(bool(DIALOGUE.match(block.text)) for block in pair.translation.blocks) >= _DIALOGUE_LINES
    for unpaired in unpaired_marks(pair.translation, may_run_on):
        certain = complete(unpaired[0].block)
        # Straight marks round a whole dialogue are alone in its first and in its last line, and nothing tells which.
        if any(mark.mark != '"' for mark in unpaired) or (certain and not dialogue):
            yield from _report(pair, unpaired, certain)


def _original_blocks(pair: PairContext) -> dict[int, frozenset[int]]:
    """Return the blocks of the original that each block of the translation stands for."""
    found: dict[int, set[int]] = {}
    for bead in pair.beads:
        theirs = {pair.original.sentences[n].block for n in bead.original}
        for n in bead.translation:
            found.setdefault(pair.translation.sentences[n].block, set()).update(theirs)
    return {block: frozenset(theirs) for block, theirs in found.items()}


def _report(pair: PairContext, unpaired: Sequence[Mark], certain: bool) -> Iterator[Finding]:
    """Yield one finding for the unpaired marks of a block: « and a straight mark belong together."""
    first, others = unpaired[0], unpaired[1:]
    closers = get(pair.translation.language).quotation_marks
    sentence = _sentence_at(pair.translation, first)
    if sentence is None:
        return
    partner = next((m for m in others if m.mark == '"' or first.mark == '"'), None)
    if partner is not None:
        message = Message("quotation-marks.other-end", {"opening": first.mark, "closing": partner.mark})
    elif first.mark in closers:
        message = Message("quotation-marks.not-closed", {"mark": first.mark})
    elif first.mark == '"':
        message = Message("quotation-marks.no-partner")
    else:
        message = Message("quotation-marks.not-opened", {"mark": first.mark})
    at = first.at - sentence.at
    # Where the missing mark belongs is not known: somewhere between this one and the end of its sentence.
    start, end = (at, len(sentence.text)) if first.mark in closers else (0, at + 1)
    original = next((bead.original for bead in pair.beads if sentence.number in bead.translation), ())
    yield Finding(
        rule=_ID,
        severity=Severity.MINOR,
        category=_CATEGORY,
        message=message,
        original=pair.original.locate_run(original) if original else None,
        translation=pair.translation.locate(sentence.number, start, end),
        confidence=0.8 if certain else 0.6,
    )


def _sentence_at(document: Document, mark: Mark) -> Sentence | None:
    inside = (s for s in document.sentences if s.block == mark.block and s.at <= mark.at < s.at + len(s.text))
    return next(inside, None)


def _mixed(pair: PairContext) -> Iterator[Finding]:
    """Yield one finding for a document that writes guillemets, and here and there straight marks."""
    document = pair.translation
    wanted = get(document.language).spaced_quotation
    if wanted is None:
        return
    guillemets = sum(block.text.count(wanted[0][0]) for block in document.blocks)
    places: list[Place] = []
    for bead in pair.beads:
        mine = sentences(document, bead.translation)
        if not any('"' in sentence.text for sentence in mine):
            continue
        theirs = " ".join(s.text for s in sentences(pair.original, bead.original))
        for sentence in mine:
            if document.blocks[sentence.block].kind is BlockKind.CODE:
                continue
            for match in _WORDS_IN_STRAIGHT.finditer(sentence.text):
                if match.group(1) not in theirs:  # what stands so in the original too is a literal
                    places.append(Place(Side.TRANSLATION, document.locate(sentence.number, *match.span())))
    if places and guillemets >= _DOMINANT * len(places):
        first, *others = places
        quoted = first.span.text.strip('"')
        yield Finding(
            rule=_ID,
            severity=Severity.MINOR,
            category=_CATEGORY,
            message=Message("quotation-marks.straight", {"count": len(places)}),
            translation=first.span,
            suggestion=quoted.join(wanted),
            edits=tuple(Edit(place.span, place.span.text.strip('"').join(wanted), safe=True) for place in places),
            confidence=0.6,
            related=tuple(others),
        )


def _lost(pair: PairContext) -> Iterator[Finding]:
    """Yield quotations of the original where the translation has no quotation marks at all.

    Where the translation does so as a habit (older French books print speech without marks), nothing is wrong.
    """
    lost = [finding for bead in pair.beads for finding in _lost_in_bead(pair, bead)]
    quotations = sum(len(_quotations(sentence.text)) for sentence in pair.original.sentences)
    habit = len(lost) > max(_HABIT_AT_LEAST, _HABIT_SHARE * quotations)
    yield from (replace(finding, confidence=0.2) if habit else finding for finding in lost)


@lru_cache(maxsize=1 << 14)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return where quotations in double marks stand in a text."""
    return tuple([match.span() for match in _QUOTATION.finditer(text)])


def _lost_in_bead(pair: PairContext, bead: Bead) -> Iterator[Finding]:
    if not bead.original or not bead.translation:
        return
    quoted = [(s, found) for s in sentences(pair.original, bead.original) if (found := _quotations(s.text))]
    if not quoted:
        return
    document = pair.translation
    around = range(max(0, bead.translation[0] - 1), min(len(document.sentences), bead.translation[-1] + 2))
    theirs = [document.sentences[n].text for n in around]
    if any(_ANY_MARK.search(text) or DIALOGUE.match(text) for text in theirs):
        return
    for sentence, places in quoted:
        for start, end in places:
            length = len(sentence.text[start:end].split())
            yield Finding(
                rule=_ID,
                severity=Severity.MINOR,
                category=_CATEGORY,
                message=Message("quotation-marks.lost"),
                original=pair.original.locate(sentence.number, start, end),
                translation=document.locate_run(bead.translation),
                confidence=next(confidence for words, confidence in _LOST if length >= words),
            )
