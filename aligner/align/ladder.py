"""Beads in a file, one a line: ``[0, 1]:[0]``, zero-based sentence numbers of the original, then the translation."""

import re
from pathlib import Path

from aligner.errors import InputError

__all__ = ["read_ladder"]

_LINE = re.compile(r"\s*\[([\d\s,]*)\]\s*:\s*\[([\d\s,]*)\]")


def read_ladder(path: Path) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The beads of a file; what follows a second colon in a line is ignored.

    :raises InputError: if it cannot be read, or a line is no bead
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"{path} cannot be read: {reason}.") from error
    beads = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE.match(line)
        if not match:
            raise InputError(f"{path}, line {number}: expected a bead such as [0, 1]:[0], found {line.strip()[:60]!r}.")
        left, right = (tuple(int(n) for n in re.findall(r"\d+", part)) for part in match.groups())
        beads.append((left, right))
    return beads
