"""The table of report formats: those of this package, and those that other packages add."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from aligner.errors import ConfigError
from aligner.plugins import REPORTS, load_plugin, plugins

if TYPE_CHECKING:
    from rich.console import Console

    from aligner.report.i18n import Localizer
    from aligner.report.ranking import Case

__all__ = ["FORMATS", "ReportFormat", "check_report", "format_for_gate", "format_names", "report_format"]


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """Where a format is written, and what is particular about it.

    ``module`` has a function ``render(cases, words)``, which returns the report: text that ends in a line break, or
    bytes if ``binary``. ``cases`` are reviews with their verdicts, or with None; ``words`` speak the reader's language.
    """

    module: str  #: imported on use
    purpose: str  #: what it is for, a few words for the help
    binary: bool = False  #: a file that is no text, so nothing for standard output
    several: bool = False  #: holds several pairs; limits that its readers have are kept for the whole of it
    #: ``module`` has a function ``show(cases, console, words)`` too, which prints at the console's width and in colour.
    screen: bool = False
    gate: str = ""  #: the shorter format that ``aligner gate`` writes under this name
    suffixes: tuple[str, ...] = ()  #: of files in it, in small letters; the first format that has one is told by it

    def render(self, cases: "Sequence[Case]", words: "Localizer") -> str | bytes:
        """Return the report on these reviews."""
        return cast(Callable[..., str | bytes], import_module(self.module).render)(cases, words)

    def show(self, cases: "Sequence[Case]", console: "Console", words: "Localizer") -> None:
        """Print the report on a console; only if ``screen``."""
        import_module(self.module).show(cases, console, words)


_FORMATS = "aligner.report.formats"

#: Every format of this package by name.
FORMATS: dict[str, ReportFormat] = {
    "terminal": ReportFormat(
        "aligner.report.terminal", "to read at once", screen=True, gate="brief", suffixes=(".txt",)
    ),
    "whole": ReportFormat(
        "aligner.report.terminal.everything", "terminal, and the whole text side by side", screen=True, gate="brief"
    ),
    "brief": ReportFormat(
        "aligner.report.terminal.brief",
        "the verdict, then a finding a line",
        several=True,
        screen=True,
        suffixes=(".txt",),
    ),
    "html": ReportFormat(f"{_FORMATS}.html", "one page to keep, filter and print", suffixes=(".html", ".htm")),
    "docx": ReportFormat(f"{_FORMATS}.docx", "for Word, each finding a comment", binary=True, suffixes=(".docx",)),
    "commented": ReportFormat(
        f"{_FORMATS}.commented", "the translation's own Word file, each finding a comment", binary=True
    ),
    "xlsx": ReportFormat(f"{_FORMATS}.xlsx", "for Excel, a finding a row, to be answered", binary=True),
    "markdown": ReportFormat(
        f"{_FORMATS}.markdown", "for issues and wikis", gate="summary", suffixes=(".md", ".markdown")
    ),
    "summary": ReportFormat(
        f"{_FORMATS}.summary", "the head and the findings of markdown", several=True, suffixes=(".md", ".markdown")
    ),
    "json": ReportFormat(f"{_FORMATS}.json", "everything, for programs", several=True, suffixes=(".json",)),
    "sarif": ReportFormat(
        f"{_FORMATS}.sarif", "for code scanning and editors", several=True, suffixes=(".sarif", ".json")
    ),
    "junit": ReportFormat(f"{_FORMATS}.junit", "for pipelines that show tests", several=True, suffixes=(".xml",)),
    "github": ReportFormat(f"{_FORMATS}.github", "notes beside a pull request", several=True, suffixes=(".txt",)),
}


def format_names() -> tuple[str, ...]:
    """Return the names of all formats, those that other packages add last."""
    return tuple(dict.fromkeys((*FORMATS, *plugins(REPORTS))))


def report_format(name: str) -> ReportFormat:
    """Return the format of that name.

    :raises ConfigError: if there is none
    """
    if name in FORMATS:
        return FORMATS[name]
    if name in plugins(REPORTS):
        return load_plugin(REPORTS, name, ReportFormat)
    raise ConfigError(f"There is no report format {name!r}; known are {', '.join(format_names())}.")


def format_for_gate(name: str) -> str:
    """Return the format that ``aligner gate`` writes under this name.

    :raises ConfigError: if there is none
    """
    return report_format(name).gate or name


def check_report(name: str, pairs: int, *, to_file: bool) -> None:
    """Say what is wrong with a format before hours of work are lost over it.

    :param pairs: how many the report is to hold
    :param to_file: whether it goes to a file, not to standard output
    :raises ConfigError: if there is no such format, it holds one pair only, or it is no text to print
    """
    found = report_format(name)
    if pairs != 1 and not found.several:
        several = ", ".join(other for other, one in FORMATS.items() if one.several)
        raise ConfigError(f"The format {name} holds one pair, {pairs} were given; {several} hold several.")
    if found.binary and not to_file:
        raise ConfigError(f"The format {name} is no text for standard output: name a file with -o FILE.")
