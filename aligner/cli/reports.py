"""``--format`` and ``--output`` of the commands that write reports."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.cli.options import write
from aligner.cli.streams import console, writing
from aligner.errors import InputError
from aligner.files import write_bytes

if TYPE_CHECKING:
    from aligner.report.ranking import Case
    from aligner.report.registry import ReportFormat

__all__ = ["put_overview", "put_report"]


def put_report(
    cases: "Sequence[Case]", format: str, output: Path | None, language: str, *, paged: bool = False
) -> None:
    """Write a report to a file or to standard output; to a screen in colour and at its width.

    A reader that has seen enough changes nothing about what the command found, nor about its exit status.

    :param format: one that ``check_report`` let pass
    :param paged: show it page by page where standard output is a terminal
    """
    from aligner.report import report_format

    found = report_format(format)
    if paged and output is None and found.screen and sys.stdout.isatty():
        _page(cases, format, language)
    else:
        _put(found, cases, format, output, language)


def _page(cases: "Sequence[Case]", format: str, language: str) -> None:
    """Show a report by the user's pager, which leaves it on the screen if it fits, as git does."""
    from aligner.report import show

    os.environ.setdefault("LESS", "FRX")
    screen = console()
    with writing(), screen.pager(styles=True):
        show(cases, screen, format, language)


def _put(found: "ReportFormat", cases: "Sequence[Case]", format: str, output: Path | None, language: str) -> None:
    from aligner.report import render_all, render_all_bytes, show

    if output is None and found.screen:
        with writing():
            show(cases, console(), format, language)
    elif output is not None and found.binary:
        write_bytes(output, render_all_bytes(cases, format, language))
    else:
        write(render_all(cases, format, language), output)


def put_overview(cases: "Sequence[Case]", folder: Path, language: str) -> None:
    """Write an overview of many pairs and a report of each to a folder, which is made if there is none.

    :raises InputError: if they cannot be written
    """
    from aligner.files import write_text
    from aligner.report.i18n import localizer
    from aligner.report.overview import overview_pages

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"Cannot make the folder {folder}: {error.strerror or error}.") from error
    for name, text in overview_pages(cases, localizer(language)).items():
        write_text(folder / name, text)
