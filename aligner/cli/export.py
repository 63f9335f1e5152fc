"""``aligner export``: corpora, for programs and for people."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.commands import asked, check_written, with_options
from aligner.cli.corpora import put_corpus
from aligner.cli.logs import warn
from aligner.cli.options import (
    DecisionsFile,
    FileOptions,
    Formulas,
    GlossaryFile,
    InterfaceLanguage,
    Lines,
    Original,
    ProfileName,
    Set,
    TranslationIfAny,
    session,
)
from aligner.cli.output_formats import beside, export_for
from aligner.cli.places import is_stdout, place
from aligner.core import Message, Severity
from aligner.export import FORMATS, Corpus
from aligner.export.filter_settings import Duplicates, FilterSettings
from aligner.languages.defaults import INTERFACE

if TYPE_CHECKING:
    from aligner.config.profile import Profile
    from aligner.core import Review
    from aligner.export.decisions import Decisions
    from aligner.terms.glossary import Glossary

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export", cls=with_options(FileOptions))(_export)


def _export(
    context: typer.Context,
    original: Original,
    translation: TranslationIfAny = None,
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help=f"{', '.join(FORMATS)}. Without, FILE's suffix tells it."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            parser=place,
            help="Where to write; '-' is standard output. moses adds .en and .fr to the name, dataset makes a "
            "folder of it.",
        ),
    ] = None,
    nulls: Annotated[
        Path | None,
        typer.Option(
            "--nulls",
            metavar="FILE",
            parser=place,
            help="Write the beads without a counterpart to a file of their own.",
        ),
    ] = None,
    confidence: Annotated[
        float | None,
        typer.Option("--min-confidence", metavar="0..1", help="Leave out beads that the aligner is less sure of."),
    ] = None,
    length_ratio: Annotated[
        float | None,
        typer.Option(
            "--max-length-ratio", metavar="NUMBER", help="Leave out pairs of which one is that many times as long."
        ),
    ] = None,
    language: Annotated[
        bool, typer.Option("--check-language", help="Leave out pairs with a text in another language.")
    ] = False,
    identical: Annotated[
        bool, typer.Option("--drop-identical", help="Leave out pairs whose two texts are the same.")
    ] = False,
    duplicates: Annotated[
        Duplicates | None,
        typer.Option("--drop-duplicates", help="Leave out pairs that came before: the same, or almost the same."),
    ] = None,
    findings: Annotated[
        Severity | None,
        typer.Option("--drop-findings", help="Leave out units with an open finding of this severity or a worse one."),
    ] = None,
    approved: Annotated[
        bool,
        typer.Option(
            "--approved",
            help="Only units that a person approved, or that no one rejected and where no finding from minor on is "
            "open.",
        ),
    ] = False,
    decisions: DecisionsFile = None,
    reviewed: Annotated[
        Path | None,
        typer.Option(
            "--reviewed",
            metavar="FILE",
            help="A DOCX or XLIFF file from an earlier export that came back: its changes, comments and states are "
            "taken over.",
        ),
    ] = None,
    lines: Lines = False,
    check: Annotated[
        bool, typer.Option("--check/--no-check", help="Look for findings; without, it is quicker.")
    ] = True,
    profile: ProfileName = "default",
    overrides: Set = None,
    glossary: GlossaryFile = None,
    interface_language: InterfaceLanguage = INTERFACE,
    formulas: Formulas = False,
) -> None:
    """Align a pair, check it, and write it as a parallel corpus.

    tmx and xliff are for translation tools, tsv, csv, jsonl, parquet, moses and dataset for programs, html and docx are
    tables for people; a DOCX that a reviewer has worked on comes back with --reviewed. What each filter leaves out
    is counted, on standard error and in the export. A format that has no room for that gets a file NAME.run.json beside
    it. One file that holds both texts is taken as it pairs them; with --no-check it may be of any size.
    """
    from aligner._version import __version__
    from aligner.check import load_profile
    from aligner.export import Nulls, check_place, export_format, select, select_units
    from aligner.export.decisions import gather, read_states
    from aligner.export.filter_settings import filters
    from aligner.export.paired import PairedFile
    from aligner.pairing import one_pair
    from aligner.report.i18n import localizer
    from aligner.workspace.reading import review_pair

    localizer(interface_language)  # a slip in a name shows before the work, not after it

    options = asked(context, FileOptions)
    if format is not None:
        export_format(format)  # a slip in a name is said before anything else
    output = None if is_stdout(output) else output
    chosen = export_for(format, output, "tmx")
    places = [("--output", output, chosen)]
    places += [("--nulls", nulls, export_for(None, nulls, chosen))] if nulls else []
    for _, one, kind in places:
        check_place(None if is_stdout(one) else one, kind, options.languages)
    check_written(context, [file for one in places for file in beside(*one, options.languages)])
    settings = FilterSettings(confidence, length_ratio, language, identical, duplicates, findings, approved)
    original, translation = one_pair(original, translation, options.languages)
    decided = gather(decisions, reviewed, translation or original)
    rules = load_profile(profile, overrides or ())
    choose: Callable[..., Corpus]
    warnings: Iterable[Message]
    if translation is None:
        decided = replace(decided, states=read_states(original, *options.languages))
    if translation is None and not check and original != "-":
        file = PairedFile(original, *options.languages, rules.limits)
        choose, warnings = partial(select_units, file.documents(), file, file.run(__version__)), file.notes
    else:
        with session(
            options,
            profile=rules if check else rules.narrowed(()),
            glossary=glossary,
            lines=lines,
        ) as opened:
            found = review_pair(opened, original, translation)
            decided = replace(decided, approved=_approver(found, rules, opened.glossary, decisions))
        choose, warnings = partial(select, found), found.warnings
    kept = filters(settings, *options.languages)
    corpus = choose(kept, decided, export_format(chosen).nulls, interface_language)
    for warning in warnings:
        warn(warning, interface_language)
    for warning in _about_answers(corpus, decided, str(reviewed)):
        warn(warning, interface_language)
    put_corpus(replace(corpus, formulas=formulas), chosen, output)
    if nulls:
        put_corpus(
            replace(choose((), decided, Nulls.ONLY, interface_language), formulas=formulas),
            places[1][2],
            None if is_stdout(nulls) else nulls,
        )


def _about_answers(corpus: "Corpus", decided: "Decisions", reviewed: str) -> "Iterator[Message]":
    """Yield what to say of answers that came back and do not fit."""
    if corpus.unmatched:
        yield Message("export.rows-elsewhere", {"count": len(corpus.unmatched), "reviewed": reviewed})
    for unit, answer in decided.units.items():
        if answer.unknown:
            yield Message("export.unknown-state", {"reviewed": reviewed, "unit": unit, "state": answer.unknown})
    if corpus.unanswered:
        yield Message("export.units-without-row", {"count": corpus.unanswered, "reviewed": reviewed})
    if corpus.lapsed:
        yield Message("export.findings-about-edited", {"count": corpus.lapsed})


def _approver(review: "Review", profile: "Profile", glossary: "Glossary | None", decisions: Path | None) -> str:
    """Return who approved the text as it is, and when; empty where nobody did, or it has changed since."""
    from aligner.approval import approval_of

    found = approval_of(review.original, review.translation, profile, glossary, decisions)
    if found is None or not found.holds:
        return ""
    return ", ".join(filter(None, (found.by, found.role, found.when)))
