"""The commands put together, and what becomes of errors."""

import os
import sys
from importlib import import_module

import click
import typer

from aligner import __version__
from aligner.errors import AlignerError

__all__ = ["app", "run"]

_UNUSABLE = 2  # exit status: input or arguments that cannot be used
_INTERRUPTED = 130

app = typer.Typer(
    name="aligner",
    help="Finds what is missing, added or wrong in a translation.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for name in ("review", "align", "split", "evaluate", "doctor"):
    import_module(f"aligner.cli.{name}").register(app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"aligner {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    pass


def run() -> int:
    """Run the command line; returns the exit status."""
    try:
        status = app(standalone_mode=False)
    except AlignerError as error:
        return _say(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        typer.echo(error.ctx.get_help() if error.ctx else "")
        return _UNUSABLE
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f" Try '{context.command_path} --help'." if context else ""
        return _say(f"{error.format_message()}{hint}")
    except (click.Abort, KeyboardInterrupt):
        _say("Interrupted.")
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MemoryError:
        return _say("There is not enough memory for texts of this size.")
    except RecursionError:
        return _say("The input is nested too deeply.")
    except Exception as error:
        if os.environ.get("ALIGNER_DEBUG"):
            raise
        return _say(
            f"This is a fault of aligner, not yours: {type(error).__name__}: {error}. "
            "Please report it, with what ALIGNER_DEBUG=1 prints."
        )
    return status if isinstance(status, int) else 0


def _say(message: str) -> int:
    typer.echo(f"aligner: {message}", err=True)
    return _UNUSABLE
