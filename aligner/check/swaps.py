"""Tell by the words beside them whether two numbers changed places: 3 boats, 12 men for 12 boats, 3 men."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from aligner.check.base import PairContext
from aligner.check.number_match import Pairing, Placed
from aligner.core import Bead
from aligner.languages import get
from aligner.languages.numbers import number_data
from aligner.languages.numbers.quantity import Form, Quantity, Reading
from aligner.link.pair import Place

__all__ = ["swapped"]

_LINK = 0.5  #: score of links that say what stands for a word beside a number
_REACH = 4  #: tokens from a number to a word that may be said of it
_WITNESSES = 2  #: words beside the numbers that say so, and none against it

_Pair = tuple[Placed, Placed]


def swapped(pair: PairContext, bead: Bead, matched: Pairing) -> Iterator[tuple[_Pair, _Pair]]:
    """Yield two numbers of a bead, each with its equal in the translation, that stand with each other's words there."""
    plain = sorted(
        (one for one in matched if all(_is_plain(placed.quantity) for placed in one)), key=lambda p: _key(p[0])
    )
    crossing = [
        (one, other)
        for one, other in combinations(plain, 2)
        if _key(one[1]) > _key(other[1]) and _reading(one) != _reading(other)
        if one[0].quantity.unit == other[0].quantity.unit
        if not any(_is_out_of(pair, placed) for placed in (one[1], other[1]))
    ]
    if not crossing:
        return
    here, there = pair.links.places(bead)
    links = [
        (i, j)
        for i, j, _ in pair.links.links(bead, _LINK)
        if _is_content(here[i], pair.languages[0]) and _is_content(there[j], pair.languages[1])
    ]
    for one, other in crossing:
        left = [_tokens(here, placed) for placed in (one[0], other[0])]
        right = [_tokens(there, placed) for placed in (one[1], other[1])]
        votes = [(_nearest(i, left), _nearest(j, right)) for i, j in links]
        said = [near == nearby for near, nearby in votes if near is not None and nearby is not None]
        if len(said) >= _WITNESSES and not any(said):
            yield one, other


def _is_out_of(pair: PairContext, placed: Placed) -> bool:
    """Return whether a number is the whole that another one is a part of: « 6 maisons sur 20 »."""
    data = number_data(pair.translation.language)
    before = pair.translation.sentences[placed.sentence].text[: placed.quantity.start].split()[-1:]
    return data is not None and any(word.lower() in data.share_links for word in before)


def _is_plain(quantity: Quantity) -> bool:
    return quantity.form in (Form.DIGITS, Form.WORDS) and not (quantity.code or quantity.ordinal or quantity.unsure)


def _key(placed: Placed) -> tuple[int, int]:
    return placed.sentence, placed.quantity.start


def _reading(pair: _Pair) -> Reading:
    return pair[0].quantity.readings[0]


def _is_content(place: Place, language: str) -> bool:
    word = place[1].text
    return word[0].isalpha() and word.lower() not in get(language).function_words


def _tokens(places: Sequence[Place], placed: Placed) -> range:
    """Return the numbers of a quantity's tokens among those of its side."""
    start, end = placed.quantity.start, placed.quantity.numeral_end or placed.quantity.end
    inside = [
        n for n, (s, token) in enumerate(places) if s == placed.sentence and token.start < end and start < token.end
    ]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _nearest(token: int, numbers: Sequence[range]) -> int | None:
    """Return which of two numbers a token stands near to; None where it is part of one, or stands near to neither."""
    distances = [min((abs(token - n) for n in number), default=_REACH + 1) for number in numbers]
    if 0 in distances or distances[0] == distances[1] or min(distances) > _REACH:
        return None
    return distances.index(min(distances))
