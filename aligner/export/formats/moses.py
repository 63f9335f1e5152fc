"""A pair of plain files as Moses reads them: line N of one translates line N of the other.

Whatever some program takes for the end of a line becomes a space, so that the lines never get out of step.
"""

from collections.abc import Iterator

from aligner.errors import ConfigError
from aligner.export.characters import flat
from aligner.export.output import Parts, sidecar, text_part
from aligner.export.units import Corpus

__all__ = ["parts"]


def parts(corpus: Corpus) -> Parts:
    """Return two files named by their languages, and the run beside them.

    :raises ConfigError: if both texts are in the same language
    """
    left, right = corpus.original.language, corpus.translation.language
    if left == right:
        raise ConfigError(f"Moses files are named by their languages, and both texts are in {left!r}.")
    return {
        f".{left}": text_part(lambda: _lines(corpus, 0)),
        f".{right}": text_part(lambda: _lines(corpus, 1)),
        **sidecar(corpus),
    }


def _lines(corpus: Corpus, side: int) -> Iterator[str]:
    for unit in corpus.units():
        yield flat((unit.original, unit.translation)[side]) + "\n"
