"""Shows a review: to people (terminal, HTML, Markdown, Word) and to machines (JSON, SARIF, JUnit, GitHub)."""

from collections.abc import Callable, Sequence
from importlib import import_module, resources
from typing import TYPE_CHECKING, cast

from aligner.core import Review
from aligner.errors import ConfigError

if TYPE_CHECKING:
    from aligner.gate import Verdict
    from aligner.report.ranking import Case

__all__ = [
    "BINARY_FORMATS",
    "FORMATS",
    "FORMATS_FOR_SEVERAL",
    "INTERFACE_LANGUAGES",
    "load_schema",
    "render",
    "render_all",
    "render_bytes",
]

#: Format name -> the module whose ``render`` writes it; imported on use because jinja2 is slow to start.
_MODULES = {
    "json": "aligner.report.formats.json",
    "html": "aligner.report.formats.html",
    "markdown": "aligner.report.formats.markdown",
    "summary": "aligner.report.formats.summary",
    "sarif": "aligner.report.formats.sarif",
    "junit": "aligner.report.formats.junit",
    "github": "aligner.report.formats.github",
    "docx": "aligner.report.formats.docx",
}

#: Formats that are no text: only ``render_bytes`` writes them.
BINARY_FORMATS: tuple[str, ...] = ("docx",)

#: Names of the formats that ``render`` knows.
FORMATS: tuple[str, ...] = tuple(name for name in _MODULES if name not in BINARY_FORMATS)

#: Those that put several pairs into one file; limits that consumers have hold for the whole of it.
FORMATS_FOR_SEVERAL: tuple[str, ...] = ("json", "summary", "sarif", "junit", "github")

#: Languages that reports can be in.
INTERFACE_LANGUAGES: tuple[str, ...] = ("en", "fr")


def render(review: Review, format: str, verdict: "Verdict | None" = None, language: str = "en") -> str:
    """The report as text that ends in a line break; the same input always gives the same text.

    :param format: one of ``FORMATS``
    :param verdict: what the gate says, to be shown with the score and its calculation
    :param language: of the interface, one of ``INTERFACE_LANGUAGES``
    :raises ConfigError: if the format or the language is not known
    """
    return render_all([(review, verdict)], format, language)


def render_all(cases: "Sequence[Case]", format: str, language: str = "en") -> str:
    """Several reviews in one file.

    :param cases: reviews with their verdicts, or with None
    :param format: one of ``FORMATS_FOR_SEVERAL``; of ``FORMATS`` if there is one review
    :raises ConfigError: if the format or the language is not known, or cannot hold several reviews
    """
    return cast(str, _rendered(cases, format, language, FORMATS))


def render_bytes(review: Review, format: str, verdict: "Verdict | None" = None, language: str = "en") -> bytes:
    """The report as a file's bytes, in UTF-8 where it is text: also for formats that are none.

    :param format: one of ``FORMATS`` or ``BINARY_FORMATS``; the others as for ``render``
    :raises ConfigError: if the format or the language is not known
    """
    made = _rendered([(review, verdict)], format, language, (*FORMATS, *BINARY_FORMATS))
    return made.encode("utf-8", "replace") if isinstance(made, str) else made


def _rendered(cases: "Sequence[Case]", format: str, language: str, known: Sequence[str]) -> str | bytes:
    from aligner.report.wording import wording

    if format not in known:
        raise ConfigError(f"there is no report format {format!r}; known are {', '.join(known)}")
    if len(cases) != 1 and format not in FORMATS_FOR_SEVERAL:
        several = ", ".join(FORMATS_FOR_SEVERAL)
        raise ConfigError(f"The format {format!r} holds one pair, {len(cases)} were given; {several} hold several.")
    module = import_module(_MODULES[format])
    return cast(Callable[..., str | bytes], module.render)(cases, wording(language))


def load_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of what ``render(review, "json")`` gives."""
    from json import loads

    text = resources.files("aligner.report").joinpath("schema/report-1.schema.json").read_text(encoding="utf-8")
    return cast(dict[str, object], loads(text))
