"""How many sentences come out of PDF files as they went in.

``python -m tools.benchmarks.pdf_readers [--keep FOLDER]``.

The same text is set by the programs that are here (Chromium, LibreOffice, groff, Typst, fpdf2, ReportLab), in one
column and in two, and read by aligner (pypdf and our layout) and by pypdfium2, whose text is read as plain text is.
"""

import argparse
import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from aligner.errors import AlignerError
from aligner.read import read, read_text
from aligner.split import split

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "corpora" / "harbour.en.md"


def paragraphs() -> list[str]:
    """Return the paragraphs of the text, without headings and lists."""
    from aligner.core import BlockKind

    return [
        block.text for block in read(SOURCE, "en").blocks if block.kind is BlockKind.PARAGRAPH and len(block.text) > 80
    ]


def _page(texts: Sequence[str], style: str) -> str:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    return f'<html lang="en"><meta charset="utf-8"><style>{style}</style><body>{body}</body></html>'


def _chromium(texts: Sequence[str], target: Path, style: str) -> None:
    page = target.with_suffix(".html")
    page.write_text(_page(texts, style), encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    _run("chromium", *options, f"--print-to-pdf={target}", page.as_uri())


def _office(texts: Sequence[str], target: Path, style: str) -> None:
    page = target.with_suffix(".html")
    page.write_text(_page(texts, style), encoding="utf-8")
    profile = f"-env:UserInstallation={(target.parent / 'profile').as_uri()}"
    _run(
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf:writer_web_pdf_Export",
        "--outdir",
        str(target.parent),
        str(page),
    )


def _office_file(source: Path, target: Path) -> None:
    copy = target.with_suffix(source.suffix)
    shutil.copy(source, copy)
    profile = f"-env:UserInstallation={(target.parent / 'profile').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(target.parent), str(copy))


def _groff(texts: Sequence[str], target: Path, head: str) -> None:
    plain = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})
    source = head + "".join(f".PP\n{text.translate(plain)}\n" for text in texts)
    found = subprocess.run(["groff", "-k", "-ms", "-Tpdf"], input=source.encode(), capture_output=True, check=True)
    target.write_bytes(found.stdout)


def _typst(texts: Sequence[str], target: Path, head: str) -> None:
    import typst

    marks: dict[str, str | int | None] = {character: f"\\{character}" for character in "#$*_`@<>[]\\~"}
    source = target.with_suffix(".typ")
    source.write_text(head + "\n\n".join(text.translate(str.maketrans(marks)) for text in texts), encoding="utf-8")
    typst.compile(str(source), output=str(target))


