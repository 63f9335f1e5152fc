"""A review that is written and read back is equal, whatever it holds."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aligner
from aligner.core import Bead, Block, BlockKind, Document, Finding, Message, Review, Sentence
from aligner.core.serialize import SCHEMA, as_data, as_text, dump, load
from aligner.errors import InputError
from aligner.report import render
from tests.encoders import Hashing
from tests.report_cases import reviews
from tests.report_samples import ferry

DOCUMENTS = Path(__file__).parent / "documents"
#: An original, or a file that holds both texts.
NAMES = sorted(path.name for path in DOCUMENTS.glob("mill.*") if ".fr." not in path.name)
#: Any characters, halves of characters among them.
ANY_TEXT = st.text(st.characters() | st.sampled_from('\ud83d\ude00😀\u2028\x00"\\'), max_size=12)
ARGUMENTS = st.recursive(
    ANY_TEXT | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda some: (
        st.lists(some, max_size=3).map(tuple)
        | st.builds(Message, ANY_TEXT, st.dictionaries(ANY_TEXT, some, max_size=3))
    ),
    max_leaves=6,
)
MESSAGES: st.SearchStrategy[Any] = st.builds(Message, ANY_TEXT, st.dictionaries(ANY_TEXT, ARGUMENTS, max_size=3))


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    text = draw(ANY_TEXT)
    start = draw(st.integers(0, 2**40))
    offsets: Sequence[int] = range(start, start + len(text))
    if draw(st.booleans()):
        steps = draw(st.lists(st.integers(0, 3), min_size=len(text), max_size=len(text)))
        array = np.cumsum([start, *steps])[: len(text)]
        offsets = draw(st.sampled_from((array, array.tolist(), tuple(array.tolist()))))
    kind, level, where = draw(st.sampled_from(BlockKind)), draw(st.integers(0, 6)), draw(st.none() | MESSAGES)
    return Block(kind, text, offsets, level, where)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    numbers = st.integers(0, 2**40)
    sentences = st.builds(Sentence, numbers, numbers, numbers, ANY_TEXT, numbers, numbers, ANY_TEXT)
    return Document(
        draw(ANY_TEXT),
        draw(st.sampled_from(("en", "fr"))),
        draw(ANY_TEXT),
        tuple(draw(st.lists(blocks(), max_size=3))),
        "0" * 64,
        tuple(draw(st.lists(sentences, max_size=3))),
    )


@settings(max_examples=200, deadline=None)
@given(reviews(), documents(), documents(), st.data())
def test_what_is_written_and_read_back_is_equal(
    review: Review, original: Document, translation: Document, data: st.DataObject
) -> None:
    cosines = st.floats(-1, 1) | st.floats(-1, 1, width=32).map(np.float32)
    numbers = st.lists(st.integers(0, 99), max_size=3).map(tuple)
    beads = data.draw(st.lists(st.builds(Bead, numbers, numbers, cosines, st.floats(0, 1)), max_size=3))
    findings = tuple(
        replace(finding, suggestion=data.draw(st.none() | ANY_TEXT), message=data.draw(MESSAGES))
        for finding in review.findings
    )
    changed = replace(
        review,
        original=original,
        translation=translation,
        beads=tuple(beads),
        findings=findings,
        warnings=tuple(data.draw(st.lists(MESSAGES, max_size=2))),
        run=data.draw(st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=2)),
    )
    assert load(dump(changed)) == changed


@pytest.mark.parametrize("name", NAMES)
def test_reviews_of_files_of_every_format_are_read_back_equal(name: str) -> None:
    file = DOCUMENTS / name
    translation = file.with_name(name.replace(".en.", ".fr.")) if ".en." in name else None
    review = aligner.review(file, translation, encoder=Hashing())
    assert load(dump(review)) == review
    assert load(render(review, "json").encode()) == review


def test_offsets_are_written_as_runs() -> None:
    block = Block(BlockKind.PARAGRAPH, "a b c", (0, 1, 2, 7, 8))
    text = replace(ferry().original, blocks=(block, Block(BlockKind.CODE, "x" * 9, range(30, 39))))
    written = json.loads(dump(replace(ferry(), original=text)))["documents"]["original"]["blocks"]
    assert [one["offsets"] for one in written] == [[[0, 3], [7, 2]], [[30, 9]]]


def test_blocks_are_equal_by_the_values_of_their_offsets() -> None:
    one, other = Block(BlockKind.CODE, "ab", range(3, 5)), Block(BlockKind.CODE, "ab", np.array([3, 4]).tolist())
    assert one == other
    assert hash(one) == hash(other)
    assert one != Block(BlockKind.CODE, "ab", (3, 5))
    assert one != "ab"


def test_half_a_character_leaves_the_file_valid() -> None:
    finding = replace(ferry().findings[0], suggestion="\ud83d")
    written = dump(replace(ferry(), findings=(finding,)))
    written.decode("utf-8")
    assert load(written).findings == (finding,)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff", "not JSON"),
        (b"{", "not JSON"),
        (b"[]", 'has no "schema"'),
        (b'{"schema": "aligner.report/1"}', 'its "schema" is "aligner.report/1"'),
        (f'{{"schema": "{SCHEMA}"}}'.encode(), "damaged: KeyError: 'documents'"),
    ],
)
def test_what_is_no_review_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        load(data)


@pytest.mark.parametrize("key", ["documents", "findings", "beads", "run", "moved"])
def test_a_damaged_review_is_refused(key: str) -> None:
    content = as_data(ferry())
    content[key] = 3
    with pytest.raises(InputError, match="damaged"):
        load(as_text(content).encode())


def test_findings_keep_every_field() -> None:
    finding = ferry().findings[0]
    assert isinstance(finding, Finding)
    assert load(dump(ferry())).findings[0] == finding
