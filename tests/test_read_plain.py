"""Plain text: paragraphs stay whole however they were wrapped, and lines that are blocks stay apart."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from aligner.core import BlockKind
from aligner.errors import InputError
from aligner.read import read_text
from aligner.read.plain import blocks

PARAGRAPHS = [
    "The harbour of the small town had been closed for three weeks when the first ship came back. Nobody had "
    "expected it so early in the year, and the harbour master, who lived on the hill, saw it only when the bell rang.",
    "It carried salt, timber and two passengers. One of them asked for the way to the post office; the other stayed "
    "on deck until night fell and then walked off without a word to anybody, which people remembered later.",
    "By the next morning the whole town knew about the letters. They had been written eleven years before, and "
    "every one of them was still sealed when it was found in the drawer of the old customs house near the bridge.",
]


def texts(text: str) -> list[str]:
    return [block.text for block in read_text(text, "en").blocks]


def kinds(text: str) -> list[tuple[BlockKind, int]]:
    return [(block.kind, block.level) for block in read_text(text, "en").blocks]


@given(st.integers(50, 90), st.sampled_from(["\n", "\r\n", "\r"]))
def test_hard_wrapped_paragraphs_are_joined_at_any_width(width: int, end: str) -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert texts(wrapped.replace("\n", end)) == PARAGRAPHS


def test_wrapped_paragraphs_that_only_indentation_separates_are_told_apart() -> None:
    wrapped = "\n".join(textwrap.fill(paragraph, 72, initial_indent="    ") for paragraph in PARAGRAPHS)
    assert texts(wrapped) == PARAGRAPHS


def test_without_empty_lines_each_long_line_is_a_block() -> None:
    assert texts("\n".join(PARAGRAPHS)) == PARAGRAPHS


def test_lines_of_verse_stay_lines() -> None:
    verse = [
        "The tide goes out, the tide comes in,",
        "And nobody has seen the boat,",
        "The nets are torn, the soup is thin,",
    ]
    assert texts("\n".join(verse) + "\n\n" + PARAGRAPHS[0]) == [*verse, PARAGRAPHS[0]]


def test_a_line_broken_by_hand_in_mid_sentence_is_joined() -> None:
    text = (
        "Please send the signed form back before the end\nof the month to the address that is given below.\n\nThanks."
    )
    assert texts(text)[0].startswith("Please send the signed form back before the end of the month")


def test_a_word_broken_at_its_hyphen_is_whole_again() -> None:
    text = (
        "This is a line of which we can say that it is long-\nterm planning that made it as long as it is now.\n\nEnd."
    )
    assert "long-term planning" in texts(text)[0]


def test_list_items_stay_apart_and_keep_their_continuation_lines() -> None:
    text = "Bring along:\n- a warm coat that\n  keeps out the rain\n- boots\n- a map"
    assert texts(text) == ["Bring along:", "- a warm coat that keeps out the rain", "- boots", "- a map"]
    assert [kind for kind, _ in kinds(text)] == [BlockKind.PARAGRAPH, *[BlockKind.LIST_ITEM] * 3]


def test_headings_are_recognised() -> None:
    body = PARAGRAPHS[0]
    text = f"A Closed Harbour\n\n{body}\n\n3.1. The first ship\n{body}\n\nChapter 4. Letters\n\nSalt\n====\n{body}\n"
    found = read_text(text, "en").blocks
    assert [(block.text, block.level) for block in found if block.kind is BlockKind.HEADING] == [
        ("A Closed Harbour", 1),
        ("3.1. The first ship", 2),
        ("Chapter 4. Letters", 1),
        ("Salt", 1),
    ]


def test_sentences_and_numbered_items_are_no_headings() -> None:
    assert all(
        kind is not BlockKind.HEADING
        for kind, _ in kinds("It rained.\n\n1. Open the door\n2. Close it\n\nAll went well, and\n\n3.5 kg were left.")
    )


def test_lines_of_dashes_or_stars_are_no_text() -> None:
    assert texts("One.\n\n* * *\n\nTwo.\n----------\nThree.") == ["One.", "Two.", "Three."]


def test_no_break_spaces_are_kept() -> None:
    assert texts("Vraiment\u202f? «\u00a0Oui\u00a0», dit-il.\tBien.") == [
        "Vraiment\u202f? «\u00a0Oui\u00a0», dit-il. Bien."
    ]


def test_text_that_stands_as_it_is_has_a_plain_range_of_offsets() -> None:
    document = read_text("First.\n\n  Second one.  \n", "en")
    assert [block.offsets for block in document.blocks] == [range(6), range(10, 21)]


_LINES = st.lists(
    st.one_of(st.text(max_size=90), st.sampled_from(["", "- item", "3.1. Title", "====", "a b " * 15, "Ab c. " * 12])),
    max_size=12,
)


@given(_LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_character_is_where_its_offset_says(lines: list[str], end: str) -> None:
    text = end.join(lines)
    try:
        document = read_text(text, "en")
    except InputError:
        return
    last = -1
    for block in document.blocks:
        assert block.text.strip()
        for char, offset in zip(block.text, block.offsets, strict=True):
            assert offset > last
            assert char == text[offset] or (char == " " and text[offset].isspace())
            last = offset


@given(
    st.lists(st.text(st.characters(categories=["Lu", "Ll"]), min_size=1), min_size=1, max_size=30), st.integers(1, 60)
)
def test_no_word_is_lost(words: list[str], width: int) -> None:
    text = "\n".join(" ".join(words[at : at + width]) for at in range(0, len(words), width))
    assert "".join(texts(text)).replace(" ", "") == "".join(words)


def test_text_wrapped_by_hand_at_any_width_is_whole_again() -> None:
    text = "The pier stood in the bay\nfor many years before the storm\ncame.\n\n"
    text += "It was late then.\n"
    assert texts(text) == [
        "The pier stood in the bay for many years before the storm came.",
        "It was late then.",
    ]


def test_short_lines_that_are_no_prose_stay_apart() -> None:
    assert texts("flour and a little salt\nbutter of two sorts here\nmilk\n\nMix.\n") == [
        "flour and a little salt",
        "butter of two sorts here",
        "milk",
        "Mix.",
    ]


def test_xml_of_an_unknown_kind_is_said_to_be_read_with_its_tags() -> None:
    notes: list[str] = []
    blocks("<?xml version='1.0'?>\n<page><p>Boats.</p></page>\n", lambda said: notes.append(said.id))
    blocks("Boats <?xml ?>.\n", lambda said: notes.append(said.id))
    assert notes == ["reader.tags-as-text"]
