"""Makes ``tests/documents``: one text of our own in every format that is read, by the programs that people use.

Needs LibreOffice, pandoc, Chromium and the hyphenation patterns of both languages (Debian: libreoffice-writer
libreoffice-calc pandoc chromium hyphen-en-gb hyphen-fr); the tests need none of them, since what is made is kept.
Run it from the repository's root: ``python -m tests.make_documents``.
"""

import csv
import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parent / "documents"
LANGUAGES = {"en": "GB", "fr": "FR"}
#: A paragraph that becomes a text box, anchored in the one before it.
BOXED = ("In brief", "En bref")
#: What is struck out and what is put in its place, while the program tracks changes.
TRACKED = {
    "en": ("a cat called Ballast", "a dog called Anchor"),
    "fr": ("une chatte nommée Ballast", "un chien nommé Anchor"),
}
CAPTION = {
    "en": "The wheel at low water, seen from the bridge. Photograph: N. Field",
    "fr": "La roue à marée basse, vue du pont. Photographie\u00a0: N. Field",
}
TWEET = {
    "en": ("High water at 04:12. I shall be there. Ballast will not.", "Tarn Mill (@tarnmill) 3 March 2025"),
    "fr": ("Pleine mer à 4\u00a0h\u00a012. J’y serai. Ballast, non.", "Moulin de Tarn (@tarnmill) 3 mars 2025"),
}
Block = tuple[str, list[str]]


def main() -> None:
    """Make everything."""
    missing = [name for name in ("soffice", "pandoc", "chromium") if not shutil.which(name)]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for language in LANGUAGES:
            _texts(language, folder)
        _pairs(folder)


def _texts(language: str, folder: Path) -> None:
    source = FOLDER / f"mill.{language}.md"
    stem = f"mill.{language}"
    blocks, notes = _parsed(source.read_text(encoding="utf-8"))
    seed = folder / f"{stem}.fodt"
    # A page shows what was struck out as well, so only the formats that know of changes get any.
    for tracked, kinds in ((True, ("odt", "docx")), (False, ("pdf", "html:HTML (StarWriter)"))):
        seed.write_text(_flat(blocks, notes, language, tracked=tracked), encoding="utf-8")
        for kind in kinds:
            _office(seed, kind, folder)
    for suffix in ("odt", "docx", "pdf"):
        shutil.copy(folder / f"{stem}.{suffix}", FOLDER / f"{stem}.{suffix}")
    shutil.copy(folder / f"{stem}.html", FOLDER / f"{stem}.writer.html")
    _run("pandoc", source, "-o", FOLDER / f"{stem}.pandoc.docx")
    _run("pandoc", source, "-o", FOLDER / f"{stem}.epub", "--metadata", f"lang={language}")
    _run("pandoc", source, "-t", "plain", "--columns=72", "-o", FOLDER / f"{stem}.txt")
    page = FOLDER / f"{stem}.page.html"
    page.write_text(_page(source, language), encoding="utf-8")
    chromium = ("chromium", "--headless", "--no-sandbox", "--disable-gpu")
    _run(*chromium, f"--print-to-pdf={FOLDER / f'{stem}.chromium.pdf'}", page.as_uri())
    shown = subprocess.run(
        [*chromium, "--dump-dom", page.as_uri()], check=True, capture_output=True, text=True, timeout=120
    ).stdout
    (FOLDER / f"{stem}.chromium.html").write_text(shown, encoding="utf-8")
    for kind in ("srt", "vtt"):
        (FOLDER / f"{stem}.{kind}").write_text(_subtitles(source, language, kind), encoding="utf-8")


