"""``aligner words``: word links of tokenised pairs."""

from enum import StrEnum
from typing import Annotated

import typer

from aligner.cli.options import EncoderName, From, NoCache, Output, Threads, To, session, write
from aligner.languages.defaults import ORIGINAL, TRANSLATION

__all__ = ["register"]


class Format(StrEnum):
    """What the links are written as."""

    PHARAOH = "pharaoh"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("words", short_help="Link the words of sentence pairs.")(_words)


def _words(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="Pairs, one a line: tokens with spaces between, a tab, tokens; '-' is standard input."
        ),
    ] = "-",
    format: Annotated[Format, typer.Option("--format", help="What to write: 0-0 1-2.")] = Format.PHARAOH,
    output: Output = None,
    encoder: EncoderName = "embedded",
    no_cache: NoCache = False,
    threads: Threads = None,
    original_language: From = ORIGINAL,
    translation_language: To = TRANSLATION,
) -> None:
    """Link the words of tokenised pairs.

    Each line becomes one line of links such as 0-0 1-2: token numbers of both sides, counted from zero. All lines
    are taken for one text, whose words teach each other.
    """
    from aligner.link.pharaoh import link_file

    with session(encoder, no_cache, threads) as opened:
        links = link_file(file, opened.encoder, original_language, translation_language)
    write(links, output)
