"""``aligner words``: word links of tokenised pairs."""

from typing import Annotated

import typer

from aligner.cli.options import Output, write

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("words")(_words)


def _words(
    file: Annotated[str, typer.Argument(help="Tokenised pairs, a tab between the sides; '-' is standard input.")] = "-",
    format: Annotated[str, typer.Option("--format", help="Only 'pharaoh' for now: 0-0 1-2.")] = "pharaoh",
    output: Output = None,
) -> None:
    """Link the words of sentence pairs: one line of links, such as 0-0 1-2, a pair."""
    from aligner.link.pharaoh import link_file

    write(link_file(file, format), output)
