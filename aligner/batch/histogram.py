"""Histograms, as pictures that any browser shows: SVG."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

__all__ = ["Histogram", "count_bead", "histograms_of_beads", "put_pictures"]

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 560, 220, 56, 40, 34


@dataclass
class Histogram:
    """Counts of values between two bounds; those beyond are counted at the ends."""

    name: str
    low: float
    high: float
    bins: int = 20
    counts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.counts = [0] * self.bins

    def add(self, value: float | None) -> None:
        """Count a value, if there is one."""
        if value is not None:
            place = int((value - self.low) / (self.high - self.low) * self.bins)
            self.counts[min(max(place, 0), self.bins - 1)] += 1

    def svg(self) -> str:
        """Return the picture."""
        most = max(*self.counts, 1)
        width = (_WIDTH - _LEFT - 16) / self.bins
        room = _HEIGHT - _TOP - _BOTTOM
        floor = _HEIGHT - _BOTTOM
        bars = "".join(
            f'<rect x="{_LEFT + number * width + 1:.2f}" y="{floor - room * count / most:.2f}" width="{width - 2:.2f}" '
            f'height="{room * count / most:.2f}" fill="#2f6f9f"><title>{count}</title></rect>'
            for number, count in enumerate(self.counts)
        )
        ticks = "".join(
            f'<text x="{_LEFT + part * (_WIDTH - _LEFT - 16) / 4:.1f}" y="{floor + 18}" text-anchor="middle">'
            f"{self.low + part * (self.high - self.low) / 4:g}</text>"
            for part in range(5)
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
            f'height="{_HEIGHT}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2933" role="img" '
            f'aria-label="Histogram of {escape(self.name)}"><rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>'
            f'<text x="{_LEFT}" y="20" font-size="14" font-weight="600">{escape(self.name)}</text>'
            f'<text x="{_LEFT - 6}" y="{_TOP + 4}" text-anchor="end">{most:,}</text>'
            f'<text x="{_LEFT - 6}" y="{floor}" text-anchor="end">0</text>'
            f'<path d="M{_LEFT} {floor} H{_WIDTH - 16}" stroke="#7b8794"/>{bars}{ticks}</svg>\n'
        )


def histograms_of_beads() -> dict[str, Histogram]:
    """Return empty histograms, by the column that each is about."""
    return {
        "confidence": Histogram("Confidence", 0, 1),
        "similarity": Histogram("Similarity", 0, 1),
        "length_ratio": Histogram("Translation by original, in characters", 0, 3),
        "original_characters": Histogram("Characters of the original", 0, 400),
    }


def count_bead(histograms: dict[str, Histogram], row: Mapping[str, Any]) -> None:
    """Count a bead."""
    for column, histogram in histograms.items():
        histogram.add(row[column])


def put_pictures(folder: Path, histograms: dict[str, Histogram]) -> dict[str, str]:
    """Write histograms; return their places by what they show."""
    (folder / "images").mkdir(exist_ok=True)
    found = {}
    for column, histogram in histograms.items():
        (folder / "images" / f"{column}.svg").write_text(histogram.svg(), encoding="utf-8")
        found[histogram.name] = f"images/{column}.svg"
    return found
