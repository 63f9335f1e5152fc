"""The report in a terminal: the summary, the findings worst first, then the whole text side by side."""

from typing import TYPE_CHECKING

from rich.console import Console

from aligner.core import Review
from aligner.report.terminal.report import report

if TYPE_CHECKING:
    from aligner.gate import Verdict

__all__ = ["print_report"]


def print_report(
    review: Review, console: Console, verdict: "Verdict | None" = None, language: str = "en", *, whole_text: bool = True
) -> None:
    """Print a review, and what the gate says of it.

    :param language: of the interface, one of ``INTERFACE_LANGUAGES``
    :param whole_text: whether both texts follow the findings

    Spots are coloured; without colour (a pipe, ``NO_COLOR``) they stand in brackets ``⟦…⟧``. Below 60 columns the two
    texts stand under each other.
    """
    for part in report(review, console, verdict, language, whole_text=whole_text):
        console.print(part)
