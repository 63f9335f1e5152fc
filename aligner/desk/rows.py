"""What the page shows of a pair, as data: rows of beads, and findings with their places."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from aligner.core import BlockKind, Decision, Document, Finding, Message, Review, Span
from aligner.decisions import CATEGORIES
from aligner.report.i18n import Localizer
from aligner.report.labels import doubt, visible
from aligner.report.marks import text_range

__all__ = [
    "Ids",
    "Row",
    "Talk",
    "difference",
    "finding_data",
    "ids_of",
    "key_of",
    "rows_of",
    "spliced",
    "suggestion_of",
]

#: Ids of the segments of a bead, of both sides.
Ids: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
Row: TypeAlias = dict[str, Any]


class Talk(NamedTuple):
    """What people say under a finding."""

    replies: int = 0
    contested: bool = False


def ids_of(review: Review) -> list[Ids]:
    """Return the beads of a review by the ids of their segments."""
    left, right = ([one.id for one in document.sentences] for document in (review.original, review.translation))
    return [(tuple(left[n] for n in bead.original), tuple(right[n] for n in bead.translation)) for bead in review.beads]


def key_of(ids: Ids) -> str:
    """Return what a bead is called at the desk."""
    return f"{ids[0][0] if ids[0] else ''}|{ids[1][0] if ids[1] else ''}"


def rows_of(review: Review, settled: Mapping[Ids, str], old: Mapping[str, str]) -> list[Row]:
    """Return a row a bead, in reading order.

    :param old: what segments of the translation said before their last edit, by their ids
    """
    left, right = review.original, review.translation
    rows = []
    for ids, bead in zip(ids_of(review), review.beads, strict=True):
        row: Row = {
            "k": key_of(ids),
            "o": [[one, left.sentences[n].text] for one, n in zip(ids[0], bead.original, strict=True)],
            "t": [[one, right.sentences[n].text] for one, n in zip(ids[1], bead.translation, strict=True)],
            "c": round(100 * bead.confidence),
        }
        if old and (before := [[one, old[one]] for one in ids[1] if one in old]):
            row["w"] = before
        if by := settled.get(ids):
            row["s"] = by
        if _opens(left, bead.original) or _opens(right, bead.translation):
            row["b"] = 1
        if _is_heading(left, bead.original) or _is_heading(right, bead.translation):
            row["h"] = 1
        rows.append(row)
    return rows


def _opens(document: Document, sentences: Sequence[int]) -> bool:
    if not sentences:
        return False
    first = sentences[0]
    return first == 0 or document.sentences[first - 1].block != document.sentences[first].block


def _is_heading(document: Document, sentences: Sequence[int]) -> bool:
    return bool(sentences) and document.blocks[document.sentences[sentences[0]].block].kind is BlockKind.HEADING


def spliced(before: Sequence[Row], after: Sequence[Row]) -> dict[str, Any]:
    """Return what turns some rows into others: where, how many go, and which come."""
    at, cut, put = difference(before, after)
    return {"at": at, "cut": cut, "put": list(after[at : at + put])}


def difference(before: Sequence[object], after: Sequence[object]) -> tuple[int, int, int]:
    """Return where two lists differ: behind how many equal items, and how many items of each."""
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    tail = next((n for n in range(shorter - head) if before[-1 - n] != after[-1 - n]), shorter - head)
    return head, len(before) - head - tail, len(after) - head - tail


def suggestion_of(finding: Finding) -> str | None:
    """Return what repairs a finding, for people to see before they press the key; None where nothing is known."""
    if finding.edits:
        return " … ".join(edit.text for edit in finding.edits)
    return finding.suggestion if finding.translation is not None else None


def finding_data(
    review: Review, finding: Finding, message: str, words: Localizer, talk: Talk, counts: bool
) -> dict[str, Any]:
    """Return a finding as the page takes it."""
    said = review.decisions.get(finding.fingerprint)
    data: dict[str, Any] = {
        "f": finding.fingerprint,
        "rule": finding.rule,
        "name": _name(finding.rule, words),
        "sev": finding.severity.value,
        "cat": finding.category,
        "msg": visible(message),
        "doubt": doubt(finding, words),
        "o": list(_marks(review.original, finding.original)),
        "t": list(_marks(review.translation, finding.translation)),
        "counts": counts,
        "like": _likeness(finding),
    }
    fix = suggestion_of(finding)
    if fix is not None:
        data["fix"] = fix
    if talk.replies:
        data["replies"] = talk.replies
    if talk.contested:
        data["contested"] = True
    return data | (_said(said) if said else {"state": "open"})


def _name(rule: str, words: Localizer) -> str:
    return words.render(Message(f"desk.category-{rule.replace('/', '-')}")) if rule in CATEGORIES else words.rule(rule)


def _said(decision: Decision) -> dict[str, Any]:
    data: dict[str, Any] = {"state": decision.state.value, "by": decision.by, "when": decision.when}
    if decision.note:
        data["note"] = decision.note
    if decision.severity:
        data["own"] = True
    if decision.weight:
        data["weighed"] = True
    return data


def _likeness(finding: Finding) -> str:
    from aligner.decisions.select import likeness

    return "\0".join(likeness(finding))


def _marks(document: Document, span: Span | None) -> Iterator[list[Any]]:
    """Yield where a span lies: the id of a segment, and the characters in it; runs of whole segments as one each."""
    if span is None:
        return
    for number, _ in groupby(span.sentences):
        if found := text_range(document, number, span.start, span.end):
            yield [document.sentences[number].id, *found]
