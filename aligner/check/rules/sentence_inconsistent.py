"""Rule sentence-inconsistent: the same sentence of the original, translated in several ways."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from aligner.check.base import PairContext, Scope, rule
from aligner.check.tokens import folded
from aligner.core import BlockKind, Finding, Message, Place, Severity, Side

__all__ = ["sentence_inconsistent"]

_ID, _CATEGORY = "sentence-inconsistent", "style/inconsistent-style"
_WORDS = 4  #: words of a sentence, at least: shorter ones mean what their place makes them mean

Words = tuple[str, ...]


@rule(_ID, scope=Scope.DOCUMENT)
def sentence_inconsistent(pair: PairContext) -> Iterator[Finding]:
    """Yield one finding for each sentence with several translations, and, less surely, for the reverse."""
    pairs = [
        (bead.original[0], bead.translation[0])
        for bead in pair.beads
        if bead.type == "1-1" and pair.original.blocks[_block(pair, bead.original[0])].kind is not BlockKind.CODE
    ]
    yield from _several(pair, pairs, Side.ORIGINAL)
    yield from _several(pair, pairs, Side.TRANSLATION)


def _block(pair: PairContext, number: int) -> int:
    return pair.original.sentences[number].block


def _several(pair: PairContext, pairs: list[tuple[int, int]], side: Side) -> Iterator[Finding]:
    """Yield groups with the same words on one side and different words on the other."""
    same: dict[Words, list[tuple[int, int]]] = defaultdict(list)
    for left, right in pairs:
        text = (pair.original.sentences[left] if side is Side.ORIGINAL else pair.translation.sentences[right]).text
        same[folded(text)].append((left, right))
    for words, group in same.items():
        if len(words) < _WORDS or len(group) < 2:
            continue
        others = Counter(
            folded((pair.translation.sentences[right] if side is Side.ORIGINAL else pair.original.sentences[left]).text)
            for left, right in group
        )
        if len(others) > 1:
            yield _finding(pair, group, others, side)


def _finding(pair: PairContext, group: list[tuple[int, int]], others: Counter[Words], side: Side) -> Finding:
    """Return a finding at the first place that departs from the commonest wording."""
    usual = max(others, key=lambda words: others[words])

    def departs(left: int, right: int) -> bool:
        text = pair.translation.sentences[right].text if side is Side.ORIGINAL else pair.original.sentences[left].text
        return folded(text) != usual

    odd = next((left, right) for left, right in group if departs(left, right))
    rest = [(left, right) for left, right in group if (left, right) != odd]
    same = side is Side.ORIGINAL
    return Finding(
        rule=_ID,
        severity=Severity.MINOR,
        category=_CATEGORY,
        message=Message(
            f"{_ID}.translations" if same else f"{_ID}.originals", {"times": len(group), "ways": len(others)}
        ),
        original=pair.original.locate(odd[0]),
        translation=pair.translation.locate(odd[1]),
        confidence=0.55 if same else 0.3,
        related=tuple(
            place
            for left, right in rest
            for place in (
                Place(Side.ORIGINAL, pair.original.locate(left)),
                Place(Side.TRANSLATION, pair.translation.locate(right)),
            )
        ),
    )
