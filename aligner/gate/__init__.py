"""Decides whether a text may be published: the score, the verdict, baselines and people's decisions."""

from aligner.gate.baseline import Baseline, baseline_of, read_baseline, write_baseline
from aligner.gate.gate import decided_reviews, gate
from aligner.gate.judge import judge
from aligner.gate.score import ErrorType, Score, score
from aligner.gate.verdict import Judged, Limit, Outcome, Standing, Verdict
from aligner.gate.words import count_words
from aligner.pairing import PairPaths, pairs_by_name, pairs_in_order

__all__ = [
    "Baseline",
    "ErrorType",
    "Judged",
    "Limit",
    "Outcome",
    "PairPaths",
    "Score",
    "Standing",
    "Verdict",
    "baseline_of",
    "count_words",
    "decided_reviews",
    "gate",
    "judge",
    "pairs_by_name",
    "pairs_in_order",
    "read_baseline",
    "score",
    "write_baseline",
]
