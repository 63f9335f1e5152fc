"""Cosine similarity of texts."""

from collections.abc import Iterable, Sequence

import numpy as np

from aligner.encode.base import Encoder, Vectors

__all__ = ["prepare", "similarities", "unit_vectors"]


def prepare(encoder: Encoder | None, texts: Iterable[str]) -> None:
    """Encode texts at once that a remembering encoder will be asked for one by one: this is far cheaper."""
    known = list(dict.fromkeys(texts))
    if encoder is not None and known:
        encoder.encode(known)


def unit_vectors(encoder: Encoder | None, texts: Sequence[str]) -> Vectors:
    """Return vectors of length 1, shape (n, d), whose products are cosines; zeros without an encoder."""
    if encoder is None or not texts:
        return np.zeros((len(texts), 1), dtype=np.float32)
    vectors = np.asarray(encoder.encode(list(texts)), dtype=np.float32)
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def similarities(encoder: Encoder | None, left: Sequence[str], right: Sequence[str]) -> Vectors:
    """Return cosines of shape (len(left), len(right)); 0 throughout without an encoder."""
    if encoder is None or not left or not right:
        return np.zeros((len(left), len(right)), dtype=np.float32)
    vectors = unit_vectors(encoder, [*left, *right])
    cosines: Vectors = vectors[: len(left)] @ vectors[len(left) :].T
    return cosines
