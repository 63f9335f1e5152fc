"""``aligner init``: make a workspace."""

import os
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.options import To
from aligner.languages.defaults import ORIGINAL, TRANSLATION

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init")(_init)


def _init(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ORIGINAL TRANSLATION]",
            help="One pair, or several in a row; a file that holds both texts stands alone. Without any, all files "
            "NAME.en.EXT and NAME.fr.EXT in this folder and below.",
            show_default=False,
        ),
    ] = None,
    profile: Annotated[str, typer.Option("--profile", metavar="NAME", help="How texts are judged.")] = "default",
    glossary: Annotated[str, typer.Option("--glossary", metavar="FILE", help="Terms and their equivalents.")] = "",
    original_language: Annotated[
        str, typer.Option("--from", metavar="LANGUAGE", help="Language of the originals.")
    ] = ORIGINAL,
    translation_language: To = TRANSLATION,
) -> None:
    """Make a workspace of this folder: aligner.toml, which lists the texts, and a database of what people decide.

    Inside it, review, gate, export and approve know what people decided, and 'aligner serve' opens the review desk.
    """
    from aligner.check import load_profile
    from aligner.config.project import NAME
    from aligner.languages import get
    from aligner.pairing import pairs_by_name, pairs_in_order
    from aligner.terms.glossary import load_glossary
    from aligner.workspace import start

    folder = Path.cwd()
    languages = original_language, translation_language
    for language in languages:
        get(language)
    load_profile(profile)
    if glossary:
        load_glossary(Path(glossary), *languages)
    named = list(paths or ())
    if named:
        found = list(pairs_in_order(named))
    elif (folder / NAME).exists():
        found = []
    else:
        files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if _is_text(path, languages))
        found = list(pairs_by_name(files, *languages)[0])
    pairs = [(_from(folder, pair.original), _from(folder, pair.translation)) for pair in found]
    made = start(folder, pairs, languages=languages, profile=profile, glossary=glossary)
    count = len(made.pairs())
    typer.echo(
        f"aligner: {NAME} lists {count} pair{'' if count == 1 else 's'}; 'aligner serve' opens the desk.", err=True
    )


def _is_text(path: Path, languages: tuple[str, str]) -> bool:
    parts = path.name.split(".")
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and len(parts) > 2 and bool(set(languages) & set(parts[1:-1])) and path.is_file()


def _from(folder: Path, path: str | None) -> str:
    """Return a path as seen from the folder of the workspace.

    :raises ConfigError: if it lies elsewhere
    """
    from aligner.errors import ConfigError, InputError

    if not path:
        return ""
    if not Path(path).is_file():
        raise InputError(f"{path} cannot be read: there is no such file.")
    try:
        return os.path.relpath(Path(path).resolve().relative_to(folder.resolve()))
    except ValueError:
        raise ConfigError(f"{path} lies outside of this folder: a workspace has its texts inside.") from None
