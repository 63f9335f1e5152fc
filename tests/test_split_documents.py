"""Sentences of a document know where they stand in the file and never cross a block."""

from collections.abc import Sequence
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.core import Block, BlockKind, Document
from aligner.errors import InputError
from aligner.split import split, split_text

ABBREVIATED = ("Mr. ", "U.S. ", "No. 5 ", "1. ", "... ", "… ", ".")
QUOTED = ("« Quoi ? » ", "“Oui.” ", "(a. B) ", "(", ")", '"', "!", "?")
OTHER = (
    "He left. ",
    "***",
    ":-) ",
    "a@b.fr ",
    "https://a.b/c. ",
    "01/02/2003 10:00 AM ",
    " ",
    "\n",
    "\u00a0",
    "x",
    "É",
)
PIECES = st.sampled_from((*ABBREVIATED, *QUOTED, *OTHER))
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))


def document(*blocks: Block, text: str = "", language: str = "en") -> Document:
    return Document("-", language, text, blocks, sha256="")


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, offsets: Sequence[int] | None = None) -> Block:
    return Block(kind, text, range(len(text)) if offsets is None else offsets)


@given(TEXTS, st.sampled_from(["en", "fr"]))
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str, language: str) -> None:
    position = 0
    for start, end in split_text(text, language):
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        position = end
    assert not text[position:].strip()


@given(st.lists(TEXTS, max_size=5), st.sampled_from(BlockKind))
def test_sentences_slice_back_to_their_block(texts: list[str], kind: BlockKind) -> None:
    found = split(document(*[block(text, kind) for text in texts]))
    for number, sentence in enumerate(found.sentences):
        assert sentence.number == number
        assert found.blocks[sentence.block].text[sentence.at : sentence.at + len(sentence.text)] == sentence.text
    assert {s.block for s in found.sentences} == {n for n, text in enumerate(texts) if text.strip()}


def test_file_offsets_skip_over_markup() -> None:
    file = "It is *very* late. Go **now**."
    shown = [(n, c) for n, c in enumerate(file) if c != "*"]
    found = split(document(block("".join(c for _, c in shown), offsets=[n for n, _ in shown]), text=file))
    assert [s.text for s in found.sentences] == ["It is very late.", "Go now."]
    assert [file[s.start : s.end] for s in found.sentences] == ["It is *very* late.", "Go **now**."]


def test_a_sentence_never_crosses_a_block() -> None:
    found = split(document(block("This has no end"), block("and this goes on.")))
    assert [(s.block, s.text) for s in found.sentences] == [(0, "This has no end"), (1, "and this goes on.")]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Oil * Water from the well * Wine * Salt", ["Oil", "* Water from the well", "* Wine", "* Salt"]),
        ("Topics: • safety • training • spare parts", ["Topics:", "• safety", "• training", "• spare parts"]),
        ("The area is 3 * 4 * 5 * 6 metres.", ["The area is 3 * 4 * 5 * 6 metres."]),
        ("Multiply a * b * c * d.", ["Multiply a * b * c * d."]),
        ("Home • Contact", ["Home • Contact"]),
    ],
)
def test_items_of_a_list_in_one_line_are_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split_text(text, "en")] == sentences


def test_a_heading_is_one_sentence() -> None:
    found = split(document(block("What now? A guide in 3 steps. Part 1", BlockKind.HEADING)))
    assert len(found.sentences) == 1


def test_a_paragraph_marked_as_heading_is_split() -> None:
    found = split(document(block("This is a long line. " * 20, BlockKind.HEADING)))
    assert len(found.sentences) == 20


def test_code_is_one_sentence() -> None:
    found = split(document(block("  print('A. B.')\n\nprint('C. D.')\n", BlockKind.CODE)))
    assert [s.text for s in found.sentences] == ["print('A. B.')\n\nprint('C. D.')"]


def test_line_ends_are_spaces() -> None:
    assert split_text("One sentence\nover two lines. And\r\nanother.", "en") == [(0, 28), (29, 42)]


def test_an_unknown_language_is_said() -> None:
    with pytest.raises(InputError, match="'xx' is not known"):
        split(document(block("Hello."), language="xx"))


@pytest.mark.parametrize(
    "piece", ['"', "(", ".", ". ", "a.", "-", "a@", "1. ", " !", "www.", "[1]", "(a. B ", "J.-", "é\n"]
)
def test_odd_text_takes_no_longer_than_any_other(piece: str) -> None:
    began = process_time()
    split_text(piece * 10_000 + "x. A", "en")
    assert process_time() - began < 2
