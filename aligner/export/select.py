"""Chooses what of a review is exported: decisions applied, filters asked, everything that is dropped counted."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from hashlib import sha256

from aligner.core import Document, Message, Review
from aligner.export.decisions import Decisions
from aligner.export.filters import Filter
from aligner.export.units import Corpus, Dropped, ExportUnit, ReviewUnits, UnitSource
from aligner.languages.defaults import INTERFACE
from aligner.messages import LANGUAGES, render

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
    language: str = INTERFACE,
) -> Corpus:
    """Return the units to export.

    Units without a counterpart are asked nothing but whether the export has such: filters are about pairs. Others pass
    one filter after the other; the first that refuses one counts it.

    :param filters: asked in this order; one that remembers what it saw is good for one call
    :param language: of notes and of tables for people, one of ``aligner.messages.LANGUAGES``
    """
    units = ReviewUnits(review)
    texts = (review.original, review.translation)
    found = select_units(texts, units, review.run, filters, decisions, nulls, language)
    return replace(found, whole_text=units.whole_text, skipped=review.skipped)


def select_units(
    documents: tuple[Document, Document],
    units: UnitSource,
    run: Mapping[str, str],
    filters: Sequence[Filter] = (),
    decisions: Decisions | None = None,
    nulls: Nulls = Nulls.NONE,
    language: str = INTERFACE,
) -> Corpus:
    """Return the same from units that come from elsewhere, such as a file that holds pairs."""
    decided = decisions or Decisions()

    def every(numbers: Sequence[int] | None) -> Iterator[ExportUnit]:
        return map(decided.applied, units(numbers))

    kept = array("I")
    reasons: Counter[tuple[str, Message]] = Counter()
    answered: set[str | None] = set()
    count = unanswered = lapsed = 0
    for unit in every(None):
        count += 1
        lapsed += unit.lapsed
        if decided.units:
            key = decided.key(unit.id)
            unanswered += key is None
            answered.add(key)
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
        tuple(sorted((Dropped(*why, count) for why, count in reasons.items()), key=_in_order)),
        unmatched=tuple(unit for unit in decided.units if unit not in answered),
        unanswered=unanswered,
        lapsed=lapsed,
        language=language,
    )


def _in_order(dropped: Dropped) -> tuple[str, str, int]:
    """Return what sorts by filter and by reason as it reads in English, whatever the language."""
    return dropped.filter, render(dropped.reason, LANGUAGES[0]), dropped.units


def _refused(unit: ExportUnit, filters: Sequence[Filter]) -> tuple[str, Message] | None:
    for one in filters:
        decision = one.keep(unit)
        if decision is not True:
            return one.name, decision[1]
    return None


def _null(unit: ExportUnit, nulls: Nulls) -> tuple[str, Message] | None:
    """Return the reason to leave out a unit without a counterpart, or a pair where only such are wanted."""
    if not unit.is_null:
        return "null", Message("export.has-counterpart")
    alone = "original" if unit.original.strip() else "translation"
    if nulls in (Nulls.ALL, Nulls.ONLY) or (nulls is Nulls.ORIGINAL and alone == "original"):
        return None
    return "null", Message(f"export.{alone}-alone")


def _run(made: Mapping[str, str], filters: Sequence[Filter], decisions: Decisions, nulls: Nulls) -> Mapping[str, str]:
    run = dict(made)
    if filters:
        run["filters"] = ",".join(f"{one.name}{one.signature and f'({one.signature})'}" for one in filters)
    run["nulls"] = nulls.value
    decided = (("decisions", decisions.findings), ("answers", decisions.units), ("states", decisions.states))
    for name, found in decided:
        if found:
            run[name] = _fingerprint(sorted((str(key), repr(value)) for key, value in found.items()))
    if decisions.approved:
        run["approved-by"] = decisions.approved
    return run


def _fingerprint(content: object) -> str:
    """Return twelve hexadecimal digits for what was decided."""
    return sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:12]
