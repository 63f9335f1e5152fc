"""``aligner doctor``: what is installed, what works, what is missing."""

import typer

from aligner.cli.options import write

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(_doctor)


def _doctor() -> None:
    """Say what this installation can do: versions, encoder, cache, cores, and what each extra lacks."""
    from aligner.doctor import examine

    write(examine(), None)
