"""Encoders of the sentence-transformers package, for the best quality where a model can be had."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from aligner.encode.base import Vectors
from aligner.errors import EncoderError, MissingExtraError
from aligner.parallel import cores

__all__ = ["TransformersEncoder"]

_HUB_NAME = re.compile(r"\w[\w.-]*/\w[\w.-]*")
_MARKS = ("modules.json", "config.json")  # files of which a model has at least one
_PIECE = 1 << 20  # bytes read at the start, in the middle and at the end of a file to tell it from others


class TransformersEncoder:
    """A sentence-transformers model from a folder, or by name from those that were downloaded before.

    Nothing is ever downloaded here: a review must not start by fetching gigabytes, nor wait for a network.

    :raises MissingExtraError: if sentence-transformers is not installed
    :raises EncoderError: if the model is not on this machine or cannot be loaded
    """

    def __init__(self, name: str) -> None:
        _require(name)
        try:
            import torch
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise MissingExtraError(f"The encoder {name}", "transformers") from error
        if not torch.cuda.is_available():
            torch.set_num_threads(cores())
        self._model: Any
        try:
            with _without_bars():
                self._model = SentenceTransformer(name, local_files_only=True)
        except Exception as error:  # whatever a folder holds, half a dozen packages have a say in what it raises
            lines = str(error).strip().splitlines() or [type(error).__name__]
            raise EncoderError(f"The model {name} cannot be loaded: {lines[0].rstrip('.')}.") from error
        self.name = _fingerprint(Path(name)) if Path(name).is_dir() else name
        self.characters = 0  #: characters encoded so far

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        """Return unit vectors, shape (n, d)."""
        self.characters += sum(map(len, sentences))
        # An empty list would lose the number of dimensions.
        texts = list(sentences) or [""]
        vectors = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)[: len(sentences)]


def _require(name: str) -> None:
    """Say at once that a model is not there; torch takes seconds to start.

    :raises MissingExtraError: if sentence-transformers is not installed
    :raises EncoderError: if there is no such folder, and no such model among those downloaded before
    """
    if find_spec("sentence_transformers") is None:
        raise MissingExtraError(f"The encoder {name}", "transformers")
    if Path(name).is_dir():
        if not any((Path(name) / file).is_file() for file in _MARKS):
            raise EncoderError(f"{name} is no sentence-transformers model: it has neither {' nor '.join(_MARKS)}.")
        return
    if not _HUB_NAME.fullmatch(name):
        raise EncoderError(f"There is no folder {name}; an encoder is the folder of a sentence-transformers model.")
    from huggingface_hub import try_to_load_from_cache

    place = os.environ.get("SENTENCE_TRANSFORMERS_HOME")
    if not any(isinstance(try_to_load_from_cache(name, file, place), str) for file in _MARKS):
        raise EncoderError(
            f"The model {name} is not on this machine. Download it once, where there is a network, with "
            f"'hf download {name}', or give the folder of a sentence-transformers model."
        )


@contextmanager
def _without_bars() -> Iterator[None]:
    """Keep the packages' own progress bars off the terminal."""
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()


def _fingerprint(folder: Path) -> str:
    """Name of a local model that changes with its files, since two folders may share a name."""
    digest = blake2b(digest_size=6)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size}\n".encode(errors="surrogateescape"))
        digest.update(_sample(path))
    return f"{folder.resolve().name}-{digest.hexdigest()}"


def _sample(path: Path) -> bytes:
    """Return enough of a file to notice other weights: training moves all of them."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if size <= 3 * _PIECE:
            return file.read()
        pieces = []
        for start in (0, (size - _PIECE) // 2, size - _PIECE):
            file.seek(start)
            pieces.append(file.read(_PIECE))
    return b"".join(pieces)
