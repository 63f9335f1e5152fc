"""Files to documents: one module a format, and here the choice among them.

``decode`` turns bytes into text, ``plain`` and ``markdown`` turn text into blocks; ``source`` is what they share.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path, PurePath

from aligner.core import Block, BlockKind, Document, Sentence
from aligner.errors import InputError
from aligner.read.decode import decode, load
from aligner.read.source import BLANK, split_lines

__all__ = ["read", "read_lines", "read_text"]

_MARKDOWN_SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkd"))


def read(path: str | Path, language: str) -> Document:
    """A file's document, not yet split into sentences; ``-`` is standard input.

    The suffix decides the format: ``.md`` and ``.markdown`` are Markdown, anything else is plain text; without a
    suffix, a text with several kinds of Markdown's marks is Markdown.

    :param language: ISO 639-1 code of the text's language
    :raises InputError: if the file cannot be read or has no text
    """
    name = _name(path)
    data = load(path)
    text = decode(data, name)
    suffix = PurePath(path).suffix.lower()
    blocks = _blocks(text, name, markdown=suffix in _MARKDOWN_SUFFIXES if suffix else None)
    return Document(str(path), language, text, blocks, hashlib.sha256(data).hexdigest())


def read_text(text: str, language: str, *, markdown: bool = False, path: str = "-") -> Document:
    """The document of a text at hand, not yet split into sentences.

    :param path: what the document says it came from
    :raises InputError: if there is no text in it
    """
    blocks = _blocks(text, "The text" if path == "-" else path, markdown=markdown)
    return Document(path, language, text, blocks, _digest(text))


def read_lines(path: str | Path, language: str) -> Document:
    """A file whose every line is a sentence already: line N, counted from 0, is sentence N and block N.

    An empty line is an empty sentence, so that numbers stay those of the lines.

    :raises InputError: if the file cannot be read or has no text
    """
    name = _name(path)
    data = load(path)
    text = decode(data, name)
    _require_text(text, name)
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for number, line in enumerate(split_lines(text)):
        body = line.text.strip(BLANK)
        start = line.start + (len(line.text) - len(line.text.lstrip(BLANK)) if body else 0)
        end = start + len(body)
        blocks.append(Block(BlockKind.PARAGRAPH, body, range(start, end)))
        sentences.append(Sentence(number, number, 0, body, start, end))
    return Document(str(path), language, text, tuple(blocks), hashlib.sha256(data).hexdigest(), tuple(sentences))


def _name(path: str | Path) -> str:
    return "Standard input" if str(path) == "-" else str(path)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _blocks(text: str, name: str, *, markdown: bool | None) -> tuple[Block, ...]:
    """The blocks of a text; where nobody said whether it is Markdown, it is asked itself."""
    _require_text(text, name)
    found = _format(text, markdown)(text)
    if not found:
        raise InputError(f"{name} has no text in it, only markup.")
    return found


def _format(text: str, markdown: bool | None) -> Callable[[str], tuple[Block, ...]]:
    from aligner.read import markdown as markdown_format
    from aligner.read import plain

    if markdown or (markdown is None and markdown_format.looks_like_markdown(text)):
        return markdown_format.blocks
    return plain.blocks


def _require_text(text: str, name: str) -> None:
    if not text.strip():
        raise InputError(f"{name} has no text in it, only white space." if text else f"{name} is empty.")
