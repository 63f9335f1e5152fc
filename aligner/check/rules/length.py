"""Rule length: translations far longer or shorter than the rest of the document suggests."""

from collections.abc import Iterator
from math import log
from statistics import median

from aligner.check.base import PairContext, Scope, rule
from aligner.check.tokens import sentences
from aligner.core import Bead, BlockKind, Finding, Message, Severity

__all__ = ["length"]

_ID, _CATEGORY = "length", "style/length"

_LEAST_BEADS = 20  #: beads without which a document shows no habit
_CHARACTERS = 60  #: of the longer side; short texts vary freely
# Chosen on tico19 and docs: at 6 robust standard deviations one bead in a thousand is left, most of them with a clause
# too many or too few, which other rules show better; hence the low confidence.
_FAR = 6.0
_SPREAD = 0.08  #: the smallest robust standard deviation of the logarithm that is believed


@rule(_ID, scope=Scope.DOCUMENT, follows={"omission", "addition"})
def length(pair: PairContext) -> Iterator[Finding]:
    """Yield beads whose ratio of lengths is far from the document's median."""
    ratios = [(bead, ratio) for bead in pair.beads if (ratio := _ratio(pair, bead)) is not None]
    if len(ratios) < _LEAST_BEADS:
        return
    usual = median(ratio for _, ratio in ratios)
    spread = max(_SPREAD, 1.4826 * median(abs(ratio - usual) for _, ratio in ratios))
    for bead, ratio in ratios:
        away = (ratio - usual) / spread
        if abs(away) < _FAR:
            continue
        yield Finding(
            rule=_ID,
            severity=Severity.MINOR,
            category=_CATEGORY,
            message=Message("length.longer" if away > 0 else "length.shorter"),
            original=pair.original.locate_run(bead.original),
            translation=pair.translation.locate_run(bead.translation),
            confidence=min(0.6, 0.3 + 0.03 * abs(away)),
        )


def _ratio(pair: PairContext, bead: Bead) -> float | None:
    """Return the logarithm of the ratio of the two lengths; ``None`` where it says nothing."""
    here, there = sentences(pair.original, bead.original), sentences(pair.translation, bead.translation)
    if not here or not there or pair.original.blocks[here[0].block].kind is BlockKind.CODE:
        return None
    lengths = [sum([len(s.text) for s in side]) for side in (here, there)]
    return log(lengths[1] / lengths[0]) if min(lengths) and max(lengths) >= _CHARACTERS else None
