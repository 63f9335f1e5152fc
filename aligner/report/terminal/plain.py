"""What a terminal shows, as text for a file."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from aligner.report.i18n import Localizer
    from aligner.report.ranking import Case

__all__ = ["plain_text"]

_WIDTH = 120  # columns


def plain_text(
    show: "Callable[[Sequence[Case], Console, Localizer], None]", cases: "Sequence[Case]", words: "Localizer"
) -> str:
    """Return what ``show`` prints, without colour."""
    import io

    from rich.console import Console

    text = io.StringIO()
    show(cases, Console(file=text, width=_WIDTH), words)
    return text.getvalue()
