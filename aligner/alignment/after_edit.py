"""Beads after a sentence was edited: all that it does not touch stay as they are."""

from collections.abc import Sequence
from dataclasses import replace

from aligner.alignment.align import align_sentences
from aligner.alignment.uncertain_nulls import with_doubtful
from aligner.core import Bead, Document, Side
from aligner.encode import Encoder

__all__ = ["beads_after"]


def beads_after(
    beads: Sequence[Bead],
    side: Side,
    number: int,
    parts: int,
    documents: tuple[Document, Document],
    encoder: Encoder,
    count: int = 1,
) -> tuple[Bead, ...]:
    """Return the beads of a pair after one of its sentences was edited.

    The sentence's bead keeps its pairing and its figures; only where the sentence has become several are the sentences
    of the bead aligned among themselves.

    :param beads: before the edit
    :param number: of the sentence that was edited
    :param parts: how many sentences it has become
    :param documents: original and translation after the edit
    :param count: how many sentences were replaced together; their beads become one
    """
    if count > 1:
        beads = _joined(beads, side, number, count)
    if parts == 1:
        return tuple(beads)
    made: list[Bead] = []
    for bead in beads:
        own = bead.original if side is Side.ORIGINAL else bead.translation
        numbers = tuple(
            n + (parts - 1 if n > number else 0) + extra
            for n in own
            for extra in (range(parts) if n == number else (0,))
        )
        moved = replace(bead, original=numbers) if side is Side.ORIGINAL else replace(bead, translation=numbers)
        made += _aligned(moved, documents, encoder) if number in own and not bead.is_null else [moved]
    return tuple(made)


def _aligned(bead: Bead, documents: tuple[Document, Document], encoder: Encoder) -> list[Bead]:
    """Align the sentences of a bead by themselves."""
    sides = (bead.original, bead.translation)
    left, right = (
        [document.sentences[n].text for n in numbers] for document, numbers in zip(documents, sides, strict=True)
    )
    languages = documents[0].language, documents[1].language
    found = with_doubtful(align_sentences(left, right, encoder, languages=languages).beads)
    return [
        replace(
            one,
            original=tuple(bead.original[n] for n in one.original),
            translation=tuple(bead.translation[n] for n in one.translation),
        )
        for one in found
    ]


def _joined(beads: Sequence[Bead], side: Side, number: int, count: int) -> list[Bead]:
    """Join the beads of several sentences in a row, of which only the first is left."""
    gone = range(number, number + count)
    touched = [n for n, bead in enumerate(beads) if not set(gone).isdisjoint(_own(bead, side))]
    first, last = touched[0], touched[-1]

    def left(numbers: Sequence[int]) -> tuple[int, ...]:
        return tuple(n - (count - 1 if n >= gone.stop else 0) for n in numbers if n not in gone[1:])

    found: list[Bead] = []
    for n, bead in enumerate(beads):
        if first < n <= last:
            before = found[-1]
            bead = replace(
                before, original=before.original + bead.original, translation=before.translation + bead.translation
            )
            found.pop()
        found.append(bead)
    return [
        replace(bead, original=left(bead.original))
        if side is Side.ORIGINAL
        else replace(bead, translation=left(bead.translation))
        for bead in found
    ]


def _own(bead: Bead, side: Side) -> tuple[int, ...]:
    return bead.original if side is Side.ORIGINAL else bead.translation
