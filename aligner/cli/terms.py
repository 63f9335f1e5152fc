"""``aligner terms``: the terms of a pair, and terms with several equivalents over the pairs of a job."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.commands import asked, with_options
from aligner.cli.logs import warn
from aligner.cli.options import Formulas, Output, PairOptions, session, write
from aligner.cli.output_formats import chosen_format
from aligner.cli.places import is_stdout, place
from aligner.cli.streams import console, say, writing
from aligner.errors import ConfigError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from aligner.session import Session
    from aligner.terms.bilingual import BilingualTerm
    from aligner.terms.project import Job, JobDeviation

__all__ = ["register"]


class Format(StrEnum):
    """What the list is written as."""

    TERMINAL = "terminal"
    CSV = "csv"
    TSV = "tsv"
    TBX = "tbx"
    JSON = "json"


def _glossary(path: Path | None) -> Path | None:
    """Return the glossary to be updated, which has to be a file."""
    if path is not None:
        from aligner.files import check_writable

        if is_stdout(path):
            raise ConfigError("--update changes a file, and '-' is none: name the glossary's file.")
        check_writable(path)
    return path


_SUFFIXES: dict[str, tuple[str, ...]] = {
    Format.TERMINAL: (".txt",),
    Format.CSV: (".csv",),
    Format.TSV: (".tsv", ".tab"),
    Format.TBX: (".tbx", ".xml", ".martif", ".mtf"),
    Format.JSON: (".json",),
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("terms", cls=with_options(PairOptions))(_terms)


def _terms(
    context: typer.Context,
    original: Annotated[str | None, typer.Argument(metavar="ORIGINAL", help="The original.")] = None,
    translation: Annotated[str | None, typer.Argument(metavar="TRANSLATION", help="Its translation.")] = None,
    project: Annotated[
        Path | None,
        typer.Option(
            "--project", metavar="DIR", help="Instead of one pair, NAME.en.* beside NAME.fr.* in this folder."
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="csv, tsv and tbx can be used as a glossary. Without, FILE's suffix tells it.",
            show_default="terminal",
        ),
    ] = None,
    update: Annotated[
        Path | None,
        typer.Option(
            "--update",
            metavar="FILE",
            callback=_glossary,
            parser=place,
            help="Add terms that this glossary doesn't have; nothing else changes.",
        ),
    ] = None,
    least: Annotated[
        float, typer.Option("--min-score", min=0, max=1, help="Leave out terms with a lower score.")
    ] = 0.5,
    output: Output = None,
    formulas: Formulas = False,
) -> None:
    """List the terms of a pair with their equivalents, how often, and why each is taken for a term.

    With --project: the places where a term is rendered otherwise than in the other documents of the job. With
    --update, terms that the glossary has in any form are left as they are, and the list shows what was added.
    """
    from aligner.terms.bilingual import bilingual_terms
    from aligner.terms.glossary import load_glossary
    from aligner.terms.project import job_deviations

    options = asked(context, PairOptions)
    chosen_as = Format(chosen_format(format, output, _SUFFIXES, Format.TERMINAL))
    if (project is None) == (original is None or translation is None):
        raise ConfigError("Name two files, or a folder with --project.")
    if update is not None and update.exists():
        load_glossary(update, *options.languages, empty=True)  # what is wrong with it is said before the work
    with session(options) as opened:
        job, chosen = _job(original, translation, project, opened), opened.encoder
        if project is not None and update is None and chosen_as is not Format.TBX:
            _put_deviations(list(job_deviations(job, chosen)), len(job.pairs), chosen_as, output, formulas)
            return
        terms = [
            term
            for term in bilingual_terms(job.original, job.translation, job.beads, chosen)
            if term.termhood.score >= least
        ]
    if update is not None:
        terms = _added(terms, update, options.languages)
    _put_terms(terms, chosen_as, output, options.languages, Path(original or str(project)).name, formulas)


def _job(original: str | None, translation: str | None, project: Path | None, opened: "Session") -> "Job":
    """Return the pair, or the pairs of the folder, aligned."""
    from aligner.terms.project import join, pair_files

    languages = opened.configuration.languages
    files = pair_files(project, *languages) if project else [(original or "", translation or "")]
    pairs = []
    for one, other in files:
        texts = opened.read(str(one), str(other))
        pairs.append((texts.original, texts.translation, opened.align(texts).beads))
    return join(pairs)


def _added(terms: "list[BilingualTerm]", path: Path, languages: tuple[str, str]) -> "list[BilingualTerm]":
    """Write what is new to the glossary, and say how much that is."""
    from aligner.terms.formats import concepts
    from aligner.terms.glossary.update import update

    found = concepts(terms, *languages)
    drafts = dict(zip((concept.id for concept in found), terms, strict=True))
    done = update(path, found, *languages)
    for warning in done.warnings:
        warn(warning)
    new, old = len(done.added), len(terms) - len(done.added)
    say(f"aligner: {path}: {new} term{'' if new == 1 else 's'} added, {old} {'was' if old == 1 else 'were'} there.")
    return [drafts[concept.id] for concept in done.added]


def _put_terms(
    terms: "list[BilingualTerm]",
    format: Format,
    output: Path | None,
    languages: tuple[str, str],
    name: str,
    formulas: bool,
) -> None:
    from aligner.terms.formats import show_terms, terms_json, terms_table, terms_tbx

    if format is Format.TERMINAL:
        _print(show_terms(terms), output)
    elif format is Format.JSON:
        write(terms_json(terms), output)
    elif format is Format.TBX:
        write(terms_tbx(terms, *languages, name), output)
    else:
        write(terms_table(terms, *languages, tabs=format is Format.TSV, formulas=formulas), output)


def _put_deviations(
    found: "list[JobDeviation]", documents: int, format: Format, output: Path | None, formulas: bool
) -> None:
    from aligner.terms.formats import deviations_json, deviations_table, show_deviations

    if format is Format.TERMINAL:
        _print(show_deviations(found, documents), output)
    elif format is Format.JSON:
        write(deviations_json(found), output)
    else:
        write(deviations_table(found, tabs=format is Format.TSV, formulas=formulas), output)


def _print(shown: "RenderableType", output: Path | None) -> None:
    """Print at the terminal's width, or to a file without colours."""
    import io

    from rich.console import Console

    if output is None:
        with writing():
            console().print(shown)
        return
    text = io.StringIO()
    Console(file=text, width=120).print(shown)
    write(text.getvalue(), output)
