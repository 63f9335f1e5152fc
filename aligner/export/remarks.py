"""Findings in words, for the notes of exchange formats and the cells of tables."""

from aligner.export.units import Remark

__all__ = ["side_of", "told"]


def told(remark: Remark) -> str:
    """``number (critical): 48 became 24. Suggestion: 48 heures. [dismissed: it is a joke]``."""
    finding = remark.finding
    text = f"{finding.rule} ({finding.severity}): {finding.message}"
    if finding.suggestion is not None:
        text += f" Suggestion: {finding.suggestion}"
    if remark.decision:
        text += f" [{remark.decision}{': ' + remark.comment if remark.comment else ''}]"
    return text


def side_of(remark: Remark) -> int | None:
    """0 for a finding about the original alone, 1 for the translation alone, None for both or neither."""
    original, translation = remark.finding.original, remark.finding.translation
    if (original is None) == (translation is None):
        return None
    return 0 if translation is None else 1
