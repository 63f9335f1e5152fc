"""Findings and places in words, for the notes of exchange formats and the cells of tables."""

from aligner.export.units import Remark, Unit
from aligner.messages import LANGUAGES, render

__all__ = ["facts", "places", "side_of", "told"]


def told(remark: Remark) -> str:
    """``number (critical): 48 became 24. Suggestion: 48 heures. [dismissed: it is a joke]``."""
    finding = remark.finding
    text = f"{finding.rule} ({finding.severity}): {render(finding.message, LANGUAGES[0])}"
    if finding.suggestion is not None:
        text += f" Suggestion: {finding.suggestion}"
    if remark.decision:
        text += f" [{remark.decision}{': ' + remark.comment if remark.comment else ''}]"
    return text


def facts(unit: Unit) -> list[tuple[str, str]]:
    """Names and values of what is known of a unit besides its texts: scores, and where it stands."""
    known = [
        ("type", unit.bead.type),
        ("confidence", f"{unit.bead.confidence:g}"),
        ("similarity", f"{unit.bead.similarity:g}"),
    ]
    wheres = zip(("original-where", "translation-where"), unit.blocks, strict=True)
    return known + [(name, block.where) for name, block in wheres if block and block.where]


def places(unit: Unit) -> str:
    """Where the files show it, ``page 3 / page 4``; empty where only file offsets are known."""
    return " / ".join(dict.fromkeys(block.where for block in unit.blocks if block and block.where))


def side_of(remark: Remark) -> int | None:
    """0 for a finding about the original alone, 1 for the translation alone, None for both or neither."""
    original, translation = remark.finding.original, remark.finding.translation
    if (original is None) == (translation is None):
        return None
    return 0 if translation is None else 1
