"""Vectors are made once for each text."""

import sys
from collections.abc import Sequence

import numpy as np
import pytest

from aligner.encode import AdditiveEncoder, RememberingAdditiveEncoder, cached, load, remembering
from aligner.encode.base import Vectors
from aligner.encode.embedded import EmbeddedEncoder


class _Counting:
    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        self.seen += sentences
        return np.array([[len(text), 1.0] for text in sentences], np.float32).reshape(-1, 2)


def test_each_text_is_encoded_once() -> None:
    behind = _Counting()
    encoder = remembering(behind)
    assert encoder.encode(["a", "bb", "a"])[:, 0].tolist() == [1, 2, 1]
    assert encoder.encode(["ccc", "bb"])[:, 0].tolist() == [3, 2]
    assert behind.seen == ["a", "bb", "ccc"]


def test_no_text_still_has_its_dimensions() -> None:
    assert remembering(_Counting()).encode([]).shape == (0, 2)


def test_what_can_be_added_stays_so() -> None:
    assert isinstance(remembering(load()), AdditiveEncoder)
    assert not isinstance(remembering(_Counting()), AdditiveEncoder)


def test_a_text_whose_contributions_are_known_is_not_encoded_again() -> None:
    behind = load()
    expected = behind.encode(["The ship left.", "Le navire est parti.", "It left."])
    encoder = remembering(behind)
    assert isinstance(encoder, RememberingAdditiveEncoder)
    encoder.pool(["Le navire est parti.", "It left."])
    before = encoder.characters
    np.testing.assert_allclose(
        encoder.encode(["The ship left.", "Le navire est parti.", "It left."]), expected, atol=1e-5
    )
    assert encoder.characters - before == len("The ship left.")


def test_contributions_that_were_given_back_are_made_again() -> None:
    encoder = remembering(load())
    assert isinstance(encoder, RememberingAdditiveEncoder)
    made = encoder.pool(["It left."]).copy()
    encoder.forget_contributions()
    np.testing.assert_allclose(encoder.pool(["It left."]), made, atol=1e-5)


def test_an_encoder_that_rested_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["aligner.encode.cached"], "_MANY", 2)
    encoder = cached(EmbeddedEncoder(1))
    texts = ["The ship left.", "It left.", "Nobody saw it."]
    first = encoder.encode(texts)
    assert "_table" not in vars(encoder.encoder)
    np.testing.assert_allclose(encoder.encode(texts[:2]), first[:2], atol=1e-5)
    assert "_table" in vars(encoder.encoder)
