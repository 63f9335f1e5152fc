"""The report in a terminal: the summary, the findings worst first, then the whole text side by side."""

from rich.console import Console

from aligner.core import Review
from aligner.report.terminal.report import report

__all__ = ["print_report"]


def print_report(review: Review, console: Console) -> None:
    """Print a review.

    Spots are coloured; without colour (a pipe, ``NO_COLOR``) they stand in brackets ``⟦…⟧``. Below 60 columns the two
    texts stand under each other.
    """
    for part in report(review, console):
        console.print(part)
