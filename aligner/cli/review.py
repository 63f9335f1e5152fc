"""``aligner review``: the main job."""

from typing import Annotated

import typer

from aligner.cli.commands import asked, with_options
from aligner.cli.decide import DecidingOptions, decide
from aligner.cli.logs import warn
from aligner.cli.options import (
    DecisionsFile,
    GlossaryFile,
    InterfaceLanguage,
    Original,
    Output,
    ProfileName,
    ReportName,
    Set,
    TranslationIfAny,
    session,
)
from aligner.cli.output_formats import report_for
from aligner.cli.reports import put_report
from aligner.languages.defaults import INTERFACE

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review", cls=with_options(DecidingOptions))(_review)


def _review(
    context: typer.Context,
    original: Original,
    translation: TranslationIfAny = None,
    format: ReportName = None,
    output: Output = None,
    profile: ProfileName = "default",
    overrides: Set = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="Begin with the verdict by the profile's limits, and show the score.")
    ] = False,
    interface_language: InterfaceLanguage = INTERFACE,
    glossary: GlossaryFile = None,
    decisions: DecisionsFile = None,
) -> None:
    """Compare a translation with its original and report what an editor should look at.

    First a summary, then the findings, worst first, then the whole text side by side.
    """
    from aligner import gate as gates
    from aligner.approval import with_approval
    from aligner.check import load_profile
    from aligner.read.folders import one_pair
    from aligner.report import check_report
    from aligner.report.i18n import localizer

    format = report_for(format, output)
    check_report(format, 1, to_file=output is not None)
    localizer(interface_language)  # a slip in a name shows before the work, not after it
    rules = load_profile(profile, overrides or ())
    options = asked(context, DecidingOptions)
    original, translation = one_pair(original, translation, options.languages)
    with session(
        options,
        profile=rules,
        glossary=glossary,
    ) as opened:
        found = opened.review(original, translation)
    if options.answers or any(options.wanted):
        known, _ = gates.decided_reviews([found], decisions if decisions and decisions.exists() else None)
        decide(known, options, decisions, interface_language)
    (found,), unread = gates.decided_reviews([found], decisions)
    for warning in unread:
        warn(warning, interface_language)
    found = with_approval(found, rules, opened.glossary, decisions)
    verdict = gates.judge(found, rules) if gate else None
    if format != "terminal":  # which says them on the same screen
        for warning in found.warnings:
            warn(warning, interface_language)
    put_report([(found, verdict)], format, output, interface_language)
