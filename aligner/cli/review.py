"""``aligner review``: the main job."""

from typing import Annotated

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
    ReportName,
    Set,
    Threads,
    To,
    TranslationIfAny,
    WholePage,
    session,
)
from aligner.cli.reports import put_report
from aligner.languages.defaults import INTERFACE, ORIGINAL, TRANSLATION

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review", short_help="Say what is missing, added or wrong in a translation.")(_review)


def _review(
    original: Original,
    translation: TranslationIfAny = None,
    format: ReportName = "terminal",
    output: Output = None,
    profile: ProfileName = "default",
    overrides: Set = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="Begin with the verdict by the profile's limits, and show the score.")
    ] = False,
    interface_language: InterfaceLanguage = INTERFACE,
    glossary: GlossaryFile = None,
    encoder: EncoderName = "embedded",
    no_cache: NoCache = False,
    threads: Threads = None,
    original_language: From = ORIGINAL,
    translation_language: To = TRANSLATION,
    whole_page: WholePage = False,
) -> None:
    """Compare a translation with its original and report what an editor should look at.

    First a summary, then the findings, worst first, then the whole text side by side.
    """
    from aligner import gate as gates
    from aligner.check import load_profile
    from aligner.report import check_report
    from aligner.report.i18n import localizer

    check_report(format, 1, to_file=output is not None)
    localizer(interface_language)  # a slip in a name shows before the work, not after it
    rules = load_profile(profile, overrides or ())
    with session(
        encoder,
        no_cache,
        threads,
        original_language=original_language,
        translation_language=translation_language,
        profile=rules,
        glossary=glossary,
        whole_page=whole_page,
    ) as opened:
        found = opened.review(original, translation)
    verdict = gates.gate([found], rules)[0].verdict if gate else None
    if format != "terminal":  # which says them on the same screen
        for warning in found.warnings:
            warn(warning, interface_language)
    put_report([(found, verdict)], format, output, interface_language)
