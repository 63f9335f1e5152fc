"""Where decisions are kept: one interface, whatever lies behind it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from aligner.config.project import find_workspace
from aligner.core import Message
from aligner.core.decisions import Decision

__all__ = ["SUFFIX", "Read", "Store", "beside", "name_in"]

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
    """Return where the decisions on a translation are: ``text.fr.md`` has ``text.fr.md.decisions.jsonl``.

    In a workspace they are in its database.
    """
    return find_workspace(Path(translation).parent) or Path(translation + SUFFIX)


def name_in(place: Path, translation: str) -> str:
    """Return how a store for several texts names a translation: seen from the folder of the store."""
    try:
        return os.path.relpath(os.path.abspath(translation), os.path.abspath(place.parent))
    except ValueError:  # on another drive, or a name that no file can have
        return translation
