"""The commands put together, and what becomes of errors."""

import errno
import gc
import os
import sys
from typing import ClassVar

import typer

from aligner._version import __version__
from aligner.cli.commands import LazyGroup, help_without_command
from aligner.cli.signals import Interrupted, asked_to_end
from aligner.cli.streams import forgive_characters, say, silence_output, use_sensible_width, writing
from aligner.errors import AlignerError
from aligner.parallel import one_thread_a_product

__all__ = ["app", "run"]

_UNUSABLE = 2  # exit status: input or arguments that cannot be used
_INTERRUPTED = 130
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)  # what standard output says where it takes no more
#: Objects that are made before the collector looks for cycles. Rules make many small objects and hardly a cycle: at
#: Python's 700, looking for some took an eighth of a review. The process is ours here; the library leaves it alone.
_GARBAGE = 200_000


class _Commands(LazyGroup):
    package = "aligner.cli"
    purposes: ClassVar = {
        "review": "Say what is missing, added or wrong in a translation.",
        "align": "Pair the sentences of two texts.",
        "export": "Take a parallel corpus out of a pair, in many formats.",
        "batch": "Take a corpus out of many pairs, on many processes or machines.",
        "corpus": "Take a filtered corpus out of what batch has written.",
        "split": "Print a text's sentences, one a line.",
        "words": "Link the words of sentence pairs.",
        "terms": "List terms and their equivalents; find terms that change.",
        "score": "Score a translation against a reference or an older version.",
        "fix": "Write repairs of findings into a copy of the translation.",
        "gate": "Decide whether translations may be published.",
        "add": "Add an error that the program did not see.",
        "approve": "Put a name to a translation.",
        "profile": "Show, check and compare profiles.",
        "init": "Make a workspace, in which people work on texts together.",
        "serve": "Open the review desk in the browser.",
        "user": "Say who may come to the review desk.",
        "desk": "Write out, take in and save what a workspace knows.",
        "explain": "Say what a rule looks for, why, and how to tune it.",
        "evaluate": "Measure against gold data.",
        "cache": "Show and empty the cache of vectors.",
        "doctor": "Say what this installation can do.",
    }


app = typer.Typer(
    name="aligner",
    cls=_Commands,
    help="Finds what is missing, added or wrong in a translation.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        with writing():
            sys.stdout.write(f"aligner {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    help_without_command(context)


def run() -> int:
    """Run the command line and return the exit status."""
    forgive_characters()
    use_sensible_width()
    gc.set_threshold(_GARBAGE)
    one_thread_a_product()
    try:
        status = app(prog_name="aligner", standalone_mode=False)
        sys.stdout.flush()
    except AlignerError as error:
        return _say(str(error))
    except typer.TyperException as error:
        return _say(_usage(error))
    except (typer.Abort, KeyboardInterrupt):
        _say("Interrupted.")
        return _INTERRUPTED
    except (BrokenPipeError, SystemExit) as error:
        if isinstance(error, SystemExit) and not isinstance(error.__context__, BrokenPipeError):
            raise
        silence_output()  # its reader has seen enough, for which typer has a status of its own
        return 0
    except OSError as error:
        if error.errno not in _FULL:
            return _fault(error)
        silence_output()
        return _say(f"The result cannot be written: {error.strerror}.")
    except MemoryError:
        return _say("There is not enough memory for texts of this size.")
    except RecursionError:
        return _say("The input is nested too deeply.")
    except Exception as error:
        return _fault(error)
    return status if isinstance(status, int) else 0


def _fault(error: Exception) -> int:
    if os.environ.get("ALIGNER_DEBUG") and not asked_to_end():
        raise error
    return _say(
        f"This is a fault of aligner, not yours: {type(error).__name__}: {error}. "
        "Please report it, with what ALIGNER_DEBUG=1 prints."
    )


def _usage(error: typer.TyperException) -> str:
    """Say what is wrong with the arguments, and where to read about them."""
    context = getattr(error, "ctx", None)
    message = " ".join(error.format_message().replace("Value error, ", "").split())
    message += "" if message.endswith((".", "?")) else "."
    return f"{message} Try '{context.command_path} --help'." if context else message


def _say(message: str) -> int:
    if asked_to_end():
        raise Interrupted
    say(f"aligner: {message}")
    return _UNUSABLE
