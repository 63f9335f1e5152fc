"""Beads as text: one a line."""

import json
from collections.abc import Callable, Sequence

from aligner.cells import defused
from aligner.core import Bead, Document

__all__ = ["FORMATS", "write_beads"]


def write_beads(
    original: Document, translation: Document, beads: Sequence[Bead], format: str, *, formulas: bool = False
) -> str:
    """Return beads as ``ladder`` (``[0, 1]:[0]``), ``tsv`` (both texts and the confidence) or ``jsonl``.

    :param formulas: whether cells of ``tsv`` are left as they are though a spreadsheet would run them
    """
    lines = [FORMATS[format](original, translation, bead) for bead in beads]
    if format == "tsv" and not formulas:
        lines = ["\t".join(map(defused, line.split("\t"))) for line in lines]
    return "".join(f"{line}\n" for line in lines)


def _ladder(_original: Document, _translation: Document, bead: Bead) -> str:
    return f"{list(bead.original)}:{list(bead.translation)}"


def _texts(original: Document, translation: Document, bead: Bead) -> tuple[str, str]:
    left = " ".join(original.sentences[n].text for n in bead.original)
    right = " ".join(translation.sentences[n].text for n in bead.translation)
    return left, right


def _tsv(original: Document, translation: Document, bead: Bead) -> str:
    left, right = (text.replace("\t", " ") for text in _texts(original, translation, bead))
    return f"{left}\t{right}\t{bead.confidence:.3f}"


def _jsonl(original: Document, translation: Document, bead: Bead) -> str:
    left, right = _texts(original, translation, bead)
    record = {
        "original": list(bead.original),
        "translation": list(bead.translation),
        "original_text": left,
        "translation_text": right,
        "similarity": bead.similarity,
        "confidence": bead.confidence,
    }
    return json.dumps(record, ensure_ascii=False)


#: What ``write_beads`` knows.
FORMATS: dict[str, Callable[[Document, Document, Bead], str]] = {"ladder": _ladder, "tsv": _tsv, "jsonl": _jsonl}
