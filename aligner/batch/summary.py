"""What a batch has come to: counted from what is written down of its shards, so that a resumed run counts all."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aligner.batch.schema import SEVERITIES
from aligner.batch.shard import ShardDone

__all__ = ["Summary", "Work"]


@dataclass
class Summary:
    """Amounts over all shards that are done."""

    shards: int = 0
    pairs: int = 0
    documents: int = 0
    sentences: int = 0
    characters: int = 0
    beads: int = 0
    bytes: int = 0  #: written
    findings: Counter[str] = field(default_factory=Counter)  #: by severity
    errors: Counter[str] = field(default_factory=Counter)  #: by stage

    def add(self, mark: Mapping[str, Any]) -> None:
        """Count a shard."""
        self.shards += 1
        for name in ("pairs", "documents", "sentences", "characters", "beads"):
            setattr(self, name, getattr(self, name) + mark[name])
        self.bytes += sum(one["bytes"] for one in mark["files"].values())
        self.findings.update(mark["findings"])
        self.errors.update(one["stage"] for one in mark["errors"])

    @classmethod
    def of(cls, marks: Iterable[Mapping[str, Any]]) -> "Summary":
        """Return the amounts of shards that are done."""
        found = cls()
        for mark in marks:
            found.add(mark)
        return found

    def data(self) -> dict[str, Any]:
        """Return the amounts for programs."""
        return {
            "pairs": self.pairs,
            "documents": self.documents,
            "errors": dict(sorted(self.errors.items())),
            "sentences": self.sentences,
            "characters": self.characters,
            "beads": self.beads,
            "findings": {severity: self.findings[severity] for severity in SEVERITIES},
            "shards": self.shards,
            "bytes": self.bytes,
        }


@dataclass
class Work:
    """What this run has done by itself, for its pace."""

    pairs: int = 0
    sentences: int = 0
    bytes: int = 0  #: of the files that were read
    memory: int = 0  #: bytes that one process had at most
    seconds: Counter[str] = field(default_factory=Counter)  #: by stage, added over all processes

    def add(self, done: ShardDone) -> None:
        """Count a shard."""
        self.pairs += done.mark["pairs"]
        self.sentences += done.mark["sentences"]
        self.memory = max(self.memory, done.memory)
        self.seconds.update(done.seconds)

    @property
    def stages(self) -> dict[str, float]:
        """The share of each stage in the time of the processes; what the encoder took is in none of the others.

        It is one part of reading, aligning and checking too, and measured by itself.
        """
        total = sum(self.seconds[name] for name in ("read", "encode", "align", "check", "write"))
        if not total:
            return {}
        return {name: seconds / total for name, seconds in sorted(self.seconds.items())}
