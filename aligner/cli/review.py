"""``aligner review``: the main job."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.logs import warn
from aligner.cli.options import (
    EncoderName,
    From,
    GlossaryFile,
    InterfaceLanguage,
    NoCache,
    Original,
    Output,
    ProfileName,
    Set,
    To,
    TranslationIfAny,
    WholePage,
    encoder_with_progress,
    write,
)
from aligner.cli.streams import writing
from aligner.errors import ConfigError
from aligner.files import write_bytes

if TYPE_CHECKING:
    from aligner.core import Review
    from aligner.gate import Verdict

__all__ = ["register"]


class Format(StrEnum):
    """What the report is written as."""

    TERMINAL = "terminal"
    JSON = "json"
    HTML = "html"
    MARKDOWN = "markdown"
    SUMMARY = "summary"
    DOCX = "docx"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review", short_help="Say what is missing, added or wrong in a translation.")(_review)


def _review(
    original: Original,
    translation: TranslationIfAny = None,
    format: Annotated[
        Format,
        typer.Option(
            "--format",
            help="terminal: to read at once; html: one page to keep, filter and print; docx: for Word, each finding a "
            "comment; markdown; summary: its head and findings only; the others are for programs.",
        ),
    ] = Format.TERMINAL,
    output: Output = None,
    profile: ProfileName = "default",
    overrides: Set = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="Begin with the verdict by the profile's limits, and show the score.")
    ] = False,
    interface_language: InterfaceLanguage = "en",
    glossary: GlossaryFile = None,
    encoder: EncoderName = "embedded",
    no_cache: NoCache = False,
    original_language: From = "en",
    translation_language: To = "fr",
    whole_page: WholePage = False,
) -> None:
    """Compare a translation with its original and report what an editor should look at.

    First a summary, then the findings, worst first, then the whole text side by side.
    """
    from aligner import gate as gates
    from aligner import review
    from aligner.check import load_profile
    from aligner.report import render_bytes
    from aligner.report.wording import wording

    if format is Format.DOCX and output is None:
        raise ConfigError("A Word file is nothing to print: say where it goes with -o REPORT.docx.")
    wording(interface_language)  # a slip in a name shows before the work, not after it
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
            whole_page=whole_page,
        )
    verdict = gates.gate([found], rules)[0].verdict if gate else None
    if format is Format.TERMINAL:
        _show(found, verdict, interface_language, output)
        return
    for warning in found.warnings:
        warn(warning)
    content = render_bytes(found, format.value, verdict, interface_language)
    if format is Format.DOCX and output is not None:
        write_bytes(output, content)
    else:
        write(content.decode("utf-8"), output)


def _show(found: "Review", verdict: "Verdict | None", language: str, output: Path | None) -> None:
    """Print the report, in colour and at the terminal's width where there is one."""
    import io

    from rich.console import Console

    from aligner.report.terminal import print_report

    if output is None:
        with writing():
            print_report(found, Console(), verdict, language)
        return
    text = io.StringIO()
    print_report(found, Console(file=text, width=120), verdict, language)
    write(text.getvalue(), output)