def _pairs(folder: Path) -> None:
    sides = [_sentences(FOLDER / f"mill.{language}.md", language) for language in LANGUAGES]
    pairs = list(zip(*sides, strict=True))
    rows = [("id", "English", "français"), *((str(n), a, b) for n, (a, b) in enumerate(pairs, 1))]
    with (FOLDER / "mill.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (FOLDER / "mill.tsv").write_text("".join(f"{a}\t{b}\n" for a, b in pairs), encoding="utf-8")
    shutil.copy(FOLDER / "mill.csv", folder / "table.csv")
    _office(folder / "table.csv", "xlsx", folder, "CSV:44,34,76,1")
    shutil.copy(folder / "table.xlsx", FOLDER / "mill.xlsx")
    table = folder / "table.html"
    cells = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    table.write_text(f"<meta charset=utf-8><table border=1>{cells}</table>", encoding="utf-8")
    _office(table, "odt:writer8", folder, "HTML (StarWriter)")
    _office(folder / "table.odt", "docx", folder)
    shutil.copy(folder / "table.docx", FOLDER / "mill.table.docx")
    units = [(escape(a), escape(b)) for a, b in pairs]
    (FOLDER / "mill.tmx").write_text(_tmx(units), encoding="utf-8")
    (FOLDER / "mill.12.xlf").write_text(_xliff_12(units), encoding="utf-8")
    (FOLDER / "mill.20.xlf").write_text(_xliff_20(units), encoding="utf-8")
    (FOLDER / "mill.po").write_text(_po(pairs), encoding="utf-8")


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=120)


def _office(source: Path, kind: str, folder: Path, infilter: str = "") -> None:
    extra = [f"--infilter={infilter}"] if infilter else []
    _run("soffice", "--headless", *extra, "--convert-to", kind, "--outdir", folder, source)


def _sentences(source: Path, language: str) -> list[str]:
    return [sentence for block in _split(source, language) for sentence in block]


def _split(source: Path, language: str) -> list[list[str]]:
    """The sentences of each block."""
    from aligner.read import read
    from aligner.split import split

    document = split(read(source, language))
    return [
        [sentence.text for sentence in document.sentences if sentence.block == number]
        for number in range(len(document.blocks))
    ]


def _parsed(text: str) -> tuple[list[Block], dict[str, str]]:
    """Blocks ``(kind, lines)`` of the little Markdown that the text is written in, and its notes."""
    blocks: list[Block] = []
    notes = {}
    for part in text.split("---\n", 2)[2].strip().split("\n\n"):
        lines = part.split("\n")
        if found := re.match(r"\[\^(\w+)\]: (.*)", part):
            notes[found.group(1)] = found.group(2)
        elif part.startswith("#"):
            marks, _, title = part.partition(" ")
            blocks.append((f"h{len(marks)}", [title]))
        elif part.startswith("- "):
            blocks.append(("list", [line[2:] for line in lines]))
        elif part.startswith("> "):
            blocks.append(("quote", [part[2:]]))
        elif part.startswith("|"):
            blocks.append(("table", [lines[0], *lines[2:]]))
        else:
            blocks.append(("p", [part]))
    return blocks, notes


def _flat(blocks: Sequence[Block], notes: dict[str, str], language: str, *, tracked: bool) -> str:
    """Flat OpenDocument with a running head, page numbers, hyphenation, a comment, a text box, perhaps a change."""
    kept, struck = TRACKED[language]
    body: list[str] = []
    for number, (kind, lines) in enumerate(blocks):
        texts = [_with_notes(escape(line), notes) for line in lines]
        following = blocks[number + 1][1][0] if number + 1 < len(blocks) else ""
        if kind == "p" and lines[0].startswith(BOXED):
            continue
        if kind == "p":
            change = f'<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>{kept}'
            text = texts[0].replace(kept, f'{change}<text:change-end text:change-id="c2"/>') if tracked else texts[0]
            if number == 1:
                text = f"<office:annotation><text:p>Is that so?</text:p></office:annotation>{text}"
            if following.startswith(BOXED):
                text += _FRAME.format(text=escape(following))
            body.append(f'<text:p text:style-name="Standard">{text}</text:p>')
        elif kind == "quote":
            body.append(f'<text:p text:style-name="Quotations">{texts[0]}</text:p>')
        elif kind == "list":
            items = "".join(
                f'<text:list-item><text:p text:style-name="Standard">{one}</text:p></text:list-item>' for one in texts
            )
            body.append(f'<text:list text:style-name="L1">{items}</text:list>')
        elif kind == "table":
            body.append(_flat_table(texts))
        else:
            body.append(
                f'<text:h text:style-name="Heading_20_{kind[1]}" text:outline-level="{kind[1]}">{texts[0]}</text:h>'
            )
    country = LANGUAGES[language]
    return _FLAT.format(
        body="".join(body),
        title=escape(blocks[0][1][0]),
        language=language,
        country=country,
        changes=_CHANGES.format(struck=escape(struck)) if tracked else "",
    )


