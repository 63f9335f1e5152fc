"""One text of our own in every format: the same sentences come out, and where not, this says why.

The files in ``tests/documents`` were made by LibreOffice, pandoc and Chromium (``tests/make_documents.py``).
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from aligner.messages import render
from aligner.read import read
from aligner.read.pairs import read_paired, read_pairs
from aligner.split import split
from tests.literal import place

FOLDER = Path(__file__).parent / "documents"

#: The table of differences. What a format adds to the sentences of the Markdown text ("+"), what it shows otherwise
#: ("~", what is written and what comes out), what comes elsewhere (">", how it begins), and why.
BOX = "a text box comes where the file has it, which in pages and PDFs is not always where it is anchored"
AUTHOR = "pandoc prints title and author of the front matter above the heading"
PAGE = "a page keeps its captions and embedded posts"
PRINTED = "a printed page has its menus as well, nothing in a PDF tells them from text"
SPACES = "Chromium writes no-break spaces as plain ones"
PLAIN = "plain text has nothing but characters for lists, tables and notes"

ADDED = {
    "en": {
        AUTHOR: ["The mill that runs on the moon", "Nora Field"],
        PAGE: [
            "The wheel at low water, seen from the bridge.",
            "Photograph: N. Field",
            "High water at 04:12. I shall be there.",
            "Ballast will not.",
            "— Tarn Mill (@tarnmill) 3 March 2025",
        ],
        PRINTED: ["Tarn Gazette", "News", "Weather", "Read next", "Cookies"],
    },
    "fr": {
        AUTHOR: ["Le moulin qui tourne avec la lune", "Nora Field"],
        PAGE: [
            "La roue à marée basse, vue du pont.",
            "Photographie\u00a0: N. Field",
            "Pleine mer à 4\u00a0h\u00a012.",
            "J’y serai.",
            "Ballast, non.",
            "— Moulin de Tarn (@tarnmill) 3 mars 2025",
        ],
        PRINTED: ["Tarn Gazette", "News", "Weather", "Read next", "Cookies"],
    },
}
#: What of these differences a file has.
DIFFERENCES: dict[str, tuple[str, ...]] = {
    "odt": (),
    "docx": (),
    "pandoc.docx": (AUTHOR,),
    "epub": (AUTHOR,),
    "writer.html": (BOX,),
    "page.html": (PAGE,),
    "chromium.html": (PAGE,),
    "pdf": (BOX,),
    "srt": (),
    "vtt": (),
}


@cache
def sentences(name: str, language: str) -> list[str]:
    return [sentence.text for sentence in split(read(FOLDER / name, language)).sentences]


def reference(language: str) -> list[str]:
    # The first is the title in the front matter, which other formats do not show beside the heading of the same words.
    title, *text = sentences(f"mill.{language}.md", language)
    assert title == text[0]
    return text


def without(found: Sequence[str], left_out: Sequence[str]) -> list[str]:
    kept = list(found)
    for sentence in left_out:
        kept.remove(sentence)
    return kept


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("format", DIFFERENCES)
def test_every_format_gives_the_same_sentences(format: str, language: str) -> None:
    reasons = DIFFERENCES[format]
    added = [sentence for reason in reasons for sentence in ADDED[language].get(reason, ())]
    found = without(sentences(f"mill.{language}.{format}", language), added)
    if BOX in reasons:
        assert sorted(found) == sorted(reference(language))
        assert found != reference(language)
    else:
        assert found == reference(language)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("format", ["pdf", "writer.html"])
def test_boxes_apart_the_order_is_that_of_the_text(format: str, language: str) -> None:
    text = reference(language)
    box = next(at for at, sentence in enumerate(text) if sentence.startswith(("In brief", "En bref")))
    assert without(sentences(f"mill.{language}.{format}", language), text[box : box + 2]) == without(
        text, text[box : box + 2]
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_printed_page_has_all_sentences_and_its_menus(language: str) -> None:
    found = [sentence.replace("\u202f", "\u00a0") for sentence in sentences(f"mill.{language}.chromium.pdf", language)]
    expected = [sentence.replace("\u202f", "\u00a0") for sentence in reference(language)]
    if language == "fr":  # SPACES
        found = [sentence.replace("\u00a0", " ") for sentence in found]
        expected = [sentence.replace("\u00a0", " ") for sentence in expected]
    assert set(expected) <= set(found)
    assert set(ADDED[language][PRINTED]) <= set(found)
    assert [sentence for sentence in found if sentence in expected] == expected


@pytest.mark.parametrize("language", ["en", "fr"])
def test_plain_text_wrapped_at_72_characters_differs_in_lists_tables_and_notes_only(language: str) -> None:
    found = " ".join(sentences(f"mill.{language}.txt", language)).split()
    found = [word for word in (word.replace("[1]", "").replace("[2]", "") for word in found) if word not in ("", "-")]
    assert found == " ".join(reference(language)).split()


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("mill.12.xlf", "mill.md, unit 3"),
        ("mill.20.xlf", "unit u3, segment s1"),
        ("mill.tmx", "unit 3"),
        ("mill.po", "line 14"),
        ("mill.csv", "cell B4"),
        ("mill.tsv", "cell A3"),
        ("mill.xlsx", "cell B4"),
        ("mill.table.docx", "table 1, cell B4"),
    ],
)
def test_files_with_both_texts_give_both_as_they_pair_them(name: str, where: str) -> None:
    units = list(read_pairs(FOLDER / name))
    pairs = list(zip(reference("en"), reference("fr"), strict=True))
    assert [unit[:2] for unit in units] == pairs
    assert place(units[2].where) == where
    original, translation, beads = read_paired(FOLDER / name)
    assert [sentence.text for sentence in original.sentences] == reference("en")
    assert [sentence.text for sentence in translation.sentences] == reference("fr")
    assert [(bead.original, bead.translation) for bead in beads] == [((n,), (n,)) for n in range(len(pairs))]


@pytest.mark.parametrize(
    ("name", "sentence", "where"),
    [
        ("mill.en.docx", "Grain", "table 1, cell A3"),
        ("mill.en.odt", "£7,100", "table 1, cell C3"),
        ("mill.en.docx", "It is closed in January.", "text box at paragraph 3"),
        ("mill.en.docx", "The gate has been renewed four times.", "footnote 1"),
        ("mill.en.odt", "A decision was promised for May and put off twice.", "footnote 2"),
        ("mill.en.pdf", "Getting there", "page 2"),
        ("mill.en.page.html", "Getting there", "paragraph 37"),
        ("mill.en.epub", "Boots are a good idea.", "ch001.xhtml, paragraph 30"),
        ("mill.en.srt", "The mill that runs on the moon", "00:00:01,000–00:00:02,800"),
        ("mill.en.vtt", "The mill that runs on the moon", "00:00:01,000–00:00:02,800"),
    ],
)
def test_every_block_says_where_it_stands(name: str, sentence: str, where: str) -> None:
    document = split(read(FOLDER / name, "en"))
    assert place(document.where([one.text for one in document.sentences].index(sentence))) == where


@pytest.mark.parametrize("name", ["mill.en.docx", "mill.en.odt"])
def test_tracked_changes_are_read_as_accepted_comments_are_not_read_and_that_is_said(name: str) -> None:
    document = read(FOLDER / name, "en")
    assert [render(note, "en") for note in document.notes] == [
        f"{FOLDER / name} has 2 tracked changes, read as accepted."
    ]
    assert "a cat called Ballast" in document.text
    assert "a dog called Anchor" not in document.text
    assert "Is that so?" not in document.text


@pytest.mark.parametrize("name", ["mill.fr.pdf", "mill.en.pdf"])
def test_running_heads_page_numbers_and_cut_words_leave_no_trace_in_a_pdf(name: str) -> None:
    language = name[5:7]
    text = read(FOLDER / name, language).text
    assert text.count(reference(language)[0]) == 1
    assert not any(block.strip().isdigit() for block in text.split("\n\n"))
    assert ("well-known" if language == "en" else "c’est-à-dire") in text


@pytest.mark.parametrize("name", ["mill.en.docx", "mill.en.odt", "mill.en.epub", "mill.en.page.html", "mill.en.pdf"])
def test_headings_are_headings(name: str) -> None:
    blocks = {block.text: (block.kind.value, block.level) for block in read(FOLDER / name, "en").blocks}
    assert blocks["The mill that runs on the moon"] == ("heading", 1)
    assert blocks["A gate without a motor"] == ("heading", 2)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("mill.*")), ids=lambda path: path.name)
def test_offsets_lead_to_the_text(path: Path) -> None:
    if path.name.split(".")[1] not in ("en", "fr"):
        documents = list(read_paired(path)[:2])
    else:
        documents = [split(read(path, path.name.split(".")[1]))]
    for document in documents:
        for block in document.blocks:
            assert "".join(document.text[at] for at in block.offsets).split() == block.text.split()
        for sentence in document.sentences:
            assert document.locate(sentence.number).text == sentence.text
