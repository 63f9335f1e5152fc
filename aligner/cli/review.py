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
from aligner.cli.streams import say
from aligner.cli.watch import watch
from aligner.errors import ConfigError
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
    everything: Annotated[
        bool, typer.Option("--all", help="In the terminal, show the whole text side by side as well.")
    ] = False,
    pager: Annotated[bool, typer.Option("--pager", help="In a terminal, show the report page by page.")] = False,
    again: Annotated[
        bool, typer.Option("--watch", help="Review again at each save of the texts, until Ctrl+C.")
    ] = False,
) -> None:
    """Compare a translation with its original and report what an editor should look at.

    First a summary, then the findings, worst first; at the end the verdict and the few worst. --all adds the whole text
    side by side.
    """
    from aligner import gate as gates
    from aligner.approval import with_approval
    from aligner.check import load_profile
    from aligner.decisions import beside
    from aligner.pairing import one_pair
    from aligner.report import check_report
    from aligner.report.i18n import localizer
    from aligner.workspace.reading import review_pair

    format = report_for(format, output)
    if everything and format == "terminal":
        format = "whole"
    check_report(format, 1, to_file=output is not None)
    localizer(interface_language)  # a slip in a name shows before the work, not after it
    rules = load_profile(profile, overrides or ())
    options = asked(context, DecidingOptions)
    original, translation = one_pair(original, translation, options.languages)
    if again and "-" in (original, translation):
        raise ConfigError("Standard input cannot be watched: name both files.")
    if again and (options.answers or any(options.wanted)):
        raise ConfigError("Decide without --watch: what is watched is reviewed many times.")
    with session(
        options,
        profile=rules,
        glossary=glossary,
    ) as opened:

        def once() -> None:
            found = review_pair(opened, original, translation)
            if options.answers or any(options.wanted):
                known, _ = gates.decided_reviews([found], decisions if decisions and decisions.exists() else None)
                decide(known, options, decisions, interface_language)
            (found,), unread = gates.decided_reviews([found], decisions)
            for warning in unread:
                warn(warning, interface_language)
            found = with_approval(found, rules, opened.glossary, decisions)
            verdict = gates.judge(found, rules) if gate else None
            if format not in ("terminal", "whole"):  # which say them on the same screen
                for warning in found.warnings:
                    warn(warning, interface_language)
            put_report([(found, verdict)], format, output, interface_language, paged=pager)

        if again:
            store = decisions or beside(translation or original)
            watch((original, *filter(None, (translation,)), store), once, say)
        else:
            once()
