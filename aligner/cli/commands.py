"""Commands that share options: a group of options is a dataclass, and its fields are the options."""

from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar, TypeVar

import typer
from typer.core import TyperCommand
from typer.main import get_command

from aligner.cli.logs import LogOptions

__all__ = ["asked", "every_command_logs", "with_options"]

_Options = TypeVar("_Options")


class _Command(TyperCommand):
    """A command with the options of its groups. They are not given to its function, which can ask for them."""

    groups: ClassVar[tuple[Callable[..., object], ...]] = (LogOptions,)

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params += [option for group in self.groups for option in _options(group)]

    def invoke(self, ctx: Any) -> Any:
        """Carry out the command, saying on the way what the options about logs want to have said."""
        for group in self.groups:
            names = [option.name for option in _options(group)]
            ctx.meta[group.__name__] = group(**{name: ctx.params.pop(name) for name in names})
        with asked(ctx, LogOptions).on_stderr():
            return super().invoke(ctx)


def with_options(group: type) -> type[TyperCommand]:
    """Return the class of a command that has the options of a dataclass: ``app.command(cls=with_options(...))``."""
    return type("Command", (_Command,), {"groups": (group, LogOptions)})


def asked(context: typer.Context, group: type[_Options]) -> _Options:
    """Return what the user asked for by the options of a dataclass."""
    found = context.meta[group.__name__]
    assert isinstance(found, group)
    return found


def every_command_logs(app: typer.Typer) -> None:
    """Give every command, those of groups too, the options about logs."""
    for command in app.registered_commands:
        if not issubclass(command.cls or TyperCommand, _Command):
            command.cls = _Command
    for group in app.registered_groups:
        if group.typer_instance is not None:
            every_command_logs(group.typer_instance)


@cache
def _options(group: type) -> list[Any]:
    """Return the options of a dataclass, as the command line knows them."""
    only = typer.Typer(add_completion=False)
    only.command()(group)
    return list(get_command(only).params)
