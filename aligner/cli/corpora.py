"""Writing a corpus to a file or to standard output."""

import sys
from pathlib import Path

from aligner.cli.streams import say, writing
from aligner.export import Corpus

__all__ = ["put_corpus"]


def put_corpus(corpus: Corpus, format: str, output: Path | None) -> None:
    """Write a corpus to a file or to standard output, and say on standard error what is in it."""
    from aligner.export import export, parts

    if output is None:
        with writing():
            parts(corpus, format)[""](sys.stdout.buffer)
    else:
        export(corpus, output, format)
    say(f"aligner: {f'{output}: ' if output else ''}{corpus.summary}")
