"""Chooses what of a review is exported: decisions applied, filters asked, everything that is dropped counted."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from hashlib import sha256

from aligner.core import Document, Review
from aligner.export.decisions import Decisions
from aligner.export.filters import Filter
from aligner.export.units import Corpus, Dropped, Source, Unit, Units

__all__ = ["Nulls", "select", "select_units"]


class Nulls(StrEnum):
    """Which units without a counterpart an export has."""

    NONE = "none"
    ORIGINAL = "original"  #: those with an original: there is something to translate
    ALL = "all"
    ONLY = "only"  #: nothing but them


def select(
    review: Review,
    filters: Sequence[Filter] = (),
    decisions: Decisions | None = None,
    nulls: Nulls = Nulls.NONE,
) -> Corpus:
    """The units to export.

    Units without a counterpart are asked nothing but whether the export has such: filters are about pairs. Others pass
    one filter after the other; the first that refuses one counts it.

    :param filters: asked in this order; one that remembers what it saw is good for one call
    """
    units = Units(review)
    found = select_units((review.original, review.translation), units, review.run, filters, decisions, nulls)
    return replace(found, whole_text=units.whole_text)


def select_units(
    documents: tuple[Document, Document],
    units: Source,
    run: Mapping[str, str],
    filters: Sequence[Filter] = (),
    decisions: Decisions | None = None,
    nulls: Nulls = Nulls.NONE,
) -> Corpus:
    """The same from units that come from elsewhere, such as a file that holds pairs."""
    decided = decisions or Decisions()

    def every(numbers: Sequence[int] | None) -> Iterator[Unit]:
        return map(decided.applied, units(numbers))

    kept = array("I")
    reasons: Counter[tuple[str, str]] = Counter()
    answered: set[str | None] = set()
    count = 0
    for unit in every(None):
        count += 1
        if decided.units:
            answered.add(decided.key(unit.id))
        refusal = _null(unit, nulls) if unit.is_null or nulls is Nulls.ONLY else _refused(unit, filters)
        if refusal is None:
            kept.append(unit.number)
        else:
            reasons[refusal] += 1
    return Corpus(
        *documents,
        count,
        kept,
        every,
        _run(run, filters, decided, nulls),
        tuple(Dropped(name, reason, count) for (name, reason), count in sorted(reasons.items())),
        strangers=tuple(unit for unit in decided.units if unit not in answered),
    )


def _refused(unit: Unit, filters: Sequence[Filter]) -> tuple[str, str] | None:
    for one in filters:
        verdict = one.keep(unit)
        if verdict is not True:
            return one.name, verdict[1]
    return None


def _null(unit: Unit, nulls: Nulls) -> tuple[str, str] | None:
    """The reason to leave out a unit without a counterpart, or a pair where only such are wanted."""
    if not unit.is_null:
        return "null", "has a counterpart"
    lonely = "original" if unit.original.strip() else "translation"
    if nulls in (Nulls.ALL, Nulls.ONLY) or (nulls is Nulls.ORIGINAL and lonely == "original"):
        return None
    return "null", f"{lonely} without counterpart"


def _run(made: Mapping[str, str], filters: Sequence[Filter], decisions: Decisions, nulls: Nulls) -> Mapping[str, str]:
    run = dict(made)
    if filters:
        run["filters"] = ",".join(f"{one.name}{one.signature and f'({one.signature})'}" for one in filters)
    run["nulls"] = nulls.value
    decided = (("decisions", decisions.findings), ("answers", decisions.units), ("states", decisions.states))
    for name, found in decided:
        if found:
            run[name] = _fingerprint(sorted((str(key), repr(value)) for key, value in found.items()))
    return run


def _fingerprint(content: object) -> str:
    """Twelve hexadecimal digits for what was decided."""
    return sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:12]
