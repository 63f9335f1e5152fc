"""Examples of lost and added stretches: beads of clean texts, and sentences with a clause or words planted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from aligner.core import Side
from aligner.evaluate.pairs import CleanPair
from aligner.evaluate.planters import PLANTERS
from aligner.evaluate.plants import Kind, Plant, SentencePair
from aligner.evaluate.stock import Stock
from aligner.link import Linker, tokenize
from aligner.link.coverage import Texts

__all__ = ["KINDS", "Example", "examples"]

KINDS = (Kind.CLAUSE_DELETED, Kind.WORDS_DELETED, Kind.CLAUSE_INSERTED)
_HOLE = 3  #: unlinked tokens between two that are lost, and lost with them

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A bead, and what of it has no counterpart."""

    texts: Texts
    kind: Kind | None  #: of the plant; None for a bead of the clean text
    side: Side = Side.ORIGINAL  #: that has the stretches
    lost: tuple[Stretch, ...] = ()  #: characters of its only sentence of that side


def examples(pair: CleanPair, beads: Sequence[Texts], stock: Stock, linker: Linker, seed: int) -> list[Example]:
    """Return the clean beads of a document, and each of its sentences once with a plant of each kind that it allows."""
    found = [Example(bead, None) for bead in beads]
    units = [unit for unit in stock.units() if unit.pair is pair]
    plants = [
        (unit, plant)
        for kind in KINDS
        for number, unit in enumerate(units)
        if (plant := PLANTERS[kind](unit, stock, Random(f"{seed} {kind} {pair.name} {number}")))
    ]
    links = _links([unit for unit, _ in plants], linker)
    for (unit, plant), known in zip(plants, links, strict=True):
        side = Side.ORIGINAL if plant.kind is not Kind.CLAUSE_INSERTED else Side.TRANSLATION
        lost = tuple(_lost(unit, plant, side, known))
        if lost:
            found.append(Example(_planted(unit, plant), plant.kind, side, lost))
    return found


Links = tuple[list[Stretch], list[Stretch], list[tuple[int, int, float]]]


def _links(units: Sequence[SentencePair], linker: Linker) -> list[Links]:
    """Return tokens of both sides of clean sentences, as stretches of characters, and the links between them."""
    pairs = [
        tuple(
            tokenize(text, language)
            for text, language in zip((unit.original.text, unit.translation.text), linker.languages, strict=True)
        )
        for unit in units
    ]
    links = linker.link_pairs([([t.text for t in one], [t.text for t in other]) for one, other in pairs])
    return [
        ([(t.start, t.end) for t in one], [(t.start, t.end) for t in other], some)
        for (one, other), some in zip(pairs, links, strict=True)
    ]


def _planted(unit: SentencePair, plant: Plant) -> Texts:
    texts = []
    for side, sentence in ((Side.ORIGINAL, unit.original), (Side.TRANSLATION, unit.translation)):
        text = sentence.text
        for where, change in plant.edits:
            if where is side:
                at = change.start - sentence.start
                text = text[:at] + change.new + text[change.end - sentence.start :]
        texts.append((text,))
    return Texts(*texts)


def _lost(unit: SentencePair, plant: Plant, side: Side, links: Links) -> Iterator[Stretch]:
    """Return what of the planted sentence has no counterpart: what was put in, or was linked to what was taken out."""
    ((where, change),) = plant.edits
    sentence = unit.original if where is Side.ORIGINAL else unit.translation
    start, end = change.start - sentence.start, change.end - sentence.start
    if change.new:
        yield start, start + len(change.new)
        return
    ours, theirs = links[:2] if side is Side.ORIGINAL else links[1::-1]
    gone = {n for n, (a, b) in enumerate(theirs) if start <= a and b <= end}
    for_gone, for_rest = dict[int, float](), dict[int, float]()
    for i, j, score in links[2]:
        one, other = (i, j) if side is Side.ORIGINAL else (j, i)
        counts = for_gone if other in gone else for_rest
        counts[one] = counts.get(one, 0.0) + score
    lost = sorted(n for n, score in for_gone.items() if score > for_rest.get(n, 0.0))
    run: list[int] = []
    for n in lost:
        bridged = run and n - run[-1] <= _HOLE + 1 and not any(k in for_rest for k in range(run[-1] + 1, n))
        if run and not bridged:
            yield ours[run[0]][0], ours[run[-1]][1]
            run = []
        run.append(n)
    if run:
        yield ours[run[0]][0], ours[run[-1]][1]
