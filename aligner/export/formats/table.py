"""Tables for programs: TSV and CSV, with a head; original, translation and confidence come first.

A text that a spreadsheet would take for a formula gets an apostrophe, unless the corpus says otherwise.

In TSV a tab or a line break inside a text becomes a space, because nothing in the format can quote it; CSV quotes it,
as RFC 4180 says.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from aligner.cells import OURS, defused
from aligner.export.characters import flat, well_formed
from aligner.export.output import Parts, sidecar, text_part
from aligner.export.units import Corpus, ExportUnit

__all__ = ["COLUMNS", "csv_parts", "tsv_parts"]

#: The head of both.
COLUMNS = (*OURS, "status", "findings", "comment")


def tsv_parts(corpus: Corpus) -> Parts:
    """Return the table, and the run beside it."""
    return {"": text_part(lambda: _tsv(corpus)), **sidecar(corpus)}


def csv_parts(corpus: Corpus) -> Parts:
    """Return the table, and the run beside it."""
    return {"": text_part(lambda: _csv(corpus)), **sidecar(corpus)}


def _tsv(corpus: Corpus) -> Iterator[str]:
    yield "\t".join(COLUMNS) + "\n"
    for unit in corpus.units():
        yield "\t".join(_safe(corpus, flat(cell)) for cell in _cells(unit)) + "\n"


def _csv(corpus: Corpus) -> Iterator[str]:
    line = StringIO()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    for unit in corpus.units():
        writer.writerow([_safe(corpus, well_formed(cell)) for cell in _cells(unit)])
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _safe(corpus: Corpus, cell: str) -> str:
    return cell if corpus.formulas else defused(cell)


def _cells(unit: ExportUnit) -> tuple[str, ...]:
    return (
        unit.original,
        unit.translation,
        f"{unit.bead.confidence:g}",
        f"{unit.bead.similarity:g}",
        unit.bead.type,
        unit.id,
        unit.status.value,
        "; ".join(f"{remark.finding.rule} ({remark.finding.severity})" for remark in unit.open),
        unit.comment,
    )
