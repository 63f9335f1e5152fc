"""``aligner align``: beads only."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.commands import asked, check_written, with_options
from aligner.cli.logs import warn
from aligner.cli.options import (
    FileOptions,
    Formulas,
    Lines,
    Original,
    Output,
    TranslationIfAny,
    session,
    write,
)
from aligner.cli.output_formats import beside, export_for
from aligner.errors import ConfigError

__all__ = ["register"]

_SUFFIXES = {"tsv": (".tsv", ".tab"), "jsonl": (".jsonl", ".ndjson"), "ladder": (".ladder",)}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("align", cls=with_options(FileOptions))(_align)


def _align(
    context: typer.Context,
    original: Original,
    translation: TranslationIfAny = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="tsv: both texts and the confidence; jsonl: everything known of a bead; "
            "ladder: sentence numbers, such as [0, 1]:[0]; the others are those of 'aligner export', which can also "
            "filter and check. Without, FILE's suffix tells it.",
            show_default="tsv",
        ),
    ] = None,
    lines: Lines = False,
    anchors: Annotated[
        Path | None,
        typer.Option(
            help="Pairs of sentence numbers that must share a bead, one a line: '12 15'. Sentences are numbered from "
            "zero, as the ladder numbers them.",
        ),
    ] = None,
    resume_from: Annotated[
        Path | None,
        typer.Option(
            help="A ladder that you have corrected: its beads are kept as they are. Sentences of beads that you delete "
            "from it, or put a # before, are aligned anew.",
        ),
    ] = None,
    output: Output = None,
    formulas: Formulas = False,
) -> None:
    """Pair the sentences of two texts: one line a bead.

    A bead is a group of sentences that translate each other, 1-1, 2-1 and so on. Sentences without a counterpart
    stand alone. Every sentence is in exactly one bead. A file that holds both texts is printed as it pairs them.
    """
    from aligner.alignment.anchors import read_anchors
    from aligner.alignment.formats import FORMATS, write_beads
    from aligner.alignment.plausibility import about_beads
    from aligner.check import load_profile
    from aligner.cli.corpora import put_corpus
    from aligner.export import check_place, export_format, format_names, select
    from aligner.pairing import one_pair

    known = dict.fromkeys((*FORMATS, *format_names()))
    if format is not None and format not in known:
        raise ConfigError(f"There is no format {format!r}; known are {', '.join(known)}.")
    options = asked(context, FileOptions)
    format = export_for(format, output, "tsv", _SUFFIXES)
    for_export = format not in FORMATS
    if for_export:
        check_place(output, format, options.languages)
        check_written(context, beside("--output", output, format, options.languages))
    original, translation = one_pair(original, translation, options.languages)
    settled = read_anchors(anchors, resume_from)
    with session(
        options,
        profile=load_profile().narrowed(()),
        lines=lines,
    ) as opened:
        texts = opened.read(original, translation)
        if for_export:
            found = opened.check(opened.context(texts, settled), paired=texts.beads is not None)
            for warning in found.warnings:
                warn(warning)
            corpus = select(found, nulls=export_format(format).nulls)
            put_corpus(replace(corpus, formulas=formulas), format, output)
            return
        beads = opened.align(texts, settled).beads
    for warning in about_beads(texts.original, texts.translation, beads) if texts.beads is None else ():
        warn(warning)
    write(write_beads(texts.original, texts.translation, beads, format, formulas=formulas), output)
