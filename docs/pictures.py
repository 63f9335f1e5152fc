"""Makes the README's pictures from the sample ``corpora/harbour``: ``python docs/pictures.py`` (needs Chromium)."""

import re
import subprocess
import tempfile
from itertools import islice
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

from aligner import review
from aligner.core import Review
from aligner.report import render
from aligner.report.terminal.report import report

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
COLUMNS, PARTS = 104, 6  # parts of the report: the overview, a heading, the first findings
COMMAND = "aligner review corpora/harbour.en.md corpora/harbour.fr.draft.md"
# Fonts come from whoever shows the picture: a README must not call a network.
SVG = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def main() -> None:
    """Write both pictures."""
    original, translation = (Path("corpora") / f"harbour.{part}.md" for part in ("en", "fr.draft"))
    found = review(original, translation)
    IMAGES.mkdir(parents=True, exist_ok=True)
    (IMAGES / "terminal.svg").write_text(terminal(found), encoding="utf-8")
    page(found, IMAGES / "report.png")


def terminal(found: Review) -> str:
    """The beginning of the report as a terminal shows it, as SVG."""
    with open("/dev/null", "w", encoding="utf-8") as nowhere:
        console = Console(
            file=nowhere, record=True, width=COLUMNS, force_terminal=True, color_system="truecolor", no_color=False
        )
        console.print(f"$ {COMMAND}", style="bold", highlight=False)
        for part in islice(report(found, console), PARTS):
            console.print(part)
        return console.export_svg(title="aligner", theme=DIMMED_MONOKAI, code_format=SVG, unique_id="aligner")


def page(found: Review, target: Path) -> None:
    """The first screen or two of the HTML report as a browser shows it."""
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "report.html"
        html.write_text(render(found, "html"), encoding="utf-8")
        options = "--headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking"
        subprocess.run(
            [
                *("chromium", *options.split(), f"--user-data-dir={folder}/profile"),
                *("--window-size=1100,1560", f"--screenshot={target}", html.as_uri()),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )


if __name__ == "__main__":
    main()
