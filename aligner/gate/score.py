"""The MQM score: what the findings cost.

Every error costs its severity's multiplier, times the weight of its error type; one of the published models of MQM
makes a score of the sum, see ``aligner.gate.models``. A text of fewer words than the models need has no score: its
findings decide.

A run of text without a counterpart is as many errors as it has stretches of twenty words, which is a sentence: a page
that is missing costs more than a line.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.core import Argument, Finding, Message, Severity
from aligner.gate.models import REFERENCE_WORDS, modelled
from aligner.gate.phrases import chained
from aligner.gate.words import words_of

if TYPE_CHECKING:
    from aligner.config.profile import Profile, ScoreSettings

__all__ = ["LEAST_WORDS", "REFERENCE_WORDS", "RUN", "ErrorType", "Score", "errors_of", "score"]

RUN = 20  #: words of a run without a counterpart that are one error
LEAST_WORDS = 500  #: the smallest sample for which the models' authors recommend them

_WORST_FIRST = tuple(sorted(Severity, key=lambda severity: -severity.rank))


@dataclass(frozen=True, slots=True)
class ErrorType:
    """What the errors of one MQM category cost."""

    category: str  #: MQM category, e.g. ``"accuracy/omission"``
    counts: Mapping[Severity, int]  #: errors of every severity, worst first; see ``errors_of``
    weight: float  #: the profile's, 1 unless it says otherwise
    points: float  #: sum of count times multiplier, times the weight


@dataclass(frozen=True, slots=True)
class Score:
    """A text's quality, and how it was calculated."""

    types: tuple[ErrorType, ...]  #: highest penalty first; categories without an error are left out
    counts: Mapping[Severity, int]  #: errors by severity, worst first
    points_by_severity: Mapping[Severity, float]  #: error points, with the types' weights
    points: float  #: all error points: the absolute penalty total
    words: int  #: of the original
    per_thousand: float  #: error points per 1,000 words of the original: the normed penalty total
    quality: float  #: 0 to 100
    pass_mark: float  #: the quality that is asked for, 0 to 100
    calculation: tuple[Message, ...]  #: the same as lines that an editor can follow

    model: str  #: raw, linear or non-linear

    @property
    def is_large_enough(self) -> bool:
        """Whether the text has the words that the model needs; without them, the quality says little."""
        return self.words >= LEAST_WORDS

    @property
    def passes(self) -> bool:
        """Whether the quality reaches the pass mark, as it is printed: to two decimals."""
        return round(self.quality, 2) >= self.pass_mark


def score(findings: Iterable[Finding], original_words: int, profile: "Profile") -> Score:
    """Return what the findings cost by the profile's weights and multipliers.

    :param original_words: words of the original, see ``count_words``
    """
    settings = profile.score
    errors, runs = Counter[tuple[str, Severity]](), Counter[str]()
    for finding in findings:
        amount = errors_of(finding)
        errors[finding.category, finding.severity] += amount
        if amount > 1:
            runs.update(runs=1, errors=amount)
    types = [_type(category, errors, settings) for category in {category for category, _ in errors}]
    points_by_severity = {
        severity: sum(
            found.counts[severity] * settings.multiplier(severity) * found.weight for found in _in_order(types)
        )
        for severity in _WORST_FIRST
    }
    counts = {severity: sum(found.counts[severity] for found in types) for severity in _WORST_FIRST}
    points = sum(found.points for found in _in_order(types))
    per_thousand = points * REFERENCE_WORDS / max(1, original_words)
    ordered = _in_order(types)
    found = modelled(points, original_words, settings)
    lines = _calculation(ordered, points, settings, runs)
    few = () if original_words >= LEAST_WORDS else (Message("score.few-words", {"words": LEAST_WORDS}),)
    return Score(
        ordered,
        counts,
        points_by_severity,
        points,
        original_words,
        per_thousand,
        found.quality,
        settings.pass_mark,
        (*lines, *found.lines, *few),
        settings.model,
    )


def errors_of(finding: Finding) -> int:
    """Return how many errors a finding is: one, or one for each ``RUN`` words of a run without a counterpart."""
    if finding.category not in ("accuracy/omission", "accuracy/addition") or (finding.original and finding.translation):
        return 1
    span = finding.original or finding.translation
    return max(1, round(words_of(span.text) / RUN)) if span else 1


def _type(category: str, errors: Mapping[tuple[str, Severity], int], settings: "ScoreSettings") -> ErrorType:
    counts = {severity: errors.get((category, severity), 0) for severity in _WORST_FIRST}
    weight = settings.weight(category)
    points = weight * sum(amount * settings.multiplier(severity) for severity, amount in counts.items())
    return ErrorType(category, counts, weight, points)


def _in_order(types: Iterable[ErrorType]) -> tuple[ErrorType, ...]:
    return tuple(sorted(types, key=lambda found: (-found.points, found.category)))


def _calculation(
    types: Iterable[ErrorType], points: float, settings: "ScoreSettings", runs: Mapping[str, int]
) -> tuple[Message, ...]:
    lines = [_type_line(found, settings) for found in types] or [Message("score.no-errors")]
    if runs:
        lines.append(Message("score.runs", {"count": runs["runs"], "errors": runs["errors"], "words": RUN}))
    lines.append(Message("score.points", {"points": points}))
    return tuple(lines)


def _type_line(found: ErrorType, settings: "ScoreSettings") -> Message:
    """Return ``accuracy/omission: 2 major × 5 + 1 minor × 1 = 11``, times its weight where that is not 1."""
    terms = [
        Message(
            "score.term",
            {
                "errors": Message(f"severity.{severity.value}-amount", {"count": amount}),
                "multiplier": settings.multiplier(severity),
            },
        )
        for severity, amount in found.counts.items()
        if amount
    ]
    total = chained("score.sum", terms)
    said: dict[str, Argument] = {"category": found.category, "sum": total, "points": found.points}
    if found.weight != 1:
        return Message("score.weighted-type", {**said, "weight": found.weight})
    return Message("score.type", said)
