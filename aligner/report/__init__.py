"""Shows a review: as text for people (terminal, HTML, Markdown) and as data for machines (JSON)."""

from collections.abc import Callable
from importlib import import_module, resources
from typing import cast

from aligner.core import Review
from aligner.errors import ConfigError

__all__ = ["FORMATS", "load_schema", "render"]

#: Format name -> the module whose ``render(review)`` writes it; imported on use because jinja2 is slow to start.
_MODULES = {
    "json": "aligner.report.formats.json",
    "html": "aligner.report.formats.html",
    "markdown": "aligner.report.formats.markdown",
}

#: Names of the formats that ``render`` knows.
FORMATS: tuple[str, ...] = tuple(_MODULES)


def render(review: Review, format: str) -> str:
    """The report as text that ends in a line break; the same review always gives the same text.

    :param format: one of ``FORMATS``
    :raises ConfigError: if the format is not known
    """
    if format not in _MODULES:
        raise ConfigError(f"there is no report format {format!r}; known are {', '.join(FORMATS)}")
    module = import_module(_MODULES[format])
    return cast(Callable[[Review], str], module.render)(review)


def load_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of what ``render(review, "json")`` gives."""
    from json import loads

    text = resources.files("aligner.report").joinpath("schema/report-1.schema.json").read_text(encoding="utf-8")
    return cast(dict[str, object], loads(text))
