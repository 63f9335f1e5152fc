"""Lists that became one paragraph: more items than a bead of the search can hold belong to one sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from aligner.core import Bead, BlockKind, Document
from aligner.encode.base import Encoder

__all__ = ["with_whole_lists"]

_MANY = 4  # items that a bead has to hold already; what fewer tell could be chance
_TOLERANCE = 0.01  # of the cosine that may be lost by the items that are added


def with_whole_lists(
    beads: Sequence[Bead], original: Document, translation: Document, encoder: Encoder
) -> tuple[Bead, ...]:
    """Return the beads; unaligned items of a list join the bead beside them that holds most of it, where they fit.

    They fit if the paragraph is as similar to the list with them as without them.
    """
    documents = (original, translation)
    found = list(beads)
    for side in (0, 1):
        for start, stop in reversed(list(_runs(found, documents, side))):
            core = _core(found[start:stop], documents, side)
            if core is None:
                continue
            sides = _sides(found[start:stop])
            whole = replace(core, original=sides[0], translation=sides[1])
            before, after = _cosines((core, whole), documents, encoder)
            if after >= before - _TOLERANCE:
                found[start:stop] = [replace(whole, similarity=round(after, 4))]
    return tuple(found)


def _runs(beads: Sequence[Bead], documents: tuple[Document, Document], side: int) -> Iterator[tuple[int, int]]:
    """Yield stretches of beads that hold nothing of one side but items of a list."""
    start = None
    for place, bead in enumerate([*beads, None]):
        inside = bead is not None and bool(_of(bead, side)) and _is_list(_of(bead, side), documents[side])
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            if place - start > 1:
                yield start, place
            start = None


def _core(beads: Sequence[Bead], documents: tuple[Document, Document], side: int) -> Bead | None:
    """Return the one bead that has a counterpart, if it holds many items and its counterpart is in one block."""
    paired = [bead for bead in beads if not bead.is_null]
    if len(paired) != 1 or len(_of(paired[0], side)) < _MANY:
        return None
    other = documents[1 - side]
    blocks = {other.sentences[n].block for n in _of(paired[0], 1 - side)}
    return paired[0] if len(blocks) == 1 else None


def _is_list(numbers: Sequence[int], document: Document) -> bool:
    return all(document.blocks[document.sentences[n].block].kind is BlockKind.LIST_ITEM for n in numbers)


def _of(bead: Bead, side: int) -> tuple[int, ...]:
    return bead.translation if side else bead.original


def _sides(beads: Sequence[Bead]) -> list[tuple[int, ...]]:
    return [tuple(sorted(n for bead in beads for n in _of(bead, side))) for side in (0, 1)]


def _cosines(beads: Sequence[Bead], documents: tuple[Document, Document], encoder: Encoder) -> list[float]:
    texts = [" ".join(documents[side].sentences[n].text for n in _of(bead, side)) for bead in beads for side in (0, 1)]
    vectors = np.asarray(encoder.encode(texts), dtype=np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return [float(vectors[2 * n] @ vectors[2 * n + 1]) for n in range(len(beads))]
