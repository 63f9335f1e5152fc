"""``--format`` and ``--output`` of the commands that write reports."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.cli.options import write
from aligner.cli.streams import writing
from aligner.files import write_bytes

if TYPE_CHECKING:
    from aligner.report.ranking import Case

__all__ = ["put_report"]


def put_report(cases: "Sequence[Case]", format: str, output: Path | None, language: str) -> None:
    """Write a report to a file or to standard output; to a screen in colour and at its width.

    :param format: one that ``check_report`` let pass
    """
    from aligner.report import render_all, render_all_bytes, report_format, show

    found = report_format(format)
    if output is None and found.screen:
        from rich.console import Console

        with writing():
            show(cases, Console(), format, language)
    elif output is not None and found.binary:
        write_bytes(output, render_all_bytes(cases, format, language))
    else:
        write(render_all(cases, format, language), output)
