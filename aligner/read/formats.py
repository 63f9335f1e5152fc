"""The table of input formats: one row a format. Another package adds one by an entry point ``aligner.readers``.

An entry point is named like its format and leads to a ``Format``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from aligner.errors import ConfigError, MissingExtraError

__all__ = ["FORMATS", "TEXT", "Format", "format_named", "formats", "function", "named_like", "names", "shows_lines"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of input files. Functions are named ``"module:function"`` and imported when they are needed.

    It has at least one of the functions ``blocks``, ``pieces``, ``entries`` and ``units``.
    """

    id: str  #: what ``Document.format`` says
    name: str  #: for sentences: ``"Markdown"``
    suffixes: tuple[str, ...] = ()  #: in small letters, with their dot
    thing: str = ""  #: for sentences, with its article: ``"a page of HTML"``
    #: ``blocks(text: str, note: Callable[[Message], None]) -> tuple[Block, ...]``: file offsets are those of the file,
    #: so that its lines can be shown.
    blocks: str = ""
    #: ``pieces(file: Opened, note: Callable[[Message], None]) -> Iterator[Piece]``: text taken out of a file.
    pieces: str = ""
    #: ``units(file: Opened, languages: Languages, note: Callable[[Message], None]) -> Iterator[Unit]``, where the file
    #: may hold an original and its translation.
    units: str = ""
    #: ``entries(file: Opened) -> Iterator[Entry]``: texts by their keys; two such files are paired by key.
    entries: str = ""
    paired: bool = False  #: in a list of files, one of this format stands for both texts
    #: ``sniff(beginning: Beginning) -> bool``: whether a file begins as this format does.
    sniff: str = ""
    certain: bool = False  #: what ``sniff`` finds outweighs a file's suffix; otherwise it is asked where none tells
    binary: bool = False  #: no text: a file with its suffix that does not begin as it does is damaged
    needs: str = ""  #: a module that has to be installed
    extra: str = ""  #: the extra that installs it

    @property
    def single(self) -> bool:
        """Whether a file of this format can be one of two, the original or the translation."""
        return bool(self.blocks or self.pieces or (self.entries and not self.units))


TEXT = Format("text", "plain text", blocks="aligner.read.plain:blocks")

