"""Texts in, vectors out."""

from aligner.encode.base import AdditiveEncoder, Encoder, Vectors
from aligner.encode.cache import CachedEncoder, Progress, VectorCache, cached, default_cache
from aligner.encode.load import DEFAULT, load, name_of
from aligner.encode.remembering import RememberingEncoder, remembering

__all__ = [
    "DEFAULT",
    "AdditiveEncoder",
    "CachedEncoder",
    "Encoder",
    "Progress",
    "RememberingEncoder",
    "VectorCache",
    "Vectors",
    "cached",
    "default_cache",
    "load",
    "name_of",
    "remembering",
]
