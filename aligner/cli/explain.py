"""``aligner explain``: what a rule looks for, why, how well, and how to tune it."""

from enum import StrEnum
from typing import Annotated

import typer

from aligner.cli.options import Output, write
from aligner.cli.output_formats import chosen_format
from aligner.errors import ConfigError

__all__ = ["register"]

_WIDEST = 100  # columns; longer lines are hard to read


class Format(StrEnum):
    """What an explanation is written as."""

    TEXT = "text"
    MARKDOWN = "markdown"


_SUFFIXES: dict[str, tuple[str, ...]] = {Format.TEXT: (".txt",), Format.MARKDOWN: (".md", ".markdown")}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain")(_explain)


def _explain(
    rule: Annotated[str | None, typer.Argument(metavar="RULE", help="A rule's id; without it, all are listed.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Explain all rules.")] = False,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="text for a terminal, or markdown. Without, FILE's suffix tells it.",
            show_default="text",
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Say what a rule looks for, why, with examples, how well it does and how to tune it."""
    import shutil

    from aligner.check import load_rules
    from aligner.check.explanations.text import as_markdown, as_text, overview, page, rule_named

    if rule and every:
        raise ConfigError("Name one rule, or say --all.")
    markdown = chosen_format(format, output, _SUFFIXES, Format.TEXT) == Format.MARKDOWN
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    if rule:
        found = rule_named(rule)
        text = as_markdown(found) if markdown else as_text(found, width)
    elif markdown:
        text = page()
    else:
        text = "\n\n".join(as_text(one, width) for one in load_rules().values()) if every else overview(width)
    write(text, output)
