"""DOCX and ODT: what the page shows, each paragraph as what it is."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.core import BlockKind
from aligner.errors import InputError
from aligner.messages import render
from aligner.read import read
from tests.literal import place
from tests.made_files import docx, odt, packed, paragraph, xlsx

#: Text that XML can hold and that neither format gives a meaning of its own: no control characters, no double spaces.
WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters=" \ufffe\uffff"), min_size=1
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join).filter(str.strip), min_size=1, max_size=6)


def texts(path: Path) -> list[str]:
    return [block.text for block in read(path, "en").blocks]


quickly = settings(deadline=None, max_examples=40)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_deleted_text_is_gone_inserted_text_is_there_and_a_deleted_paragraph_end_joins(tmp_path: Path) -> None:
    found = docx(
        tmp_path / "a.docx",
        "<w:p><w:r><w:t>Keep </w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>First half, </w:t></w:r></w:p>"
        + paragraph("second half.")
        + "<w:p><w:moveFrom><w:r><w:t>Moved away.</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo><w:r><w:t>Moved here.</w:t></w:r></w:moveTo></w:p>",
    )
    document = read(found, "en")
    assert [block.text for block in document.blocks] == ["Keep new", "First half, second half.", "Moved here."]
    assert "tracked changes, read as accepted" in render(document.notes[0], "en")


def test_fields_show_their_results_and_hidden_text_nothing(tmp_path: Path) -> None:
    found = docx(
        tmp_path / "a.docx",
        '<w:p><w:r><w:t xml:space="preserve">See page </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>PAGEREF x</w:instrText><w:t>code</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r>'
        '<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>.</w:t><w:tab/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t>'
        '<w:br/><w:sym w:char="F041"/><w:sym w:char="zz"/></w:r></w:p>',
    )
    assert texts(found) == ["See page 12. A\u2011B A"]


def test_styles_say_what_a_paragraph_is_even_by_what_they_are_based_on(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="My head"/><w:basedOn w:val="h"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Intense Quote"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="Source Code"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="l"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="o"><w:name w:val="Deep"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
        "</w:style>"
    )
    names = ("mine", "q", "c", "toc", "loop", "l", "o")
    body = "".join(paragraph(f"{name} text", f'<w:pStyle w:val="{name}"/>') for name in names)
    body += paragraph("item", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>')
    body += paragraph("no item", '<w:pStyle w:val="l"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    blocks = read(docx(tmp_path / "a.docx", body, styles=styles), "en").blocks
    assert [(block.text.split()[0], block.kind, block.level) for block in blocks] == [
        ("mine", BlockKind.HEADING, 2),
        ("q", BlockKind.QUOTATION, 1),
        ("c", BlockKind.CODE, 0),
        ("loop", BlockKind.PARAGRAPH, 0),
        ("l", BlockKind.LIST_ITEM, 1),
        ("o", BlockKind.HEADING, 1),
        ("item", BlockKind.LIST_ITEM, 2),
        ("no", BlockKind.PARAGRAPH, 0),
    ]


def test_a_text_box_is_read_once_although_the_file_has_it_twice(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    body = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing>'
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        "</w:r><w:r><w:t>Beside it.</w:t></w:r></w:p>"
    )
    document = read(docx(tmp_path / "a.docx", body), "en")
    assert [(block.text, place(block.where)) for block in document.blocks] == [
        ("Beside it.", "paragraph 1"),
        ("In the box.", "text box at paragraph 1"),
    ]


def test_cells_say_which_they_are_and_deleted_rows_are_gone(tmp_path: Path) -> None:
    def cell(text: str, span: str = "") -> str:
        return f"<w:tc><w:tcPr>{span}</w:tcPr>{paragraph(text)}</w:tc>"

    span = '<w:gridSpan w:val="2"/>'
    body = (
        f"<w:tbl><w:tr>{cell('wide', span)}{cell('last')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('gone')}</w:tr>"
        f"<w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
    )
    found = [
        (block.text, block.kind.value, place(block.where))
        for block in read(docx(tmp_path / "a.docx", body), "en").blocks
    ]
    assert found == [
        ("wide", "table-cell", "table 1, cell A1"),
        ("last", "table-cell", "table 1, cell C1"),
        ("a", "table-cell", "table 1, cell A3"),
        ("b", "table-cell", "table 1, cell B3"),
    ]


def test_notes_follow_the_text_and_separators_are_none(tmp_path: Path) -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{paragraph("----")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("The note.")}{paragraph("Its second paragraph.")}</w:footnote>'
    )
    body = '<w:p><w:r><w:t>Text.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("More.")
    document = read(docx(tmp_path / "a.docx", body, footnotes=notes), "en")
    assert [(block.text, place(block.where)) for block in document.blocks] == [
        ("Text.", "paragraph 1"),
        ("More.", "paragraph 2"),
        ("The note.", "footnote 1"),
        ("Its second paragraph.", "footnote 1"),
    ]


def test_a_table_of_contents_is_not_text(tmp_path: Path) -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('Chapter 1 ..... 5')}</w:sdtContent></w:sdt>"
    )
    body = contents + f"<w:sdt><w:sdtContent>{paragraph('Chapter 1')}</w:sdtContent></w:sdt>"
    assert texts(docx(tmp_path / "a.docx", body)) == ["Chapter 1"]


def test_what_an_odt_shows(tmp_path: Path) -> None:
    found = odt(
        tmp_path / "a.odt",
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="3">Head</text:h>'
        '<text:p>One<text:s text:c="2"/>two<text:tab/>three<text:line-break/>four'
        "<office:annotation><text:p>comment</text:p></office:annotation>"
        '<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body>'
        "<text:p>The note.</text:p></text:note-body></text:note>.</text:p>"
        "<text:table-of-content><text:index-body><text:p>Head 1</text:p></text:index-body></text:table-of-content>"
        "<text:list><text:list-item><text:p>item</text:p><text:list><text:list-item><text:p>deeper</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        '<text:p text:style-name="P1">quoted</text:p>'
        '<text:p><draw:frame><draw:text-box><text:p text:style-name="x">boxed</text:p></draw:text-box></draw:frame>'
        "by</text:p>",
        '<style:style style:name="Quotations" style:family="paragraph"/>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>',
    )
    document = read(found, "en")
    assert [(block.text, block.kind.value, block.level, place(block.where)) for block in document.blocks] == [
        ("Head", "heading", 3, "paragraph 1"),
        ("One  two three four.", "paragraph", 0, "paragraph 2"),
        ("item", "list-item", 1, "paragraph 3"),
        ("deeper", "list-item", 2, "paragraph 4"),
        ("quoted", "quotation", 1, "paragraph 5"),
        ("by", "paragraph", 0, "paragraph 6"),
        ("boxed", "paragraph", 0, "text box at paragraph 6"),
        ("The note.", "paragraph", 0, "endnote 1"),
    ]


@quickly
@given(TEXTS)
def test_any_text_comes_out_of_a_docx_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, content: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.docx"
    expected = [text.strip(" ") for text in content]
    assert texts(docx(path, "".join(map(paragraph, map(escaped, content))))) == expected


@quickly
@given(TEXTS)
def test_any_text_comes_out_of_an_odt_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, content: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.odt"
    body = "".join(f"<text:p>{escaped(text)}</text:p>" for text in content)
    assert texts(odt(path, body)) == [text.strip(" ") for text in content]


@pytest.mark.parametrize(
    ("name", "parts", "says"),
    [
        ("a.docx", {"word/other.xml": "<a/>"}, "nothing in it says which part is the document"),
        ("a.docx", {"word/document.xml": "<a>"}, "is not well-formed XML"),
        (
            "a.docx",
            {
                "_rels/.rels": '<R><Relationship Type="x/officeDocument" Target="word/none.xml"/></R>',
                "word/a.xml": "<a/>",
            },
            "it has no part word/none.xml",
        ),
        ("a.odt", {"mimetype": "application/vnd.oasis.opendocument.text"}, "it has no part content.xml"),
        ("a.ods", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "holds no running text"),
        ("a.zip", {"readme.txt": "hello"}, "a ZIP archive"),
        ("a.pptx", {"ppt/slide.xml": "<a/>"}, "it has no part ppt/presentation.xml"),
        ("a.docx", {"word/document.xml": "<a/>"}, "there is no text in it"),
    ],
)
def test_a_damaged_or_other_archive_is_one_sentence(
    name: str, parts: dict[str, str], says: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=says):
        read(packed(tmp_path / name, parts), "en")


def test_a_cut_off_archive_is_one_sentence(tmp_path: Path) -> None:
    whole = docx(tmp_path / "a.docx", paragraph("text " * 1000)).read_bytes()
    for length in (50, len(whole) // 2, len(whole) - 5):
        (tmp_path / "cut.docx").write_bytes(whole[:length])
        with pytest.raises(InputError, match="is damaged"):
            read(tmp_path / "cut.docx", "en")


@quickly
@given(st.binary(min_size=1, max_size=40), st.integers(0, 400))
def test_any_damage_to_a_docx_is_one_sentence_or_none(
    tmp_path_factory: pytest.TempPathFactory, damage: bytes, place: int
) -> None:
    folder = tmp_path_factory.getbasetemp()
    whole = docx(folder / "whole.docx", paragraph("Some text.")).read_bytes()
    (folder / "damaged.docx").write_bytes(whole[:place] + damage + whole[place + len(damage) :])
    with suppress(InputError):
        assert read(folder / "damaged.docx", "en").blocks


def test_a_text_named_docx_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("Hello.", encoding="utf-8")
    with pytest.raises(InputError, match=r"named like a Word document \(.docx\), but it is none"):
        read(tmp_path / "a.docx", "en")


@pytest.mark.parametrize(
    ("font", "code", "char"),
    [("Symbol", "F0B0", "°"), ("Symbol", "61", "α"), ("Wingdings", "F0E0", "→"), ("Wingdings", "FC", "✔")],
)
def test_symbol_fonts_are_read_in_unicode(font: str, code: str, char: str, tmp_path: Path) -> None:
    sign = f'<w:p><w:r><w:t>a</w:t><w:sym w:font="{font}" w:char="{code}"/></w:r></w:p>'
    looks = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
    run = f"<w:p><w:r><w:t>a</w:t></w:r><w:r>{looks}<w:t>&#x{code};</w:t></w:r></w:p>"
    assert [block.text for block in read(docx(tmp_path / "a.docx", sign + run), "en").blocks] == [f"a{char}"] * 2


def test_raised_and_lowered_figures_of_word_and_opendocument(tmp_path: Path) -> None:
    def run(text: str, place: str = "baseline") -> str:
        return f'<w:r><w:rPr><w:vertAlign w:val="{place}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    word = f"<w:p>{run('10')}{run('6', 'superscript')}{run(' CO')}{run('2', 'subscript')}{run(' 1')}"
    word += f"{run('er', 'superscript')}</w:p>"
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties style:text-position="{place}"/>'
        "</style:style>"
        for name, place in (("U", "super 58%"), ("D", "sub 58%"), ("N", "0% 100%"))
    )
    span = '<text:span text:style-name="{}">{}</text:span>'
    parts = ("10", span.format("U", 6), " CO", span.format("D", 2), " ", span.format("N", 1), span.format("U", "er"))
    body = f"<text:p>{''.join(parts)}</text:p>"
    for path in (docx(tmp_path / "a.docx", word), odt(tmp_path / "a.odt", body, styles)):
        assert read(path, "fr").blocks[0].text == "10⁶ CO₂ 1er"


def test_figures_that_a_run_shifts_are_raised_too(tmp_path: Path) -> None:
    def run(text: str, points: str) -> str:
        return f'<w:r><w:rPr><w:position w:val="{points}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    runs = f"{run('10', '0')}{run('-6', '12')}{run(' H', '1')}{run('2', '-6')}{run('O ', '0')}{run('Logo', '12')}"
    (block,) = read(docx(tmp_path / "a.docx", f"<w:p>{runs}</w:p>"), "en").blocks
    assert block.text == "10⁻⁶ H₂O Logo"


def test_slides_are_read_in_their_order_with_tables_notes_and_raised_figures(tmp_path: Path) -> None:
    drawing = 'xmlns:a="urn:drawingml" xmlns:p="urn:presentationml" xmlns:r="urn:relationships"'

    def shape(paragraphs: str, holder: str = "") -> str:
        return f"<p:sp><p:nvSpPr><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>"

    def text(content: str, properties: str = "", looks: str = "") -> str:
        return f"<a:p>{properties}<a:r>{looks}<a:t>{content}</a:t></a:r></a:p>"

    def relations(kind: str, **targets: str) -> str:
        made = (f'<Relationship Id="{key}" Type="x/{kind}" Target="{part}"/>' for key, part in targets.items())
        return f"<R>{''.join(made)}</R>"

    runs = '<a:r><a:t>10</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>6</a:t></a:r><a:br/><a:r><a:t>fish</a:t></a:r>'
    first = shape(text("Fish"), '<p:ph type="title"/>') + shape(text("Two", '<a:pPr lvl="1"/>'), '<p:ph idx="1"/>')
    first += shape(text("7"), '<p:ph type="sldNum"/>') + shape(f"<a:p>{runs}</a:p>")
    table = f"<a:tbl><a:tr><a:tc><a:txBody>{text('Cell')}</a:txBody></a:tc></a:tr></a:tbl>"
    order = '<p:sldIdLst><p:sldId id="9" r:id="r2"/><p:sldId id="8" r:id="r1"/></p:sldIdLst>'
    notes = shape(text("Say it slowly."), '<p:ph type="body"/>')
    parts = {
        "ppt/presentation.xml": f"<p:p {drawing}>{order}</p:p>",
        "ppt/_rels/presentation.xml.rels": relations("slide", r1="slides/a.xml", r2="slides/b.xml"),
        "ppt/slides/a.xml": f"<p:sld {drawing}>{table}</p:sld>",
        "ppt/slides/b.xml": f"<p:sld {drawing}>{first}</p:sld>",
        "ppt/slides/_rels/b.xml.rels": relations("notesSlide", r1="../notes/n.xml"),
        "ppt/notes/n.xml": f"<p:notes {drawing}>{notes}</p:notes>",
    }
    found = read(packed(tmp_path / "a.pptx", parts), "en").blocks
    places = [render(block.where, "en") if block.where else "" for block in found]
    shapes = [(block.kind.value, block.level, block.text) for block in found]
    assert [(*one, place) for one, place in zip(shapes, places, strict=True)] == [
        ("heading", 1, "Fish", "slide 1"),
        ("list-item", 2, "Two", "slide 1"),
        ("paragraph", 0, "10⁶ fish", "slide 1"),
        ("list-item", 1, "Say it slowly.", "notes of slide 1"),
        ("table-cell", 0, "Cell", "slide 2"),
    ]


def test_a_workbook_beside_another_is_a_text_of_cells(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="B2" t="str"><v>It rains.</v></c><c r="C2"><v>1.5E10</v></c><c r="D2"><v>12</v></c></row>'
    (block,) = read(xlsx(tmp_path / "a.xlsx", rows), "en").blocks
    assert (block.text, render(block.where, "en") if block.where else "") == ("It rains.", "cell B2")
