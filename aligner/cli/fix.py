"""``aligner fix``: repairs of findings, written into a copy of the translation."""

from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.commands import asked, with_options
from aligner.cli.options import (
    FileOptions,
    GlossaryFile,
    Original,
    Output,
    ProfileName,
    Set,
    TranslationIfAny,
    session,
    write,
)
from aligner.cli.places import is_stdout
from aligner.cli.streams import say
from aligner.errors import ConfigError

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("fix", cls=with_options(FileOptions))(_fix)


def _fix(
    context: typer.Context,
    original: Original,
    translation: TranslationIfAny = None,
    output: Output = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Write into the translation itself.")] = False,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE", help="Repair only findings of this rule; may be given repeatedly."),
    ] = None,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Make repairs as well that may change what is said: look at each.")
    ] = False,
    profile: ProfileName = "default",
    overrides: Set = None,
    glossary: GlossaryFile = None,
) -> None:
    """Repair what is certain: spaces, quotation marks, doubled words and sentences, figures, placeholders.

    Prints what changes as a diff. With --output or --in-place the translation is written with its repairs, and nothing
    else of the file is touched: text, Markdown, DOCX, XLIFF and PO. Names, terms and other suggestions that somebody
    should look at are made with --unsafe.
    """
    from aligner.check import load_profile
    from aligner.cli.diffs import diff
    from aligner.files import write_bytes
    from aligner.fix import fixed, repairs
    from aligner.read.decode import load

    target = Path(translation or original)
    if str(target) == "-":
        raise ConfigError("Repairs are written into a file: the translation cannot come from standard input.")
    if in_place and not is_stdout(output):
        raise ConfigError("--in-place writes into the translation itself; --output names another file: choose one.")
    if output is not None and not is_stdout(output):
        _check_kind(target, output)
    rules = load_profile(profile, overrides or ())
    if select:
        rules = rules.narrowed(select)
    data = load(target)
    with session(asked(context, FileOptions), profile=rules, glossary=glossary) as opened:
        review = opened.review(original, translation)
    found = fixed(data, review.translation, repairs(review, unsafe=unsafe))
    write(diff(found, str(target)), None)
    if in_place:
        if found.made:
            write_bytes(target, found.data)
    elif output is not None and not is_stdout(output):
        write_bytes(output, found.data)
    say(_summary(len(found.made), len(found.left), unsafe=unsafe))


def _check_kind(target: Path, output: Path) -> None:
    """Raise ConfigError if a file's name promises another format than what is repaired has."""
    from aligner.read.formats import named_like

    one, other = (named_like(path.suffix.lower()) for path in (target, output))
    if other is not None and one is not None and one.id != other.id:
        raise ConfigError(
            f"{output} is a name for {other.name}, but {target} is {one.name} and stays so: name it *{target.suffix}."
        )


def _summary(made: int, left: int, *, unsafe: bool) -> str:
    kind = "repair" if unsafe else "safe repair"
    said = f"{made} {kind}{'' if made == 1 else 's'}." if made else f"No {kind}s."
    if left:
        said += f" {left} could not be written: markup stands in the middle, or the text stands there several times."
    return said
