"""The spot that a report marks is the spot that the finding means."""

from hypothesis import given
from hypothesis import strategies as st

from aligner.core import Finding, Severity, Side
from aligner.report.marks import Mark, Piece, document_marks, last_pieces, pieces, text_range
from tests.literal import literal
from tests.report_samples import document, quoted

TEXT = document("a.md", "en", ["A *fine* title", ["One *two* three.", "Four *five six* seven."]])


@given(st.data())
def test_every_stretch_of_a_sentence_is_found_again_by_its_file_offsets(data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(TEXT.sentences))
    start = data.draw(st.integers(0, len(sentence.text) - 1))
    end = data.draw(st.integers(start + 1, len(sentence.text)))
    span = TEXT.locate(sentence.number, start, end)
    assert text_range(TEXT, sentence.number, span.start, span.end) == (start, end)


def test_a_stretch_of_mere_markup_marks_nothing() -> None:
    star = TEXT.text.index("*five")
    assert text_range(TEXT, 2, star, star + 1) is None


def test_a_finding_over_two_sentences_marks_its_part_of_each() -> None:
    span = TEXT.locate_run([1, 2])
    finding = Finding("omission", Severity.MAJOR, "accuracy/omission", literal("Gone."), original=span)
    marks = document_marks(TEXT, Side.ORIGINAL, [finding])
    assert marks == {1: (Mark(0, 14, 0),), 2: (Mark(0, 20, 0),)}
    assert document_marks(TEXT, Side.TRANSLATION, [finding]) == {}


def test_a_mark_spans_the_markup_inside_it() -> None:
    finding = Finding("name", Severity.MAJOR, "accuracy", literal("Wrong."), original=quoted(TEXT, "Four five"))
    assert document_marks(TEXT, Side.ORIGINAL, [finding]) == {2: (Mark(0, 9, 0),)}


def test_overlapping_marks_share_the_piece_on_which_both_lie() -> None:
    found = pieces("abcdef", [Mark(0, 4, 1), Mark(2, 6, 0)])
    assert found == (Piece("ab", (1,)), Piece("cd", (0, 1)), Piece("ef", (0,)))


def test_each_finding_is_named_once_where_its_last_piece_ends() -> None:
    found = pieces("abcdef", [Mark(0, 6, 0), Mark(2, 3, 1)])
    assert last_pieces(found, (0, 1)) == {1: (1,), 2: (0,)}
    assert last_pieces(found, (1,)) == {1: (1,)}


MARKS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 6), st.integers(0, 3)), max_size=6)


@given(st.text(min_size=15, max_size=15), MARKS)
def test_pieces_joined_are_the_text_and_know_every_mark_on_them(text: str, drawn: list[tuple[int, int, int]]) -> None:
    marks = [Mark(start, start + length, finding) for start, length, finding in drawn]
    at = 0
    for piece in pieces(text, marks):
        assert piece.text
        for place in range(at, at + len(piece.text)):
            assert piece.findings == tuple(sorted({m.finding for m in marks if m.start <= place < m.end}))
        at += len(piece.text)
    assert "".join(piece.text for piece in pieces(text, marks)) == text
