"""Writes what a text has become into the bytes of its file, with nothing else of the file changed."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from aligner.core import Document, Edit, Span
from aligner.errors import InputError
from aligner.fix import formats, written

__all__ = ["StuckError", "can_be_written", "own_format"]

_PIECE = re.compile(r"\w+|\s+|.", re.DOTALL)


class StuckError(InputError):
    """An edit that cannot be written into a file.

    :param file: its name
    :param number: of the sentence, counted from one
    :param was: what is to go
    :param put: what is to stand there
    """

    def __init__(self, file: str, number: int, was: str, put: str) -> None:
        super().__init__(
            f"{file}, sentence {number}: “{put}” cannot be written in place of “{was}”, because markup stands in "
            "between, or the text stands there several times. Make this edit in the file itself."
        )
        self.facts: dict[str, str | int] = {"file": file, "number": number, "was": was, "put": put}


def can_be_written(document: Document) -> bool:
    """Return whether edits can be written into files of a document's format."""
    return document.format in formats()


def own_format(data: bytes, base: Document, now: Document) -> bytes:
    """Return a file with the texts that a document has by now.

    :param data: the file
    :param base: what was read from it
    :param now: the same document after edits, block for block
    :raises StuckError: if markup stands in the way of an edit
    :raises InputError: if its format cannot be written into
    """
    edits = [edit for number in range(len(base.blocks)) for edit in _edits(base, now, number)]
    if not edits:
        return data
    found = written(data, base, edits)
    if found.left:
        edit = edits[min(found.left)]
        number = edit.span.sentences[0] + 1
        raise StuckError(base.path, number, edit.span.text, edit.text)
    return found.data


def _edits(base: Document, now: Document, number: int) -> Iterator[Edit]:
    """Yield what makes a block what it is now, word by word, so that markup between words stays."""
    old, new = base.blocks[number].text, now.blocks[number].text
    if old == new:
        return
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    at = [0]
    for piece in before:
        at.append(at[-1] + len(piece))
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        put = "".join(after[k:m])
        if i == j:  # an insertion is written with the piece beside it, which stays
            i, put = (i - 1, before[i - 1] + put) if i else (i, put)
            j, put = (j, put) if i < j else (j + 1, put + before[j])
        yield Edit(_span(base, number, at[i], at[j]), put)


def _span(document: Document, block: int, start: int, end: int) -> Span:
    offsets, text = document.blocks[block].offsets, document.blocks[block].text
    sentences = [one for one in document.sentences if one.block == block]
    touched = [one.number for one in sentences if one.at < end and one.at + len(one.text) > start]
    nearest = touched or [min(sentences, key=lambda one: abs(one.at - start)).number]
    return Span(tuple(nearest), offsets[start], offsets[end - 1] + 1, text[start:end])
