"""Files that hold an original and its translation: TMX, XLIFF, PO, and tables with a column for each.

A unit is taken as the file has it: it is one sentence of either document, whatever stands in it, and one bead. Nothing
is aligned and nothing is split, so what is checked is just what was paired, and comes out again as it went in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from aligner.core import Bead, BlockKind, Document, Sentence
from aligner.errors import InputError
from aligner.read.columns import WIDEST, Row, table_units
from aligner.read.formats import PAIRED, Format, format_of
from aligner.read.limits import DEFAULT, Limits
from aligner.read.pieces import Piece, assemble
from aligner.read.source_file import Opened, opened
from aligner.read.spreadsheet import table_cell
from aligner.read.units import Languages, Unit

__all__ = ["Paired", "is_paired", "read_paired", "read_pairs"]


class Paired(NamedTuple):
    """What a paired file holds."""

    original: Document
    translation: Document
    beads: tuple[Bead, ...]  #: one a unit


def is_paired(path: str | Path, limits: Limits = DEFAULT) -> bool:
    """Whether a file is of a kind that always holds both texts.

    :raises InputError: if it cannot be read
    """
    if str(path) == "-":
        return False
    with opened(path, limits) as file:
        return format_of(file) in PAIRED


def read_pairs(
    path: str | Path,
    original_language: str = "en",
    translation_language: str = "fr",
    *,
    limits: Limits = DEFAULT,
    note: Callable[[str], None] = lambda _: None,
) -> Iterator[Unit]:
    """The units of a paired file one by one: a TMX or XLIFF of any size streams by in little memory.

    :param note: is told what somebody should know about how it was read
    :raises InputError: if it cannot be read, or does not hold both texts
    """
    with opened(path, limits) as file:
        yield from _units(file, Languages(original_language, translation_language), note)


def read_paired(
    path: str | Path, original_language: str = "en", translation_language: str = "fr", *, limits: Limits = DEFAULT
) -> Paired:
    """A paired file as two documents, split, and their beads.

    A unit without translation is a null bead, and so is one without original.

    :raises InputError: if it cannot be read, does not hold both texts, or has more units than may be reviewed at once
    """
    notes: list[str] = []
    with opened(path, limits) as file:
        languages = Languages(original_language, translation_language)
        units = list(_counted(_units(file, languages, notes.append), file))
        digest = file.sha256()
    beads: list[Bead] = []
    numbers = [0, 0]
    for unit in units:
        sides: list[tuple[int, ...]] = []
        for side, text in enumerate(unit[:2]):
            sides.append((numbers[side],) if text.strip() else ())
            numbers[side] += bool(text.strip())
        beads.append(Bead(sides[0], sides[1]))
    documents = []
    for language, pieces in zip(languages, _sides(units), strict=True):
        text, blocks = assemble(pieces, str(path), limits)
        if not blocks:
            raise InputError(f"{path} has no text in {language}.")
        sentences = tuple(
            Sentence(number, number, 0, block.text, block.offsets[0], block.offsets[-1] + 1)
            for number, block in enumerate(blocks)
        )
        documents.append(Document(str(path), language, text, blocks, digest, sentences, tuple(notes)))
    return Paired(documents[0], documents[1], tuple(beads))


def _units(file: Opened, languages: Languages, note: Callable[[str], None]) -> Iterator[Unit]:
    from aligner.read import po, table, tmx, xliff, xlsx

    match format_of(file):
        case Format.TMX:
            return tmx.units(file, languages, note)
        case Format.XLIFF:
            return xliff.units(file, languages, note)
        case Format.PO:
            return po.units(file, languages, note)
        case Format.XLSX:
            return xlsx.units(file, languages, note)
        case Format.CSV:
            return table.units(file, languages, note, tabs=False)
        case Format.TSV:
            return table.units(file, languages, note, tabs=True)
        case Format.TEXT if b"\t" in file.head.split(b"\n", 1)[0]:
            return table.units(file, languages, note, tabs=True)
        case Format.DOCX:
            return _of_tables(file, languages)
        case kind:
            raise InputError(
                f"{file.name} is {kind.value}, one text: a second file is needed, its translation. Files that hold "
                "both texts are TMX, XLIFF, PO, and CSV, TSV, XLSX or DOCX with a table of two columns."
            )


def _of_tables(file: Opened, languages: Languages) -> Iterator[Unit]:
    """The rows of all tables of a DOCX; the paragraphs of a cell are one text."""
    from aligner.read import docx

    tables: dict[int, dict[int, dict[int, list[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for piece, cell in docx.tables(file):
        if cell.column <= WIDEST:
            tables[cell.table][cell.row][cell.column].append(piece.text)
    found = False
    for number, rows in tables.items():
        width = max(max(cells) for cells in rows.values())
        lines = (Row(row, ["\n".join(cells.get(at, ())) for at in range(1, width + 1)]) for row, cells in rows.items())
        for unit in table_units(lines, languages, file.name, _cell_place(number)):
            found = True
            yield unit
    if not found:
        raise InputError(
            f"{file.name} is one text, without a table that holds both: a second file is needed, its translation."
        )


def _cell_place(table: int) -> Callable[[int, int], str]:
    return lambda column, row: table_cell(table, column + 1, row)


def _counted(units: Iterable[Unit], file: Opened) -> Iterator[Unit]:
    """Units up to what may be reviewed at once; those that hold no text are none."""
    length = 0
    for number, unit in enumerate(units, 1):
        length += len(unit.original) + len(unit.translation)
        if number > file.limits.units or length > 2 * file.limits.characters:
            raise InputError(
                f"{file.name} is too large to be reviewed at once: more than {file.limits.units:,} units or "
                f"{2 * file.limits.characters:,} characters (units and characters in the profile's [limits])."
            )
        if unit.original.strip() or unit.translation.strip():
            yield unit


def _sides(units: list[Unit]) -> tuple[Iterator[Piece], Iterator[Piece]]:
    kind = BlockKind.PARAGRAPH
    return (
        (Piece(unit.original, kind, 0, unit.where) for unit in units),
        (Piece(unit.translation, kind, 0, unit.where_translation or unit.where) for unit in units),
    )
