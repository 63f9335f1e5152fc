"""Files that do harm to programs that read them carelessly; ``python -m tests.hostile_files`` reads them all.

Each must be refused in a sentence, within 5 seconds and 1 GB.
"""

import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.made_files import OPEN, WORD, docx, epub, lines, packed, paragraph, pdf, repeated, stream, xlsx
from tools.benchmarks.large_files import own_peak

#: What makes a file, and what the sentence says of it.
HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {}

MOST_SECONDS = 5.0
MOST_MEGABYTES = 1000
_MB = 1_000_000
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefghi", "bcdefghij", strict=True)
)
_EXTERNAL = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">'
_TMX = '<tmx><body><tu><tuv xml:lang="en"><seg>{0}</seg></tuv><tuv xml:lang="fr"><seg>x</seg></tuv></tu></body></tmx>'
_XLIFF = (
    '<xliff version="2.0" srcLang="en" trgLang="fr"><file id="f"><unit id="u"><segment><source>{0}</source>'
    "<target>x</target></segment></unit></file></xliff>"
)


def hostile(name: str, says: str) -> Callable[[Callable[[Path], object]], Callable[[Path], object]]:
    """Register what makes a file."""

    def register(make: Callable[[Path], object]) -> Callable[[Path], object]:
        HOSTILE[name] = (make, says)
        return make

    return register


@hostile("bomb.docx", "decompression bomb")
def _(path: Path) -> None:
    packed(path, {"word/document.xml": repeated(paragraph("boom"), 70, f"<w:document {WORD}><w:body>")})


