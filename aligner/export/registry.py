"""The table of export formats: those of this package, and those that other packages add."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from aligner.errors import ConfigError
from aligner.export.select import Nulls
from aligner.plugins import EXPORTERS, load_plugin, plugins

if TYPE_CHECKING:
    from aligner.export.output import Parts
    from aligner.export.units import Corpus

__all__ = ["FORMATS", "ExportFormat", "export_format", "format_names"]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """Where a format is written, and what is particular about it.

    ``module`` has a function ``parts(corpus)``, which returns the files of an export: what is added to the output's
    name, and a function that writes it to an open file.
    """

    module: str  #: imported on use
    suffixes: tuple[str, ...] = ()  #: by which an output's name tells it
    function: str = "parts"  #: its name, where a module has several
    nulls: Nulls = Nulls.NONE  #: units without a counterpart that belong into it
    single: bool = True  #: one file of text, fit for standard output
    #: What is added to the output's name for each of its files; {0} and {1} are the languages.
    names: tuple[str, ...] = ("",)
    needs: tuple[str, ...] = ()  #: a package that may be missing, and the extra that brings it
    also: tuple[str, ...] = ()  #: suffixes that go with it but do not tell it

    def parts(self, corpus: "Corpus") -> "Parts":
        """Return the files of an export."""
        return cast("Callable[[Corpus], Parts]", getattr(import_module(self.module), self.function))(corpus)


_FORMATS = "aligner.export.formats"
_TABLE = f"{_FORMATS}.table"
_PYARROW = ("pyarrow", "parquet")

#: Every format of this package by name.
FORMATS: dict[str, ExportFormat] = {
    "tmx": ExportFormat(f"{_FORMATS}.tmx", (".tmx",), also=(".xml",)),
    "xliff": ExportFormat(f"{_FORMATS}.xliff", (".xlf", ".xliff"), also=(".xml",), nulls=Nulls.ORIGINAL),
    "xliff-1.2": ExportFormat(f"{_FORMATS}.xliff12", also=(".xlf", ".xliff", ".xml"), nulls=Nulls.ORIGINAL),
    "tsv": ExportFormat(_TABLE, (".tsv",), "tsv_parts", names=("", ".run.json"), also=(".tab",)),
    "csv": ExportFormat(_TABLE, (".csv",), "csv_parts", names=("", ".run.json")),
    "jsonl": ExportFormat(f"{_FORMATS}.jsonl", (".jsonl",), names=("", ".run.json"), also=(".json", ".ndjson")),
    "moses": ExportFormat(f"{_FORMATS}.moses", single=False, names=(".{0}", ".{1}", ".run.json")),
    "parquet": ExportFormat(f"{_FORMATS}.parquet", (".parquet",), single=False, needs=_PYARROW),
    "dataset": ExportFormat(f"{_FORMATS}.dataset", single=False, names=("/README.md",), needs=_PYARROW),
    "html": ExportFormat(f"{_FORMATS}.html", (".html", ".htm"), nulls=Nulls.ALL, also=(".xhtml",)),
    "docx": ExportFormat(f"{_FORMATS}.docx", (".docx",), nulls=Nulls.ALL, single=False),
}


def format_names() -> tuple[str, ...]:
    """Return the names of all formats, those that other packages add last."""
    return tuple(dict.fromkeys((*FORMATS, *plugins(EXPORTERS))))


def export_format(name: str) -> ExportFormat:
    """Return the format of that name.

    :raises ConfigError: if there is none
    """
    if name in FORMATS:
        return FORMATS[name]
    if name in plugins(EXPORTERS):
        return load_plugin(EXPORTERS, name, ExportFormat)
    raise ConfigError(f"There is no export format {name!r}; known are {', '.join(format_names())}.")
