"""``aligner profile``: what a profile says, whether it makes sense, how two differ."""

from typing import Annotated

import typer

from aligner.cli.commands import help_without_command
from aligner.cli.options import Output, Set, write

__all__ = ["register"]

_group = typer.Typer(help="Show, check and compare profiles.", rich_markup_mode=None)

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A profile that ships with the program, or the path of a .toml file.")
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(_group, name="profile")


@_group.callback(invoke_without_command=True)
def _profiles(context: typer.Context) -> None:
    help_without_command(context)


@_group.command("list", short_help="Say which profiles there are.")
def _list() -> None:
    """Say which profiles ship with the program and what each is for."""
    from aligner.config.profile import load_profile, profile_names

    names = profile_names()
    width = max(map(len, names))
    write("".join(f"{name:{width}}  {load_profile(name).description}\n" for name in names), None)


@_group.command("show", short_help="Print everything that holds in a profile.")
def _show(name: Name = "default", overrides: Set = None, output: Output = None) -> None:
    """Print every setting that holds in a profile, what it extends included, as a profile file with explanations."""
    from aligner.check import load_profile
    from aligner.config.show import show

    write(show(load_profile(name, overrides or ())), output)


@_group.command("check", short_help="Find mistakes in profiles.")
def _check(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Profiles' names or paths of .toml files.")],
    overrides: Set = None,
) -> None:
    """Say of each profile that it makes sense, or where the first one does not: exit status 2.

    The profile's own checks are tried on their examples.
    """
    from aligner.check import load_profile
    from aligner.config.own_checks import try_examples

    lines = []
    for name in names:
        profile = load_profile(name, overrides or ())
        for check in profile.checks:
            try_examples(name, check)
        lines.append(f"{name}: makes sense. {profile.description}".rstrip() + "\n")
    write("".join(lines), None)


@_group.command("diff", short_help="Say in which settings two profiles differ.")
def _diff(left: Name, right: Name, output: Output = None) -> None:
    """Print one line a setting that differs; nothing if none does."""
    from aligner.check import load_profile
    from aligner.config.show import diff

    write(diff(load_profile(left), load_profile(right)), output)