@hostile("bomb.odt", "decompression bomb")
def _(path: Path) -> None:
    packed(path, {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": repeated(" ", 70)})


@hostile("bomb.epub", "decompression bomb")
def _(path: Path) -> None:
    packed(path, {"mimetype": "application/epub+zip", "OPS/a.xhtml": repeated("boom ", 70)})


@hostile("bomb.xlsx", "decompression bomb")
def _(path: Path) -> None:
    packed(path, {"xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": repeated("<si><t>boom</t></si>", 70)})


@hostile("many-small.epub", "decompression bomb")
def _(path: Path) -> None:
    """Each part is harmless, all of them are not."""
    packed(path, {"mimetype": "application/epub+zip", **{f"{n}.xhtml": repeated("boom ", 10) for n in range(7)}})


@hostile("lying.docx", "damaged")
def _(path: Path) -> None:
    """The directory says that the part is small."""
    docx(path, paragraph("boom " * _MB))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as file:
        size = file.getinfo("word/document.xml").file_size
    at = data.rfind(size.to_bytes(4, "little"))
    data[at : at + 4] = (100).to_bytes(4, "little")
    path.write_bytes(data)


@hostile("swelling.xlsx", "too large to be reviewed at once")
def _(path: Path) -> None:
    """A hundred thousand cells that all refer to one long text."""
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>' * 100_000
    texts = ["the boat is in the harbour " * 30_000, "le bateau est dans le port " * 30_000]
    xlsx(path, rows, "".join(f"<si><t>{text}</t></si>" for text in texts))


@hostile("wide.docx", "it cannot be told")
def _(path: Path) -> None:
    """A table with a cell that claims to be far out to the right, again and again."""
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr>{paragraph("x")}</w:tc><w:tc>{paragraph("y")}</w:tc>'
    docx(path, f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * 2000}</w:tbl>")


@hostile("traversal.docx", "leads out of the archive")
def _(path: Path) -> None:
    packed(path, {"word/document.xml": f"<w:document {WORD}/>", "../../evil.txt": "x"})


@hostile("absolute.odt", "leads out of the archive")
def _(path: Path) -> None:
    packed(path, {"mimetype": "application/vnd.oasis.opendocument.text", "/etc/evil": "x", "content.xml": "<a/>"})


@hostile("traversal.epub", "lies outside of it")
def _(path: Path) -> None:
    manifest = (
        '<package><manifest><item id="a" href="../../../etc/passwd" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    epub(path, {"a.xhtml": "x"}, {"OPS/book.opf": manifest})


for _name, _start in (("laughs", _LAUGHS), ("external", _EXTERNAL)):
    for _suffix, _body in (("tmx", _TMX), ("xlf", _XLIFF)):

        @hostile(f"{_name}.{_suffix}", "declares XML entities")
        def _(path: Path, start: str = _start, body: str = _body) -> None:
            path.write_text(f"{start}]>{body.format('&j;')}")

    @hostile(f"{_name}.docx", "declares XML entities")
    def _(path: Path, start: str = _start) -> None:
        packed(
            path, {"word/document.xml": f"{start}]><w:document {WORD}><w:body>{paragraph('&j;')}</w:body></w:document>"}
        )

    @hostile(f"{_name}.odt", "declares XML entities")
    def _(path: Path, start: str = _start) -> None:
        content = f"{start}]><office:document-content {OPEN}><text:p>&j;</text:p></office:document-content>"
        packed(path, {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})

    @hostile(f"{_name}.epub", "declares XML entities")
    def _(path: Path, start: str = _start) -> None:
        epub(path, {"a.xhtml": f"{start}]><html><body><p>&j;</p></body></html>"})

    @hostile(f"{_name}.xlsx", "declares XML entities")
    def _(path: Path, start: str = _start) -> None:
        sheet = f"{start}]><worksheet><row><c><v>&j;</v></c></row></worksheet>"
        xlsx(path, "")
        with zipfile.ZipFile(path) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        packed(path, {**parts, "xl/worksheets/sheet1.xml": sheet})


@hostile("parameter.tmx", "declares XML entities")
def _(path: Path) -> None:
    path.write_text('<!DOCTYPE tmx [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><tmx><body/></tmx>')


@hostile("deep.tmx", "nested more than 256 levels deep")
def _(path: Path) -> None:
    path.write_text("<tmx>" + "<b>" * _MB)


@hostile("deep.html", "no text in it")
def _(path: Path) -> None:
    path.write_text("<html><body>" + "<div>\n" * 2 * _MB)


for _suffix, _start in {
    "txt": "",
    "md": "# ",
    "html": "<html><p>",
    "csv": 'en,fr\n"',
    "tsv": "en\tfr\n",
    "po": 'msgid "',
    "srt": "1\n00:00:01,000 --> 00:00:02,000\n",
    "tmx": "<tmx><body><tu><tuv><seg>",
    "xlf": "<xliff><file><unit><segment><source>",
}.items():

    @hostile(f"long.{_suffix}", "too large|more than 10 MB")
    def _(path: Path, start: str = _start) -> None:
        """100 MB on one line."""
        with path.open("w") as file:
            file.write(start)
            chunk = "word " * (2 * _MB)
            for _ in range(10):
                file.write(chunk)

    @hostile(f"line.{_suffix}", "characters in one paragraph|is not well-formed")
    def _(path: Path, start: str = _start) -> None:
        """A file that is not too large, on one line."""
        path.write_text(start + "word " * (2 * _MB))

    @hostile(f"broken.{_suffix}", "byte offset|is not well-formed")
    def _(path: Path, start: str = _start) -> None:
        """Broken UTF-8 in the middle."""
        text = ("Élève à côté. " * 20 + "\n").encode() * 10_000
        path.write_bytes(start.encode() + text + b"\xff\xc3" + text)


@hostile("pages-loop.pdf", "cannot be read|no text")
def _(path: Path) -> None:
    pdf(path, [lines("x")], {2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"})


@hostile("previous-loop.pdf", "PDF file")
def _(path: Path) -> None:
    pdf(path, [], trailer=b"/Prev 9")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"/Prev 9", b"/Prev %d" % data.rfind(b"xref\n0 1")))


@hostile("form-loop.pdf", "PDF file")
def _(path: Path) -> None:
    """A picture that draws itself, fifty times."""
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 100 0 R >> >>"
    pdf(path, [b"/X Do " * 50], {100: stream(b"/X Do " * 50, entries)})


@hostile("form-tower.pdf", "PDF file")
def _(path: Path) -> None:
    """A picture that draws another fifty times, and so on."""
    forms = {
        number: stream(
            b"/X Do " * 50,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % (number + 1),
        )
        for number in range(100, 110)
    }
    pdf(path, [b"/X Do " * 50], {**forms, 110: stream(lines("x"), b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")})


@hostile("bomb.pdf", "PDF file")
def _(path: Path) -> None:
    packer = zlib.compressobj()
    content = b"".join(map(packer.compress, repeated("BT (aaaaaaaaaaaaaaaaaaaaa) Tj ET ", 90))) + packer.flush()
    pdf(path, [b""], {11: stream(content, b"/Filter /FlateDecode")})


def make(folder: Path) -> Iterator[Path]:
    """Every file in turn; each is deleted before the next is made."""
    for name, (maker, _) in HOSTILE.items():
        path = folder / name
        maker(path)
        yield path
        path.unlink()


def main() -> None:
    """Read every file and print, separated by tabs: name, seconds, megabytes so far, what was said."""
    import resource

    from aligner.errors import AlignerError
    from aligner.read import read
    from aligner.read.detect import format_of
    from aligner.read.pairs import read_paired
    from aligner.read.source_file import opened

    with tempfile.TemporaryDirectory() as folder:
        for path in make(Path(folder)):
            began = time.perf_counter()
            try:
                with opened(path) as file:
                    paired = format_of(file).paired or path.stem == "wide"
                read_paired(path) if paired else read(path, "en")
                said = "nothing"
            except AlignerError as error:
                said = str(error)
            children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            megabytes = max(own_peak(), children) // (1024 if sys.platform != "darwin" else 1024 * 1024)
            sys.stdout.write(f"{path.name}\t{time.perf_counter() - began:.2f}\t{megabytes}\t{said}\n")


if __name__ == "__main__":
    main()
