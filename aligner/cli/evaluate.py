"""``aligner evaluate``: measures against what people decided."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.commands import asked, help_without_command, with_options
from aligner.cli.options import (
    EncoderOptions,
    Output,
    ProfileName,
    Set,
    session,
    write,
)
from aligner.cli.output_formats import chosen_format

__all__ = ["register"]

_group = typer.Typer(help="Measure against gold data.", rich_markup_mode=None)


class Only(StrEnum):
    """Half of an evaluation of findings."""

    CLEAN = "clean"
    PLANTS = "plants"


class Format(StrEnum):
    """What an evaluation of findings is written as."""

    TABLE = "table"
    JSON = "json"


_SUFFIXES: dict[str, tuple[str, ...]] = {Format.TABLE: (".txt",), Format.JSON: (".json",)}


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(_group, name="evaluate")


@_group.callback(invoke_without_command=True)
def _measure(context: typer.Context) -> None:
    help_without_command(context)


@_group.command("alignment", cls=with_options(EncoderOptions), short_help="Score beads against gold.txt.")
def _alignment(
    context: typer.Context,
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", help="Folders with en.txt, fr.txt and gold.txt.")
    ],
) -> None:
    """Align folders of one sentence a line and score the beads against gold.txt."""
    from aligner.evaluate.alignment import evaluate_folders, table

    with session(asked(context, EncoderOptions)) as opened:
        results = evaluate_folders(folders, opened.encoder)
    write(table(results), None)


@_group.command(
    "findings", cls=with_options(EncoderOptions), short_help="Plant errors into clean pairs and see which are found."
)
def _findings(
    context: typer.Context,
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FOLDER...]",
            help="Folders with en.txt, fr.txt and gold.txt (perhaps meta.tsv), or with pairs NAME.en.EXT, NAME.fr.EXT.",
        ),
    ] = None,
    collections: Annotated[
        list[Path] | None,
        typer.Option(
            "--collection",
            metavar="FOLDER",
            help="A folder of such folders, or one of them, in a row of its own; repeatable. Where it has "
            "readings.jsonl, what people said of findings is compared.",
        ),
    ] = None,
    left_out: Annotated[
        Path | None,
        typer.Option(
            "--leave-out",
            metavar="FOLDER",
            help="Judge each collection NAME by FOLDER/NAME.json, learned without it.",
        ),
    ] = None,
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Plant only this kind; may be given repeatedly.")
    ] = None,
    only_rules: Annotated[
        list[str] | None,
        typer.Option("--rule", metavar="RULE", help="Run only this rule, and plant what it should find; repeatable."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="The same seed plants the same errors.")] = 1,
    per_kind: Annotated[int, typer.Option("--per-kind", min=1, help="Errors of each kind, where there is room.")] = 60,
    only: Annotated[
        Only | None, typer.Option("--only", help="clean: alarms on the untouched texts; plants: planted errors.")
    ] = None,
    known: Annotated[
        Path | None,
        typer.Option(
            "--known",
            metavar="FILE",
            help="Real defects of the clean texts: tab-separated pair, original|translation, line from 0, rule or *.",
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="json has every planted error, every finding and the curves. Without, FILE's suffix tells it.",
            show_default="table",
        ),
    ] = None,
    curves: Annotated[
        bool, typer.Option("--curves", help="Print precision, recall and alarms over the confidence of findings.")
    ] = False,
    profile: ProfileName = "default",
    overrides: Set = None,
    output: Output = None,
) -> None:
    """Plant errors into clean pairs and see which are found: mutation testing for translations.

    Whole sentences, clauses and words are deleted and inserted, numbers and names changed, negations dropped, sentences
    left in English or swapped with a neighbour, words doubled; at most one line in ten is touched. Each text is then
    split, aligned and checked as by 'aligner review'. What is printed: recall by kind and size, precision by rule,
    alarms per 1,000 words on the untouched texts; with --collection, a row of these for each collection. Run it on
    texts like yours, with translations that you trust, to choose the thresholds of a profile.
    """
    from aligner.check import load_profile
    from aligner.encode import default_cache
    from aligner.errors import ConfigError
    from aligner.evaluate.collections import by_collection
    from aligner.evaluate.curves import curves_table
    from aligner.evaluate.findings import evaluate
    from aligner.evaluate.known import read_known
    from aligner.evaluate.pairs import load_pairs
    from aligner.evaluate.plants import kinds_named
    from aligner.evaluate.results import Settings
    from aligner.evaluate.tables import json_text, table
    from aligner.progress import advance

    as_json = chosen_format(format, output, _SUFFIXES, Format.TABLE) == Format.JSON
    options = asked(context, EncoderOptions)
    settings = Settings(
        kinds=kinds_named(kinds or [], only_rules or []) if only is not Only.CLEAN else (),
        per_kind=per_kind,
        seed=seed,
        clean=only is not Only.PLANTS,
        known=read_known(known) if known else (),
        beads=None if options.no_cache else default_cache().parent / "beads",
    )
    rules = load_profile(profile, overrides or ())
    if only_rules:
        rules = rules.narrowed(only_rules)
    if collections:
        if folders or format is Format.JSON or curves:
            raise ConfigError("--collection prints one table and takes no other folders, --curves or --format json.")
        with session(options) as opened:
            lines = by_collection(collections, opened.encoder, rules, settings, left_out)
            write("".join(f"{line}\n" for line in lines), output)
        return
    if left_out is not None:
        raise ConfigError("--leave-out needs --collection.")
    pairs = load_pairs(folders or [])
    with session(options) as opened:
        result = evaluate(pairs, opened.encoder, rules, settings, lambda done, total: advance("checking", done, total))
    text = json_text(result) if as_json else table(result)
    if curves and not as_json:
        text += "\n" + curves_table(result)
    write(text, output)
