"""``aligner align``: beads only."""

from enum import StrEnum
from typing import Annotated

import typer

from aligner.cli.options import EncoderName, NoCache, Output, encoder_with_progress, write

__all__ = ["register"]


class Format(StrEnum):
    """What the beads are written as."""

    LADDER = "ladder"
    TSV = "tsv"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("align")(_align)


def _align(
    original: Annotated[str, typer.Argument(help="The original.")],
    translation: Annotated[str, typer.Argument(help="Its translation.")],
    format: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.TSV,
    lines: Annotated[bool, typer.Option("--lines", help="Each line is one sentence already.")] = False,
    output: Output = None,
    encoder: EncoderName = "embedded",
    no_cache: NoCache = False,
    original_language: Annotated[str, typer.Option("--from", help="Language of the original.")] = "en",
    translation_language: Annotated[str, typer.Option("--to", help="Language of the translation.")] = "fr",
) -> None:
    """Pair the sentences of two texts."""
    from aligner._library import open_document
    from aligner.align import align
    from aligner.align.formats import write_beads
    from aligner.read import read_lines

    left = read_lines(original, original_language) if lines else open_document(original, original_language)
    right = read_lines(translation, translation_language) if lines else open_document(translation, translation_language)
    with encoder_with_progress(encoder, no_cache) as chosen:
        found = align(left, right, chosen)
    write(write_beads(left, right, found.beads, format.value), output)
