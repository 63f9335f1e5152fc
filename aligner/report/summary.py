"""The figures of a review: sentences, words, beads by type, findings by severity and rule, and the verdict line."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from aligner.core import Message, Review, Severity
from aligner.gate import Verdict
from aligner.gate.words import count_words
from aligner.report.i18n import Localizer, localizer

__all__ = ["RuleCount", "Summary", "alignment", "summarise", "verdict"]

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


def summarise(review: Review, verdict: Verdict | None = None) -> Summary:
    """Count everything; of findings, where there is a verdict, those that count at the gate."""
    documents = (review.original, review.translation)
    findings = [one for one in review.findings if verdict is None or verdict.counts_for(one.fingerprint)]
    types = Counter(bead.type for bead in review.beads)
    severities = Counter(finding.severity for finding in findings)
    per_rule = Counter((finding.rule, finding.severity) for finding in findings)
    rules = [
        RuleCount(rule, {severity: per_rule[rule, severity] for severity in WORST_FIRST})
        for rule in {finding.rule for finding in findings}
    ]
    return Summary(
        sentences=(len(review.original.sentences), len(review.translation.sentences)),
        words=(count_words(documents[0]), count_words(documents[1])),
        unmatched=(
            sum(len(bead.original) for bead in review.beads if bead.is_null),
            sum(len(bead.translation) for bead in review.beads if bead.is_null),
        ),
        bead_types=dict(sorted(types.items(), key=lambda item: (-item[1], item[0]))),
        by_severity={severity: severities[severity] for severity in WORST_FIRST},
        by_rule=tuple(sorted(rules, key=lambda found: ([-n for n in found.by_severity.values()], found.rule))),
    )


def verdict(summary: Summary, words: Localizer | None = None) -> str:
    """Return the one line that matters: ``2 critical, 5 major, 3 minor in 412 words; 61 sentences against 58``."""
    words = words or localizer()
    return words.say(
        "summary",
        findings=words.severities(summary.by_severity) or words.say("no-findings"),
        words=words.count(summary.words[0], "word"),
        sentences=words.count(summary.sentences[0], "sentence"),
        others=summary.sentences[1],
    )


def alignment(review: Review, summary: Summary, words: Localizer | None = None) -> str:
    """Return how the texts align: ``57 beads: 52 × 1-1, 2 × 1-0; without counterpart: 2 in en``."""
    words = words or localizer()
    if not summary.bead_types:
        return words.say("no-beads")
    types = ", ".join(f"{words.number(amount)} × {kind}" for kind, amount in summary.bead_types.items())
    languages = (review.original.language, review.translation.language)
    unaligned = tuple(
        Message("report.unaligned-in", {"amount": amount, "language": language})
        for amount, language in zip(summary.unmatched, languages, strict=True)
        if amount
    )
    text = words.say("alignment", beads=words.count(summary.beads, "bead"), types=types)
    return words.say("unaligned", alignment=text, amounts=unaligned) if unaligned else text
