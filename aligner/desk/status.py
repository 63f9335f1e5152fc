"""The verdict on a pair, its approval and its score, in the words of a page."""

from typing import Any

from aligner.approval import approved_line
from aligner.core import Approval, Message
from aligner.desk.openpair import OpenPair
from aligner.desk.people import Person
from aligner.desk.signing import Rejection, approval_of_pair, unsaved
from aligner.messages import render
from aligner.workspace.own_format import can_be_written

__all__ = ["status_of"]


def status_of(pair: OpenPair, person: Person, language: str) -> dict[str, Any]:
    """Return what the head of the page says of a pair."""
    pair.refresh()
    verdict, found = pair.verdict(), approval_of_pair(pair)
    done, undone = pair.stacks(person)
    data: dict[str, Any] = {
        "head": pair.head,
        "outcome": verdict.outcome.value,
        "headline": render(verdict.headline, language),
        "score": round(verdict.score.quality, 2) if verdict.score.is_large_enough else None,
        "unsaved": unsaved(pair),
        "own_format": can_be_written(pair.review.translation),
        "undo": done[-1].kind if done else "",
        "redo": undone[-1].kind if undone else "",
        "notices": [render(one, language) for one in (*pair.notices, *pair.review.warnings)],
        "skipped": len(pair.review.skipped),
        "approval": None,
    }
    if isinstance(found, Approval):
        state = "approved" if found.holds else "void"
        data["approval"] = {"state": state, "text": render(approved_line(found), language)}
    elif isinstance(found, Rejection):
        said = Message("desk.rejected-by", {"who": found.by, "date": found.when.partition("T")[0], "note": found.note})
        data["approval"] = {"state": "rejected", "text": render(said, language)}
    return data
