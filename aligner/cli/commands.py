"""Commands that share options, which are the fields of dataclasses, and are imported when they are called."""

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from aligner.cli.logs import LogOptions
from aligner.cli.places import check_apart
from aligner.cli.streams import say

__all__ = ["LazyGroup", "asked", "check_read", "check_written", "help_without_command", "parameters", "with_options"]

_PARAMETERS = "parameters"  # of a command, with their values

_Options = TypeVar("_Options")


class _Command(TyperCommand):
    """A command with the options of its groups. They are not given to its function, which can ask for them."""

    groups: ClassVar[tuple[Callable[..., object], ...]] = (LogOptions,)

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params += [option for group in self.groups for option in _options(group)]

    def invoke(self, ctx: Any) -> Any:
        """Carry out the command, saying on the way what the options about logs want to have said."""
        ctx.meta[_PARAMETERS] = dict(ctx.params)
        for group in self.groups:
            names = [option.name for option in _options(group)]
            ctx.meta[group.__name__] = group(**{name: ctx.params.pop(name) for name in names})
        check_apart(ctx.meta[_PARAMETERS])
        with asked(ctx, LogOptions).on_stderr():
            return super().invoke(ctx)


def with_options(group: type) -> type[TyperCommand]:
    """Return the class of a command that has the options of a dataclass: ``app.command(cls=with_options(...))``."""
    return type("Command", (_Command,), {"groups": (group, LogOptions)})


def check_written(context: typer.Context, written: Iterable[tuple[str, Path]]) -> None:
    """Check files that a command writes beside those that its options name, as ``check_apart`` does.

    :raises ConfigError: if it reads one of them, or would write it twice
    """
    check_apart(context.meta[_PARAMETERS], written)


def check_read(context: typer.Context, texts: Iterable[str | None]) -> None:
    """Check outputs against texts that a command found by itself, as ``check_apart`` does.

    :raises ConfigError: if one of them would be written over
    """
    check_apart({**context.meta[_PARAMETERS], "paths": [text for text in texts if text]})


def asked(context: typer.Context, group: type[_Options]) -> _Options:
    """Return what the user asked for by the options of a dataclass."""
    found = context.meta[group.__name__]
    assert isinstance(found, group)
    return found


def parameters(context: typer.Context) -> dict[str, Any]:
    """Return all that a command was given, its options of groups too."""
    found = context.meta[_PARAMETERS]
    assert isinstance(found, dict)
    return found


class LazyGroup(TyperGroup):
    """A group that imports the module of a command when the command is called.

    Help and suggestions only need the purposes, so that they come at once.
    """

    purposes: ClassVar[dict[str, str]] = {}  #: of commands, by name; each has a module of that name with ``register``
    package: ClassVar[str] = ""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name, short_help=purpose) for name, purpose in self.purposes.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the name of a command, the command and its arguments."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, self._imported(name) if name else None, rest

    def _imported(self, name: str) -> Any:
        only = typer.Typer(add_completion=False, rich_markup_mode=None)
        import_module(f"{self.package}.{name}").register(only)
        _every_command_logs(only)
        found = get_command(only)
        return found.commands[name] if isinstance(found, TyperGroup) else found


def _every_command_logs(app: typer.Typer) -> None:
    """Give every command, those of groups too, the options about logs."""
    for command in app.registered_commands:
        if not issubclass(command.cls or TyperCommand, _Command):
            command.cls = _Command
    for group in app.registered_groups:
        if group.typer_instance is not None:
            _every_command_logs(group.typer_instance)


def help_without_command(context: typer.Context) -> None:
    """Say what commands a group has if it was called without one; that is no success."""
    if context.invoked_subcommand is None:
        for line in context.get_help().splitlines():
            say(line)
        raise typer.Exit(2)


@cache
def _options(group: type) -> list[Any]:
    """Return the options of a dataclass, as the command line knows them."""
    only = typer.Typer(add_completion=False)
    only.command()(group)
    return list(get_command(only).params)
