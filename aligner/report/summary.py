"""The figures of a review: sentences, words, beads by type, findings by severity and rule, and the verdict line."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from aligner.core import Document, Review, Severity
from aligner.report.labels import count

__all__ = ["RuleCount", "Summary", "alignment", "summarise", "verdict"]

# Letters and digits with the apostrophes, hyphens, points and commas between them, and French thousands: what an editor
# counts as a word.
_WORD = re.compile(r"\w+(?:(?:['’.,\-‑]|(?<=\d)[\u00a0\u202f](?=\d{3}))\w+)*")

#: Severities as reports list them.
WORST_FIRST: tuple[Severity, ...] = tuple(sorted(Severity, key=lambda severity: -severity.rank))


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many findings a rule has, by severity."""

    rule: str
    by_severity: Mapping[Severity, int]  #: every severity, worst first

    @property
    def total(self) -> int:
        """All its findings."""
        return sum(self.by_severity.values())


@dataclass(frozen=True, slots=True)
class Summary:
    """Pairs of figures are (original, translation)."""

    sentences: tuple[int, int]
    words: tuple[int, int]
    unmatched: tuple[int, int]  #: sentences in null beads
    bead_types: Mapping[str, int]  #: type -> how many beads, most frequent first
    by_severity: Mapping[Severity, int]  #: every severity, worst first
    by_rule: tuple[RuleCount, ...]  #: worst rule first

    @property
    def findings(self) -> int:
        """All findings."""
        return sum(self.by_severity.values())

    @property
    def beads(self) -> int:
        """All beads."""
        return sum(self.bead_types.values())

    @property
    def severities(self) -> tuple[Severity, ...]:
        """The severities that occur, worst first."""
        return tuple(severity for severity, amount in self.by_severity.items() if amount)


def summarise(review: Review) -> Summary:
    """Count everything."""
    documents = (review.original, review.translation)
    types = Counter(bead.type for bead in review.beads)
    severities = Counter(finding.severity for finding in review.findings)
    per_rule = Counter((finding.rule, finding.severity) for finding in review.findings)
    rules = [
        RuleCount(rule, {severity: per_rule[rule, severity] for severity in WORST_FIRST})
        for rule in {finding.rule for finding in review.findings}
    ]
    return Summary(
        sentences=(len(review.original.sentences), len(review.translation.sentences)),
        words=(_words(documents[0]), _words(documents[1])),
        unmatched=(
            sum(len(bead.original) for bead in review.beads if bead.is_null),
            sum(len(bead.translation) for bead in review.beads if bead.is_null),
        ),
        bead_types=dict(sorted(types.items(), key=lambda item: (-item[1], item[0]))),
        by_severity={severity: severities[severity] for severity in WORST_FIRST},
        by_rule=tuple(sorted(rules, key=lambda found: ([-n for n in found.by_severity.values()], found.rule))),
    )


def verdict(summary: Summary) -> str:
    """The one line that matters: ``2 critical, 5 major, 3 minor in 412 words; 61 sentences against 58``."""
    found = ", ".join(f"{summary.by_severity[severity]:,} {severity}" for severity in summary.severities)
    sentences = f"{count(summary.sentences[0], 'sentence')} against {summary.sentences[1]:,}"
    return f"{found or 'No findings'} in {count(summary.words[0], 'word')}; {sentences}"


def alignment(review: Review, summary: Summary) -> str:
    """How the texts align: ``57 beads: 52 × 1-1, 2 × 1-0; without counterpart: 2 in en``."""
    types = ", ".join(f"{amount:,} × {kind}" for kind, amount in summary.bead_types.items())
    languages = (review.original.language, review.translation.language)
    lonely = [
        f"{amount:,} in {language}" for amount, language in zip(summary.unmatched, languages, strict=True) if amount
    ]
    text = f"{count(summary.beads, 'bead')}: {types}" if types else "no beads"
    return f"{text}; without counterpart: {', '.join(lonely)}" if lonely else text


def _words(document: Document) -> int:
    return sum(len(_WORD.findall(sentence.text)) for sentence in document.sentences)
