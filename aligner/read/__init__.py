"""Files to documents: one module a format, chosen by the table in ``formats``.

Readers of text formats turn the decoded text into blocks whose characters know their place in it. All others hand out
pieces of text with the place that a person would look for: a page, a cell, a chapter. ``pairs`` reads files that hold
an original and its translation.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from aligner.core import Block, BlockKind, Document, Message, Sentence
from aligner.errors import InputError
from aligner.read.decode import decode, decoded, load
from aligner.read.detect import format_of
from aligner.read.formats import TEXT, Format, format_named, function
from aligner.read.limits import DEFAULT, Limits
from aligner.read.pieces import Piece, assemble, check_lines
from aligner.read.source import BLANK, split_lines
from aligner.read.source_file import Opened, display_name, opened

__all__ = ["Format", "Limits", "read", "read_lines", "read_text"]


def read(path: str | Path, language: str, *, limits: Limits = DEFAULT, whole_page: bool = False) -> Document:
    """Return a file's document, not yet split into sentences; ``-`` is standard input.

    Its content and its suffix tell its format.

    :param language: ISO 639-1 code of the text's language
    :param limits: what the file may take
    :param whole_page: read all of a page of HTML, not only its article
    :raises InputError: if the file cannot be read or has no text
    :raises MissingExtraError: if its format needs something that is not installed
    """
    with opened(path, limits, whole_page=whole_page) as file:
        format = format_of(file)
        notes: list[Message] = []
        if format.blocks:
            text = decoded(file)
            blocks = _blocks(text, file.name, format, notes.append)
        elif format.single:
            text, blocks = assemble(_pieces(file, format, notes.append), file.name, limits)
            if not blocks:
                raise InputError(f"{file.name} looks like {format.thing or format.name}, but there is no text in it.")
        else:
            raise InputError(
                f"{file.name} is {format.name} and holds both texts: name it alone, as in 'aligner review {file.name}'."
            )
        return Document(str(path), language, text, blocks, file.sha256(), notes=tuple(notes), format=format.id)


def read_text(text: str, language: str, *, markdown: bool = False, path: str = "-") -> Document:
    """Return the document of a text at hand, not yet split into sentences.

    :param path: what the document says it came from
    :raises InputError: if there is no text in it
    """
    format = (format_named("markdown") if markdown else None) or TEXT
    notes: list[Message] = []
    blocks = _blocks(text, "The text" if path == "-" else path, format, notes.append)
    return Document(path, language, text, blocks, _digest(text), notes=tuple(notes), format=format.id)


def read_lines(path: str | Path, language: str) -> Document:
    """Read a file whose every line is a sentence already: line N, counted from 0, is sentence N and block N.

    An empty line is an empty sentence, so that numbers stay those of the lines.

    :raises InputError: if the file cannot be read or has no text
    """
    name = display_name(path)
    data = load(path)
    text = decode(data, name)
    _require_text(text, name)
    check_lines(text, name, DEFAULT)
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for number, line in enumerate(split_lines(text)):
        body = line.text.strip(BLANK)
        start = line.start + (len(line.text) - len(line.text.lstrip(BLANK)) if body else 0)
        end = start + len(body)
        blocks.append(Block(BlockKind.PARAGRAPH, body, range(start, end)))
        sentences.append(Sentence(number, number, 0, body, start, end))
    return Document(str(path), language, text, tuple(blocks), hashlib.sha256(data).hexdigest(), tuple(sentences))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _blocks(text: str, name: str, format: Format, note: Callable[[Message], None]) -> tuple[Block, ...]:
    _require_text(text, name)
    found: tuple[Block, ...] = function(format, "blocks")(text, lambda said: note(_in_file(said, name)))
    if not found:
        raise InputError(f"{name} has no text in it, only markup or comments.")
    return found


def _pieces(file: Opened, format: Format, note: Callable[[Message], None]) -> Iterator[Piece]:
    if format.pieces:
        yield from function(format, "pieces")(file, note)
    else:
        yield from (
            Piece(text, where=Message("place.key", {"key": key})) for key, text in function(format, "entries")(file)
        )


def _in_file(message: Message, name: str) -> Message:
    return Message(message.id, {"file": name, **message.arguments})


def _require_text(text: str, name: str) -> None:
    if not text.strip():
        raise InputError(f"{name} has no text in it, only white space." if text else f"{name} is empty.")
