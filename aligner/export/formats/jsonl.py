"""JSON Lines: everything known of a unit on one line, findings and places included."""

import json
from collections.abc import Iterator

from aligner.export.output import Parts, sidecar, text_part
from aligner.export.record import record
from aligner.export.units import Corpus

__all__ = ["parts"]


def parts(corpus: Corpus) -> Parts:
    """Return the lines, and the run beside them: a first line unlike the others would break what reads tables."""
    return {"": text_part(lambda: _lines(corpus)), **sidecar(corpus)}


def _lines(corpus: Corpus) -> Iterator[str]:
    for unit in corpus.units():
        yield json.dumps(record(corpus, unit), ensure_ascii=False, allow_nan=False) + "\n"
