"""``aligner score``: BLEU, chrF++ and TER against a reference, and what an edit changed."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.commands import asked, with_options
from aligner.cli.options import EncoderOptions, Formulas, Output, To, session, write
from aligner.cli.output_formats import chosen_format
from aligner.cli.streams import console, writing
from aligner.errors import ConfigError
from aligner.languages.defaults import TRANSLATION

if TYPE_CHECKING:
    from aligner.evaluate.score import Comparison

__all__ = ["register"]


class Format(StrEnum):
    """What the scores are written as."""

    TERMINAL = "terminal"
    JSON = "json"
    TSV = "tsv"


_SUFFIXES: dict[str, tuple[str, ...]] = {
    Format.TERMINAL: (".txt",),
    Format.JSON: (".json",),
    Format.TSV: (".tsv", ".tab"),
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("score", cls=with_options(EncoderOptions))(_score)


def _score(
    context: typer.Context,
    translation: Annotated[str, typer.Argument(metavar="TRANSLATION", help="The translation to be scored.")],
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="REF", help="A translation of the same text to compare with.")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="OLD_VERSION", help="An older version: how much the edit changed (TER)."),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="terminal; tsv: a row a segment; json: everything. Without, FILE's suffix tells it.",
            show_default="terminal",
        ),
    ] = None,
    output: Output = None,
    formulas: Formulas = False,
    language: To = TRANSLATION,
) -> None:
    """Score a translation by sacrebleu: BLEU, chrF++ and TER with signatures and 95 % confidence (1,000 resamples).

    The texts are aligned by sentence first; the sentences of a bead count as one segment, and a sentence without a
    counterpart counts against the translation.
    """
    from aligner.evaluate.score import compare

    if reference is None and against is None:
        raise ConfigError("Name what to compare with: --reference FILE, --against OLD_VERSION, or both.")
    chosen_as = Format(chosen_format(format, output, _SUFFIXES, Format.TERMINAL))
    results: dict[str, Comparison] = {}
    with session(asked(context, EncoderOptions)) as opened:
        text = opened.read_document(translation, language)
        better = opened.read_document(reference, language) if reference else None
        old = opened.read_document(against, language) if against else None
        chosen = opened.encoder
        if better:
            results["reference"] = compare(text, better, chosen)
        if better and old:
            results["before"] = compare(old, better, chosen)
        if old:
            results["against"] = compare(text, old, chosen, ("TER",), exact=True)
    _put(results, chosen_as, output, formulas)


def _put(results: "dict[str, Comparison]", format: Format, output: Path | None, formulas: bool) -> None:
    import io

    from rich.console import Console

    from aligner.evaluate.score_formats import as_json, as_tsv, shown

    if format is not Format.TERMINAL:
        write(as_json(results) if format is Format.JSON else as_tsv(results, formulas=formulas), output)
    elif output is None:
        with writing():
            console().print(shown(results))
    else:
        text = io.StringIO()
        Console(file=text, width=120).print(shown(results))
        write(text.getvalue(), output)
