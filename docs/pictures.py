"""Makes the README's pictures from the sample ``corpora/harbour``: ``python docs/pictures.py`` (needs Chromium)."""

import re
import subprocess
import tempfile
from itertools import islice
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, DIMMED_MONOKAI, TerminalTheme

from aligner import review
from aligner.check import load_profile
from aligner.core import Review
from aligner.gate import Verdict, judge
from aligner.report import render
from aligner.report.terminal.report import report

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PARTS = 6  # parts of the report: the overview, a heading, the first findings
COMMAND = "aligner review corpora/harbour.en.md corpora/harbour.fr.draft.md"
CHROMIUM = (
    "chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
)
# Fonts come from whoever shows the picture: a README must not call a network.
SVG = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def main() -> None:
    """Write all pictures."""
    original, translation = (Path("corpora") / f"harbour.{part}.md" for part in ("en", "fr.draft"))
    rules = load_profile("news")
    found = review(original, translation, profile=rules)
    verdict = judge(found, rules)
    IMAGES.mkdir(parents=True, exist_ok=True)
    (IMAGES / "terminal.svg").write_text(terminal(found), encoding="utf-8")
    photograph(page(found, verdict), IMAGES / "report.png", width=1100, height=1180)
    photograph(page(found, verdict, "fr"), IMAGES / "report-fr-dark.png", width=1100, height=1180, dark=True)
    photograph(page(found, verdict), IMAGES / "report-phone.png", width=400, height=860)
    chart = page(found, verdict)
    photograph(chart, IMAGES / "report-paper.png", width=794, height=1123, paper=True)


def terminal(
    found: Review,
    verdict: Verdict | None = None,
    *,
    columns: int = 104,
    theme: TerminalTheme = DIMMED_MONOKAI,
    command: str = COMMAND,
    language: str = "en",
) -> str:
    """The beginning of the report as a terminal shows it, as SVG."""
    with open("/dev/null", "w", encoding="utf-8") as nowhere:
        console = Console(
            file=nowhere, record=True, width=columns, force_terminal=True, color_system="truecolor", no_color=False
        )
        console.print(f"$ {command}", style="bold", highlight=False)
        for part in islice(report(found, console, verdict, language), PARTS):
            console.print(part)
        return console.export_svg(title="aligner", theme=theme, code_format=SVG, unique_id="aligner")


def light_terminal(found: Review, verdict: Verdict | None = None, *, columns: int = 104) -> str:
    """The same on a light ground: for looking, not for the README."""
    return terminal(found, verdict, columns=columns, theme=DEFAULT_TERMINAL_THEME)


def page(found: Review, verdict: Verdict, language: str = "en") -> str:
    """The HTML report."""
    return render(found, "html", verdict, language)


def photograph(html: str, target: Path, *, width: int, height: int, dark: bool = False, paper: bool = False) -> None:
    """What a browser shows of a page at first, or its first printed sheet."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.html"
        source.write_text(html, encoding="utf-8")
        scheme = ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if dark else []
        common = [*CHROMIUM.split(), f"--user-data-dir={folder}/profile", *scheme]
        if paper:
            pdf = Path(folder) / "report.pdf"
            _run([*common, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", source.as_uri()])
            _run(["pdftoppm", "-png", "-r", "72", "-singlefile", str(pdf), str(target.with_suffix(""))])
        else:
            _run([*common, f"--window-size={width},{height}", f"--screenshot={target}", source.as_uri()])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


if __name__ == "__main__":
    main()
