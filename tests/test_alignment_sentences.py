"""Alignment of any two lists of sentences: every sentence in exactly one bead, in order, whatever the encoder."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aligner
from aligner.alignment import align_sentences
from aligner.core import Bead
from aligner.encode import Vectors
from aligner.errors import InputError
from tests.encoders import Hashing

WORDS = st.sampled_from(("boat", "harbour", "ice", "baker", "bread", "north", "ship", "mayor", "tug", "band", "money"))
SENTENCES = st.lists(st.lists(WORDS, min_size=0, max_size=9).map(" ".join), max_size=25)


def assert_whole(beads: tuple[Bead, ...], original: int, translation: int) -> None:
    """Beads hold every sentence once and in order, and none is empty on both sides."""
    assert [n for bead in beads for n in bead.original] == list(range(original))
    assert [n for bead in beads for n in bead.translation] == list(range(translation))
    assert all(bead.original or bead.translation for bead in beads)
    assert all(0 <= bead.confidence <= 1 for bead in beads)
    assert all(-1.001 <= bead.similarity <= 1.001 for bead in beads)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES)
def test_every_sentence_is_in_exactly_one_bead(original: list[str], translation: list[str]) -> None:
    found = align_sentences(original, translation, Hashing())
    assert_whole(found.beads, len(original), len(translation))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=8), st.lists(st.text(max_size=30), max_size=8))
def test_any_text_at_all_is_aligned(original: list[str], translation: list[str]) -> None:
    assert_whole(align_sentences(original, translation, Hashing()).beads, len(original), len(translation))


@pytest.mark.parametrize(("original", "translation"), [([], []), (["A."], []), ([], ["B.", "C."])])
def test_an_empty_side_leaves_the_other_alone(original: list[str], translation: list[str]) -> None:
    beads = aligner.align(original, translation, encoder=Hashing())
    assert_whole(beads, len(original), len(translation))
    assert all(bead.is_null for bead in beads)


def test_a_text_against_itself_is_aligned_one_to_one() -> None:
    story = [f"{word} {number} says something of {word}" for number, word in enumerate("abcdefghijklmnop")]
    beads = aligner.align(story, story, encoder=Hashing())
    assert [(bead.original, bead.translation) for bead in beads] == [((n,), (n,)) for n in range(16)]


def test_either_language_may_come_first_and_unknown_ones_are_named() -> None:
    english, french = ["The baker closed.", "Snow fell."], ["Le boulanger a fermé.", "La neige est tombée."]
    beads = aligner.align(french, english, original_language="fr", translation_language="en")
    assert [(bead.original, bead.translation) for bead in beads] == [((0,), (0,)), ((1,), (1,))]
    with pytest.raises(InputError, match="'xx' is not known"):
        aligner.align(english, french, translation_language="xx")


def test_a_gap_is_left_out_and_the_rest_stays_in_step() -> None:
    story = [f"{word}{number} of w{number} in k{number} near m{number}" for number, word in enumerate("ab" * 20)]
    beads = aligner.align(story, story[:12] + story[20:], encoder=Hashing(512))
    pairs = {(bead.original, bead.translation) for bead in beads}
    assert {((n,), (n,)) for n in range(11)} <= pairs
    assert {((n,), (n - 8,)) for n in range(21, 40)} <= pairs
    assert sum(len(bead.original) for bead in beads if bead.is_null) >= 7


def test_long_texts_are_aligned_in_step() -> None:
    """Long enough for the search that halves the texts."""
    story = [f"w{number} x{number // 3} y{number // 7} z{number % 11}" for number in range(1500)]
    beads = aligner.align(story, story[:400] + story[600:], encoder=Hashing(256))
    assert_whole(beads, 1500, 1300)
    assert sum(bead.original == (n,) and bead.translation == (n - 200,) for bead in beads for n in bead.original) > 850


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_an_encoder_that_sees_no_difference_does_no_harm(value: float) -> None:
    class Blind:
        def encode(self, sentences: list[str]) -> Vectors:
            return np.full((len(sentences), 3), value, dtype=np.float32)

    assert_whole(aligner.align(["a"] * 7, ["b"] * 5, encoder=Blind()), 7, 5)


def test_results_do_not_depend_on_the_scale_of_vectors() -> None:
    class Tall(Hashing):
        def encode(self, sentences: list[str]) -> Vectors:
            return super().encode(sentences) * 1000

    story = [f"word{n} and word{n + 1}" for n in range(9)]
    plain, tall = (aligner.align(story, story[2:], encoder=encoder) for encoder in (Hashing(), Tall()))
    assert [bead.original for bead in plain] == [bead.original for bead in tall]


def test_each_text_is_encoded_once_at_most() -> None:
    """Windows of several sentences are made from what is known of the single ones."""
    encoder = Hashing()
    story = [f"sentence {n} of w{n}" for n in range(40)]
    found = align_sentences(story, story, encoder)
    assert sum(map(len, encoder.asked)) <= 2 * found.work.characters
    assert found.work.characters == 2 * sum(map(len, story))


def test_equal_sentences_cost_no_more_than_others() -> None:
    found = align_sentences(["The harbour is closed today."] * 1500, ["Le port est fermé."] * 1500, Hashing())
    assert found.work.cells < 150 * 1500
    assert_whole(found.beads, 1500, 1500)
