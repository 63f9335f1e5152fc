"""Vectors are made once for each text."""

from collections.abc import Sequence

import numpy as np

from aligner.encode import AdditiveEncoder, load, remembering
from aligner.encode.base import Vectors


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
