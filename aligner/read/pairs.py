"""Files that hold an original and its translation: TMX, XLIFF, PO, and tables with a column for each.

A unit is taken as the file has it: it is one sentence of either document, whatever stands in it, and one bead. Nothing
is aligned and nothing is split, so what is checked is just what was paired, and comes out again as it went in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from aligner.core import Bead, BlockKind, Document, Message, Sentence
from aligner.errors import InputError
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.read.detect import format_of
from aligner.read.formats import TEXT, Format, format_named, function, named_like, names
from aligner.read.limits import DEFAULT, Limits
from aligner.read.pieces import Piece, assemble
from aligner.read.source_file import Opened, opened
from aligner.read.units import Languages, Unit

__all__ = ["Paired", "is_paired", "paired", "read_paired", "read_pairs"]


class Paired(NamedTuple):
    """What a paired file holds."""

    original: Document
    translation: Document
    beads: tuple[Bead, ...]  #: one a unit


def is_paired(path: str | Path, limits: Limits = DEFAULT) -> bool:
    """Return whether a file is of a kind that always holds both texts: by its name where it cannot be read."""
    if str(path) == "-":
        return False
    try:
        with opened(path, limits) as file:
            return format_of(file).paired
    except InputError:
        named = named_like(PurePath(path).suffix.lower())
        return named is not None and named.paired


def read_pairs(
    path: str | Path,
    original_language: str = ORIGINAL,
    translation_language: str = TRANSLATION,
    *,
    limits: Limits = DEFAULT,
    note: Callable[[Message], None] = lambda _: None,
) -> Iterator[Unit]:
    """Yield the units of a paired file one by one: a TMX or XLIFF of any size streams by in little memory.

    :param note: is told what somebody should know about how it was read
    :raises InputError: if it cannot be read, or does not hold both texts
    """
    with opened(path, limits) as file:
        yield from _units(file, _format(file), Languages(original_language, translation_language), note)


def read_paired(
    path: str | Path,
    original_language: str = ORIGINAL,
    translation_language: str = TRANSLATION,
    *,
    limits: Limits = DEFAULT,
) -> Paired:
    """Return a paired file as two documents, split, and their beads.

    A unit without translation is a null bead, and so is one without original.

    :raises InputError: if it cannot be read, does not hold both texts, or has more units than may be reviewed at once
    """
    notes: list[Message] = []
    with opened(path, limits) as file:
        languages = Languages(original_language, translation_language)
        format = _format(file)
        units = list(_counted(_units(file, format, languages, notes.append), file))
        return paired(units, languages, (file, file), (format, format), tuple(notes))


def paired(
    units: Sequence[Unit],
    languages: Languages,
    files: tuple[Opened, Opened],
    formats: tuple[Format, Format],
    notes: tuple[Message, ...],
) -> Paired:
    """Return units as two documents and their beads.

    :param files: what the original and the translation were read from
    :raises InputError: if there is no text in one of the languages
    """
    beads: list[Bead] = []
    numbers = [0, 0]
    for unit in units:
        sides: list[tuple[int, ...]] = []
        for side, text in enumerate(unit[:2]):
            sides.append((numbers[side],) if text.strip() else ())
            numbers[side] += bool(text.strip())
        beads.append(Bead(sides[0], sides[1]))
    documents = []
    for language, file, format, pieces in zip(languages, files, formats, _sides(units), strict=True):
        text, blocks = assemble(pieces, file.name, file.limits)
        if not blocks:
            raise InputError(f"{file.name} has no text in {language}.")
        sentences = tuple(
            Sentence(number, number, 0, block.text, block.offsets[0], block.offsets[-1] + 1)
            for number, block in enumerate(blocks)
        )
        documents.append(Document(file.path, language, text, blocks, file.sha256(), sentences, notes, format.id))
    return Paired(documents[0], documents[1], tuple(beads))


def _format(file: Opened) -> Format:
    """:raises InputError: if it is none that may hold both texts"""
    found = format_of(file)
    if found == TEXT and b"\t" in file.head.split(b"\n", 1)[0]:
        found = format_named("tsv") or found
    if found.units:
        return found
    pairing = names(paired=True)
    raise InputError(
        f"{file.name} is {found.name}, one text: a second file is needed, its translation. Files that hold both texts "
        f"are {', '.join(pairing[:-1])} and {pairing[-1]}; tables need a column for each text."
    )


def _units(file: Opened, format: Format, languages: Languages, note: Callable[[Message], None]) -> Iterator[Unit]:
    found: Iterator[Unit] = function(format, "units")(file, languages, note)
    return found


def _counted(units: Iterable[Unit], file: Opened) -> Iterator[Unit]:
    """Yield units up to what may be reviewed at once; those that hold no text are none."""
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


def _sides(units: Sequence[Unit]) -> tuple[Iterator[Piece], Iterator[Piece]]:
    kind = BlockKind.PARAGRAPH
    return (
        (Piece(unit.original, kind, 0, unit.where, unit.codes[0]) for unit in units),
        (Piece(unit.translation, kind, 0, unit.where_translation or unit.where, unit.codes[1]) for unit in units),
    )
