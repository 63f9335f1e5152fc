"""Documents, their blocks and sentences, and spans of their text.

Two kinds of offsets exist and never mix. A *file offset* counts characters in ``Document.text``, the decoded file
as it is (byte order mark removed, line ends kept). A *text offset* counts characters in a block's or a sentence's
own ``text``, where markup is gone and line ends are spaces. ``Document.locate`` turns the second into the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import eq
from typing import Self

from aligner.core.messages import Message
from aligner.core.segments import segment_ids

__all__ = ["Block", "BlockKind", "Document", "Sentence", "Side", "Span"]


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    QUOTATION = "quotation"
    CODE = "code"


class Side(StrEnum):
    """Which of the two texts."""

    ORIGINAL = "original"
    TRANSLATION = "translation"

    @property
    def other(self) -> "Side":
        """The other one."""
        return Side.TRANSLATION if self is Side.ORIGINAL else Side.ORIGINAL


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A heading, paragraph, list item, table cell, quotation or piece of code.

    ``offsets[i]`` is the file offset of the character ``text[i]``: a ``range`` where the text stands in the file as
    it is, a tuple where markup was taken out. ``text[i]`` equals the file's character there, except that white space
    may have become a plain space and a character reference (``&amp;``) its character.

    Blocks with the same offsets are equal, in whatever kind of sequence these stand.
    """

    kind: BlockKind
    text: str
    offsets: Sequence[int]
    level: int = 0  #: heading level 1-6, nesting depth of a list item or quotation, otherwise 0
    #: Where its file shows it, in words for people: ``"page 3"``, ``"table 1, cell B4"``, ``"00:01:02,500–00:01:04"``,
    #: ``"unit u17"``; None where file offsets say it, as in plain text.
    where: Message | None = None
    codes: tuple[str, ...] = ()  #: inline codes that its unit has and that are no text: ``<x id="1"/>``

    def __post_init__(self) -> None:
        if len(self.text) != len(self.offsets):
            raise ValueError(f"a block of {len(self.text)} characters has {len(self.offsets)} offsets")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Block):
            return NotImplemented
        return self._without_offsets() == other._without_offsets() and (
            self.offsets is other.offsets or all(map(eq, self.offsets, other.offsets))
        )

    def __hash__(self) -> int:
        return hash(self._without_offsets())

    def _without_offsets(self) -> tuple[object, ...]:
        return self.kind, self.text, self.level, self.where, self.codes


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block: ``document.blocks[block].text[at : at + len(text)] == text``."""

    number: int  #: zero-based, in the document
    block: int  #: zero-based number of its block
    at: int  #: text offset in the block
    text: str  #: without markup
    start: int  #: file offset of its first character
    end: int  #: file offset just behind its last character
    id: str = ""  #: of the segment, the same after edits elsewhere; its document gives it


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one text, of one sentence or of several in a row."""

    sentences: tuple[int, ...]  #: numbers of the sentences it touches
    start: int  #: file offset of its first character
    end: int  #: file offset just behind its last character
    text: str  #: the quoted text, without markup


@dataclass(frozen=True, slots=True)
class Document:
    """One text: where it came from, its blocks, and after splitting its sentences."""

    path: str  #: as the user named it, or ``"-"`` for text that came from elsewhere
    language: str  #: ISO 639-1 code
    text: str  #: the decoded file
    blocks: tuple[Block, ...]
    sha256: str  #: of the file's bytes, hexadecimal
    sentences: tuple[Sentence, ...] = ()
    #: What its reader has to say: tracked changes read as accepted, scanned pages left out.
    notes: tuple[Message, ...] = ()
    format: str = "text"  #: id of its input format, as ``aligner.read.formats`` lists it

    def __post_init__(self) -> None:
        given = [sentence.id for sentence in self.sentences]
        if not all(given):
            ids = segment_ids([sentence.text for sentence in self.sentences], given)
            named = (replace(sentence, id=id) for sentence, id in zip(self.sentences, ids, strict=True))
            object.__setattr__(self, "sentences", tuple(named))

    def with_sentences(self, sentences: Sequence[Sentence]) -> Self:
        """The same document, split."""
        return replace(self, sentences=tuple(sentences))

    def where(self, sentence: int) -> Message | None:
        """Return where the file shows the block of a sentence; None where only file offsets are known."""
        return self.blocks[self.sentences[sentence].block].where

    def locate(self, sentence: int, start: int = 0, end: int | None = None) -> Span:
        """The span of ``sentences[sentence].text[start:end]``, in file offsets.

        :raises IndexError: if the stretch is empty or not inside the sentence
        """
        found = self.sentences[sentence]
        stop = len(found.text) if end is None else end
        if not 0 <= start < stop <= len(found.text):
            raise IndexError(f"sentence {sentence} has {len(found.text)} characters, none at [{start}:{stop}]")
        offsets = self.blocks[found.block].offsets
        return Span((sentence,), offsets[found.at + start], offsets[found.at + stop - 1] + 1, found.text[start:stop])

    def locate_run(self, sentences: Sequence[int]) -> Span:
        """One span over sentences in a row.

        :raises IndexError: if there are none
        """
        first, last = self.sentences[sentences[0]], self.sentences[sentences[-1]]
        text = " ".join(self.sentences[n].text for n in sentences)
        return Span(tuple(sentences), first.start, last.end, text)
