"""An edit changes one sentence and nothing else, and all offsets still lead back to the text."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.core import Block, BlockKind, Document
from aligner.errors import InputError
from aligner.read import read
from aligner.split import split
from aligner.split.edit import Edit, edited

DOCUMENTS = Path(__file__).parent / "documents"
NAMES = sorted(path.name for path in DOCUMENTS.glob("mill.fr.*"))
TEXTS = st.lists(
    st.sampled_from(("le", "pont", "est", "ouvert.", "Il", "a", "&", "*", "48\u00a0h", "«\u202foui\u202f»", "!")),
    min_size=1,
    max_size=12,
).map(" ".join)


@cache
def document(name: str) -> Document:
    return split(read(DOCUMENTS / name, "fr"))


def text(body: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    return split(Document("-", "fr", body, (Block(kind, body, range(len(body))),), "0" * 64))


def assert_consistent(found: Document) -> None:
    """Every sentence is where it says, in its block and in the file."""
    assert [one.number for one in found.sentences] == list(range(len(found.sentences)))
    assert len({one.id for one in found.sentences}) == len(found.sentences)
    for one in found.sentences:
        block = found.blocks[one.block]
        assert block.text[one.at : one.at + len(one.text)] == one.text
        span = found.locate(one.number)
        assert (span.start, span.end) == (one.start, one.end)
        for character, offset in zip(one.text, block.offsets[one.at : one.at + len(one.text)], strict=True):
            assert found.text[offset] == character or character.isspace() or found.text[offset] in "&\\"


def assert_nothing_else_changed(edit: Edit) -> None:
    before, after = edit.before, edit.after
    assert len(after.sentences) == len(before.sentences) + edit.parts - 1
    for one in before.sentences:
        if one.number != edit.number:
            other = after.sentences[edit.sentence(one.number)]
            assert (other.text, other.id, other.block) == (one.text, one.id, one.block)
            assert edit.span(before.locate(one.number)) == after.locate(other.number)
    assert after.sentences[edit.number].id == before.sentences[edit.number].id


@pytest.mark.parametrize("name", NAMES)
def test_documents_of_every_format_are_edited_in_place(name: str) -> None:
    found = document(name)
    assert_consistent(found)
    for number in range(0, len(found.sentences), 5):
        words = found.sentences[number].text.split()
        words[len(words) // 2] = "autrement"
        edit = edited(found, number, " ".join(words))
        assert_consistent(edit.after)
        assert_nothing_else_changed(edit)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(("mill.fr.md", "mill.fr.page.html", "mill.fr.pdf", "mill.fr.txt")), st.data())
def test_edits_upon_edits_stay_consistent(name: str, data: st.DataObject) -> None:
    found = document(name)
    for _ in range(3):
        number = data.draw(st.integers(0, len(found.sentences) - 1))
        new = data.draw(TEXTS)
        edit = edited(found, number, new)
        assert_consistent(edit.after)
        assert_nothing_else_changed(edit)
        made = edit.after.sentences[number : number + edit.parts]
        assert " ".join(one.text for one in made) == new
        found = edit.after


def test_an_edit_back_gives_the_same_sentences() -> None:
    found = document("mill.fr.txt")
    for one in found.sentences:
        there = edited(found, one.number, "Tout autre chose")
        back = edited(there.after, one.number, one.text)
        assert [(one.text, one.id) for one in back.after.sentences] == [(one.text, one.id) for one in found.sentences]


def test_markup_beside_what_was_edited_stays() -> None:
    body = "Le *grand* pont est fermé."
    offsets = tuple(n for n, character in enumerate(body) if character != "*")
    block = Block(BlockKind.PARAGRAPH, body.replace("*", ""), offsets)
    found = split(Document("-", "fr", body, (block,), "0" * 64))
    assert edited(found, 0, "Le grand pont est ouvert.").after.text == "Le *grand* pont est ouvert."


def test_a_character_reference_is_replaced_as_a_whole() -> None:
    body = "<p>R&amp;D coûte cher.</p>"
    offsets = (3, 4, *range(9, len(body) - 4))
    found = split(Document("-", "fr", body, (Block(BlockKind.PARAGRAPH, "R&D coûte cher.", offsets),), "0" * 64))
    assert edited(found, 0, "R et D coûte cher.").after.text == "<p>R et D coûte cher.</p>"


def test_a_sentence_may_become_several() -> None:
    edit = edited(text("Un. Deux. Trois."), 1, "Deux est pair. Il dort.")
    assert [one.text for one in edit.after.sentences] == ["Un.", "Deux est pair.", "Il dort.", "Trois."]
    assert edit.parts == 2
    assert_nothing_else_changed(edit)


def test_a_unit_stays_one() -> None:
    edit = edited(text("Un."), 0, "Un. Deux est pair.", whole=True)
    assert [one.text for one in edit.after.sentences] == ["Un. Deux est pair."]


def test_a_heading_stays_one_sentence() -> None:
    assert edited(text("Et puis ? Un guide", BlockKind.HEADING), 0, "Et alors ? Un guide").parts == 1


def test_line_ends_become_spaces_and_no_break_spaces_stay() -> None:
    assert edited(text("Un."), 0, " Il dit :\n«\u00a0oui\u00a0». ").after.text == "Il dit : «\u00a0oui\u00a0»."


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(InputError, match="sentence 1 of - would be empty"):
        edited(text("Un."), 0, " \n")
