"""The report in a terminal with the whole text side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aligner.report.terminal.plain import plain_text
from aligner.report.terminal.report import report

if TYPE_CHECKING:
    from rich.console import Console

    from aligner.report.i18n import Localizer
    from aligner.report.ranking import Case

__all__ = ["render", "show"]


def render(cases: "Sequence[Case]", words: "Localizer") -> str:
    """Return what ``show`` prints as plain text of 120 columns."""
    return plain_text(show, cases, words)


def show(cases: "Sequence[Case]", console: "Console", words: "Localizer") -> None:
    """Print a review and its whole text; see ``aligner.report.terminal.show``."""
    ((review, verdict),) = cases
    for part in report(review, console, verdict, words, whole=True):
        console.print(part)
