"""PDF: paragraphs put together from lines, and files that cannot be read."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.installation import install_hint
from aligner.messages import render
from aligner.read import read
from aligner.read.pdf_layout import put_together
from aligner.read.pdf_lines import Line, Page, page_of, runs
from tests.commands import CORPORA, aligner
from tests.literal import place
from tests.made_files import lines, pdf, stream

FOLDER = Path(__file__).parent / "documents"
WIDE = "This line is as wide as the lines of this page are and it goes on to the next one, which"


def typeset(*texts: str, top: float = 700, size: float = 10, x: float = 70, bold: bool = False) -> list[Line]:
    """Lines under each other; an empty text leaves a gap."""
    return [Line(text, x, top - 12 * number, size, bold) for number, text in enumerate(texts) if text]


def paragraphs(*pages: list[Line]) -> list[str]:
    made = [Page(number, tuple(found), 842) for number, found in enumerate(pages, 1)]
    return [piece.text for piece in put_together(made)]


def read_line(*fragments: tuple[str, float, float, float], aside: float = 0.0) -> list[str]:
    """Fragments of a line: text, x, points that it is raised, font size; as two lines below each other have them."""
    line = [(text, x, up, size, False, False, False) for text, x, up, size in fragments]
    below = [[(part[0], part[1] + aside * down, part[2] - 12 * down, *part[3:]) for part in line] for down in (1, 2, 3)]
    answer = {"lines": [line, *below], "bottom": 0.0, "height": 800.0, "pictures": False}
    return [found.text for found in page_of(1, answer).lines[: len(page_of(1, answer).lines) // 4]]


def test_raised_figures_break_no_line_and_powers_are_kept() -> None:
    # Without a place of its own, text that goes on is said to begin where its line does.
    assert read_line(("It has 5 000 m", 56, 0, 11), ("2", 56, 0, 9), (" and 10", 56, 0, 11), ("6", 56, 0, 9)) == [
        "It has 5 000 m² and 10⁶"
    ]
    assert read_line(
        ("said in 2019", 56, 0, 11), ("1", 56, 0, 8), (" that CO", 56, 0, 11), ("2 ", 56, 0, 8), ("fell", 56, 0, 11)
    ) == ["said in 2019 that CO₂ fell"]
    tex: list[tuple[str, float, float, float]]
    tex = [("as TeX has x", 56, 0, 10), ("2", 116, 3.6, 7), (" and y", 122, 0, 10), ("1", 150, -1.5, 7)]
    assert read_line(*tex, aside=5.0) == ["as TeX has x² and y₁"]


def test_lines_become_paragraphs_by_gaps_indents_and_short_ends() -> None:
    text = typeset(WIDE, "ends here.", "", WIDE, "ends in a short line.", WIDE, "is the third one.")
    indented = [Line("  " + WIDE, 85, 500, 10, False), *typeset("goes on at the margin.", top=488)]
    assert paragraphs(text) == [f"{WIDE} ends here.", f"{WIDE} ends in a short line.", f"{WIDE} is the third one."]
    assert paragraphs([*typeset(WIDE, WIDE + ".", top=524), *indented])[0] == f"{WIDE} {WIDE}."


@pytest.mark.parametrize(
    ("first", "second", "mended"),
    [
        ("the transla-", "tion of this", "the translation of this"),
        ("a well-", "known habit", "a well-known habit"),
        ("vingt-", "quatre heures", "vingt-quatre heures"),
        ("répondit-", "il enfin", "répondit-il enfin"),
        ("raconte-", "t-elle alors", "raconte-t-elle alors"),
        ("soft\u00ad", "ware", "software"),
        ("Anglo-", "Saxon kings", "Anglo-Saxon kings"),
    ],
)
def test_words_cut_at_the_end_of_a_line_are_whole_again(first: str, second: str, mended: str) -> None:
    wide = WIDE[: len(WIDE) - len(first) - 1]
    assert paragraphs(typeset(f"{wide} {first}", f"{second} and so on.")) == [f"{wide} {mended} and so on."]


def test_the_document_itself_says_how_a_cut_word_is_written() -> None:
    text = typeset(f"{WIDE[:70]} the co-", f"worker met {WIDE[:60]}", "another coworker.")
    assert "the coworker met" in paragraphs(text)[0]
    text = typeset(f"{WIDE[:70]} the co-", f"worker met {WIDE[:60]}", "another co-worker.")
    assert "the co-worker met" in paragraphs(text)[0]


def test_running_heads_and_page_numbers_are_dropped_and_paragraphs_run_over_pages() -> None:
    def page(number: int, *texts: str) -> list[Line]:
        head, foot = Line(f"{number} Harbours", 70, 780, 9, False), Line(f"- {number} -", 290, 60, 9, False)
        return [head, *typeset(*texts), foot]

    found = paragraphs(page(1, WIDE, WIDE), page(2, "goes on here.", "", WIDE, "ends."), page(3, "A last line."))
    assert found == [f"{WIDE} {WIDE} goes on here.", f"{WIDE} ends.", "A last line."]


def test_a_chapter_number_at_the_head_of_a_page_is_no_running_head() -> None:
    def page(number: int) -> list[Line]:
        head = typeset(f"Chapter {1 + number // 3}") if number % 3 == 0 else []
        return [*head, *typeset(f"{WIDE} {number}", f"ends in {number} lines.", top=600)]

    found = paragraphs(*(page(number) for number in range(15)))
    assert [text for text in found if text.startswith("Chapter")] == [f"Chapter {number}" for number in range(1, 6)]


def test_headings_are_larger_or_bold_and_lists_have_bullets() -> None:
    page = [
        *typeset("The title", size=18, top=760),
        *typeset("A part", bold=True, top=720),
        *typeset(WIDE, "ends.", f"• {WIDE}", "ends", "• another item", top=700),
    ]
    pieces = list(put_together([Page(1, tuple(page), 842)]))
    assert [(piece.kind.value, piece.level, piece.text) for piece in pieces] == [
        ("heading", 1, "The title"),
        ("heading", 2, "A part"),
        ("paragraph", 0, f"{WIDE} ends."),
        ("list-item", 1, f"{WIDE} ends"),
        ("list-item", 1, "another item"),
    ]


def test_items_without_bullets_are_told_by_the_room_at_their_ends() -> None:
    items = [
        Line(text, 100, 600 - 12 * n, 10, False) for n, text in enumerate(("the first thing", "the second", "and more"))
    ]
    assert paragraphs([*typeset(WIDE, WIDE, top=700), *items])[1:] == ["the first thing", "the second", "and more"]


def test_text_in_a_narrow_frame_is_no_list() -> None:
    narrow = [
        "a frame that is little more than half as wide as all the",
        "other text on this page has its lines end where there is",
        "room for the next word.",
    ]
    assert paragraphs([*typeset(WIDE, WIDE, top=700), *typeset(*narrow, top=600)])[1:] == [" ".join(narrow)]


def test_a_number_and_its_unit_stay_together_at_the_beginning_of_a_line() -> None:
    """Some programs write the no-break space between them as a plain one."""
    column = [
        "they found a second mine in the",
        "harbour yesterday, and only",
        "40 metres from the quay where the",
        "boats lie.",
    ]
    assert paragraphs(typeset(*column)) == [" ".join(column)]


def test_a_second_column_goes_on_where_the_first_ended() -> None:
    left = [Line("the left column ends in the middle", 70, 100, 10, False)]
    right = [Line("of a sentence.", 320, 700, 10, False)]
    assert paragraphs(left + right) == ["the left column ends in the middle of a sentence."]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(
            st.builds(
                Line,
                st.text(st.sampled_from("ab -.1•é"), min_size=1).filter(str.strip),
                st.floats(0, 500),
                st.floats(0, 842),
                st.sampled_from((8.0, 10.0, 14.0)),
                st.booleans(),
                st.booleans(),
            ),
            max_size=6,
        ),
        max_size=4,
    )
)
def test_any_page_can_be_put_together(pages: list[list[Line]]) -> None:
    for text in paragraphs(*pages):
        assert isinstance(text, str)


def test_runs_of_pages_are_written_as_people_do() -> None:
    assert runs([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"


def test_a_file_made_by_hand_is_read_page_by_page(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [lines("One page. (First.)"), lines("Another page.")])
    assert [(block.text, place(block.where)) for block in read(path, "en").blocks] == [
        ("One page. (First.)", "page 1"),
        ("Another page.", "page 2"),
    ]


def test_a_pdf_may_come_from_standard_input() -> None:
    found = aligner("split", "-", stdin=(FOLDER / "mill.en.pdf").read_bytes())
    assert "Boots are a good idea.\n" in found.out


def test_scanned_pages_are_said_to_be(tmp_path: Path) -> None:
    picture = {100: stream(b"\0", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8")}
    with pytest.raises(InputError, match=r"it was scanned.*OCR"):
        read(pdf(tmp_path / "a.pdf", [b"/X Do"], picture), "en")
    document = read(pdf(tmp_path / "b.pdf", [lines("A text."), b"/X Do", b"/X Do"], picture), "en")
    assert "pages 2–3 hold pictures without text" in render(document.notes[0], "en")


def test_a_password_that_is_needed_is_said_and_one_for_printing_only_is_not_in_the_way() -> None:
    assert read(FOLDER / "locked" / "restricted.pdf", "en").text == "The mill is closed in January."
    with pytest.raises(InputError, match="protected by a password"):
        read(FOLDER / "locked" / "locked.pdf", "en")


def test_fonts_that_do_not_tell_their_characters_are_said(tmp_path: Path) -> None:
    page = b"BT /F 11 Tf 1 0 0 1 70 700 Tm (" + bytes(range(1, 8)) * 9 + b") Tj ET"
    with pytest.raises(InputError, match="do not say which characters"):
        read(pdf(tmp_path / "a.pdf", [page]), "en")


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\nxref\ntrailer\n<<>>\nstartxref\n9\n%%EOF"]
)
def test_a_damaged_pdf_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(InputError, match="looks like a PDF file"):
        read(tmp_path / "a.pdf", "en")


def test_without_pypdf_the_message_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pypdf.py").write_text("raise ImportError")
    found = subprocess.run(
        [sys.executable, "-m", "aligner", "split", str(FOLDER / "mill.en.pdf")],
        capture_output=True,
        text=True,
        cwd=CORPORA.parent,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
    )
    assert found.stderr == f"aligner: Reading a PDF needs an optional part of aligner: {install_hint('pdf')}\n"


def test_the_program_that_reads_pdfs_answers_in_lines_of_data(monkeypatch: pytest.MonkeyPatch) -> None:
    from aligner.read import pdf_worker

    with (FOLDER / "mill.en.pdf").open("rb") as file:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(file))
        ready, count, *pages = pdf_worker._answers()
    assert (ready, count) == ({"ready": True}, {"pages": 2})
    assert len(pages) == 2
    text, x, y, size, bold, rotated, typed = pages[0]["lines"][1][0]
    assert text.startswith("The mill that runs on the moon")
    assert 0 < x < 595
    assert 0 < y < 842
    assert (size, bold, rotated, typed) == (16.0, True, False, False)


@pytest.mark.parametrize("name", ["locked.pdf", "none.pdf"])
def test_the_program_that_reads_pdfs_says_what_is_wrong(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aligner.read import pdf_worker

    (tmp_path / "none.pdf").write_bytes(b"%PDF-1.7 nothing")
    with (FOLDER / "locked" / name if name == "locked.pdf" else tmp_path / name).open("rb") as file:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(file))
        answers = list(pdf_worker._answers())
    assert {"locked", "error"} & set(answers[-1])


LEFT = [
    "The harbour of the island was",
    "built by people who had never",
    "seen a ship of more than forty",
    "tons, and it shows wherever a",
    "visitor cares to look at the low",
    "walls and at the narrow mouth",
    "between them, which no pilot of",
    "our days would call an entrance.",
]
RIGHT = [
    "In winter nobody comes, and the",
    "keeper of the light has only the",
    "dog and the wireless to talk to",
    "until the first boats of March",
    "bring letters, flour, paraffin",
    "and sometimes a visitor, who as a",
    "rule stays longer than he meant",
    "to when he climbed ashore.",
]


def _row_by_row(path: Path, left: list[str], right: list[str]) -> list[str]:
    rows = [
        lines(one, x=70, top=760 - 14 * n) + lines(other, x=310, top=760 - 14 * n)
        for n, (one, other) in enumerate(zip(left, right, strict=True))
    ]
    return [block.text for block in read(pdf(path, [b"".join(rows)]), "en").blocks]


def test_two_columns_drawn_row_by_row_are_read_one_after_the_other(tmp_path: Path) -> None:
    assert _row_by_row(tmp_path / "a.pdf", LEFT, RIGHT) == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_table_keeps_its_rows(tmp_path: Path) -> None:
    names = [f"Boat number {n} of the harbour" for n in range(8)]
    notes = [f"Built in {1900 + n}, and still afloat" for n in range(8)]
    found = _row_by_row(tmp_path / "a.pdf", names, notes)
    assert found.index(notes[0]) == found.index(names[0]) + 1
