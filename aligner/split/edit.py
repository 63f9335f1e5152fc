"""Puts another text in the place of one sentence and leaves everything else of the document as it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from aligner.core import Block, Document, Sentence, Span
from aligner.errors import InputError
from aligner.split.documents import ranges

__all__ = ["Edit", "edited"]

_LINE_ENDS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_REFERENCE = re.compile(r"&#?\w+;")


@dataclass(frozen=True, slots=True)
class Edit:
    """A document before and after one of its sentences was edited."""

    before: Document
    after: Document
    number: int  #: of the sentence
    parts: int  #: how many sentences it has become
    end: int  #: file offset just behind what was replaced, before the edit
    delta: int  #: how far everything behind it has moved, in characters of the file
    count: int = 1  #: how many sentences it was, from that one on

    def sentence(self, number: int) -> int:
        """Return the number that another sentence has now."""
        return number + self.parts - self.count if number >= self.number + self.count else number

    def offset(self, offset: int) -> int:
        """Return where a character outside of what was replaced stands now."""
        return offset + self.delta if offset >= self.end else offset

    def span(self, span: Span) -> Span:
        """Return where a span of other sentences is now."""
        numbers = tuple(map(self.sentence, span.sentences))
        return Span(numbers, self.offset(span.start), self.offset(span.end - 1) + 1, span.text)


def edited(document: Document, number: int, text: str, *, whole: bool = False, count: int = 1) -> Edit:
    """Replace the text of a sentence, or of several in a row.

    The new text is split by itself; the first of its sentences keeps the segment's id. Only what differs is replaced
    in the file's text, so that markup around it stays.

    :param whole: the sentence is a unit that stays one, as in a file that holds both texts
    :param count: how many sentences of one block are replaced
    :raises InputError: if the new text is empty, or the sentences are not of one block
    """
    new = _LINE_ENDS.sub(" ", text).strip()
    if not new:
        raise InputError(f"The text of sentence {number + 1} of {document.path} would be empty.")
    sentence = document.sentences[number]
    block, last_one = document.blocks[sentence.block], document.sentences[number + count - 1]
    if last_one.block != sentence.block:
        raise InputError(f"Sentences {number + 1} and {number + count} of {document.path} are not of one paragraph.")
    old, offsets = block.text[sentence.at : last_one.at + len(last_one.text)], block.offsets
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    first, last = sentence.at + head, sentence.at + len(old) - tail
    inserted = new[head : len(new) - tail]
    start = offsets[first] if first < last or first == sentence.at else offsets[first - 1] + 1
    end = _end(document.text, offsets[last - 1]) if first < last else start
    edit = Edit(document, document, number, 0, end, len(inserted) - (end - start), count)
    body = block.text[:first] + inserted + block.text[last:]
    places = (
        *offsets[:first],
        *range(start, start + len(inserted)),
        *map(edit.offset, offsets[last:]),
    )
    changed = replace(block, text=body, offsets=_compact(places))
    blocks = [_shifted(one, edit) for one in document.blocks]
    blocks[sentence.block] = changed
    made = _sentences(sentence, changed, new, document.language, whole=whole)
    edit = replace(edit, parts=len(made))
    content = document.text[:start] + inserted + document.text[end:]
    after = replace(
        document,
        text=content,
        blocks=tuple(blocks),
        sha256=sha256(content.encode("utf-8", "surrogatepass")).hexdigest(),
        sentences=(
            *(_moved(one, edit, 0) for one in document.sentences[:number]),
            *made,
            *(
                _moved(one, edit, len(new) - len(old) if one.block == sentence.block else 0)
                for one in document.sentences[number + count :]
            ),
        ),
    )
    return replace(edit, after=after)


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their heads."""
    shorter = min(len(one), len(other))
    return next((n for n in range(shorter) if one[n] != other[n]), shorter)


def _end(text: str, offset: int) -> int:
    """Just behind a character of the file, or behind the character reference that stands for it."""
    reference = _REFERENCE.match(text, offset)
    return reference.end() if reference else offset + 1


def _sentences(old: Sentence, block: Block, text: str, language: str, *, whole: bool) -> list[Sentence]:
    found = [(0, len(text))] if whole else ranges(replace(block, text=text, offsets=range(len(text))), language)
    return [
        Sentence(
            old.number + n,
            old.block,
            old.at + start,
            text[start:end],
            block.offsets[old.at + start],
            block.offsets[old.at + end - 1] + 1,
            "" if n else old.id,
        )
        for n, (start, end) in enumerate(found)
    ]


def _moved(sentence: Sentence, edit: Edit, shift: int) -> Sentence:
    """Another sentence where it is now.

    :param shift: how far it has moved in its block
    """
    number = edit.sentence(sentence.number)
    start, end = edit.offset(sentence.start), edit.offset(sentence.end - 1) + 1
    if (number, start, end, shift) == (sentence.number, sentence.start, sentence.end, 0):
        return sentence
    return Sentence(number, sentence.block, sentence.at + shift, sentence.text, start, end, sentence.id)


def _shifted(block: Block, edit: Edit) -> Block:
    """Another block where it is now."""
    offsets = block.offsets
    if not edit.delta or not offsets or max(offsets[0], offsets[-1]) < edit.end:
        return block
    if isinstance(offsets, range) and offsets[0] >= edit.end:
        return replace(block, offsets=range(offsets.start + edit.delta, offsets.stop + edit.delta))
    return replace(block, offsets=_compact([edit.offset(offset) for offset in offsets]))


def _compact(offsets: Sequence[int]) -> Sequence[int]:
    """Successive offsets as a range."""
    unbroken = range(offsets[0], offsets[0] + len(offsets))
    return unbroken if all(map(int.__eq__, offsets, unbroken)) else tuple(offsets)
