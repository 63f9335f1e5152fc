"""The three published scoring models of MQM: from penalty points to a score of 0 to 100.

Sources: themqm.org, "The MQM Scoring Models" (raw; linear with calibration); Gladkoff, Han and Gasova (2025),
"Non-Linear Scoring Model for Translation Quality Evaluation", arXiv 2511.13467, after Lommel et al. (2024), "The
Multi-Range Theory of Translation Quality Measurement", arXiv 2405.16969 (non-linear).
"""

from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from aligner.core import Message

if TYPE_CHECKING:
    from aligner.config.profile import ScoreSettings

__all__ = ["MAXIMUM", "REFERENCE_WORDS", "Modelled", "modelled", "tolerance"]

REFERENCE_WORDS = 1000  #: RWC of the models
MAXIMUM = 100.0  #: MSV of the models


class Modelled(NamedTuple):
    """A score, and how it was calculated from the points."""

    quality: float  #: 0 to 100
    lines: tuple[Message, ...]


def modelled(points: float, words: int, settings: "ScoreSettings") -> Modelled:
    """Return the score of a text by the model of a profile.

    :param points: all error points: the absolute penalty total
    :param words: of the original
    """
    per_thousand = points * REFERENCE_WORDS / max(1, words)
    normed = Message("score.per-thousand", {"points": points, "words": words, "result": per_thousand})
    mark = settings.pass_mark
    if settings.model == "raw":
        quality = max(0.0, MAXIMUM * (1 - per_thousand * settings.penalty_scaler / REFERENCE_WORDS))
        key = "score.quality" if settings.penalty_scaler == 1 else "score.scaled-quality"
        about = {"per_thousand": per_thousand, "scaler": settings.penalty_scaler, "result": quality}
        allowed = (MAXIMUM - mark) / MAXIMUM * REFERENCE_WORDS / settings.penalty_scaler
        return Modelled(
            quality, (normed, Message(key, about), Message("score.pass-mark", {"mark": mark, "points": allowed}))
        )
    if settings.model == "linear":
        quality = max(0.0, MAXIMUM - per_thousand * (MAXIMUM - mark) / settings.allowed)
        line = {"per_thousand": per_thousand, "mark": mark, "allowed": settings.allowed, "result": quality}
        return Modelled(
            quality,
            (
                normed,
                Message("score.linear", line),
                Message("score.pass-mark", {"mark": mark, "points": settings.allowed}),
            ),
        )
    scale, rate = tolerance(settings.tolerance)
    allowed = scale * log1p(rate * max(1, words))
    quality = max(0.0, MAXIMUM - points * (MAXIMUM - mark) / allowed)
    return Modelled(
        quality,
        (
            Message("score.tolerance", {"words": words, "scale": scale, "rate": f"{rate:.6g}", "result": allowed}),
            Message("score.non-linear", {"points": points, "mark": mark, "allowed": allowed, "result": quality}),
        ),
    )


def tolerance(points: tuple[float, ...]) -> tuple[float, float]:
    """Return a and b of the tolerance a × ln(1 + b × words), which goes through two points.

    :param points: words and error points that are tolerated there, twice
    :raises ValueError: if no such curve goes through them
    """
    if len(points) != 4:
        raise ValueError("four figures are expected: words and error points, twice")
    x1, e1, x2, e2 = points
    if not (0 < x1 < x2 and 0 < e1 < e2 and e2 / e1 < x2 / x1):
        raise ValueError("the second point needs more words and more error points, though fewer of them a word")
    low, high = 1e-12, 1e12  # ln(1 + b x2) / ln(1 + b x1) falls from x2 / x1 to 1
    for _ in range(200):
        middle = (low * high) ** 0.5
        if log1p(middle * x2) / log1p(middle * x1) > e2 / e1:
            low = middle
        else:
            high = middle
    return e1 / log1p(low * x1), low
