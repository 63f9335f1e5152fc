"""The command line: one module a command, and no logic."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; every failure becomes a sentence on stderr and an exit status."""
    try:
        from aligner.cli.signals import ending_well
    except KeyboardInterrupt:
        sys.stderr.write("aligner: Interrupted.\n")
        sys.exit(130)
    sys.exit(ending_well(_run))


def _run() -> int:
    from aligner.cli.app import run

    return run()
