"""Matches the quantities of two sides of a bead, and weighs what is left over."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from aligner.languages.numbers.quantity import Clock, Date, Form, Label, Quantity, Reading
from aligner.languages.numbers.units import contradict, converts, dimension

__all__ = ["Discord", "Placed", "Remains", "discords", "match", "settle_neighbours"]


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A quantity and where it stands."""

    quantity: Quantity
    sentence: int  #: number of its sentence in the document
    position: float  #: in its side of the bead, 0 to 1
    whole: "Placed | None" = None  #: the date, time or list that this is a part of


@dataclass(slots=True)
class Remains:
    """What matching left over in one bead."""

    original: list[Placed]
    translation: list[Placed]
    pairs: list[tuple[Placed, Placed]]  #: matched
    original_readings: frozenset[Reading]  #: all that the original says, matched or not
    translation_readings: frozenset[Reading]


@dataclass(frozen=True, slots=True)
class Discord:
    """Two quantities that contradict each other, or one that the other side doesn't have."""

    original: Placed | None
    translation: Placed | None
    confidence: float
    same_value: bool = False  #: only the units differ


def match(original: Sequence[Placed], translation: Sequence[Placed]) -> Remains:
    """Match by value: as they stand first, then part by part, then by conversion of units."""
    left, right = list(original), list(translation)
    pairs = _pair_off(left, right, _firmly)
    if left and right:
        pairs += _pair_parts(left, right)
    if left or right:
        pairs += _pair_converted(left, right, original, translation)
    if left and right:
        pairs += _pair_loose(left, right)
    return Remains(left, right, pairs, _all_readings(original), _all_readings(translation))


def _all_readings(side: Sequence[Placed]) -> frozenset[Reading]:
    return frozenset(
        reading
        for placed in side
        for quantity in (placed.quantity, *placed.quantity.parts)
        for reading in quantity.readings
    )


_NEVER = 5


def _rank(one: Quantity, other: Quantity) -> int:
    """How well two quantities agree: 0 best, 5 not at all."""
    if one.readings[0] == other.readings[0]:
        return 2 if one.code != other.code else 1 if one.unit != other.unit else 0
    if not set(one.readings).isdisjoint(other.readings):
        return 3
    return 4 if Form.LOOSE in (one.form, other.form) and _roughly(one, other) else _NEVER


def _firmly(one: Placed, other: Placed) -> int:
    """The rank of a match between two numbers that are surely meant as such."""
    if _mixed(one.quantity, other.quantity) or not _ordered(one, other):
        return _NEVER
    return _rank(one.quantity, other.quantity)


def _leniently(one: Placed, other: Placed) -> int:
    """The rank of any match."""
    return _rank(one.quantity, other.quantity)


def _roughly(one: Quantity, other: Quantity) -> bool:
    """Whether one of two is a round figure that the other may stand for: ``une vingtaine``, ``two dozen``."""
    first, second = one.value, other.value
    if first is None or second is None or one.code or other.code or min(first, second) < 10:
        return False
    return abs(first - second) <= _ROUGH * max(first, second)


#: ``une vingtaine`` for two dozen is 17 % less, ``une dizaine`` for a dozen too.
_ROUGH = 0.2


def _ordered(one: Placed, other: Placed) -> bool:
    """Whether two parts may be matched: ``2.3`` is not ``3.2``, though both are made of a 2 and a 3."""
    if one.whole is None or other.whole is None or _divisible(one.whole) or _divisible(other.whole):
        return True
    first, second = one.whole.quantity.parts, other.whole.quantity.parts
    return len(first) == len(second) and first.index(one.quantity) == second.index(other.quantity)


def _mixed(one: Quantity, other: Quantity) -> bool:
    """Whether just one of two is a word that is often no number."""
    return (one.form is Form.LOOSE) != (other.form is Form.LOOSE)


