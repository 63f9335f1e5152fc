"""``aligner corpus``: a filtered corpus out of what ``aligner batch`` has written."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.batch.scores import Score
from aligner.cli.commands import with_options
from aligner.cli.corpora import put_corpus
from aligner.cli.options import EncoderOptions, write
from aligner.cli.places import place
from aligner.errors import ConfigError

if TYPE_CHECKING:
    from aligner.batch.corpus import Taken

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("corpus", cls=with_options(EncoderOptions))(_corpus)


def _corpus(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="FOLDER", help="What 'aligner batch' has written.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="PLACE",
            parser=place,
            help="A folder for a data set with its card, or one file: FILE.tmx, FILE.tsv and others.",
        ),
    ],
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="One file in a format of 'aligner export', such as tmx or moses. Without, the suffix tells it, and a "
            "name without one is a data set.",
        ),
    ] = None,
    filters: Annotated[
        Path | None,
        typer.Option("--filters", metavar="FILE", help="What is left out, by the names of the options of export."),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(
            "--split",
            metavar="TRAIN/DEV/TEST",
            help="Shares of the documents in percent, such as 98/1/1. No text of one part stands in another.",
        ),
    ] = None,
    sample: Annotated[
        int | None, typer.Option("--sample", metavar="N", min=1, help="Take only so many beads, at random.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="The same seed takes the same.")] = 1,
    scores: Annotated[
        list[Score] | None,
        typer.Option("--score", help="Add a column to a data set; may be given repeatedly."),
    ] = None,
    reference: Annotated[
        Path | None,
        typer.Option("--reference", metavar="FILE", help="For chrf: a file that holds originals and references."),
    ] = None,
) -> None:
    """Take a corpus out of a batch: filtered, without duplicates, in parts for learning and testing.

    What each filter leaves out is counted; with what is taken, that is all there was.
    """
    from aligner.batch import Place, schema
    from aligner.batch.corpus import as_corpus, languages_of, take_dataset
    from aligner.batch.recipe import Recipe, read_recipe
    from aligner.batch.scores import Scorer, read_reference
    from aligner.batch.selection import Parts, Selection
    from aligner.cli.commands import asked
    from aligner.encode import cached, load
    from aligner.export import check_place, format_of
    from aligner.files import read_text
    from aligner.progress import advance, idle

    schema.require()
    found = Place(source)
    languages = languages_of(found)
    recipe = read_recipe(filters) if filters else Recipe()
    parts = Parts.read(split) if split else Parts()
    selection = Selection(found, languages, recipe, parts, sample, seed)
    chosen = format or format_of(output) or "dataset"
    if found.folder.resolve() in output.resolve().parents:
        raise ConfigError(f"Cannot write {output}: what lies in {source} belongs to the batch; name another place.")
    if chosen != "dataset":
        if scores or split:
            raise ConfigError(f"The format {chosen} is one file: --score and --split make a data set.")
        check_place(output, chosen, languages)
        put_corpus(as_corpus(selection), chosen, output)
        return
    wanted = list(dict.fromkeys(scores or ()))
    known = read_reference(reference, languages) if reference else None
    options = asked(context, EncoderOptions)
    encoder = cached(load(options.encoder, options.threads)) if Score.MARGIN in wanted else None
    scorer = Scorer(wanted, languages, encoder, known) if wanted else None
    try:
        taken = take_dataset(
            selection,
            output,
            read_text(filters) if filters else "",
            wanted,
            scorer,
            lambda count: advance("writing", count, count + 1),
        )
    finally:
        idle()
    write(_table(taken), None)


def _table(taken: "Taken") -> str:
    """Return the amounts: what was taken and left out, which add up to what there was."""
    rows = [("beads", taken.beads, "")]
    rows += [(part, taken.parts[part], f"of {taken.documents[part]:,} documents") for part in sorted(taken.parts)]
    rows += [
        (f"- {filter}", units, reason)
        for filter, reasons in sorted(taken.dropped.items())
        for reason, units in sorted(reasons.items())
    ]
    return "".join(f"{name:14} {count:>12,}  {about}".rstrip() + "\n" for name, count, about in rows)
