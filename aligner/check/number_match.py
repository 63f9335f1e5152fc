"""Match the quantities of both sides of a bead, and pair up those that contradict each other."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from aligner.check.number_likeness import (
    NEVER,
    alike,
    alone,
    contradiction,
    convertible,
    doubtful,
    foreign_grouping,
    is_share,
    lost_percent,
    lost_sign,
    rank,
)
from aligner.languages.numbers.quantity import Clock, Date, PastHour, Quantity, Reading
from aligner.languages.numbers.units import contradict

__all__ = ["Discord", "Kind", "Placed", "Remains", "discords", "match", "settle_neighbours"]

#: How many numbers of the other side one is compared with, before and behind its place: all in a sentence, few in a
#: block that is a table of thousands.
_REACH, _LEAST_REACH, _COMPARISONS = 64, 8, 8192

#: From this confidence on, two numbers left over are taken for partners before either is matched with a loose word.
_LIKELY = 0.7

#: From this confidence on, two numbers left over are reported together rather than each by itself.
_TOGETHER = 0.45

#: What each of two partners loses when the other side does say it, somewhere else.
_SAID_ELSEWHERE = 0.1

#: A number that one language repeats and the other doesn't.
_REPEATED = 0.2

_OTHER_UNIT = 0.8
_OTHER_SIGN = 0.8

#: Parts of two dates, in whatever way they are written: ``7 January``, ``07/02``.
_DATES = 0.85
_OTHER_FORMAT = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A quantity and where it stands."""

    quantity: Quantity
    sentence: int  #: number of its sentence in the document
    position: float  #: in its side of the bead, 0 to 1
    whole: "Placed | None" = None  #: the date, time or list that this is a part of


Pairing = list[tuple[Placed, Placed]]


@dataclass(slots=True)
class Remains:
    """What matching left over in one bead."""

    original: list[Placed]
    translation: list[Placed]
    pairs: Pairing  #: matched
    original_readings: frozenset[Reading]  #: all that the original says, matched or not
    translation_readings: frozenset[Reading]


class Kind(StrEnum):
    """What of two quantities is at odds."""

    VALUE = "value"
    UNIT = "unit"  #: the values are equal
    SIGN = "sign"  #: the values are equal, but only one is said to be per cent or has a minus
    FORMAT = "format"  #: the same digits, which mean something else in the other language: ``1,350``


@dataclass(frozen=True, slots=True)
class Discord:
    """Two quantities that contradict each other, or one that the other side doesn't have."""

    original: Placed | None
    translation: Placed | None
    confidence: float
    kind: Kind = Kind.VALUE


def match(original: Sequence[Placed], translation: Sequence[Placed]) -> Remains:
    """Match by value: as they stand first, then part by part, by conversion of units, and with loose words."""
    left, right = list(original), list(translation)
    pairs = _pair_equal(left, right) if len(left) * len(right) > _COMPARISONS else []
    pairs += _pair_off(left, right, _firmly)
    if _dissolve(left, right) + _dissolve(right, left):
        pairs += _pair_off(left, right, _firmly)
    if left and right:
        pairs += _pair_parts(left, right)
    if left or right:
        pairs += _pair_converted(left, right, original, translation)
    if left and right:
        pairs += _pair_loose(left, right)
    return Remains(
        left,
        right,
        pairs,
        _all_readings([*original, *(one for one, _ in pairs)]),
        _all_readings([*translation, *(other for _, other in pairs)]),
    )


def _dissolve(side: list[Placed], opposite: Sequence[Placed]) -> bool:
    """Take ``ten to four`` for two numbers where the other side says no time, or share, that it may contradict."""
    unsure = [placed for placed in side if placed.quantity.unsure and not _is_answered(placed, opposite)]
    if not unsure:
        return False
    side[:] = [
        Placed(part, placed.sentence, placed.position) if placed in unsure else placed
        for placed in side
        for part in (placed.quantity.parts if placed in unsure else (placed.quantity,))
    ]
    return True


def _is_answered(placed: Placed, opposite: Sequence[Placed]) -> bool:
    """Return whether the other side has a time of day, or a share, that this one may contradict."""
    if isinstance(placed.quantity.readings[0], Clock):
        return any(_moment(other) for other in opposite)
    plain = {other.quantity.value for other in opposite}
    if all(part.value in plain for part in placed.quantity.parts):
        return False
    return any(is_share(other.quantity) for other in opposite)


def _moment(placed: Placed) -> bool:
    """Return whether a time of day is surely meant, not an hour that may be a duration nor two mere numbers."""
    reading = placed.quantity.readings[0]
    return not placed.quantity.unsure and isinstance(reading, Clock | PastHour) and reading.minute != 0


def _all_readings(side: Sequence[Placed]) -> frozenset[Reading]:
    return frozenset(
        reading
        for placed in side
        for quantity in (
            placed.quantity,
            *(placed.quantity.parts if _divisible(placed) or placed.quantity.unsure else ()),
        )
        for reading in quantity.readings
    )


