"""``aligner evaluate``: measures against what people decided."""

from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.options import EncoderName, NoCache, encoder_with_progress, help_without_command, write

__all__ = ["register"]

_group = typer.Typer(help="Measure against gold data.", rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(_group, name="evaluate")


@_group.callback(invoke_without_command=True)
def _measure(context: typer.Context) -> None:
    help_without_command(context)


@_group.command("alignment")
def _alignment(
    folders: Annotated[list[Path], typer.Argument(help="Folders with en.txt, fr.txt and gold.txt.")],
    encoder: EncoderName = "embedded",
    no_cache: NoCache = False,
) -> None:
    """Align folders of one sentence a line and score the beads against gold.txt."""
    from aligner.evaluate.alignment import evaluate_folders, table

    with encoder_with_progress(encoder, no_cache) as chosen:
        results = evaluate_folders(folders, chosen)
    write(table(results), None)
