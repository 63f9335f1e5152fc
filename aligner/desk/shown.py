"""What the page shows of a pair after each entry of the log, so that a browser is sent only what has changed."""

from dataclasses import dataclass, field
from typing import Any

from aligner.core import Finding, Message, Review
from aligner.desk.rows import Row, Talk, finding_data, spliced
from aligner.desk.said import Said
from aligner.report.i18n import localizer

__all__ = ["Shown"]

_KEPT = 40  # states of the page that a browser may be behind


@dataclass
class _View:
    """What a page shows after an entry of the log."""

    rows: list[Row]
    findings: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)  #: by language and fingerprint


class Shown:
    """The last states of the page."""

    def __init__(self) -> None:
        self.head = -1  #: the entry of the log that the newest state is behind
        self._views: dict[int, _View] = {}
        self._said: dict[tuple[str, str], tuple[Message, str]] = {}

    def add(self, head: int, rows: list[Row]) -> None:
        """Take in the rows as they are behind an entry of the log."""
        self.head = head
        self._views[head] = _View(rows)
        for old in sorted(self._views)[:-_KEPT]:
            del self._views[old]

    def whole(self, review: Review, said: Said, language: str) -> dict[str, Any]:
        """Return all that the page shows by now.

        :param review: as it is behind the newest entry, with what holds of its findings
        """
        view = self._views[self.head]
        return {"head": self.head, "rows": view.rows, "findings": list(self._now(review, said, language).values())}

    def since(self, head: int, review: Review, said: Said, language: str) -> dict[str, Any]:
        """Return what has changed since an entry of the log; everything where that is too long ago."""
        before, view = self._views.get(head), self._views[self.head]
        if before is None:
            return {"whole": self.whole(review, said, language)}
        new = self._now(review, said, language)
        old = before.findings.get(language, {})
        return {
            "from": head,
            "head": self.head,
            "rows": spliced(before.rows, view.rows),
            "gone": [key for key in old if key not in new],
            "findings": [one for key, one in new.items() if old.get(key) != one],
        }

    def _now(self, review: Review, said: Said, language: str) -> dict[str, dict[str, Any]]:
        """Return the findings of the newest state, by fingerprint."""
        view = self._views[self.head]
        if language not in view.findings:
            words = localizer(language)
            view.findings[language] = {
                one.fingerprint: finding_data(
                    review,
                    one,
                    self._message(one, language),
                    words,
                    said.talk.get(one.fingerprint, Talk()),
                    not said.settles(one.fingerprint),
                )
                for one in review.findings
            }
        return view.findings[language]

    def _message(self, finding: Finding, language: str) -> str:
        known = self._said.get((finding.fingerprint, language))
        if known is None or known[0] != finding.message:
            known = finding.message, localizer(language).message(finding)
            self._said[finding.fingerprint, language] = known
        return known[1]
