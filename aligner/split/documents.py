"""Splits documents and plain text into sentences."""

import re
from functools import cache
from itertools import pairwise

from aligner import languages
from aligner.core import Block, BlockKind, Document, Sentence
from aligner.split.machine import Machine
from aligner.split.overlong import parts
from aligner.split.statistics import statistics

__all__ = ["ranges", "split", "split_text"]

_ITEM = re.compile(r"(?<=\s)([*•‣▪◦●∙])\s+(?=[^\W\d_])")
_FEWEST_ITEMS = 3  # marks of a list in one line
#: A heading of at most so many characters is one sentence, whatever stands in it ("What now? A guide").
LONGEST_HEADING = 200


def split(document: Document) -> Document:
    """The same document with its sentences, numbered in reading order.

    A sentence never crosses a block; every block with anything but white space has at least one. A piece of code is
    one sentence, and so is a heading unless it is so long that it must be a paragraph; what is too long for a sentence
    is cut into parts all the same.

    :raises InputError: if nothing is known of the document's language
    """
    languages.get(document.language)
    sentences: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        for start, end in ranges(block, document.language):
            sentences.append(
                Sentence(
                    number=len(sentences),
                    block=number,
                    at=start,
                    text=block.text[start:end],
                    start=block.offsets[start],
                    end=block.offsets[end - 1] + 1,
                )
            )
    return document.with_sentences(sentences)


def split_text(text: str, language: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand: ``(start, end)`` in characters, ascending, without outer white space.

    Together they cover everything but white space. Line ends count as spaces. What is too long for a sentence is cut
    into parts, see ``overlong``.

    :param text: running text, without markup
    :param language: ISO 639-1 code
    :raises InputError: if nothing is known of the language
    """
    known = languages.get(language)
    ends = set(Machine(text, known, statistics(language)).ends())
    ends.update(_items(text))
    if known.sentence_ends:
        ends.update(match.end() for match in _own_ends(known.sentence_ends).finditer(text))
    edges = [0, *sorted(ends), len(text)]
    return _short_enough(
        text, [part for start, end in pairwise(edges) if (part := _trimmed(text, start, end))], language
    )


def _items(text: str) -> list[int]:
    """Return where items of a list begin that stands in one line, with a mark before each: ``Oil * Water * Wine``.

    An asterisk is a mark only before capitals: elsewhere it multiplies.
    """
    found = list(_ITEM.finditer(text))
    for mark in {match[1] for match in found}:
        starts = [match.start(1) for match in found if match[1] == mark]
        items = [text[start + 1 : end].strip() for start, end in pairwise([*starts, len(text)])]
        if len(starts) >= _FEWEST_ITEMS and (mark != "*" or all(one[:1].isupper() and len(one) > 1 for one in items)):
            return starts
    return []


@cache
def _own_ends(marks: str) -> re.Pattern[str]:
    """Match marks that end a sentence wherever they stand, with closing quotation marks and brackets behind."""
    return re.compile(rf"[{re.escape(marks)}]+[”’」』）)]*")


def ranges(block: Block, language: str) -> list[tuple[int, int]]:
    """Return where the sentences of a block stand in its text."""
    text = block.text
    whole = block.kind is BlockKind.CODE or (block.kind is BlockKind.HEADING and len(text) <= LONGEST_HEADING)
    if not whole:
        return split_text(text, language)
    part = _trimmed(text, 0, len(text))
    return _short_enough(text, [part] if part else [], language)


def _short_enough(text: str, sentences: list[tuple[int, int]], language: str) -> list[tuple[int, int]]:
    return [
        part
        for start, end in sentences
        for first, last in parts(text, start, end, language)
        if (part := _trimmed(text, first, last))
    ]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if left < len(piece) else None
