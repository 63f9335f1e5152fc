"""``aligner desk``: what a workspace knows, written out, taken in and saved."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.commands import help_without_command
from aligner.cli.options import TextOutput, write

if TYPE_CHECKING:
    from aligner.workspace import Workspace

__all__ = ["register", "workspace_here"]

Folder = Annotated[
    Path | None,
    typer.Option("--workspace", metavar="FOLDER", help="The workspace; by default that of this folder."),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    desk = typer.Typer(help="Write out, take in and save what a workspace knows.", rich_markup_mode=None)
    desk.callback(invoke_without_command=True)(help_without_command)
    desk.command("export")(_export)
    desk.command("import")(_import)
    desk.command("backup")(_backup)
    desk.command("log")(_log)
    app.add_typer(desk, name="desk")


def workspace_here(folder: Path | None) -> "Workspace":
    """Return the workspace of a folder.

    :raises ConfigError: if there is none
    """
    from aligner.config.project import find_workspace
    from aligner.errors import ConfigError
    from aligner.workspace import Workspace

    place = folder or Path.cwd()
    found = find_workspace(place)
    if found is None:
        raise ConfigError(f"{place} is in no workspace: 'aligner init' makes one.")
    return Workspace(found.parent)


def _export(output: TextOutput = None, folder: Folder = None) -> None:
    """Write all decisions and comments as sorted JSON lines, which version control merges."""
    from aligner.workspace import exported

    write(exported(workspace_here(folder)), output)


def _import(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What 'desk export' wrote; '-' is standard input.")],
    folder: Folder = None,
) -> None:
    """Add the decisions and comments of a file that are not there yet."""
    from aligner.files import read_text
    from aligner.workspace import imported

    text = sys.stdin.read() if file == "-" else read_text(Path(file))
    count = imported(workspace_here(folder), text, file)
    typer.echo(f"aligner: {count} decision{'' if count == 1 else 's'} and comments added.", err=True)


def _backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")], folder: Folder = None
) -> None:
    """Copy the database, also while the desk is open; the copy is checked and complete."""
    from aligner.files import check_writable
    from aligner.workspace import backup

    check_writable(target)
    backup(workspace_here(folder).path, target)
    typer.echo(str(target))


def _log(
    folder: Folder = None,
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, help="How many entries.")] = 50,
) -> None:
    """Print who did what, when."""
    import json

    found = workspace_here(folder)
    names = {pair.id: pair.name for pair in found.pairs()}
    for one in found.entries(None)[-last:]:
        about = names.get(one.pair or 0, "")
        fields = (one.at, one.who, one.role, one.kind, about, json.dumps(dict(one.data), ensure_ascii=False))
        typer.echo("\t".join(fields))
