"""Alignments against gold beads: strict, lax and null F1.

strict: a bead counts only if exactly that bead is in gold. lax: it counts if it shares at least one pair of sentences
with gold. Precision is over all predicted beads (null beads included), recall over gold beads with both sides, as in
Sennrich & Volk (2011), "Iterative, MT-based sentence alignment of parallel texts". null: sentences that stand alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeAlias

from aligner.alignment import Alignment, align
from aligner.alignment.ladder import read_ladder
from aligner.encode.base import Encoder
from aligner.errors import InputError
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.read import read_lines

__all__ = ["Counts", "Result", "count", "evaluate_folders", "table"]

Beads: TypeAlias = frozenset[tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What the measures are made of; counts of several texts add up."""

    predicted: int = 0
    gold: int = 0  #: with both sides
    strict_of_predicted: int = 0
    lax_of_predicted: int = 0
    strict_of_gold: int = 0
    lax_of_gold: int = 0
    null_predicted: int = 0
    null_gold: int = 0
    null_both: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def strict(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of exact beads."""
        return _measures(self.strict_of_predicted, self.predicted, self.strict_of_gold, self.gold)

    @property
    def lax(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of beads that share a pair."""
        return _measures(self.lax_of_predicted, self.predicted, self.lax_of_gold, self.gold)

    @property
    def null(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of sentences that stand alone."""
        return _measures(self.null_both, self.null_predicted, self.null_both, self.null_gold)


@dataclass(frozen=True, slots=True)
class Result:
    """One text's alignment and its counts."""

    name: str
    counts: Counts
    alignment: Alignment


def count(
    predicted: Iterable[tuple[Sequence[int], Sequence[int]]], gold: Iterable[tuple[Sequence[int], Sequence[int]]]
) -> Counts:
    """Compare predicted beads with gold ones."""
    ours, theirs = _beads(predicted), _beads(gold)
    paired_gold = frozenset(bead for bead in theirs if bead[0] and bead[1])
    paired_ours = frozenset(bead for bead in ours if bead[0] and bead[1])
    strict, lax = _matches(ours, theirs)
    strict_gold, lax_gold = _matches(paired_gold, paired_ours)
    null_ours, null_theirs = _alone(ours), _alone(theirs)
    return Counts(
        len(ours),
        len(paired_gold),
        strict,
        lax,
        strict_gold,
        lax_gold,
        len(null_ours),
        len(null_theirs),
        len(null_ours & null_theirs),
    )


def evaluate_folders(folders: Sequence[Path], encoder: Encoder) -> list[Result]:
    """Align each folder's ``en.txt`` and ``fr.txt``, one sentence a line, and compare with its ``gold.txt``.

    :raises InputError: if a file is missing or cannot be read
    """
    results = []
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"{folder} is not a folder with {ORIGINAL}.txt, {TRANSLATION}.txt and gold.txt.")
        gold = read_ladder(folder / "gold.txt")
        original, translation = (read_lines(folder / f"{code}.txt", code) for code in (ORIGINAL, TRANSLATION))
        found = align(original, translation, encoder)
        counts = count([(bead.original, bead.translation) for bead in found.beads], gold)
        results.append(Result(folder.name, counts, found))
    return results


def table(results: Sequence[Result]) -> str:
    """Return the results as a table, one text a row, and their micro average."""
    rows = [(result.name, result.counts) for result in results]
    if len(rows) > 1:
        rows.append(("all", sum((counts for _, counts in rows), Counts())))
    width = max(len(name) for name, _ in rows)
    lines = [f"{'':{width}}  strict P     R    F1   lax P     R    F1  null P     R    F1   beads   gold"]
    for name, counts in rows:
        numbers = "  ".join(
            "{:6.3f} {:.3f} {:.3f}".format(*measures) for measures in (counts.strict, counts.lax, counts.null)
        )
        lines.append(f"{name:{width}}  {numbers}  {counts.predicted:6d} {counts.gold:6d}")
    work = [result.alignment.work for result in results]
    characters = sum(w.characters for w in work)
    encoded = sum(w.characters_encoded for w in work)
    lines.append(
        f"characters encoded: {encoded / max(1, characters):.2f} times the text; "
        f"cells searched: {sum(w.cells for w in work)}"
    )
    return "\n".join(lines) + "\n"


def _measures(hits: int, predicted: int, found: int, gold: int) -> tuple[float, float, float]:
    precision = hits / predicted if predicted else 0.0
    recall = found / gold if gold else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _beads(beads: Iterable[tuple[Sequence[int], Sequence[int]]]) -> Beads:
    return frozenset((tuple(left), tuple(right)) for left, right in beads if left or right)


def _matches(beads: Beads, reference: Beads) -> tuple[int, int]:
    """Count the beads that stand in the reference exactly, and those that do or share a pair of sentences with it."""
    linked: dict[int, set[int]] = {}
    for left, right in reference:
        for i in left:
            linked.setdefault(i, set()).update(right)
    exact = beads & reference
    near = sum(any(linked.get(i, set()) & set(right) for i in left) for left, right in beads - exact)
    return len(exact), len(exact) + near


def _alone(beads: Beads) -> set[tuple[bool, int]]:
    """Return sentences in null beads, with whether they are the original's."""
    return {(True, i) for left, right in beads if not right for i in left} | {
        (False, j) for left, right in beads if not left for j in right
    }
