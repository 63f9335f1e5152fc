"""``aligner user``: who may come to the review desk."""

import sys
from typing import Annotated

import typer

from aligner.cli.commands import help_without_command
from aligner.cli.desk import Folder, workspace_here
from aligner.errors import ConfigError, MissingExtraError

__all__ = ["register"]

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the user.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    user = typer.Typer(help="Say who may come to the review desk, and as whom.", rich_markup_mode=None)
    user.callback(invoke_without_command=True)(help_without_command)
    user.command("add")(_add)
    user.command("remove")(_remove)
    user.command("list")(_list)
    app.add_typer(user, name="user")


def _add(
    name: Name,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="translator, editor or linguist.")],
    token: Annotated[
        bool, typer.Option("--token", help="Print a token for programs, instead of asking for a password.")
    ] = False,
    folder: Folder = None,
) -> None:
    """Add a user, or give one another role and password.

    The password is asked for twice in a terminal, and is the first line of standard input elsewhere.
    """
    try:
        from aligner.desk.access import add_user

        import argon2  # noqa: F401  isort: skip
    except ImportError:
        raise MissingExtraError("The review desk", "desk") from None

    made = add_user(workspace_here(folder), name, role, None if token else _password())
    if made:
        typer.echo(made)
    typer.echo(f"aligner: {name} may come as {role}.", err=True)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    import getpass

    first = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != first:
        raise ConfigError("The two passwords differ.")
    return first


def _remove(name: Name, folder: Folder = None) -> None:
    """Remove a user, whose sessions end at once."""
    from aligner.desk.access import remove_user

    remove_user(workspace_here(folder), name)
    typer.echo(f"aligner: {name} is no user any more.", err=True)


def _list(folder: Folder = None) -> None:
    """Print the users: name, role, and since when."""
    from aligner.desk.access import users

    for one in users(workspace_here(folder)):
        typer.echo("\t".join((one["name"], one["role"], one["added"])))