def _fpdf(texts: Sequence[str], target: Path, columns: int, rows: bool) -> None:
    from fpdf import FPDF

    made = FPDF()
    made.add_page()
    made.set_font("Times", size=11)
    plain = [text.encode("latin-1", "replace").decode("latin-1") for text in texts]
    if rows:
        wide = 85
        halves = (plain[: len(plain) // 2], plain[len(plain) // 2 :])
        lines: list[list[str]] = [[], []]
        for side, half in enumerate(halves):
            for text in half:
                found = made.multi_cell(wide, 5, text, dry_run=True, output="LINES")
                assert isinstance(found, list)
                lines[side] += found
                lines[side].append("")
        for left, right in zip(*lines, strict=False):
            made.cell(wide + 10, 5, left)
            made.cell(wide, 5, right, new_x="LMARGIN", new_y="NEXT")
    else:
        with made.text_columns(ncols=columns, gutter=8, text_align="J") as region:
            for text in plain:
                region.write(text)
                region.ln()
                region.ln()
    made.output(str(target))


def _reportlab(texts: Sequence[str], target: Path, columns: int) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

    width, height = A4
    step = (width - 100) / columns
    frames = [Frame(50 + n * step, 50, step - 12, height - 100) for n in range(columns)]
    document = BaseDocTemplate(str(target), pagesize=A4, pageTemplates=[PageTemplate(frames=frames)])
    style = getSampleStyleSheet()["BodyText"]
    document.build([part for text in texts for part in (Paragraph(html.escape(text), style), Spacer(1, 8))])


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=120)


_TWO = "body { columns: 2; font: 11pt serif; text-align: justify; hyphens: auto }"
_ONE = "body { font: 11pt serif }"

Maker = Callable[[Sequence[str], Path], None]

MAKERS: dict[str, Maker] = {
    "Chromium": lambda t, p: _chromium(t, p, _ONE),
    "Chromium, two columns": lambda t, p: _chromium(t, p, _TWO),
    "Chromium, a table": lambda t, p: _chromium(
        t, p, "p { display: table-cell; width: 9em; padding: 4pt } body { display: table }"
    ),
    "LibreOffice, a page": lambda t, p: _office(t, p, _ONE),
    "LibreOffice, DOCX": lambda t, p: _office_file(ROOT / "tests/documents/mill.en.docx", p),
    "LibreOffice, ODT": lambda t, p: _office_file(ROOT / "tests/documents/mill.en.odt", p),
    "groff": lambda t, p: _groff(t, p, ""),
    "groff, two columns": lambda t, p: _groff(t, p, ".2C\n"),
    "groff, large": lambda t, p: _groff(t, p, ".nr PS 14\n.nr VS 17\n"),
    "Typst": lambda t, p: _typst(t, p, ""),
    "Typst, two columns": lambda t, p: _typst(t, p, "#set page(columns: 2)\n#set par(justify: true)\n"),
    "Typst, narrow": lambda t, p: _typst(
        t, p, "#set page(width: 9cm)\n#set par(justify: true, first-line-indent: 1em)\n"
    ),
    "fpdf2": lambda t, p: _fpdf(t, p, 1, False),
    "fpdf2, two columns": lambda t, p: _fpdf(t, p, 2, False),
    "fpdf2, two columns row by row": lambda t, p: _fpdf(t, p, 2, True),
    "ReportLab": lambda t, p: _reportlab(t, p, 1),
    "ReportLab, two columns": lambda t, p: _reportlab(t, p, 2),
}


def _sentences(texts: Sequence[str]) -> list[str]:
    return [_bare(s.text) for text in texts for s in split(read_text(text, "en")).sentences]


def _bare(text: str) -> str:
    """Return a text without what programs change that have fewer characters: quotation marks, dashes, spaces."""
    marks: dict[str, str | int | None] = {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "?": "",
        "\u00ad": "",
    }
    return "".join(text.translate(str.maketrans(marks)).split())


def _ours(path: Path) -> Iterator[str]:
    yield from (_bare(s.text) for s in split(read(path, "en")).sentences)


def _pdfium(path: Path) -> Iterator[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    text = "\n\n".join(
        page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "") for page in document
    )
    yield from (_bare(s.text) for s in split(read_text(text, "en")).sentences)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the files, read them, and print the share of sentences that came out whole."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks.pdf_readers", description=__doc__)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the files there")
    asked = parser.parse_args(arguments)
    texts = paragraphs()
    print(f"{'':32} aligner  pypdfium2")
    total = [0.0, 0.0]
    made = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, make) in enumerate(MAKERS.items()):
            target = Path(folder) / f"{number}.pdf"
            try:
                make(texts, target)
            except (OSError, ImportError, subprocess.SubprocessError) as error:
                print(f"{name:32} not made: {type(error).__name__}")
                continue
            own = ROOT / "tests/documents/mill.en.md"
            gold = (
                _sentences([b.text for b in read(own, "en").blocks])
                if "LibreOffice, D" in name or "LibreOffice, O" in name
                else _sentences(texts)
            )
            shares = []
            for reader in (_ours, _pdfium):
                try:
                    found = set(reader(target))
                except AlignerError:
                    found = set()
                shares.append(sum(one in found for one in gold) / len(gold))
            total = [a + b for a, b in zip(total, shares, strict=True)]
            made += 1
            print(f"{name:32} {shares[0]:7.2f}  {shares[1]:9.2f}", flush=True)
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                shutil.copy(target, asked.keep / f"{name.replace(' ', '-')}.pdf")
    print(f"{f'mean of {made}':32} {total[0] / max(1, made):7.2f}  {total[1] / max(1, made):9.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
