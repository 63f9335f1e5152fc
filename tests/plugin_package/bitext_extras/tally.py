"""Report that counts findings: a line a pair and rule, with tabs between."""

from collections import Counter
from collections.abc import Sequence

from aligner.report import Case, Localizer, ReportFormat

__all__ = ["TALLY", "render"]

TALLY = ReportFormat(__name__, "findings counted by rule", several=True)


def render(cases: Sequence[Case], words: Localizer) -> str:
    """Return the counts, the most frequent rule of each pair first."""
    return "".join(
        f"{review.translation.path}\t{rule}\t{count}\n"
        for review, _ in cases
        for rule, count in Counter(finding.rule for finding in review.findings).most_common()
    )