def _pair_off(
    left: list[Placed], right: list[Placed], agree: Callable[[Placed, Placed], int]
) -> list[tuple[Placed, Placed]]:
    """Take out of both lists what agrees, best and nearest first; ``agree`` gives ranks, ``_NEVER`` for no match."""
    candidates = sorted(
        (rank, abs(one.position - other.position), i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if (rank := agree(one, other)) < _NEVER
    )
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for _, _, i, j in candidates:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append((left[i], right[j]))
    left[:] = [placed for i, placed in enumerate(left) if i not in taken_left]
    right[:] = [placed for j, placed in enumerate(right) if j not in taken_right]
    return pairs


def _divisible(placed: Placed) -> bool:
    """Whether one part may stand without the others, as the year of a date may."""
    return isinstance(placed.quantity.readings[0], Date)


def _parts(placed: Placed) -> list[Placed]:
    return [Placed(part, placed.sentence, placed.position, placed) for part in placed.quantity.parts] or [placed]


def _pair_parts(left: list[Placed], right: list[Placed]) -> list[tuple[Placed, Placed]]:
    """Match ``7 January`` with ``du 6 au 7 janvier``; a number is only matched by all of its parts together."""
    whole: set[int] = set()
    while True:
        sides = [
            [part for placed in side for part in ([placed] if id(placed) in whole else _parts(placed))]
            for side in (left, right)
        ]
        if len(sides[0]) == len(left) and len(sides[1]) == len(right):
            return []
        pairs = _pair_off(*sides, _firmly)
        broken = {id(part.whole) for side in sides for part in side if part.whole and not _divisible(part.whole)}
        if not broken:
            left[:], right[:] = sides
            return pairs
        whole |= broken


def _converts(one: Quantity, other: Quantity) -> bool:
    if one.value is None or other.value is None or not one.unit or not other.unit:
        return False
    return converts(one.value, one.unit, other.value, other.unit)


def _pair_converted(
    left: list[Placed], right: list[Placed], original: Sequence[Placed], translation: Sequence[Placed]
) -> list[tuple[Placed, Placed]]:
    """Take out amounts that the other side has in another unit; matched amounts count too: ``6 feet (2 m)``."""
    pairs = []
    for one in list(left):
        other = next((other for other in right if _converts(one.quantity, other.quantity)), None)
        if other:
            left.remove(one)
            right.remove(other)
            pairs.append((one, other))
    for side, opposite, others in ((left, right, translation), (right, left, original)):
        open_units = {placed.quantity.unit for placed in opposite}
        for placed in list(side):
            alone = placed.quantity.unit not in open_units
            if alone and any(_converts(placed.quantity, other.quantity) for other in others):
                side.remove(placed)
    return pairs


def _pair_loose(left: list[Placed], right: list[Placed]) -> list[tuple[Placed, Placed]]:
    """Match words like ``both`` with a ``deux``, unless a likelier partner of the ``deux`` contradicts it."""
    contradicted = {
        id(placed)
        for one in left
        for other in right
        if _contradiction(one.quantity, other.quantity) >= _LIKELY
        for placed in (one, other)
    }

    def agree(one: Placed, other: Placed) -> int:
        if not _mixed(one.quantity, other.quantity) or id(one) in contradicted or id(other) in contradicted:
            return _NEVER
        return _rank(one.quantity, other.quantity)

    return _pair_off(left, right, agree)


def settle_neighbours(beads: Sequence[Remains]) -> None:
    """Take out what the bead before or behind has left over: a sentence boundary lies elsewhere, nothing is wrong."""
    for here, there in pairwise(beads):
        if here.original and there.translation:
            _pair_off(here.original, there.translation, _firmly)
        if there.original and here.translation:
            _pair_off(there.original, here.translation, _firmly)


#: At this confidence two numbers left over are taken for partners before either is matched with a loose word.
_LIKELY = 0.7

# Confidences: set so that findings at the default threshold of .5 are ones an editor would want, measured on the
# untouched text of tico19, docs and novels and on changed, deleted and added numbers planted there.

_BASE = {
    frozenset((Form.DIGITS,)): 0.9,
    frozenset((Form.DIGITS, Form.WORDS)): 0.75,
    frozenset((Form.WORDS,)): 0.7,
    frozenset((Form.ROMAN,)): 0.8,
    frozenset((Form.DIGITS, Form.ROMAN)): 0.6,
}


def _alike(one: str, other: str) -> float:
    """Share of the digits two numerals have in common, 0 to 1."""
    first, second = ([c for c in text if c.isdigit()] for text in (one, other))
    if not first or not second:
        return 0.0
    common = sum(min(first.count(digit), second.count(digit)) for digit in set(first))
    return 2 * common / (len(first) + len(second))


def _contradiction(one: Quantity, other: Quantity) -> float:
    """How surely two unmatched quantities are meant to be the same one, 0 to 1."""
    first, second = one.readings[0], other.readings[0]
    if Form.LOOSE in (one.form, other.form) and not (isinstance(first, Clock) and isinstance(second, Clock)):
        return _loose_contradiction(one, other)
    if one.code or other.code:
        return 0.92 if one.code == other.code else 0.6
    if isinstance(first, Date) and isinstance(second, Date):
        shared = sum(a == b is not None for a, b in zip(first, second, strict=True))
        said = sum(a is not None and b is not None for a, b in zip(first, second, strict=True))
        return 0.9 if shared else 0.8 if said else 0.4
    if isinstance(first, Clock) and isinstance(second, Clock):
        return 0.85
    if isinstance(first, Label) and isinstance(second, Label):
        weekdays = [label.text.startswith("weekday") for label in (first, second)]
        return 0.75 if all(weekdays) else 0.0 if any(weekdays) else 0.9
    if isinstance(first, Date) or isinstance(second, Date):
        return 0.4
    if isinstance(first, Label) or isinstance(second, Label):
        return 0.0 if "weekday" in f"{first}{second}" or Form.WORDS in (one.form, other.form) else 0.6
    if isinstance(first, Clock) or isinstance(second, Clock):
        return 0.6 if {one.unit, other.unit} <= {"", "hour"} else 0.3
    return _number_contradiction(one, other)


def _loose_contradiction(one: Quantity, other: Quantity) -> float:
    """``both`` for ``trois``, ``twice`` for ``quatre fois``."""
    values = one.readings[0], other.readings[0]
    if not _mixed(one, other) or {Form.ROMAN} & {one.form, other.form} or one.code or other.code:
        return 0.0
    loose = values[0] if one.form is Form.LOOSE else values[1]
    return 0.55 if loose in (2, 3) and all(isinstance(v, Fraction) and v.denominator == 1 for v in values) else 0.0


def _number_contradiction(one: Quantity, other: Quantity) -> float:
    base = _BASE.get(frozenset((one.form, other.form)), 0.3)
    small = [quantity.form is Form.WORDS and (quantity.value or 0) <= 12 for quantity in (one, other)]
    if all(small):
        base -= 0.1
    if one.unit and one.unit == other.unit:
        return min(base + 0.1, 0.95)
    if one.unit and other.unit:
        return base - (0.1 if dimension(one.unit) == dimension(other.unit) else 0.35)
    if one.unit or other.unit:
        return base - (0.15 if any(small) else 0.05)
    return base


#: ``a thousand pities``, ``mille pardons``: said for many, and often reworded.
_HYPERBOLES = frozenset((100, 1000, 1_000_000))


def _alone(placed: Placed) -> float:
    """How surely a quantity that the other side doesn't have is a fault, 0 to 1."""
    quantity = placed.quantity
    reading = quantity.readings[0]
    if quantity.form is Form.LOOSE:
        return 0.1
    if quantity.code:
        return 0.3
    if quantity.form is Form.ROMAN:
        return 0.35
    if isinstance(reading, Label):
        return 0.3 if quantity.form is Form.WORDS else 0.8
    if quantity.form is Form.WORDS:
        if isinstance(reading, Date):
            return 0.4
        figure = isinstance(reading, Fraction) and reading > 12 and reading.denominator == 1
        return 0.55 if figure and reading not in _HYPERBOLES else 0.3
    decade = len(quantity.readings) == 2 and isinstance(reading, Fraction) and reading - 1900 == quantity.readings[1]
    if decade or reading == 1 or (reading == 100 and quantity.unit == "%"):
        return 0.4
    return 0.8


def discords(remains: Remains) -> Iterable[Discord]:
    """What contradicts, is missing or was added, in no particular order."""
    for one, other in remains.pairs:
        if contradict(one.quantity.unit, other.quantity.unit) and _rank(one.quantity, other.quantity) < 3:
            yield Discord(one, other, 0.8, same_value=True)
    candidates = []
    for i, one in enumerate(remains.original):
        for j, other in enumerate(remains.translation):
            confidence = _contradiction(one.quantity, other.quantity)
            if confidence >= 0.45:
                near = 0.05 * (1 - abs(one.position - other.position))
                alike = 0.05 * _alike(one.quantity.text, other.quantity.text)
                candidates.append((confidence + near + alike, confidence, i, j))
    paired_original: set[int] = set()
    paired_translation: set[int] = set()
    reported: set[tuple[int, int]] = set()
    for _, confidence, i, j in sorted(candidates, reverse=True):
        if i in paired_original or j in paired_translation:
            continue
        paired_original.add(i)
        paired_translation.add(j)
        one, other = remains.original[i], remains.translation[j]
        said = _said(one, remains.translation_readings) + _said(other, remains.original_readings)
        whole = one.whole or one, other.whole or other
        if (id(whole[0]), id(whole[1])) not in reported:
            reported.add((id(whole[0]), id(whole[1])))
            yield Discord(*whole, confidence - 0.1 * said)
    left = [one for i, one in enumerate(remains.original) if i not in paired_original]
    right = [other for j, other in enumerate(remains.translation) if j not in paired_translation]
    _pair_off(left, right, _leniently)
    for one in left:
        yield Discord(one, None, 0.2 if _said(one, remains.translation_readings) else _alone(one))
    for other in right:
        yield Discord(None, other, 0.2 if _said(other, remains.original_readings) else _alone(other))


def _said(placed: Placed, readings: frozenset[Reading]) -> bool:
    """Whether the other side says the same elsewhere: a repetition that one language can do without."""
    return not readings.isdisjoint(placed.quantity.readings)
