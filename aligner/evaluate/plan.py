"""Which errors are planted where: a number of each kind, sparse enough that what surrounds them is clean."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from aligner.evaluate.planters import PLANTERS
from aligner.evaluate.plants import Kind, Plant, SentencePair
from aligner.evaluate.stock import Stock

__all__ = ["Copy", "plan"]

_SHARE = 0.1  # of a text's blocks that may have a plant
_APART = 4  # blocks from one plant to the next

# Kinds that few sentences allow come first, so that they still find room.
_ORDER = (
    Kind.NEGATION_DROPPED,
    Kind.NAME_SWAPPED,
    Kind.LIMIT_DROPPED,
    Kind.FRACTION_CHANGED,
    Kind.MOOD_CHANGED,
    Kind.SENTENCES_SWAPPED,
    Kind.NUMBER_CHANGED,
    Kind.CLAUSE_DELETED,
    Kind.CLAUSE_INSERTED,
    Kind.WORDS_DELETED,
    Kind.SENTENCE_INSERTED,
    Kind.SENTENCE_UNTRANSLATED,
    Kind.SENTENCE_DELETED,
    Kind.OPPOSITE_SAID,
    Kind.CLAUSE_UNTRANSLATED,
    Kind.PLACEHOLDER_DAMAGED,
    Kind.SENTENCE_DOUBLED,
    Kind.WORD_DUPLICATED,
)


@dataclass(slots=True)
class Copy:
    """One copy of a pair's texts and the plants for it."""

    pair: int  #: number of the pair
    blocks: int
    plants: list[Plant] = field(default_factory=list)

    def has_room(self, plant: Plant) -> bool:
        """Tell whether the plant stands far enough from those that are there."""
        if len(self.plants) >= max(1, int(_SHARE * self.blocks)):
            return False
        taken = [line for other in self.plants for line in other.lines]
        return all(abs(one - other) >= _APART for one in plant.lines for other in taken)


def plan(stock: Stock, kinds: Iterable[Kind], per_kind: int, seed: int) -> list[Copy]:
    """Return copies of the pairs with up to ``per_kind`` plants of each kind in all of them together.

    Plants go into one copy of each pair as long as a kind finds room there; what is lacking then goes into further
    copies. The same texts, kinds, number and seed give the same plants.
    """
    units = stock.units()
    numbers = {pair.name: number for number, pair in enumerate(stock.pairs)}
    copies = [[Copy(number, len(pair.translation.blocks))] for number, pair in enumerate(stock.pairs)]
    wanted = set(kinds)
    for kind in (kind for kind in _ORDER if kind in wanted):
        lacking, homeless = per_kind, []
        for plant in _plants(units, stock, kind, Random(f"{seed} {kind}")):
            if lacking == 0:
                break
            first = copies[numbers[plant.pair]][0]
            if first.has_room(plant):
                first.plants.append(plant)
                lacking -= 1
            else:
                homeless.append(plant)
        for plant in homeless[:lacking]:
            _put(plant, copies[numbers[plant.pair]])
    return [copy for some in copies for copy in some if copy.plants]


def _put(plant: Plant, copies: list[Copy]) -> None:
    """Put a plant into the first copy with room, a new one if need be."""
    room = next((copy for copy in copies if copy.has_room(plant)), None)
    if room is None:
        room = Copy(copies[0].pair, copies[0].blocks)
        copies.append(room)
    room.plants.append(plant)


def _plants(units: Sequence[SentencePair], stock: Stock, kind: Kind, random: Random) -> Iterator[Plant]:
    """Return plants in random sentences, all equally likely, at most one in a block."""
    taken: set[tuple[str, int]] = set()
    for unit in random.sample(units, len(units)):
        plant = PLANTERS[kind](unit, stock, random)
        if plant and not any((plant.pair, line) in taken for line in plant.lines):
            taken.update((plant.pair, line) for line in plant.lines)
            yield plant
