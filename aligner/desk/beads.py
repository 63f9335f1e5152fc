"""Changes of how sentences are paired, on the translation's side."""

from collections.abc import Sequence

from aligner.core import Bead, Document
from aligner.encode import Encoder
from aligner.encode.similarity import similarities

__all__ = ["merged", "shifted", "split"]


def merged(beads: Sequence[Bead], at: int) -> list[Bead]:
    """Join a bead with the next one."""
    one, other = beads[at : at + 2]
    return [Bead(one.original + other.original, one.translation + other.translation)]


def split(bead: Bead, cut: int, documents: tuple[Document, Document], encoder: Encoder) -> list[Bead]:
    """Part a bead before a sentence of its translation; the original is parted where both parts are most alike.

    :param cut: how many sentences of the translation stay in the first part
    """
    left, right = bead.original, bead.translation
    cuts = range(len(left) + 1)
    best = max(
        cuts,
        key=lambda n: (
            _likeness(left[:n], right[:cut], documents, encoder) + _likeness(left[n:], right[cut:], documents, encoder),
            -n,
        ),
    )
    return [Bead(left[:best], right[:cut]), Bead(left[best:], right[cut:])]


def shifted(one: Bead, other: Bead, *, on: bool) -> list[Bead]:
    """Move a sentence of the translation over the border of two beads that follow each other.

    :param on: the last one of the first goes on to the second; else the first one of the second goes back
    """
    whole, border = one.translation + other.translation, len(one.translation) + (-1 if on else 1)
    parts = [Bead(one.original, whole[:border]), Bead(other.original, whole[border:])]
    return [bead for bead in parts if bead.original or bead.translation]


def _likeness(
    left: Sequence[int], right: Sequence[int], documents: tuple[Document, Document], encoder: Encoder
) -> float:
    if not left or not right:
        return 0.0
    texts = [
        " ".join(document.sentences[n].text for n in numbers)
        for document, numbers in zip(documents, (left, right), strict=True)
    ]
    return float(similarities(encoder, texts[:1], texts[1:])[0, 0]) * (len(left) + len(right))
