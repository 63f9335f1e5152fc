"""``aligner split``: sentences only."""

from itertools import groupby
from typing import Annotated

import typer

from aligner.cli.options import TextOutput, WholePage, write
from aligner.languages import accepted
from aligner.languages.defaults import ORIGINAL

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("split")(_split)


def _split(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A text in any format that can be reviewed; '-' is standard input.")
    ],
    language: Annotated[
        str, typer.Option("--lang", metavar="LANGUAGE", help=f"Its language: {', '.join(accepted())}.")
    ] = ORIGINAL,
    output: TextOutput = None,
    whole_page: WholePage = False,
) -> None:
    """Print a text's sentences, one a line, with an empty line between blocks."""
    from aligner.session import Configuration, Session

    document = Session(Configuration(whole_page=whole_page)).read_document(file, language)
    blocks = groupby(document.sentences, lambda sentence: sentence.block)
    write("\n".join("".join(f"{sentence.text}\n" for sentence in block) for _, block in blocks), output)
