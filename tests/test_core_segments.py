"""Ids of segments: each sentence has one of its own, which edits elsewhere leave alone."""

from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.core.segments import digest, segment_ids

TEXTS = st.lists(st.sampled_from(("Oui.", "Non.", "Il dort.", "", "Elle part.")) | st.text(max_size=3), max_size=12)


def ids(texts: list[str]) -> list[str]:
    return list(segment_ids(texts, [""] * len(texts)))


@given(TEXTS)
def test_every_sentence_has_an_id_of_its_own(texts: list[str]) -> None:
    found = ids(texts)
    assert all(found)
    assert len(set(found)) == len(texts)
    assert found == ids(texts)


@settings(max_examples=200)
@given(st.lists(st.text(max_size=4), unique_by=digest, min_size=1), st.integers(0, 99), st.text(max_size=4))
def test_ids_of_sentences_that_stand_once_depend_on_nothing_else(texts: list[str], at: int, new: str) -> None:
    before = dict(zip(texts, ids(texts), strict=True))
    at %= len(texts) + 1
    inserted = [*texts[:at], new, *texts[at:]]
    for text, found in zip(inserted, ids(inserted), strict=True):
        if digest(text) != digest(new):
            assert before[text] == found


@given(TEXTS, TEXTS)
def test_what_is_added_behind_changes_no_id(texts: list[str], more: list[str]) -> None:
    assert ids([*texts, *more])[: len(texts)] == ids(texts)


def test_equal_sentences_are_told_apart_by_the_sentence_before() -> None:
    texts = ["Oui.", "Il vient.", "Oui.", "Elle part.", "Oui."]
    first = ids(texts)
    assert ids(["Un titre.", "Et un début.", *texts])[2:] == first
    again = ids([*texts[:2], *texts[3:]])
    assert again == [first[0], first[1], first[3], first[4]]


def test_white_space_is_no_edit() -> None:
    assert ids(["Il  dort\nencore."]) == ids(["Il dort encore."])


def test_ten_thousand_equal_sentences_take_no_longer_than_others() -> None:
    began = perf_counter()
    assert len(set(ids([""] * 10_000))) == 10_000
    assert perf_counter() - began < 2
