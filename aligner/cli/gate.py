"""``aligner gate``: may this text be published?"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import projects
from aligner.cli.approve import say_approved
from aligner.cli.commands import asked, check_read, with_options
from aligner.cli.decide import DecidingOptions, decide
from aligner.cli.logs import LogOptions, warn
from aligner.cli.options import (
    DecisionsFile,
    GlossaryFile,
    InterfaceLanguage,
    Output,
    ProfileName,
    ReportName,
    Set,
    session,
    write,
)
from aligner.cli.output_formats import report_for
from aligner.cli.places import is_stdout, place
from aligner.cli.reports import put_overview, put_report
from aligner.cli.streams import say
from aligner.core import Message
from aligner.errors import ConfigError
from aligner.languages.defaults import INTERFACE
from aligner.messages import render

if TYPE_CHECKING:
    from aligner.core import Review
    from aligner.gate import PairPaths

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("gate", cls=with_options(DecidingOptions))(_gate)


def _gate(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ORIGINAL TRANSLATION]",
            help="One pair, or several in a row; a file that holds both texts (TMX, XLIFF, PO) stands alone. A folder "
            "stands for all pairs NAME.en.EXT and NAME.fr.EXT in it. Without any, those that aligner.toml lists.",
            show_default=False,
        ),
    ] = None,
    profile: ProfileName = "default",
    overrides: Set = None,
    most_critical: Annotated[
        int | None, typer.Option("--max-critical", metavar="N", help="Short for --set gate.critical=N.")
    ] = None,
    most_major: Annotated[
        int | None, typer.Option("--max-major", metavar="N", help="Short for --set gate.major=N.")
    ] = None,
    most_minor: Annotated[
        int | None, typer.Option("--max-minor", metavar="N", help="Short for --set gate.minor=N.")
    ] = None,
    most_uncovered: Annotated[
        float | None,
        typer.Option("--max-uncovered", metavar="PERCENT", help="Short for --set gate.max-uncovered=PERCENT."),
    ] = None,
    least_score: Annotated[
        float | None, typer.Option("--min-score", metavar="X", help="Short for --set score.pass-mark=X.")
    ] = None,
    glossary: GlossaryFile = None,
    format: ReportName = None,
    output: Output = None,
    by_name: Annotated[
        bool,
        typer.Option("--by-name", help="Any files NAME.en.EXT and NAME.fr.EXT; each stands for its pair."),
    ] = False,
    changed: Annotated[
        bool,
        typer.Option(
            "--changed", help="Of the pairs that aligner.toml lists, only those to which one of these files belongs."
        ),
    ] = False,
    overview: Annotated[
        Path | None,
        typer.Option(
            "--overview",
            metavar="FOLDER",
            help="Write a page on all pairs, worst first (index.html, index.md, junit.xml), and a report of each.",
        ),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Only findings that are not in this file count.")
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline", metavar="FILE", parser=place, help="Write all findings to this file and pass."
        ),
    ] = None,
    decisions: DecisionsFile = None,
    approved: Annotated[
        bool,
        typer.Option(
            "--approved", help="Only say whether the files at hand are those that were approved, and what differs."
        ),
    ] = False,
    signers: Annotated[
        Path | None,
        typer.Option(
            "--signers",
            metavar="FILE",
            help="With --approved: check the signature against these allowed signers, see ssh-keygen(1).",
        ),
    ] = None,
    interface_language: InterfaceLanguage = INTERFACE,
) -> None:
    """Decide whether translations may be published, by the limits and the pass mark of a profile.

    The exit status is 0 if all pairs pass, 1 if one fails or cannot be judged, 2 if the input or the arguments cannot
    be used or the report cannot be written. The first line is the verdict; with --quiet, only the status tells it.
    """
    from aligner import gate as gates
    from aligner.approval import with_approval
    from aligner.check import load_profile
    from aligner.pairing import is_folder, without_folders
    from aligner.parallel import in_processes, threads
    from aligner.progress import step
    from aligner.report import check_report, format_for_gate, report_format
    from aligner.report.i18n import localizer
    from aligner.session import Session
    from aligner.workspace.reading import review_pair

    if approved and (format or output):
        raise ConfigError("--approved prints a line for each pair: it takes neither --format nor --output.")
    if signers is not None and not approved:
        raise ConfigError("--signers checks the signature of an approval: give --approved with it.")
    format = format_for_gate(report_for(format, output))
    localizer(interface_language)  # a slip in a name shows before the work, not after it
    limits = {
        "gate.critical": most_critical,
        "gate.major": most_major,
        "gate.minor": most_minor,
        "gate.max-uncovered": most_uncovered,
        "score.pass-mark": least_score,
    }
    short = [f"{key}={value}" for key, value in limits.items() if value is not None]
    listed = projects.listed(context) if changed or not paths else None
    if listed:
        profile, glossary = listed.profile, listed.glossary
    rules = load_profile(profile, [*(overrides or ()), *short])
    earlier = gates.read_baseline(baseline) if baseline else None
    options = asked(context, DecidingOptions)
    if listed:
        options = replace(options, original_language=listed.languages[0], translation_language=listed.languages[1])
        pairs: Sequence[gates.PairPaths] = listed.pairs(paths if changed else None)
        if changed and not pairs:
            say(f"aligner: {render(Message('gate.nothing-changed'), interface_language)}")
            return
    else:
        named = list(paths or ())
        if len(named) == 2 and all(map(is_folder, named)):
            named = without_folders(named, options.languages)
        pairs = _pairs(named, options.languages, interface_language, by_name=by_name)
    check_read(context, (text for pair in pairs for text in pair))
    check_report(format, len(pairs), to_file=output is not None)
    with session(
        options,
        profile=rules,
        glossary=glossary,
    ) as opened:
        if approved:
            if not say_approved(opened, pairs, decisions, signers, interface_language):
                raise typer.Exit(1)
            return
        several = 1 if "-" in chain(*pairs) else min(threads(opened.configuration.threads), len(pairs))
        reader = opened if several == 1 else Session(replace(opened.configuration, threads=1))

        def reviewed(numbered: "tuple[int, gates.PairPaths]") -> "Review":
            number, pair = numbered
            with step("pair", f"pair {number} of {len(pairs)}", texts=" → ".join(filter(None, pair))):
                return review_pair(reader, *pair)

        reviews = list(in_processes(reviewed, list(enumerate(pairs, 1)), several))
    _warn(reviews, interface_language)
    if options.answers or any(options.wanted):
        known, _ = gates.decided_reviews(reviews, decisions if decisions and decisions.exists() else None)
        decide(known, options, decisions, interface_language)
    reviews, unread = gates.decided_reviews(reviews, decisions)
    for warning in unread:
        warn(warning, interface_language)
    if write_baseline:
        if is_stdout(write_baseline):
            write(gates.baseline_of(reviews), None)
        else:
            gates.write_baseline(write_baseline, reviews)
        total = sum(len(found.findings) for found in reviews)
        done = Message("gate.baseline-written", {"file": str(write_baseline), "count": total})
        say(f"aligner: {render(done, interface_language)}")
        return
    reviews = [with_approval(found, rules, opened.glossary, decisions) for found in reviews]
    judged = [gates.Judged(found, gates.judge(found, rules, earlier)) for found in reviews]
    if overview is not None:
        put_overview(judged, overview, interface_language)
    if output is not None or not (asked(context, LogOptions).quiet and report_format(format).screen):
        put_report(judged, format, output, interface_language)
    if not all(verdict.passes for _, verdict in judged):
        raise typer.Exit(1)


def _pairs(paths: Sequence[str], languages: tuple[str, str], language: str, *, by_name: bool) -> "Sequence[PairPaths]":
    """Return pairs as they stand in a row, or as their names tell them: those of folders, or of all files."""
    from aligner.pairing import How, in_folder, pairs_by_name, pairs_in_order

    folders = [path for path in paths if Path(path).is_dir()]
    if folders and len(folders) < len(paths):
        raise ConfigError(f"{folders[0]} is a folder: name folders or files, not both.")
    if not by_name and not folders:
        return pairs_in_order(paths)
    if folders:
        found = [in_folder(folder, languages) for folder in folders]
        pairs = [pair.paths for one in found for pair in one.pairs if pair.how is How.NAME]
        alone = [left.path for one in found for left in one.leftovers]
    else:
        pairs, alone = pairs_by_name(paths, *languages)
    for path in alone:
        warn(Message("gate.without-counterpart", {"file": str(path)}), language)
    if not pairs:
        raise ConfigError("There is no pair to judge: no file has its counterpart beside it.")
    return pairs


def _warn(reviews: "Sequence[Review]", language: str) -> None:
    for found in reviews:
        for warning in found.warnings:
            warn(warning, language)
