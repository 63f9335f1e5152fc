"""Real defects of texts that otherwise count as clean: findings about them are right."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from aligner.core import Side
from aligner.errors import InputError
from aligner.read.decode import decode, load

__all__ = ["KnownDefect", "read_known"]

_COLUMNS = ("pair", "side", "line", "rule")


@dataclass(frozen=True, slots=True)
class KnownDefect:
    """A defect that a person has seen."""

    pair: str
    side: Side
    line: int  #: zero-based line or block of that side's text
    rule: str  #: id of the rule that is right about it, or ``*`` for any

    def excuses(self, pair: str, rule: str, blocks: Collection[tuple[Side, int]]) -> bool:
        """Tell whether a finding in these blocks is about it."""
        return pair == self.pair and self.rule in {"*", rule} and (self.side, self.line) in blocks


def read_known(path: Path) -> tuple[KnownDefect, ...]:
    """Read defects from tab-separated columns pair, side, line, rule, and perhaps notes; ``#`` opens a comment.

    :raises InputError: if the file cannot be read, or a line is not like that
    """
    found = []
    for number, line in enumerate(decode(load(path), str(path)).splitlines(), 1):
        cells = line.split("\t")
        if not line.strip() or line.startswith("#") or tuple(cells[: len(_COLUMNS)]) == _COLUMNS:
            continue
        if len(cells) < len(_COLUMNS) or cells[1] not in list(Side) or not cells[2].isdecimal():
            raise InputError(
                f"{path}, line {number}: expected pair, side ({' or '.join(Side)}), line number and rule, "
                f"separated by tabs, found {line[:60]!r}."
            )
        found.append(KnownDefect(cells[0], Side(cells[1]), int(cells[2]), cells[3]))
    return tuple(found)
