"""Encoders of the sentence-transformers package, for the best quality where a model can be had."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from aligner.encode.base import Vectors
from aligner.errors import EncoderError, MissingExtraError
from aligner.parallel import cores

__all__ = ["TransformersEncoder"]


class TransformersEncoder:
    """A sentence-transformers model by name or folder.

    :raises MissingExtraError: if sentence-transformers is not installed
    :raises EncoderError: if the model cannot be loaded
    """

    def __init__(self, name: str) -> None:
        try:
            import sentence_transformers
            import torch
        except ImportError as error:
            raise MissingExtraError(f"The encoder {name}", "transformers") from error
        if not torch.cuda.is_available():
            torch.set_num_threads(cores())
        self._model: Any
        try:
            self._model = sentence_transformers.SentenceTransformer(name)
        except (OSError, ValueError, RuntimeError) as error:
            first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise EncoderError(f"The model {name} cannot be loaded: {first}") from error
        folder = Path(name)
        self.name = _fingerprint(folder) if folder.is_dir() else name
        self.characters = 0  #: characters encoded so far

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        """Unit vectors, shape (n, d)."""
        self.characters += sum(map(len, sentences))
        vectors = self._model.encode(list(sentences), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


def _fingerprint(folder: Path) -> str:
    """Name of a local model that changes with its weights, since two folders may share a name."""
    weights = sorted((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.name)
    return f"{folder.resolve().name}-{sum(p.stat().st_size for p in weights):x}"
