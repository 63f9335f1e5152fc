"""Takes corpora out of a review: for programs (TMX, XLIFF, tables, Parquet) and for people (HTML, DOCX)."""

from importlib.util import find_spec
from pathlib import Path, PurePath

from aligner.errors import ConfigError, MissingExtraError
from aligner.export.filter_settings import Duplicates, FilterSettings, filters
from aligner.export.output import Parts, text_part
from aligner.export.registry import FORMATS, ExportFormat, export_format, format_names
from aligner.export.select import Nulls, select, select_units
from aligner.export.units import Corpus, Dropped, ExportUnit, Status
from aligner.languages.defaults import ORIGINAL, TRANSLATION

__all__ = [
    "FORMATS",
    "Corpus",
    "Dropped",
    "Duplicates",
    "ExportFormat",
    "ExportUnit",
    "FilterSettings",
    "Nulls",
    "Parts",
    "Status",
    "check_place",
    "export",
    "export_format",
    "files_of",
    "filters",
    "format_names",
    "format_of",
    "parts",
    "select",
    "select_units",
    "text_part",
]


def format_of(output: str | Path) -> str | None:
    """Return the format that an output's name tells, if it does."""
    suffix = PurePath(output).suffix.lower()
    return next((name for name in format_names() if suffix in export_format(name).suffixes), None)


def files_of(output: str | Path, format: str, languages: tuple[str, str] = (ORIGINAL, TRANSLATION)) -> list[Path]:
    """Return the files that an export will have.

    :param languages: ISO 639-1 codes of the original's and the translation's
    :raises ConfigError: if the format is not known
    """
    from aligner.export.output import beside

    return [beside(Path(output), name.format(*languages)) for name in export_format(format).names]


def check_place(output: str | Path | None, format: str, languages: tuple[str, str] = (ORIGINAL, TRANSLATION)) -> None:
    """Say what is wrong with a place or a format before hours of work are lost over it.

    :param output: None is standard output
    :param languages: ISO 639-1 codes of the original's and the translation's
    :raises ConfigError: if the format is not known, or cannot go to standard output
    :raises InputError: if nothing can be written there
    :raises MissingExtraError: if the format needs a package that is not installed
    """
    from aligner.export.output import check_output

    found = export_format(format)
    if found.needs and find_spec(found.needs[0]) is None:
        raise MissingExtraError(f"The format {format}", found.needs[1])
    if output is not None:
        check_output(Path(output), [name.format(*languages) for name in found.names])
    elif not found.single:
        raise ConfigError(f"The format {format} is no text for standard output: name a file with -o FILE.")


def parts(corpus: Corpus, format: str) -> Parts:
    """Return the files of an export: what is added to the output's name, and what writes it.

    The same corpus always gives the same bytes.

    :param format: one of ``format_names()``
    :raises ConfigError: if the format is not known
    :raises MissingExtraError: if it needs a package that is not installed
    """
    return export_format(format).parts(corpus)


def export(corpus: Corpus, output: str | Path, format: str | None = None) -> None:
    """Write a corpus: all of its files appear, or none does and what was there stays.

    :param output: a file, for ``moses`` the part of the names that both files share, for ``dataset`` a folder
    :param format: one of ``format_names()``; without, the output's suffix tells it
    :raises ConfigError: if the format is not known
    :raises InputError: if it cannot be written
    """
    from aligner.export.output import place

    chosen = format or format_of(output)
    if chosen is None:
        raise ConfigError(f"The name {output} tells no export format; known are {', '.join(format_names())}.")
    place(Path(output), parts(corpus, chosen))
