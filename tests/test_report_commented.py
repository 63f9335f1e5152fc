"""Findings as comments in the user's own Word file."""

import zipfile
from pathlib import Path

from lxml import etree

from aligner.read import read
from tests.commands import aligner

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def word(path: Path, *paragraphs: str) -> Path:
    """A Word file; ``|`` in a paragraph begins another run, in bold."""
    made = []
    for text in paragraphs:
        runs = [f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{part}</w:t></w:r>' for part in text.split("|")]
        made.append(f"<w:p>{''.join(runs)}</w:p>")
    body = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{"".join(made)}</w:body></w:document>'
    with zipfile.ZipFile(path, "w") as file:
        for name, text in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", body)):
            file.writestr(name, text)
    return path


def commented(path: Path) -> dict[str, str]:
    """The words on which each comment stands, by what the comment says."""
    with zipfile.ZipFile(path) as file:
        body, comments = (etree.fromstring(file.read(f"word/{name}.xml")) for name in ("document", "comments"))
    said = {one.get(f"{W}id"): "".join(one.itertext()) for one in comments}
    found, open_ = dict.fromkeys(said.values(), ""), set[str]()
    for element in body.iter():
        if element.tag == f"{W}commentRangeStart":
            open_.add(element.get(f"{W}id"))
        elif element.tag == f"{W}commentRangeEnd":
            open_.remove(element.get(f"{W}id"))
        elif element.tag == f"{W}t":
            for one in open_:
                found[said[one]] += element.text or ""
    assert not open_
    return found


def test_each_comment_stands_on_its_words_and_the_text_stays(tmp_path: Path) -> None:
    english = word(tmp_path / "a.en.docx", "The harbour opened in 1962.", "It has 12 piers and 3 cranes.")
    french = word(tmp_path / "a.fr.docx", "Le port a ouvert en 19|72.", "Il compte 15 jetées et |4 grues.")
    out = tmp_path / "out.docx"
    assert aligner("review", english, french, "--format", "commented", "-o", out).status == 0
    found = commented(out)
    about = {words for said, words in found.items() if "major · number" in said}
    assert about == {"15", "1972", "4"}
    assert any(said.startswith("3 major in ") for said in found)
    texts = [[block.text for block in read(path, "fr").blocks] for path in (french, out)]
    assert texts[0] == texts[1]
    again = tmp_path / "again.docx"
    assert aligner("review", english, out, "--format", "commented", "-o", again).status == 0
    assert len(commented(again)) == 4
    with zipfile.ZipFile(again) as file:
        assert file.read("word/comments.xml").count(b"<w:comment ") == 8


def test_what_is_no_word_file_gets_no_comments(tmp_path: Path) -> None:
    paths = tmp_path / "a.en.txt", tmp_path / "a.fr.txt"
    paths[0].write_text("It opened in 1962.\n", encoding="utf-8")
    paths[1].write_text("Il a ouvert en 1972.\n", encoding="utf-8")
    found = aligner("review", *paths, "--format", "commented", "-o", tmp_path / "out.docx")
    assert (found.status, "is no Word file (DOCX)" in found.err) == (2, True)