def _neighbours(left: Sequence[Placed], right: Sequence[Placed]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places that are worth comparing."""
    if not left or not right:
        return
    reach = max(_LEAST_REACH, min(_REACH, _COMPARISONS // len(left)))
    for i in range(len(left)):
        middle = i * len(right) // len(left)
        for j in range(max(0, middle - reach), min(len(right), middle + reach + 1)):
            yield i, j


def _pair_off(left: list[Placed], right: list[Placed], agree: Callable[[Placed, Placed], int]) -> Pairing:
    """Take out of both lists what agrees, best and nearest first; ``agree`` gives ranks."""
    candidates = sorted(
        (ranked, abs(left[i].position - right[j].position), i, j)
        for i, j in _neighbours(left, right)
        if (ranked := agree(left[i], right[j])) < NEVER
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


def _pair_equal(left: list[Placed], right: list[Placed]) -> Pairing:
    """Take out of both lists what is the same in every way, in the order of the text; for long lists."""
    waiting: dict[tuple[Reading, str, str], deque[Placed]] = {}
    for other in right:
        waiting.setdefault(_key(other), deque()).append(other)
    pairs = [(one, waiting[_key(one)].popleft()) for one in left if waiting.get(_key(one))]
    taken = {id(placed) for pair in pairs for placed in pair}
    left[:] = [placed for placed in left if id(placed) not in taken]
    right[:] = [placed for placed in right if id(placed) not in taken]
    return pairs


def _key(placed: Placed) -> tuple[Reading, str, str]:
    return placed.quantity.readings[0], placed.quantity.unit, placed.quantity.code


def _firmly(one: Placed, other: Placed) -> int:
    """Return the rank of a match between two numbers that are surely meant as such."""
    if doubtful(one.quantity, other.quantity) or not _ordered(one, other):
        return NEVER
    return rank(one.quantity, other.quantity)


def _leniently(one: Placed, other: Placed) -> int:
    """Return the rank of any match."""
    return rank(one.quantity, other.quantity)


def _divisible(placed: Placed) -> bool:
    """Return whether one part may stand without the others, as the year of a date may."""
    return isinstance(placed.quantity.readings[0], Date)


def _ordered(one: Placed, other: Placed) -> bool:
    """Return whether two parts may be matched: ``2.3`` is not ``3.2``, though both are made of a 2 and a 3."""
    if one.whole is None or other.whole is None or _divisible(one.whole) or _divisible(other.whole):
        return True
    first, second = one.whole.quantity.parts, other.whole.quantity.parts
    return len(first) == len(second) and first.index(one.quantity) == second.index(other.quantity)


def _parts(placed: Placed) -> list[Placed]:
    return [Placed(part, placed.sentence, placed.position, placed) for part in placed.quantity.parts] or [placed]


def _pair_parts(left: list[Placed], right: list[Placed]) -> Pairing:
    """Match ``7 January`` with ``du 6 au 7 janvier``; a number is only matched by all of its parts together."""
    whole: set[int] = set()
    while True:
        sides = [
            [part for placed in side for part in ([placed] if id(placed) in whole else _parts(placed))]
            for side in (left, right)
        ]
        if len(sides[0]) == len(left) and len(sides[1]) == len(right):
            return []
        pairs = _pair_off(sides[0], sides[1], _firmly)
        broken = {id(part.whole) for side in sides for part in side if part.whole and not _divisible(part.whole)}
        if not broken:
            left[:], right[:] = sides
            return pairs
        whole |= broken


def _pair_converted(
    left: list[Placed], right: list[Placed], original: Sequence[Placed], translation: Sequence[Placed]
) -> Pairing:
    """Take out amounts that the other side has in another unit; matched amounts count too: ``6 feet (2 m)``."""
    pairs = []
    for one in [placed for placed in left if placed.quantity.unit]:
        other = next((other for other in right if convertible(one.quantity, other.quantity)), None)
        if other:
            left.remove(one)
            right.remove(other)
            pairs.append((one, other))
    for side, opposite, others in ((left, right, translation), (right, left, original)):
        open_units = {placed.quantity.unit for placed in opposite}
        for placed in [placed for placed in side if placed.quantity.unit not in open_units | {""}]:
            if any(convertible(placed.quantity, other.quantity) for other in others):
                side.remove(placed)
    return pairs


def _pair_loose(left: list[Placed], right: list[Placed]) -> Pairing:
    """Match words like ``both`` with a ``deux``, unless a likelier partner of the ``deux`` contradicts it."""
    contradicted = {
        id(placed)
        for i, j in _neighbours(left, right)
        if rank(left[i].quantity, right[j].quantity) == NEVER
        and contradiction(left[i].quantity, right[j].quantity) >= _LIKELY
        for placed in (left[i], right[j])
    }

    def agree(one: Placed, other: Placed) -> int:
        if not doubtful(one.quantity, other.quantity) or id(one) in contradicted or id(other) in contradicted:
            return NEVER
        return rank(one.quantity, other.quantity)

    return _pair_off(left, right, agree)


def settle_neighbours(beads: Sequence[Remains]) -> None:
    """Take out what the bead before or behind has left over: a sentence boundary lies elsewhere, nothing is wrong.

    What a bead takes from one neighbour, the other one may take too, so that beads farther away make no difference.
    """
    left_over = [(list(one.original), list(one.translation)) for one in beads]
    for (here, there), ((one, its), (other, others)) in zip(pairwise(beads), pairwise(left_over), strict=True):
        _take_out(here, there, _pair_off(list(one), list(others), _firmly))
        _take_out(there, here, _pair_off(list(other), list(its), _firmly))


def _take_out(original: Remains, translation: Remains, pairs: Pairing) -> None:
    gone = {id(placed) for pair in pairs for placed in pair}
    original.original[:] = [placed for placed in original.original if id(placed) not in gone]
    translation.translation[:] = [placed for placed in translation.translation if id(placed) not in gone]


def discords(remains: Remains) -> Iterator[Discord]:
    """Yield what contradicts, is missing or was added, in no particular order."""
    for one, other in remains.pairs:
        if lost_percent(one.quantity, other.quantity) and not _hundreds(one, other, remains):
            yield Discord(one, other, _OTHER_UNIT, Kind.SIGN)
        elif lost_sign(one.quantity, other.quantity):
            yield Discord(one, other, _OTHER_SIGN, Kind.SIGN)
        elif _other_rate(one.quantity, other.quantity) or _other_unit(one.quantity, other.quantity):
            yield Discord(one, other, _OTHER_UNIT, Kind.UNIT)
        elif foreign_grouping(one.quantity, other.quantity):
            yield Discord(one, other, _OTHER_FORMAT, Kind.FORMAT)
    left, right = remains.original, remains.translation
    yield from _contradictions(left, right, remains)
    _pair_off(left, right, _leniently)
    for one in left:
        confidence = _REPEATED if _said(one, remains.translation_readings) else alone(one.quantity, added=False)
        yield Discord(one, None, confidence)
    for other in right:
        confidence = _REPEATED if _said(other, remains.original_readings) else alone(other.quantity, added=True)
        yield Discord(None, other, confidence)


def _other_unit(one: Quantity, other: Quantity) -> bool:
    """Return whether two equal figures are said to be of units that are not the same."""
    return contradict(one.unit, other.unit) and rank(one, other) < 3 and not convertible(one, other)


def _other_rate(one: Quantity, other: Quantity) -> bool:
    """Return whether two equal amounts are said for each of different units: a day, a month."""
    return bool(one.per and other.per) and one.per != other.per


def _hundreds(one: Placed, other: Placed, remains: Remains) -> bool:
    """Return whether the side without a sign says per cent in other words: ``5 pour 100``, ``5 out of 100``."""
    said = remains.translation_readings if one.quantity.unit == "%" else remains.original_readings
    return 100 in said


def _contradictions(left: list[Placed], right: list[Placed], remains: Remains) -> Iterator[Discord]:
    """Take out of both lists what contradicts each other, likeliest partners first."""
    candidates = []
    for i, j in _neighbours(left, right):
        one, other = left[i], right[j]
        confidence = contradiction(one.quantity, other.quantity)
        if one.whole and other.whole and _divisible(one.whole) and _divisible(other.whole):
            confidence = max(confidence, _DATES)
        if confidence >= _TOGETHER:
            near = 0.05 * (1 - abs(one.position - other.position))
            likeness = 0.05 * alike(one.quantity.text, other.quantity.text)
            candidates.append((confidence + near + likeness, confidence, i, j))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    wholes: set[tuple[int, int]] = set()  # of a date only one finding, however many of its parts are wrong
    for _, confidence, i, j in sorted(candidates, reverse=True):
        if i in taken_left or j in taken_right:
            continue
        taken_left.add(i)
        taken_right.add(j)
        one, other = left[i], right[j]
        said = _said(one, remains.translation_readings) + _said(other, remains.original_readings)
        whole = one.whole or one, other.whole or other
        if (id(whole[0]), id(whole[1])) not in wholes:
            wholes.add((id(whole[0]), id(whole[1])))
            yield Discord(*whole, confidence - _SAID_ELSEWHERE * said)
    left[:] = [placed for i, placed in enumerate(left) if i not in taken_left]
    right[:] = [placed for j, placed in enumerate(right) if j not in taken_right]


def _said(placed: Placed, readings: frozenset[Reading]) -> bool:
    """Return whether the other side says the same elsewhere: a repetition that one language can do without."""
    return not readings.isdisjoint(placed.quantity.readings)
