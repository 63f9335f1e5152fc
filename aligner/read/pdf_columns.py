"""Two columns of prose that a program has drawn row by row, as tables are drawn: put one after the other again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from aligner.read.pdf_line import Line

__all__ = ["columns_apart"]

_SAME_ROW = 2.0  # points that lines of one row differ in height
_LEAST_ROWS = 6  # with text on both sides; fewer may be a table
_LEAST_LENGTH = 25  # characters of a side's lines, on average
_SAME_PLACE = 3.0  # points that a column's lines differ in where they begin
_SHARE = 0.8  # of the rows begin in the same two places
_GOES_ON = 0.35  # of the lines of a side go on from the line above: they begin with a small letter


def columns_apart(lines: Sequence[Line]) -> list[Line]:
    """Return a page's lines, the left column of prose before the right where their rows were drawn in turn.

    Tables keep their rows: their cells are short, or do not go on from one row to the next.
    """
    rows = list(_rows(lines))
    pairs = [row for row in rows if len(row) == 2]
    if len(pairs) < _LEAST_ROWS:
        return list(lines)
    left, right = (_usual(row[side].x for row in pairs) for side in (0, 1))
    fitting = [row for row in pairs if _near(row[0].x, left) and _near(row[1].x, right)]
    sides = [[row[side] for row in fitting] for side in (0, 1)]
    if len(fitting) < _SHARE * len(pairs) or not all(map(_is_prose, sides)):
        return list(lines)
    found: list[Line] = []
    first, second = list[Line](), list[Line]()
    for row in rows:
        placed = [(line, _near(line.x, left), _near(line.x, right)) for line in row]
        if all(is_left or is_right for _, is_left, is_right in placed):
            for line, is_left, _ in placed:
                (first if is_left else second).append(replace(line, cell=False))
        else:
            found += (*first, *second, *row)
            first, second = [], []
    return [*found, *first, *second]


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    row: list[Line] = []
    for line in lines:
        if row and (abs(line.y - row[0].y) > _SAME_ROW or line.x <= row[-1].x):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _usual(places: Iterable[float]) -> float:
    return Counter(round(place) for place in places).most_common(1)[0][0]


def _near(place: float, usual: float) -> bool:
    return abs(place - usual) <= _SAME_PLACE


def _is_prose(lines: Sequence[Line]) -> bool:
    going_on = sum(below.text[:1].islower() for _, below in pairwise(lines))
    return (
        bool(lines)
        and sum(len(line.text) for line in lines) >= _LEAST_LENGTH * len(lines)
        and going_on >= _GOES_ON * len(lines)
    )
