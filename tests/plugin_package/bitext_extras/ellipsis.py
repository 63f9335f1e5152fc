"""Rule ellipsis: a sentence of the original trails off, its translation does not."""

from collections.abc import Iterator

from aligner.check import PairContext, Scope, rule
from aligner.core import Finding, Message, Severity

__all__ = ["ellipsis"]

_ENDS = tuple(f"{dots}{close}" for dots in ("…", "...") for close in ("", "”", "\u00a0»"))


@rule("ellipsis", scope=Scope.BEAD)
def ellipsis(pair: PairContext) -> Iterator[Finding]:
    """Yield a finding for each bead of which only the original ends in an ellipsis."""
    for bead in pair.beads:
        if bead.is_null:
            continue
        original = pair.original.locate_run(bead.original)
        translation = pair.translation.locate_run(bead.translation)
        if original.text.endswith(_ENDS) and not translation.text.endswith(_ENDS):
            yield Finding(
                rule="ellipsis",
                severity=Severity.MINOR,
                category="fluency/punctuation",
                message=Message("ellipsis.lost"),
                original=original,
                translation=translation,
                confidence=0.7,
            )
