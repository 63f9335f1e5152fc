"""Which beads of a batch become a corpus: filters, a sample, and parts for learning and testing without a leak.

Several passes over the shards are made, so that nothing but what filters remember is held. In each, the filters decide
the same.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from heapq import heappush, heappushpop
from math import floor
from typing import Any, NamedTuple

from aligner.batch.place import Place
from aligner.batch.recipe import Recipe
from aligner.batch.similar import Seen
from aligner.batch.stored import stored_rows, unit_of
from aligner.core import Message
from aligner.errors import ConfigError
from aligner.export.filters import Filter, alike
from aligner.export.units import Dropped, ExportUnit
from aligner.languages.defaults import INTERFACE
from aligner.messages import render
from aligner.read.source_file import display_name

__all__ = ["Chosen", "Parts", "Selection"]

_TRAIN, _DEV, _TEST = "train", "validation", "test"  # as data sets call them
_BEFORE = {_TRAIN: (_TEST, _DEV), _DEV: (_TEST,), _TEST: ()}
_NEAR = 0.8  # share of pieces in common from which on a pair has leaked from one part into another


class Chosen(NamedTuple):
    """A bead that is taken."""

    row: dict[str, Any]
    unit: ExportUnit
    part: str  #: train, validation or test


@dataclass(frozen=True, slots=True)
class Parts:
    """Shares of the documents, in percent; their sum is a hundred."""

    train: float = 100.0
    validation: float = 0.0
    test: float = 0.0

    @classmethod
    def read(cls, text: str) -> "Parts":
        """Return what ``98/1/1`` says.

        :raises ConfigError: if it makes no sense
        """
        try:
            shares = [float(part) for part in text.replace(",", "/").split("/")]
        except ValueError:
            shares = []
        if len(shares) not in (2, 3) or min(shares) < 0 or abs(sum(shares) - 100) > 1e-6 or not shares[0]:
            raise ConfigError(f"--split {text}: two or three shares are expected whose sum is 100, such as 98/1/1.")
        train, *held = shares
        return cls(train, held[0] if len(held) == 2 else 0.0, held[-1])


@dataclass
class Selection:
    """What is taken out of a batch."""

    place: Place
    languages: tuple[str, str]
    recipe: Recipe = field(default_factory=Recipe)
    parts: Parts = field(default_factory=Parts)
    sample: int | None = None
    seed: int = 1
    beads: int = 0  #: that were there, after a pass
    reasons: Counter[tuple[str, Message]] = field(default_factory=Counter)  #: why beads were left out, after a pass

    def __post_init__(self) -> None:
        """:raises ConfigError: if findings are to decide and they were not looked for"""
        asked = self.recipe.by_findings
        if asked and not (self.place.about() or {}).get("profile"):
            raise ConfigError(
                f"{asked} goes by findings, and {display_name(self.place.folder)} was made without looking for them: "
                "make it again with 'aligner batch --check --fresh'."
            )

    def chosen(self) -> Iterator[Chosen]:
        """Yield what is taken, in the order of the batch; ``beads`` and ``reasons`` count this pass."""
        held = self._held_documents()
        most = self._greatest_hash()
        known = self._held_texts(held, most) if held else None
        for row, unit in self._sampled(most):
            part = held.get(row["document"], _TRAIN)
            if known is not None and known.leaks(unit, part):
                self.reasons["split", Message("export.in-another-part")] += 1
                continue
            yield Chosen(row, unit, part)

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """What the last pass left out; with what it took, that is all there was."""
        found = (Dropped(filter, reason, count) for (filter, reason), count in self.reasons.items())
        return tuple(sorted(found, key=lambda one: (one.filter, render(one.reason, INTERFACE))))

    @property
    def run(self) -> dict[str, str]:
        """What it takes to get the same again."""
        about = self.place.about() or {}
        made = {
            "aligner": str(about.get("aligner")),
            "languages": "-".join(self.languages),
            "encoder": str(about.get("encoder")),
            **({"profile": str(about["profile"])} if about.get("profile") else {}),
            "nulls": "none",
        }
        if asked := self.filters():
            made["filters"] = ",".join(f"{one.name}{one.signature and f'({one.signature})'}" for one in asked)
        if self.recipe.min_pairing is not None:
            made["pairing"] = f">={self.recipe.min_pairing:g}"
        if self.sample is not None:
            made["sample"] = f"{self.sample}(seed={self.seed})"
        if self.parts != Parts():
            shares = f"{self.parts.train:g}/{self.parts.validation:g}/{self.parts.test:g}"
            made["split"] = f"{shares}(seed={self.seed})"
        return made

    def filters(self) -> tuple[Filter, ...]:
        """Return the filters, new for one pass."""
        return self.recipe.filters(self.languages)

    def _filtered(self) -> Iterator[tuple[dict[str, Any], ExportUnit]]:
        filters = self.filters()
        unsure = self._unsure_documents()
        self.beads, self.reasons = 0, Counter()
        for row in stored_rows(self.place):
            self.beads += 1
            unit = unit_of(row, self.languages)
            if (why := _refused(unit, row["document"] in unsure, filters)) is None:
                yield row, unit
            else:
                self.reasons[why] += 1

    def _sampled(self, most: int | None) -> Iterator[tuple[dict[str, Any], ExportUnit]]:
        for row, unit in self._filtered():
            if most is not None and self._hash(row["id"]) > most:
                self.reasons["sample", Message("export.not-in-sample")] += 1
            else:
                yield row, unit

    def _greatest_hash(self) -> int | None:
        """Return the greatest hash that belongs into the sample; None where all do."""
        if self.sample is None:
            return None
        least: list[int] = []  # hashes, negative, the greatest first
        for row, _ in self._filtered():
            one = -self._hash(row["id"])
            if len(least) < self.sample:
                heappush(least, one)
            else:
                heappushpop(least, one)
        return -least[0] if least else -1

    def _documents(self, columns: list[str]) -> Iterator[dict[str, Any]]:
        for path in self.place.tables("documents"):
            with self.place.parquet(path) as file:
                yield from file.read(columns=columns).to_pylist()

    def _unsure_documents(self) -> frozenset[str]:
        least = self.recipe.min_pairing
        if least is None:
            return frozenset()
        rows = self._documents(["document", "pairing_confidence"])
        return frozenset(row["document"] for row in rows if row["pairing_confidence"] < least)

    def _held_documents(self) -> dict[str, str]:
        """Return the documents that are not for learning, with their part."""
        if not (self.parts.validation or self.parts.test):
            return {}
        names = sorted(
            (row["document"] for row in self._documents(["document"])), key=lambda one: (self._hash(one), one)
        )
        counts = [_share(len(names), share) for share in (self.parts.test, self.parts.validation)]
        test, rest = names[: counts[0]], names[counts[0] :]
        return dict.fromkeys(test, _TEST) | dict.fromkeys(rest[: counts[1]], _DEV)

    def _held_texts(self, held: dict[str, str], most: int | None) -> "_Held":
        known = _Held()
        for row, unit in self._sampled(most):
            if part := held.get(row["document"]):
                known.add(unit, part)
        return known

    def _hash(self, name: str) -> int:
        whole = f"{self.seed}\0{name}".encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(whole, digest_size=8).digest())


class _Held:
    """Texts of the parts for testing: none of them may stand in a part that comes after."""

    def __init__(self) -> None:
        self._texts: dict[str, set[bytes]] = {_TEST: set(), _DEV: set()}
        self._pairs = {_TEST: Seen(_NEAR), _DEV: Seen(_NEAR)}

    def add(self, unit: ExportUnit, part: str) -> None:
        """Remember a pair of a part."""
        self._texts[part].update(map(_digest, _sides(unit)))
        self._pairs[part].add(unit.original, unit.translation)

    def leaks(self, unit: ExportUnit, part: str) -> bool:
        """Return whether a pair has a text of another part, or almost one of its pairs."""
        return any(
            not self._texts[other].isdisjoint(map(_digest, _sides(unit)))
            or bool(self._pairs[other].find(unit.original, unit.translation))
            for other in _BEFORE[part]
        )


def _sides(unit: ExportUnit) -> tuple[str, str]:
    return f"0{alike(unit.original)}", f"1{alike(unit.translation)}"


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _share(total: int, percent: float) -> int:
    """Return how many that is; at least one, where there are several."""
    return 0 if not percent else max(1 if total > 2 else 0, floor(total * percent / 100 + 0.5))


def _refused(unit: ExportUnit, unsure: bool, filters: tuple[Filter, ...]) -> tuple[str, Message] | None:
    if unit.is_null:
        return "null", Message(f"export.{'original' if unit.original.strip() else 'translation'}-alone")
    if unsure:
        return "pairing", Message("export.unsure-pairing")
    for one in filters:
        decision = one.keep(unit)
        if decision is not True:
            return one.name, decision[1]
    return None
