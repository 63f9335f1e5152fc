"""BLEU, chrF++ and TER of a translation against a reference, and what a revision changed, by sacrebleu.

Post (2018), "A call for clarity in reporting BLEU scores"; Popović (2017), chrF++; Snover et al. (2006), TER;
confidence by bootstrap resampling, Koehn (2004). Two translations of one text seldom have the same sentences, so the
two are aligned first, and the sentences of a bead are one segment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.alignment import align
from aligner.core import Document
from aligner.encode import Encoder

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric, Score

__all__ = ["Comparison", "Measure", "Segment", "compare"]

_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric's value for the whole text."""

    name: str
    score: float  #: 0 to 100; more than 100 is possible for TER, where less is better
    low: float  #: 95 % of the resamples lie between these two
    high: float
    signature: str  #: what somebody else needs to get the same


@dataclass(frozen=True, slots=True)
class Segment:
    """The sentences of a bead on both sides, joined by spaces; a side may be empty."""

    text: str
    other: str
    text_sentences: tuple[int, ...]
    other_sentences: tuple[int, ...]
    scores: tuple[float, ...]  #: of each metric of the comparison

    @property
    def is_changed(self) -> bool:
        """Whether the two differ in anything."""
        return self.text != self.other


@dataclass(frozen=True, slots=True)
class Comparison:
    """A text against another one."""

    path: str
    other_path: str
    measures: tuple[Measure, ...]
    segments: tuple[Segment, ...]  #: in reading order

    @property
    def changed(self) -> int:
        """Segments that differ."""
        return sum(segment.is_changed for segment in self.segments)


def compare(
    text: Document,
    other: Document,
    encoder: Encoder,
    metrics: Sequence[str] = ("BLEU", "chrF++", "TER"),
    *,
    exact: bool = False,
) -> Comparison:
    """Align two texts of one language, and score the first against the second.

    :param metrics: which of the three
    :param exact: whether capitals count in TER too, as they do in an edit
    """
    chosen = [_metric(name, exact=exact) for name in metrics]
    pairs = [
        (_joined(text, bead.original), _joined(other, bead.translation), bead.original, bead.translation)
        for bead in align(text, other, encoder).beads
    ]
    mine, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    measures = tuple(_measured(name, metric, mine, theirs) for name, metric in zip(metrics, chosen, strict=True))
    segments = tuple(
        Segment(*pair, tuple(_of_segment(metric, pair[0], pair[1]) for metric in chosen)) for pair in pairs
    )
    return Comparison(text.path, other.path, measures, segments)


def _joined(document: Document, sentences: Sequence[int]) -> str:
    return " ".join(" ".join(document.sentences[n].text.split()) for n in sentences)


def _metric(name: str, *, exact: bool) -> "Metric":
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    if name == "BLEU":
        return BLEU()
    return TER(case_sensitive=exact) if name == "TER" else CHRF(word_order=2)


def _measured(name: str, metric: "Metric", mine: Sequence[str], theirs: Sequence[str]) -> Measure:
    resampled: list[float] = []
    compute = metric._compute_score_from_stats

    def remember(stats: list[float]) -> "Score":
        # sacrebleu 2.6 fails where some resamples give its own floats and others numpy's.
        score: Score = compute(stats)
        score.score = float(score.score)
        resampled.append(score.score)
        return score

    metric._compute_score_from_stats = remember  # type: ignore[method-assign]
    try:
        found = metric.corpus_score(mine, [theirs], n_bootstrap=_RESAMPLES)
    finally:
        metric._compute_score_from_stats = compute  # type: ignore[method-assign]
    ordered = sorted(resampled[1:])  # the first is the text as it is
    tail = len(ordered) // 40
    return Measure(name, float(found.score), ordered[tail], ordered[-tail - 1], str(metric.get_signature()))


def _of_segment(metric: "Metric", mine: str, theirs: str) -> float:
    if not mine or not theirs:
        return 100.0 if type(metric).__name__ == "TER" else 0.0
    if type(metric).__name__ == "BLEU":
        from sacrebleu.metrics.bleu import BLEU

        metric = BLEU(effective_order=True)  # short sentences have no 4-grams
    return float(metric.sentence_score(mine, [theirs]).score)
