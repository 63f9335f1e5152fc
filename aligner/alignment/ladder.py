"""Beads in a file, one a line: ``[0, 1]:[0]``, zero-based sentence numbers of the original, then the translation."""

import re
from pathlib import Path

from aligner.errors import InputError
from aligner.files import read_text

__all__ = ["read_ladder"]

_HUGE = re.compile(r"\d{16}")  # the number of no sentence
_LINE = re.compile(r"\s*\[([\d\s,]*)\]\s*:\s*\[([\d\s,]*)\]")


def read_ladder(path: Path) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Read the beads of a file; what follows a second colon in a line is ignored, as are lines that begin with ``#``.

    :raises InputError: if it cannot be read, or a line is no bead
    """
    beads = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.match(line)
        if not match or _HUGE.search(line):
            raise InputError(f"{path}, line {number}: expected a bead such as [0, 1]:[0], found {line.strip()[:60]!r}.")
        left, right = (tuple(int(n) for n in re.findall(r"\d+", part)) for part in match.groups())
        beads.append((left, right))
    return beads
