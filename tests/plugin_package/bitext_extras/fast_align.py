"""Export format that fast_align reads: a pair a line, with ||| between the texts."""

from collections.abc import Iterator

from aligner.export import Corpus, ExportFormat, Parts, text_part

__all__ = ["FAST_ALIGN", "parts"]

FAST_ALIGN = ExportFormat(__name__, suffixes=(".fa",))


def parts(corpus: Corpus) -> Parts:
    """Return the one file of the export."""
    return {"": text_part(lambda: _lines(corpus))}


def _lines(corpus: Corpus) -> Iterator[str]:
    for unit in corpus.units():
        yield f"{' '.join(unit.original.split())} ||| {' '.join(unit.translation.split())}\n"
