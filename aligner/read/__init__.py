"""Files to documents: one module a format, and here the choice among them.

Text formats (``plain``, ``markdown``, ``subtitles``) turn the decoded text into blocks whose characters know their
place in it. All others hand out pieces of text with the place that a person would look for: a page, a cell, a chapter.
Files that hold an original and its translation are read by ``pairs``.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from aligner.core import Block, BlockKind, Document, Sentence
from aligner.errors import InputError
from aligner.read.decode import decode, load
from aligner.read.formats import PAIRED, Format, decoded, format_of
from aligner.read.limits import DEFAULT, Limits
from aligner.read.pieces import Piece, assemble, check_lines
from aligner.read.source import BLANK, split_lines
from aligner.read.source_file import Opened, display_name, opened

__all__ = ["Limits", "read", "read_lines", "read_text"]


def read(path: str | Path, language: str, *, limits: Limits = DEFAULT, whole_page: bool = False) -> Document:
    """A file's document, not yet split into sentences; ``-`` is standard input.

    Its format is told by its content and its suffix.

    :param language: ISO 639-1 code of the text's language
    :param limits: what the file may take
    :param whole_page: read all of a page of HTML, not only its article
    :raises InputError: if the file cannot be read or has no text
    :raises MissingExtraError: if its format needs something that is not installed
    """
    with opened(path, limits) as file:
        kind = format_of(file)
        notes: list[str] = []
        if kind in PAIRED:
            raise InputError(
                f"{file.name} is {kind.value} and holds both texts: name it alone, as in 'aligner review {path}'."
            )
        if kind in (Format.TEXT, Format.MARKDOWN, Format.SRT):
            text = decoded(file)
            blocks = _blocks(text, file.name, kind)
        else:
            text, blocks = assemble(_pieces(file, kind, notes.append, whole_page), file.name, limits)
            if not blocks:
                raise InputError(f"{file.name} looks like {_SHOWN[kind]}, but there is no text in it.")
        return Document(str(path), language, text, blocks, file.sha256(), notes=tuple(notes))


_SHOWN = {
    Format.HTML: "a page of HTML",
    Format.DOCX: "a Word document (.docx)",
    Format.ODT: "an OpenDocument text (.odt)",
    Format.EPUB: "an EPUB book",
    Format.PDF: "a PDF file",
}


def _pieces(file: Opened, kind: Format, note: Callable[[str], None], whole_page: bool) -> Iterator[Piece]:
    from importlib import import_module

    if kind is Format.HTML:
        from aligner.read import html

        return html.pieces(file, note, whole=whole_page)
    module = import_module(f"aligner.read.{kind.name.lower()}")
    found: Iterator[Piece] = module.pieces(file, note)
    return found


def read_text(text: str, language: str, *, markdown: bool = False, path: str = "-") -> Document:
    """The document of a text at hand, not yet split into sentences.

    :param path: what the document says it came from
    :raises InputError: if there is no text in it
    """
    kind = Format.MARKDOWN if markdown else Format.TEXT
    blocks = _blocks(text, "The text" if path == "-" else path, kind)
    return Document(path, language, text, blocks, _digest(text))


def read_lines(path: str | Path, language: str) -> Document:
    """A file whose every line is a sentence already: line N, counted from 0, is sentence N and block N.

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


def _blocks(text: str, name: str, kind: Format) -> tuple[Block, ...]:
    """The blocks of a text."""
    _require_text(text, name)
    found = _module(kind)(text)
    if not found:
        raise InputError(f"{name} has no text in it, only markup.")
    return found


def _module(kind: Format) -> Callable[[str], tuple[Block, ...]]:
    from aligner.read import markdown, plain, subtitles

    return {Format.MARKDOWN: markdown.blocks, Format.SRT: subtitles.blocks}.get(kind, plain.blocks)


def _require_text(text: str, name: str) -> None:
    if not text.strip():
        raise InputError(f"{name} has no text in it, only white space." if text else f"{name} is empty.")
