"""Draw the rooms of the program as docs/images/architecture.svg: ``python docs/drawing.py``."""

from html import escape
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).resolve().parent / "images" / "architecture.svg"

#: Rows of rooms, the first on top; a room imports only from rows below it, and from rooms on its left.
ROWS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "entrances",
        (
            ("session", "one for a process"),
            ("workspace", "what lasts"),
            ("desk", "in a browser"),
            ("batch", "many pairs"),
            ("evaluate", "measures"),
            ("doctor", "says what works"),
            ("cli", "commands"),
        ),
    ),
    ("outputs", (("report", "for people and programs"), ("export", "parallel corpora"), ("fix", "repairs in files"))),
    (
        "judging",
        (
            ("terms", "equivalents, glossary"),
            ("check", "rules, findings"),
            ("decisions", "what people said"),
            ("gate", "verdict, score"),
            ("approval", "who signed"),
        ),
    ),
    (
        "pairing",
        (
            ("encode", "vectors of sentences"),
            ("pairing", "which files"),
            ("link", "words to words"),
            ("alignment", "sentences to beads"),
        ),
    ),
    ("reading", (("read", "files to documents"), ("config", "profiles"), ("split", "blocks to sentences"))),
    ("facts", (("languages", "of one and of pairs"), ("models", "learned files"))),
    ("data", (("core", "frozen data"), ("messages", "texts, en and fr"))),
    ("base", (("errors, cells, patterns, staging, files, settings, progress, parallel, plugins", "know no room"),)),
)
#: What another package may add to a room, by an entry point.
PLUGINS = {"read": "readers", "encode": "encoders", "check": "rules", "report": "reports", "export": "exporters"}

WIDTH, LEFT, ROW, BOX, GAP = 880, 100, 78, 52, 14
INK, LINE, FILL, ADDED = "#1f2933", "#7b8794", "#f5f7fa", "#d9f0e3"


class Box(NamedTuple):
    """A rectangle with two lines of text."""

    x: float
    y: float
    width: float
    name: str
    about: str

    def svg(self) -> str:
        plugin = PLUGINS.get(self.name)
        middle = self.x + self.width / 2
        about = f"{self.about}, + {plugin}" if plugin else self.about
        return (
            f'<rect x="{self.x:g}" y="{self.y:g}" width="{self.width:g}" height="{BOX}" rx="6" '
            f'fill="{ADDED if plugin else FILL}" stroke="{LINE}"/>'
            f'<text x="{middle:g}" y="{self.y + 22:g}" text-anchor="middle" font-weight="600">'
            f"{escape(self.name)}</text>"
            f'<text x="{middle:g}" y="{self.y + 40:g}" text-anchor="middle" font-size="12">{escape(about)}</text>'
        )


def boxes() -> list[Box]:
    """Every room with its place."""
    found = []
    for row, (_, rooms) in enumerate(ROWS):
        width = (WIDTH - LEFT - GAP * len(rooms)) / len(rooms)
        for column, (name, about) in enumerate(rooms):
            found.append(Box(LEFT + column * (width + GAP), 20 + row * ROW, width, name, about))
    return found


def drawing() -> str:
    """Return the SVG."""
    height = 20 + len(ROWS) * ROW + 40
    labels = "".join(
        f'<text x="16" y="{20 + row * ROW + 31}" fill="{LINE}" font-size="13">{escape(label)}</text>'
        for row, (label, _) in enumerate(ROWS)
    )
    arrows = "".join(
        f'<path d="M{LEFT + (WIDTH - LEFT - GAP) / 2:g} {20 + row * ROW + BOX} v{ROW - BOX - 5}" stroke="{LINE}" '
        'marker-end="url(#arrow)"/>'
        for row in range(len(ROWS) - 1)
    )
    note = (
        f'<text x="{LEFT}" y="{height - 22}" font-size="12" fill="{INK}">An arrow reads “imports from”. '
        "Green rooms have an entry-point group: another package may add to them.</text>"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="system-ui, sans-serif" font-size="15" fill="{INK}" role="img" '
        'aria-label="Rooms of the program, each importing only from those below it">'
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#ffffff"/>'
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0 L8 4 L0 8 z" fill="{LINE}"/></marker></defs>'
        f"{labels}{arrows}{''.join(box.svg() for box in boxes())}{note}</svg>\n"
    )


if __name__ == "__main__":
    TARGET.write_text(drawing(), encoding="utf-8")
