"""Files in office formats with just the XML that a test is about."""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPEN = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style")
    )
    + ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)


def packed(path: Path, parts: Mapping[str, str | bytes | Iterable[bytes]]) -> Path:
    """An archive of these parts, each a text, bytes, or what gives bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            if isinstance(content, str | bytes):
                file.writestr(name, content)
                continue
            with file.open(name, "w") as part:
                part.writelines(content)
    return path


def repeated(text: str, megabytes: int, start: str = "") -> Iterable[bytes]:
    """A text again and again, so many megabytes of it."""
    yield start.encode()
    chunk = (text * (1_000_000 // len(text))).encode()
    for _ in range(megabytes):
        yield chunk


def docx(path: Path, body: str, **parts: str) -> Path:
    """A DOCX; further parts by the name of their file in ``word/``, as ``footnotes="<w:footnote>..."``."""
    made = {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>"}
    made |= {f"word/{name}.xml": f"<w:{name} {WORD}>{content}</w:{name}>" for name, content in parts.items()}
    return packed(path, made)


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of a DOCX."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def odt(path: Path, body: str, styles: str = "") -> Path:
    """An ODT."""
    content = (
        f"<office:document-content {OPEN}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed(path, {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def epub(path: Path, chapters: Mapping[str, str], extra: Mapping[str, str] | None = None) -> Path:
    """An EPUB of chapters by file name, each a piece of XHTML or a whole page."""
    items = "".join(f'<item id="{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in _all(chapters))
    spine = "".join(f'<itemref idref="{n}"/>' for n, _ in _all(chapters))
    pages = {
        f"OPS/{name}": text if text.startswith("<!") else f"<html><body>{text}</body></html>"
        for name, text in chapters.items()
    }
    return packed(
        path,
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfile full-path="OPS/book.opf"/></container>',
            "OPS/book.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **pages,
            **(extra or {}),
        },
    )


def _all(chapters: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(f"c{number}", name) for number, name in enumerate(chapters)]


def xlsx(path: Path, rows: str, strings: str = "") -> Path:
    """An XLSX with one sheet."""
    return packed(
        path,
        {
            "xl/workbook.xml": '<workbook xmlns:r="urn:r"><sheets><sheet name="Texts" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Target="worksheets/sheet1.xml"/></R>',
            "xl/sharedStrings.xml": f"<sst>{strings}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
        },
    )


def pdf(path: Path, pages: list[bytes], extra: Mapping[int, bytes] | None = None, trailer: bytes = b"") -> Path:
    """A PDF of content streams in Helvetica; objects from 100 on are free for others."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    numbers = range(10, 10 + 2 * len(pages), 2)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % n for n in numbers), len(pages))
    for number, content in zip(numbers, pages, strict=True):
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> /XObject << /X 100 0 R >> >> >>" % (number + 1)
        )
        objects[number + 1] = stream(content)
    objects |= {100: stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"), **(extra or {})}
    data, places = b"%PDF-1.7\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        data += b"%d 1\n%010d 00000 n \n" % (number, place)
    data += b"trailer\n<< /Root 1 0 R /Size 200 %s >>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)
    path.write_bytes(data)
    return path


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """An object with a stream."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def lines(*texts: str, size: int = 11, x: int = 70, top: int = 760, step: int = 14) -> bytes:
    """A content stream with lines of text under each other."""
    return b"".join(
        b"BT /F %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n" % (size, x, top - number * step, _escaped(text))
        for number, text in enumerate(texts)
        if text
    )


def _escaped(text: str) -> bytes:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
