"""Shows a review: to people (terminal, HTML, Markdown, Word) and to machines (JSON, SARIF, JUnit, GitHub)."""

from collections.abc import Sequence
from importlib import resources
from typing import TYPE_CHECKING, cast

from aligner.core import Review
from aligner.errors import ConfigError
from aligner.languages.defaults import INTERFACE
from aligner.messages.interface import LANGUAGES
from aligner.report.i18n import Localizer
from aligner.report.ranking import Case
from aligner.report.registry import FORMATS, ReportFormat, check_report, format_for_gate, format_names, report_format

if TYPE_CHECKING:
    from rich.console import Console

    from aligner.gate import Verdict

__all__ = [
    "FORMATS",
    "INTERFACE_LANGUAGES",
    "Case",
    "Localizer",
    "ReportFormat",
    "check_report",
    "format_for_gate",
    "format_names",
    "load_schema",
    "render",
    "render_all",
    "render_all_bytes",
    "render_bytes",
    "report_format",
    "show",
]

#: Languages that reports can be in.
INTERFACE_LANGUAGES: tuple[str, ...] = LANGUAGES


def render(review: Review, format: str, verdict: "Verdict | None" = None, language: str = INTERFACE) -> str:
    """Return the report as text that ends in a line break; the same input always gives the same text.

    :param format: one of ``format_names()`` that is text
    :param verdict: what the gate says, to be shown with the score and its calculation
    :param language: of the interface, one of ``INTERFACE_LANGUAGES``
    :raises ConfigError: if the format or the language is not known, or the format is no text
    """
    return render_all([(review, verdict)], format, language)


def render_all(cases: Sequence[Case], format: str, language: str = INTERFACE) -> str:
    """Return several reviews in one text.

    :param cases: reviews with their verdicts, or with None
    :param format: one of ``format_names()`` that is text and holds several, or any text for one review
    :raises ConfigError: if the format or the language is not known, the format is no text, or cannot hold several
    """
    made = _rendered(cases, format, language)
    if isinstance(made, bytes):
        raise ConfigError(f"The format {format} is no text: render_bytes writes it.")
    return made


def render_bytes(review: Review, format: str, verdict: "Verdict | None" = None, language: str = INTERFACE) -> bytes:
    """Return the report as a file's bytes, in UTF-8 where it is text.

    :param format: one of ``format_names()``; the others as for ``render``
    :raises ConfigError: if the format or the language is not known
    """
    return render_all_bytes([(review, verdict)], format, language)


def render_all_bytes(cases: Sequence[Case], format: str, language: str = INTERFACE) -> bytes:
    """Return several reviews as the bytes of one file, in UTF-8 where it is text.

    :raises ConfigError: if the format or the language is not known, or the format cannot hold several
    """
    made = _rendered(cases, format, language)
    return made.encode("utf-8", "replace") if isinstance(made, str) else made


def show(cases: Sequence[Case], console: "Console", format: str = "terminal", language: str = INTERFACE) -> None:
    """Print reviews on a console, in colour and at its width.

    :param format: one that is made for a screen: ``terminal`` or ``brief``
    :raises ConfigError: if the format or the language is not known, or the format is not made for a screen
    """
    from aligner.report.i18n import localizer

    check_report(format, len(cases), to_file=False)
    found = report_format(format)
    if not found.screen:
        raise ConfigError(f"The format {format} is not made for a screen: render returns it.")
    found.show(cases, console, localizer(language))


def _rendered(cases: Sequence[Case], format: str, language: str) -> str | bytes:
    from aligner.report.i18n import localizer

    check_report(format, len(cases), to_file=True)
    return report_format(format).render(cases, localizer(language))


def load_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of what ``render(review, "json")`` gives."""
    from json import loads

    text = resources.files("aligner.report").joinpath("schema/report-2.schema.json").read_text(encoding="utf-8")
    return cast(dict[str, object], loads(text))
