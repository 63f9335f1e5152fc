"""The command line: one module a command, and no logic."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; every failure becomes a sentence on stderr and an exit status."""
    from aligner.cli.app import run

    sys.exit(run())
