"""Where decisions are kept: one interface, whatever lies behind it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from aligner.core import Message
from aligner.core.decisions import Decision

__all__ = ["SUFFIX", "Read", "Store", "beside"]

SUFFIX = ".decisions.jsonl"


class Read(NamedTuple):
    """What a store holds."""

    decisions: tuple[Decision, ...]  #: oldest first
    warnings: tuple[Message, ...] = ()  #: what could not be read, and was set aside


class Store(Protocol):
    """Keeps decisions; nothing in it is ever changed or taken away."""

    path: Path

    def exists(self) -> bool:
        """Return whether there is anything to read."""
        ...

    def read(self) -> Read:
        """Return all decisions.

        :raises InputError: if it cannot be read
        :raises ConfigError: if it is no store of decisions
        """
        ...

    def add(self, decisions: Sequence[Decision]) -> None:
        """Add decisions, all of them or none; once this returns, they outlive a crash.

        :raises InputError: if they cannot be written
        :raises ConfigError: if it is no store of decisions
        """
        ...


def beside(translation: str) -> Path:
    """Return where the decisions on a translation are: ``text.fr.md`` has ``text.fr.md.decisions.jsonl``."""
    return Path(translation + SUFFIX)
