"""Precision, recall and alarms over the confidence that findings must have: as a table and as a picture (SVG)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from aligner.errors import ConfigError
from aligner.evaluate.plants import RULES_OF, Kind
from aligner.evaluate.results import Evaluation
from aligner.files import write_text

__all__ = ["Point", "check_picture", "curve", "curves_table", "picture", "write_picture"]

_THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)

_SIDE, _GAP, _LEFT, _TOP = 320, 90, 60, 40  # pixels
_LEGEND = 230
_MOST_ALARMS = 5.0  # per 1,000 words; nobody reads more, and the picture would show nothing else
_COLOURS = (
    *("#1f4e79", "#c55a11", "#548235", "#7f3f98", "#b8860b", "#c00000"),
    *("#2e8b8b", "#595959", "#d6569a", "#3f6fd1", "#8a5a2b"),
)
_DASHES = ("", "6 3", "2 3")


@dataclass(frozen=True, slots=True)
class Point:
    """What a rule does if its findings must be at least so sure."""

    threshold: float
    recall: float  #: share of the plants of one kind
    precision: float  #: of the findings of the kind's rules in texts with plants, the share about plants
    alarms: float  #: findings of these rules on the untouched texts per 1,000 words


def curve(result: Evaluation, kind: Kind) -> list[Point]:
    """Points by rising threshold, where anything is found."""
    rules = RULES_OF[kind]
    of_kind = {number for number, outcome in enumerate(result.outcomes) if outcome.plant.kind is kind}
    points = []
    for threshold in _THRESHOLDS:
        sure = [one for one in result.candidates if one.rule in rules and one.confidence >= threshold]
        hits = {one.plant for one in sure if one.plant is not None}
        strays = sum(one.plant is None and not one.clean for one in sure)
        if hits & of_kind:
            points.append(
                Point(
                    threshold,
                    len(hits & of_kind) / len(of_kind),
                    len(hits) / (len(hits) + strays),
                    1000 * sum(one.clean for one in sure) / max(1, result.words),
                )
            )
    return points


def curves_table(result: Evaluation) -> str:
    """The points of every kind that is found at all."""
    lines = [f"{'kind':24} confidence from  recall  precision  alarms per 1,000 words"]
    for kind in result.settings.kinds:
        last = None
        for point in curve(result, kind):
            values = (point.recall, point.precision, point.alarms)
            if values != last:
                alarms = f"{point.alarms:22.2f}" if result.settings.clean else f"{'-':>22}"
                lines.append(f"{kind:24} {point.threshold:15.2f} {point.recall:7.3f} {point.precision:10.3f}  {alarms}")
            last = values
    return "\n".join(lines) + "\n"


def write_picture(result: Evaluation, path: Path) -> None:
    """Draw the curves into a file.

    :raises ConfigError: if it is to be anything but SVG
    :raises InputError: if it cannot be written
    """
    check_picture(path)
    write_text(path, picture(result))


def check_picture(path: Path) -> None:
    """Say early that a picture cannot be drawn.

    :raises ConfigError: if it is to be anything but SVG
    """
    if path.suffix.lower() != ".svg":
        raise ConfigError(f"Curves are drawn as SVG: give a file name that ends in .svg, not {path.name!r}.")


def picture(result: Evaluation) -> str:
    """Two panels: precision against recall, recall against alarms; a dot for each threshold."""
    drawn = [(kind, points) for kind in result.settings.kinds if (points := curve(result, kind))]
    quiet = [(kind, [point for point in points if point.alarms <= _MOST_ALARMS]) for kind, points in drawn]
    most = max((point.alarms for _, points in quiet for point in points), default=0.0) or 1.0
    width = _LEFT + 2 * _SIDE + _GAP + _LEGEND
    height = _TOP + _SIDE + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
        *_panel(drawn, _LEFT, "recall", 1.0, "precision", lambda point: (point.recall, point.precision)),
    ]
    if result.settings.clean:
        left = _LEFT + _SIDE + _GAP
        label = "alarms per 1,000 words"
        parts += _panel(quiet, left, label, most, "recall", lambda point: (point.alarms / most, point.recall))
    parts += [*_legend(drawn, _LEFT + 2 * _SIDE + _GAP + 20), "</svg>"]
    return "\n".join(parts) + "\n"


def _panel(
    drawn: Sequence[tuple[Kind, Sequence[Point]]],
    left: int,
    across: str,
    most: float,
    upward: str,
    place: Callable[[Point], tuple[float, float]],
) -> Iterator[str]:
    """Axes with five ticks each, and a line for each kind; ``place`` gives shares of the panel's side."""
    bottom = _TOP + _SIDE
    yield f'<rect x="{left}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>'
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = left + share * _SIDE, bottom - share * _SIDE
        yield f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{share * most:.3g}</text>'
        yield f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{share:.2g}</text>'
        yield f'<path d="M{left} {y:.1f}h{_SIDE}M{x:.1f} {bottom}v-{_SIDE}" stroke="#ddd" fill="none"/>'
    yield f'<text x="{left + _SIDE / 2}" y="{bottom + 40}" text-anchor="middle">{across}</text>'
    yield f'<text x="{left}" y="{_TOP - 12}">{upward}</text>'
    for number, (_, points) in enumerate(drawn):
        spots = [(left + x * _SIDE, bottom - y * _SIDE) for x, y in map(place, points)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        yield f'<polyline points="{path}" fill="none" {_stroke(number)}/>'
        for x, y in spots:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{_COLOURS[number % len(_COLOURS)]}"/>'


def _legend(drawn: Sequence[tuple[Kind, Sequence[Point]]], left: int) -> Iterator[str]:
    for number, (kind, _) in enumerate(drawn):
        y = _TOP + 10 + 20 * number
        yield f'<path d="M{left} {y}h28" fill="none" {_stroke(number)}/>'
        yield f'<text x="{left + 36}" y="{y + 4}">{escape(kind)}</text>'


def _stroke(number: int) -> str:
    dashes = _DASHES[number % len(_DASHES)]
    return f'stroke="{_COLOURS[number % len(_COLOURS)]}" stroke-width="1.8" stroke-dasharray="{dashes}"'
