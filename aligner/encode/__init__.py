"""Texts in, vectors out."""

from aligner.encode.base import AdditiveEncoder, Encoder, Vectors
from aligner.encode.cache import CacheInfo, VectorCache, default_cache
from aligner.encode.cached import CachedEncoder, Progress, cached
from aligner.encode.load import DEFAULT, load, name_of
from aligner.encode.remembering import RememberingAdditiveEncoder, RememberingEncoder, remembering

__all__ = [
    "DEFAULT",
    "AdditiveEncoder",
    "CacheInfo",
    "CachedEncoder",
    "Encoder",
    "Progress",
    "RememberingAdditiveEncoder",
    "RememberingEncoder",
    "VectorCache",
    "Vectors",
    "cached",
    "default_cache",
    "load",
    "name_of",
    "remembering",
]