def _with_notes(text: str, notes: dict[str, str]) -> str:
    def note(found: re.Match[str]) -> str:
        name = found.group(1)
        return (
            f'<text:note text:note-class="footnote"><text:note-citation>{name}</text:note-citation><text:note-body>'
            f'<text:p text:style-name="Footnote">{escape(notes[name])}</text:p></text:note-body></text:note>'
        )

    return re.sub(r"\[\^(\w+)\]", note, text)


def _flat_table(lines: Sequence[str]) -> str:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    cells = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p text:style-name="Standard">{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        for row in rows
    )
    made = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return f'<table:table><table:table-column table:number-columns-repeated="{len(rows[0])}"/>{made}</table:table>'


_NAMES = ("office", "style", "text", "table")
_FLAT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.text" '
    + " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)
    + ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<office:styles>"
    '<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2"/>'
    '<style:text-properties style:font-name="DejaVu Serif" fo:font-family="\'DejaVu Serif\'" fo:font-size="10pt" '
    'fo:language="{language}" fo:country="{country}" fo:hyphenate="true" fo:hyphenation-remain-char-count="2" '
    'fo:hyphenation-push-char-count="2"/></style:default-style>'
    '<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties '
    'fo:margin-bottom="0.25cm" fo:text-align="justify"/></style:style>'
    '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" '
    'style:parent-style-name="Standard" style:default-outline-level="1"><style:paragraph-properties '
    'fo:text-align="start"/><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" '
    'style:parent-style-name="Standard" style:default-outline-level="2"><style:text-properties fo:font-size="13pt" '
    'fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:paragraph-properties fo:margin-left="1cm" fo:margin-right="1cm"/></style:style>'
    '<style:style style:name="Footnote" style:family="paragraph"><style:text-properties fo:font-size="8pt"/>'
    "</style:style>"
    '<style:style style:name="Header" style:family="paragraph"/><style:style style:name="Footer" '
    'style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>'
    '<style:style style:name="Frame" style:family="graphic"><style:graphic-properties style:wrap="none" '
    'style:vertical-pos="from-top" style:vertical-rel="paragraph"/></style:style>'
    "</office:styles>"
    "<office:automatic-styles>"
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
    '<style:list-level-properties text:space-before="0.5cm" text:min-label-width="0.5cm"/>'
    "</text:list-level-style-bullet></text:list-style>"
    '<style:page-layout style:name="A5"><style:page-layout-properties fo:page-width="14.8cm" fo:page-height="21cm" '
    'fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="2cm" fo:margin-right="2cm"/>'
    '<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.4cm"/>'
    '</style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" '
    'fo:margin-top="0.4cm"/></style:footer-style></style:page-layout></office:automatic-styles>'
    '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A5">'
    '<style:header><text:p text:style-name="Header">{title}</text:p></style:header>'
    '<style:footer><text:p text:style-name="Footer"><text:page-number/></text:p></style:footer>'
    "</style:master-page></office:master-styles>"
    "<office:body><office:text>{changes}{body}</office:text></office:body></office:document>"
)
_STANDARD = '<text:p text:style-name="Standard">{text}</text:p>'
_FRAME = (
    '<draw:frame draw:style-name="Frame" text:anchor-type="paragraph" svg:width="9cm" svg:y="2cm">'
    f'<draw:text-box fo:min-height="1cm">{_STANDARD}</draw:text-box></draw:frame>'
)
_CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
    "<dc:creator>N</dc:creator><dc:date>2025-01-01T00:00:00</dc:date></office:change-info>"
    '<text:p text:style-name="Standard">{struck}</text:p></text:deletion></text:changed-region>'
    '<text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>N</dc:creator>'
    "<dc:date>2025-01-01T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region>"
    "</text:tracked-changes>"
)


