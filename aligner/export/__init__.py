"""Takes corpora out of a review: for programs (TMX, XLIFF, tables, Parquet) and for people (HTML, DOCX)."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import cast

from aligner.errors import ConfigError, MissingExtraError
from aligner.export.parts import Parts
from aligner.export.select import Nulls, select, select_units
from aligner.export.units import Corpus, Dropped, Status, Unit

__all__ = [
    "FORMATS",
    "Corpus",
    "Dropped",
    "Format",
    "Nulls",
    "Status",
    "Unit",
    "export",
    "format_of",
    "parts",
    "select",
    "select_units",
]


@dataclass(frozen=True, slots=True)
class Format:
    """Where a format is written, and what is particular about it."""

    module: str
    suffixes: tuple[str, ...] = ()  #: by which an output's name tells it
    function: str = "parts"
    nulls: Nulls = Nulls.NONE  #: units without a counterpart that belong into it
    single: bool = True  #: one file of text, fit for standard output
    names: tuple[str, ...] = ("",)  #: of its files, as far as they are known without the texts
    needs: tuple[str, ...] = ()  #: a package that may be missing, and the extra that brings it


#: Every format by name; its module is imported on use.
FORMATS: dict[str, Format] = {
    "tmx": Format("tmx", (".tmx",)),
    "xliff": Format("xliff", (".xlf", ".xliff"), nulls=Nulls.ORIGINAL),
    "xliff-1.2": Format("xliff12", nulls=Nulls.ORIGINAL),
    "tsv": Format("table", (".tsv",), "tsv_parts", names=("", ".run.json")),
    "csv": Format("table", (".csv",), "csv_parts", names=("", ".run.json")),
    "jsonl": Format("jsonl", (".jsonl",), names=("", ".run.json")),
    "moses": Format("moses", single=False, names=(".run.json",)),
    "parquet": Format("parquet", (".parquet",), single=False, needs=("pyarrow", "parquet")),
    "dataset": Format("dataset", single=False, names=("/README.md",), needs=("pyarrow", "parquet")),
    "html": Format("html", (".html", ".htm"), nulls=Nulls.ALL),
    "docx": Format("docx", (".docx",), nulls=Nulls.ALL, single=False),
}


def format_of(output: str | Path) -> str | None:
    """The format that an output's name tells, if it does."""
    suffix = PurePath(output).suffix.lower()
    return next((name for name, found in FORMATS.items() if suffix in found.suffixes), None)


def check_place(output: str | Path | None, format: str) -> None:
    """Say what is wrong with a place or a format before hours of work are lost over it.

    :param output: None is standard output
    :raises ConfigError: if the format is not known, or cannot go to standard output
    :raises InputError: if nothing can be written there
    :raises MissingExtraError: if the format needs a package that is not installed
    """
    from aligner.export.output import check_output

    found = _known(format)
    if found.needs and find_spec(found.needs[0]) is None:
        raise MissingExtraError(f"The format {format}", found.needs[1])
    if output is not None:
        check_output(Path(output), found.names)
    elif not found.single:
        raise ConfigError(f"The format {format} is no text for standard output: name a file with -o FILE.")


def parts(corpus: Corpus, format: str) -> Parts:
    """The files of an export: what is added to the output's name, and what writes it.

    The same corpus always gives the same bytes.

    :param format: one of ``FORMATS``
    :raises ConfigError: if the format is not known
    :raises MissingExtraError: if it needs a package that is not installed
    """
    found = _known(format)
    module = import_module(f"aligner.export.formats.{found.module}")
    return cast(Callable[[Corpus], Parts], getattr(module, found.function))(corpus)


def export(corpus: Corpus, output: str | Path, format: str | None = None) -> None:
    """Write a corpus: all of its files appear, or none does and what was there stays.

    :param output: a file, for ``moses`` the part of the names that both files share, for ``dataset`` a folder
    :param format: one of ``FORMATS``; without, the output's suffix tells it
    :raises ConfigError: if the format is not known
    :raises InputError: if it cannot be written
    """
    from aligner.export.output import place

    chosen = format or format_of(output)
    if chosen is None:
        raise ConfigError(f"The name {output} tells no export format; known are {', '.join(FORMATS)}.")
    place(Path(output), parts(corpus, chosen))


def _known(format: str) -> Format:
    if format not in FORMATS:
        raise ConfigError(f"There is no export format {format!r}; known are {', '.join(FORMATS)}.")
    return FORMATS[format]