#: Ours, in the order in which they are tried.
FORMATS = (
    Format(
        "docx",
        "DOCX",
        (".docx", ".docm", ".dotx", ".dotm"),
        "a Word document (.docx)",
        pieces="aligner.read.docx:pieces",
        units="aligner.read.docx_table:units",
        sniff="aligner.read.sniff:docx",
        certain=True,
        binary=True,
    ),
    Format(
        "odt",
        "ODT",
        (".odt", ".ott"),
        "an OpenDocument text (.odt)",
        pieces="aligner.read.odt:pieces",
        sniff="aligner.read.sniff:odt",
        certain=True,
        binary=True,
    ),
    Format(
        "xlsx",
        "XLSX",
        (".xlsx", ".xlsm"),
        "an Excel workbook (.xlsx)",
        pieces="aligner.read.xlsx:pieces",
        units="aligner.read.xlsx:units",
        paired=True,
        sniff="aligner.read.sniff:xlsx",
        certain=True,
        binary=True,
    ),
    Format(
        "pptx",
        "PPTX",
        (".pptx", ".pptm", ".ppsx", ".potx"),
        "a PowerPoint presentation (.pptx)",
        pieces="aligner.read.pptx:pieces",
        sniff="aligner.read.sniff:pptx",
        certain=True,
        binary=True,
    ),
    Format(
        "rtf",
        "RTF",
        (".rtf",),
        "an RTF document",
        pieces="aligner.read.office:rtf",
        sniff="aligner.read.sniff:rtf",
        certain=True,
        binary=True,
    ),
    Format(
        "doc",
        "DOC",
        (".doc", ".dot"),
        "an old Word document (.doc)",
        pieces="aligner.read.office:old_word",
        sniff="aligner.read.sniff:old_word",
        certain=True,
        binary=True,
    ),
    Format(
        "epub",
        "EPUB",
        (".epub",),
        "an EPUB book",
        pieces="aligner.read.epub:pieces",
        sniff="aligner.read.sniff:epub",
        certain=True,
        binary=True,
    ),
    Format(
        "pdf",
        "PDF",
        (".pdf",),
        "a PDF file",
        pieces="aligner.read.pdf:pieces",
        sniff="aligner.read.sniff:pdf",
        certain=True,
        binary=True,
        needs="pypdf",
        extra="pdf",
    ),
    Format(
        "tmx",
        "TMX",
        (".tmx",),
        units="aligner.read.tmx:units",
        paired=True,
        sniff="aligner.read.sniff:tmx",
        certain=True,
    ),
    Format(
        "xliff",
        "XLIFF",
        (".xlf", ".xliff", ".sdlxliff", ".mxliff", ".mqxliff"),
        units="aligner.read.xliff:units",
        paired=True,
        sniff="aligner.read.sniff:xliff",
        certain=True,
    ),
    Format(
        "html",
        "HTML",
        (".html", ".htm", ".xhtml", ".xht"),
        "a page of HTML",
        pieces="aligner.read.html:pieces",
        sniff="aligner.read.sniff:html",
    ),
    Format(
        "subtitles",
        "SRT or WebVTT",
        (".srt", ".vtt", ".sbv"),
        blocks="aligner.read.subtitles:blocks",
        sniff="aligner.read.sniff:subtitles",
    ),
    Format(
        "po",
        "PO",
        (".po", ".pot"),
        units="aligner.read.po:units",
        paired=True,
        entries="aligner.read.po:entries",
        sniff="aligner.read.sniff:po",
    ),
    Format(
        "android",
        "Android strings",
        entries="aligner.read.keyed.android:entries",
        sniff="aligner.read.sniff:android",
        certain=True,
    ),
    Format("json", "JSON", (".json", ".arb"), entries="aligner.read.keyed.json:entries"),
    Format("yaml", "YAML", (".yaml", ".yml"), entries="aligner.read.keyed.yaml:entries", needs="yaml", extra="yaml"),
    Format("properties", "Java properties", (".properties",), entries="aligner.read.keyed.properties:entries"),
    Format("strings", "iOS strings", (".strings",), entries="aligner.read.keyed.apple:entries"),
    Format("stringsdict", "iOS plurals", (".stringsdict",), entries="aligner.read.keyed.apple_plurals:entries"),
    Format(
        "xcstrings",
        "Xcode string catalogue",
        (".xcstrings",),
        "a string catalogue of Xcode",
        units="aligner.read.keyed.string_catalog:units",
        paired=True,
    ),
    Format("fluent", "Fluent", (".ftl",), entries="aligner.read.keyed.fluent:entries"),
    Format("csv", "CSV", (".csv",), units="aligner.read.table:csv_units", paired=True),
    Format("tsv", "TSV", (".tsv", ".tab"), units="aligner.read.table:tsv_units", paired=True),
    Format(
        "markdown",
        "Markdown",
        (".md", ".mdx", ".markdown", ".mdown", ".mkd", ".mkdn", ".qmd", ".rmd"),
        blocks="aligner.read.markdown:blocks",
        sniff="aligner.read.sniff:markdown",
    ),
    Format(
        "asciidoc",
        "AsciiDoc",
        (".adoc", ".asciidoc", ".asc"),
        blocks="aligner.read.asciidoc:blocks",
        sniff="aligner.read.sniff:asciidoc",
    ),
    Format(
        "rst",
        "reStructuredText",
        (".rst", ".rest"),
        pieces="aligner.read.rst:pieces",
        sniff="aligner.read.sniff:rst",
        needs="docutils",
        extra="rst",
    ),
    TEXT,
)


@cache
def formats() -> tuple[Format, ...]:
    """Return all formats, those of other packages first, in the order in which they are tried.

    :raises ConfigError: if another package adds what is none, or one that there is already
    """
    from aligner.plugins import READERS, plugins

    added = []
    for name, point in plugins(READERS).items():
        found = point.load()
        package = f"The package {point.dist.name}" if point.dist else "A package"
        if not isinstance(found, Format) or found.id != name:
            raise ConfigError(f"{package} adds an input format {name!r} that is no aligner.read.Format of that name.")
        if any(name == known.id for known in FORMATS):
            raise ConfigError(f"{package} adds an input format {name!r}, and there is one already.")
        added.append(found)
    return (*added, *FORMATS)


def format_named(id: str) -> Format | None:
    """Return the format with an id, as ``Document.format`` has it; None where its package is not installed."""
    return _by_id().get(id)


@cache
def _by_id() -> dict[str, Format]:
    return {found.id: found for found in formats()}


def named_like(suffix: str) -> Format | None:
    """Return the format whose suffix this is, in small letters and with its dot."""
    return next((found for found in formats() if suffix in found.suffixes), None)


def shows_lines(id: str) -> bool:
    """Return whether file offsets in documents of a format are those of the file, so that its lines can be shown."""
    found = format_named(id)
    return found is not None and bool(found.blocks)


def names(*, paired: bool) -> list[str]:
    """Return what our formats of one text, or those that may hold both, are called in a sentence."""
    return [found.name for found in reversed(FORMATS) if (found.units if paired else found.single)]


def function(format: Format, role: str) -> Callable[..., Any]:
    """Return the function that a format has for a role, which is the name of a field.

    :raises MissingExtraError: if something that it needs is not installed
    """
    if role != "sniff" and format.needs and find_spec(format.needs) is None:
        raise MissingExtraError(f"Reading {format.thing or format.name}", format.extra)
    module, _, name = getattr(format, role).partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found
