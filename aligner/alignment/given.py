"""How much the two sides of beads that a file gave resemble each other."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from aligner.core import Bead, Document
from aligner.encode import Encoder

__all__ = ["with_similarities"]


def with_similarities(
    beads: Sequence[Bead], original: Document, translation: Document, encoder: Encoder
) -> tuple[Bead, ...]:
    """Return beads that a file gave, with the cosines of their sides' vectors."""
    places = [place for place, bead in enumerate(beads) if not bead.is_null]
    texts = [
        [" ".join(document.sentences[n].text for n in numbers) for numbers in sides]
        for document, sides in (
            (original, [beads[place].original for place in places]),
            (translation, [beads[place].translation for place in places]),
        )
    ]
    if not places:
        return tuple(beads)
    left, right = (np.asarray(encoder.encode(side), dtype=np.float32) for side in texts)
    lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    cosines = (left * right).sum(axis=1) / np.maximum(lengths, 1e-9)
    found = list(beads)
    for place, cosine in zip(places, cosines, strict=True):
        found[place] = replace(found[place], similarity=round(float(cosine), 6))
    return tuple(found)