def _page(source: Path, language: str) -> str:
    """The text as a page of a newspaper's site: menus, a caption, an embedded post, links to other articles."""
    body = subprocess.run(
        ["pandoc", source, "-t", "html5"], check=True, capture_output=True, text=True, timeout=60
    ).stdout
    figure = f'<figure><img src="wheel.jpg" alt=""><figcaption>{html.escape(CAPTION[language])}</figcaption></figure>'
    words, signature = TWEET[language]
    post = (
        f'<blockquote class="twitter-tweet"><p lang="{language}" dir="ltr">{html.escape(words)}</p>&mdash; '
        f'{html.escape(signature.rpartition(") ")[0])}) <a href="https://twitter.example/1">'
        f'{html.escape(signature.rpartition(") ")[2])}</a></blockquote><script>document.title += " ";</script>'
    )
    first, second = [found.start() for found in re.finditer(r"<h2", body)][:2]
    body = body[:first] + figure + body[first:second] + post + body[second:]
    menu = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("news", "sport", "weather", "shop"))
    more = "".join(f'<li><a href="/{n}">Another story about the coast, number {n}</a></li>' for n in range(1, 6))
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>Tarn Gazette</title></head><body>'
        f"<header><p>Tarn Gazette</p><nav><ul>{menu}</ul></nav></header><main><article>{body}</article></main>"
        f"<aside><h3>Read next</h3><ul>{more}</ul></aside>"
        '<footer><p>© 2025 Tarn Gazette. All rights reserved. <a href="/cookies">Cookies</a></p></footer></body></html>'
    )


def _subtitles(source: Path, language: str, kind: str) -> str:
    """Cues of at most two lines of 40 characters: long sentences run over several, blocks have a pause between them."""
    parts = ["WEBVTT\n"] if kind == "vtt" else []
    number, start = 0, 1000
    for block in _split(source, language):
        for sentence in block:
            lines = list(_wrapped(sentence, 40))
            for at in range(0, len(lines), 2):
                number += 1
                end = start + 60 * sum(map(len, lines[at : at + 2]))
                text = "\n".join(lines[at : at + 2])
                text = html.escape(text, quote=False) if kind == "vtt" else text
                parts.append(f"{number}\n{_time(start, kind)} --> {_time(end, kind)}\n{text}\n")
                start = end + 40
        start += 5000
    return "\n".join(parts)


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _time(milliseconds: int, kind: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    mark = "." if kind == "vtt" else ","
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"


def _tmx(units: Sequence[tuple[str, str]]) -> str:
    made = "".join(
        f'<tu tuid="{n}"><tuv xml:lang="en-GB"><seg>{a}</seg></tuv><tuv xml:lang="fr-FR"><seg>{b}</seg></tuv></tu>\n'
        for n, (a, b) in enumerate(units, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header '
        'creationtool="make_documents" creationtoolversion="1" segtype="sentence" o-tmf="none" adminlang="en" '
        f'srclang="en-GB" datatype="plaintext"/><body>\n{made}</body></tmx>\n'
    )


def _xliff_12(units: Sequence[tuple[str, str]]) -> str:
    made = "".join(
        f'<trans-unit id="{n}"><source>{a}</source><target state="translated">{b}</target></trans-unit>\n'
        for n, (a, b) in enumerate(units, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="mill.md" source-language="en" target-language="fr" datatype="plaintext"><body>\n'
        f"{made}</body></file></xliff>\n"
    )


def _xliff_20(units: Sequence[tuple[str, str]]) -> str:
    made = "".join(
        f'<unit id="u{n}"><segment id="s1" state="translated"><source>{a}</source><target>{b}</target></segment>'
        "</unit>\n"
        for n, (a, b) in enumerate(units, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="2.0" srcLang="en" trgLang="fr" '
        f'xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f1">\n{made}</file></xliff>\n'
    )


def _po(pairs: Sequence[tuple[str, str]]) -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    head = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return head + "".join(
        f"\n#: mill.md:{n}\nmsgid {quoted(a)}\nmsgstr {quoted(b)}\n" for n, (a, b) in enumerate(pairs, 1)
    )


if __name__ == "__main__":
    main()
