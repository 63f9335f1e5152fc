"""What an encoder is."""

from collections.abc import Sequence
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import NDArray

__all__ = ["AdditiveEncoder", "Encoder", "RestingEncoder", "Vectors"]

Vectors: TypeAlias = NDArray[np.float32]


@runtime_checkable
class Encoder(Protocol):
    """Anything that turns texts into vectors; a ``SentenceTransformer`` is one as it is."""

    def encode(self, sentences: list[str], /) -> Vectors:
        """Return vectors of shape (n, d); equal meanings in different languages lie close by cosine."""
        ...


@runtime_checkable
class AdditiveEncoder(Encoder, Protocol):
    """An encoder whose inside is a sum over the parts of a text.

    ``finish(pool([a]) + pool([b]))`` is the vector of ``a b`` but for what happens at the seam, so the vectors of
    merged sentences cost next to nothing. ``finish`` of zeros is the vector of the empty text.
    """

    def pool(self, sentences: Sequence[str], /) -> Vectors:
        """Return what each text contributes, shape (n, p)."""
        ...

    def finish(self, pooled: Vectors, /) -> Vectors:
        """Return unit vectors of shape (n, d) from sums of contributions of shape (n, p)."""
        ...


@runtime_checkable
class RestingEncoder(Encoder, Protocol):
    """An encoder that can give back memory between texts."""

    def rest(self) -> None:
        """Give back what can be made again."""
        ...
