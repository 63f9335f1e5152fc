"""The report in a terminal: the summary, the findings worst first, the verdict once more."""

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
    """Print a review, and what the gate says of it.

    Spots are coloured; without colour (a pipe, ``NO_COLOR``) they stand in brackets ``⟦…⟧``. Below 60 columns the two
    texts stand under each other.
    """
    ((review, verdict),) = cases
    for part in report(review, console, verdict, words):
        console.print(part)
