"""Precision, recall and false positives over the confidence that findings must have."""

from dataclasses import dataclass

from aligner.evaluate.plants import RULES_OF, Kind
from aligner.evaluate.results import Evaluation

__all__ = ["Point", "curve", "curves_table"]

_THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Point:
    """What a rule does if its findings must be at least so sure."""

    threshold: float
    recall: float  #: share of the plants of one kind
    precision: float  #: of the findings of the kind's rules in texts with plants, the share about plants
    alarms: float  #: findings of these rules on the untouched texts per 1,000 words


def curve(result: Evaluation, kind: Kind) -> list[Point]:
    """Return points by rising threshold, where anything is found."""
    rules = RULES_OF[kind]
    of_kind = {number for number, outcome in enumerate(result.outcomes) if outcome.plant.kind is kind}
    points = []
    for threshold in _THRESHOLDS:
        sure = [one for one in result.candidates if one.rule in rules and one.confidence >= threshold]
        hits = {one.plant for one in sure if one.plant is not None}
        strays = sum(one.plant is None and not one.clean for one in sure)
        if hits & of_kind:
            points.append(
                Point(
                    threshold,
                    len(hits & of_kind) / len(of_kind),
                    len(hits) / (len(hits) + strays),
                    1000 * sum(one.clean for one in sure) / max(1, result.words),
                )
            )
    return points


def curves_table(result: Evaluation) -> str:
    """Return the points of every kind that is found at all, as a table."""
    lines = [f"{'kind':24} confidence from  recall  precision  alarms per 1,000 words"]
    for kind in result.settings.kinds:
        last = None
        for point in curve(result, kind):
            values = (point.recall, point.precision, point.alarms)
            if values != last:
                alarms = f"{point.alarms:22.2f}" if result.settings.clean else f"{'-':>22}"
                lines.append(f"{kind:24} {point.threshold:15.2f} {point.recall:7.3f} {point.precision:10.3f}  {alarms}")
            last = values
    return "\n".join(lines) + "\n"
