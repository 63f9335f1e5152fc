"""``aligner cache``: what the cache of vectors holds, and emptying it."""

import typer

from aligner.cli.commands import help_without_command
from aligner.cli.options import write

__all__ = ["register"]

_group = typer.Typer(help="Show and empty the cache of vectors.", rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(_group, name="cache")


@_group.callback(invoke_without_command=True)
def _cache(context: typer.Context) -> None:
    help_without_command(context)


@_group.command("info", short_help="Say where the cache is and what it holds.")
def _info() -> None:
    """Say where the cache is, how many vectors it holds and how large it is.

    ALIGNER_CACHE names another folder for it, ALIGNER_CACHE_LIMIT how large it may become, in megabytes.
    """
    from aligner.encode import VectorCache, default_cache

    found = VectorCache(default_cache()).info()
    size = f"{found.size / 1e6:,.1f} MB of at most {found.limit / 1e6:,.0f} MB"
    write(f"place    {found.path}\nvectors  {found.vectors:,}\nsize     {size}\n", None)


@_group.command("clear", short_help="Remove all vectors.")
def _clear() -> None:
    """Remove all vectors; the next review encodes its texts anew."""
    from aligner.encode import VectorCache, default_cache

    write(f"{VectorCache(default_cache()).clear():,} vectors removed.\n", None)
