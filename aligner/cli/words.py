"""``aligner words``: word links of tokenised pairs."""

from enum import StrEnum
from typing import Annotated

import typer

from aligner.cli.commands import asked, with_options
from aligner.cli.options import PairOptions, TextOutput, session, write

__all__ = ["register"]


class Format(StrEnum):
    """What the links are written as."""

    PHARAOH = "pharaoh"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("words", cls=with_options(PairOptions))(_words)


def _words(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="Pairs, one a line: tokens with spaces between, a tab, tokens; '-' is standard input."
        ),
    ] = "-",
    format: Annotated[Format, typer.Option("--format", help="What to write: 0-0 1-2.")] = Format.PHARAOH,
    output: TextOutput = None,
) -> None:
    """Link the words of tokenised pairs.

    Each line becomes one line of links such as 0-0 1-2: token numbers of both sides, counted from zero. All lines
    are taken for one text, whose words teach each other.
    """
    from aligner.link.pharaoh import link_file

    with session(asked(context, PairOptions)) as opened:
        links = link_file(file, opened.encoder, *opened.configuration.languages)
    write(links, output)
