"""``aligner review``: the main job."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.logs import warn
from aligner.cli.options import (
    EncoderName,
    From,
    GlossaryFile,
    NoCache,
    Original,
    Output,
    ProfileName,
    Set,
    To,
    Translation,
    encoder_with_progress,
    write,
)
from aligner.cli.streams import writing

__all__ = ["register"]


class Format(StrEnum):
    """What the report is written as."""

    TERMINAL = "terminal"
    JSON = "json"
    HTML = "html"
    MARKDOWN = "markdown"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review", short_help="Say what is missing, added or wrong in a translation.")(_review)


def _review(
    original: Original,
    translation: Translation,
    format: Annotated[
        Format,
        typer.Option(
            "--format", help="terminal: to read at once; html: one page to keep, filter and print; markdown; json."
        ),
    ] = Format.TERMINAL,
    output: Output = None,
    profile: ProfileName = "default",
    overrides: Set = None,
    glossary: GlossaryFile = None,
    encoder: EncoderName = "embedded",
    no_cache: NoCache = False,
    original_language: From = "en",
    translation_language: To = "fr",
) -> None:
    """Compare a translation with its original and report what an editor should look at.

    First a summary, then the findings, worst first, then the whole text side by side.
    """
    from aligner import review
    from aligner.check import load_profile
    from aligner.report import render

    rules = load_profile(profile, overrides or ())
    with encoder_with_progress(encoder, no_cache) as chosen:
        found = review(
            original,
            translation,
            original_language=original_language,
            translation_language=translation_language,
            encoder=chosen,
            profile=rules,
            glossary=glossary,
        )
    if format is Format.TERMINAL:
        _show(found, output)
    else:
        for warning in found.warnings:
            warn(warning)
        write(render(found, format.value), output)


def _show(found: object, output: Path | None) -> None:
    """Print the report, in colour and at the terminal's width where there is one."""
    import io

    from rich.console import Console

    from aligner.core import Review
    from aligner.report.terminal import print_report

    assert isinstance(found, Review)
    if output is None:
        with writing():
            print_report(found, Console())
        return
    text = io.StringIO()
    print_report(found, Console(file=text, width=120))
    write(text.getvalue(), output)
