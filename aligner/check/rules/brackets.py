"""Rule brackets: a bracket of the translation that is never closed, or closes nothing."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from aligner.check.base import PairContext, Scope, rule
from aligner.core import BlockKind, Document, Finding, Message, Sentence, Severity

__all__ = ["brackets"]

_CLOSER = {"(": ")", "[": "]", "{": "}"}
_OPENER = {closer: opener for opener, closer in _CLOSER.items()}
_MARKS = frozenset((*_CLOSER, *_OPENER))

# A bracket opened in one paragraph may close in another: quoted speech, a remark of several paragraphs.
_REACH = 3  #: blocks

# Brackets that are part of something else: smileys, and list letters "a)" or "12.1)" at a start or after a gap.
_SMILEY = re.compile(r"(?<![^\s(])[:;=][-^']?[()](?![\w\[])")
_ENUMERATION = re.compile(r"(?:^|(?<=[\s(,;:«“\"]))(?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,3}(?:\.\d{1,3})*)\)")


class _Bracket(NamedTuple):
    block: int
    at: int  #: text offset in the block
    mark: str


@rule("brackets", scope=Scope.DOCUMENT)
def brackets(pair: PairContext) -> Iterator[Finding]:
    """Yield unbalanced brackets of the translation where the original's are balanced."""
    wrong_in_original = _blocks_by_sentence(pair.original, _unbalanced(pair.original))
    opposites = {number: bead.original for bead in pair.beads for number in bead.translation}
    for bracket, sentence in _with_sentences(pair.translation, _unbalanced(pair.translation)):
        opposite = opposites.get(sentence, ())
        same_mark = any((n, bracket.mark) in wrong_in_original for n in opposite)
        if same_mark:
            continue
        at = bracket.at - pair.translation.sentences[sentence].at
        # Where the missing bracket belongs is not known: somewhere between this one and the end of its sentence.
        text = pair.translation.sentences[sentence].text
        start, end = (at, len(text)) if bracket.mark in _CLOSER else (0, at + 1)
        key = "not-closed" if bracket.mark in _CLOSER else "not-opened"
        yield Finding(
            rule="brackets",
            severity=Severity.MINOR,
            category="fluency/punctuation",
            message=Message(f"brackets.{key}-paired" if opposite else f"brackets.{key}", {"mark": bracket.mark}),
            original=pair.original.locate_run(opposite) if opposite else None,
            translation=pair.translation.locate(sentence, start, end),
            confidence=0.85,
        )


def _unbalanced(document: Document) -> list[_Bracket]:
    """Return brackets without a partner in their block or in one of the next blocks, in reading order."""
    alone: list[_Bracket] = []
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.CODE:
            continue
        alone.extend(_Bracket(number, at, mark) for at, mark in _alone_in_block(block.text))
    return _without_pairs_across_blocks(alone)


@lru_cache(maxsize=1 << 14)
def _alone_in_block(text: str) -> tuple[tuple[int, str], ...]:
    """Return places of brackets that find no partner inside a block, and what they are, in reading order."""
    if _MARKS.isdisjoint(text):
        return ()
    skipped = {
        at for pattern in (_SMILEY, _ENUMERATION) for match in pattern.finditer(text) for at in range(*match.span())
    }
    waiting: dict[str, list[tuple[int, str]]] = {mark: [] for mark in _CLOSER}
    alone: list[tuple[int, str]] = []
    for at, mark in enumerate(text):
        if mark in _CLOSER:
            if at not in skipped:
                waiting[mark].append((at, mark))
        elif mark in _OPENER:
            if opened := waiting[_OPENER[mark]]:
                opened.pop()
            elif at not in skipped:
                alone.append((at, mark))
    return tuple(sorted([*alone, *(bracket for opened in waiting.values() for bracket in opened)]))


def _without_pairs_across_blocks(alone: list[_Bracket]) -> list[_Bracket]:
    paired: set[_Bracket] = set()
    waiting: dict[str, list[_Bracket]] = {mark: [] for mark in _CLOSER}  # the last one opened comes last
    here: dict[str, list[_Bracket]] = {mark: [] for mark in _CLOSER}  # opened in this block
    block = 0
    for bracket in alone:
        if bracket.block != block:
            block = bracket.block
            for mark, opened in here.items():
                waiting[mark] += opened
                opened.clear()
        if bracket.mark in _CLOSER:
            here[bracket.mark].append(bracket)
        elif (opened := waiting[_OPENER[bracket.mark]]) and block - opened[-1].block <= _REACH:
            paired |= {bracket, opened.pop()}
    return [bracket for bracket in alone if bracket not in paired]


def _with_sentences(document: Document, brackets: Iterable[_Bracket]) -> Iterator[tuple[_Bracket, int]]:
    """Yield brackets that stand in a sentence, with its number."""
    sentences: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        sentences.setdefault(sentence.block, []).append(sentence)
    for bracket in brackets:
        some = sentences.get(bracket.block, [])
        number = bisect_right(some, bracket.at, key=lambda sentence: sentence.at) - 1
        if number >= 0 and bracket.at < some[number].at + len(some[number].text):
            yield bracket, some[number].number


def _blocks_by_sentence(document: Document, unbalanced: list[_Bracket]) -> set[tuple[int, str]]:
    """Return each sentence of a block with an unbalanced bracket, with the bracket."""
    marks: dict[int, set[str]] = {}
    for bracket in unbalanced:
        marks.setdefault(bracket.block, set()).add(bracket.mark)
    return {(s.number, mark) for s in document.sentences for mark in marks.get(s.block, ())}
