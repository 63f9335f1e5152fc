"""The files that an export consists of."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import BinaryIO, TypeAlias

from aligner.export.record import about
from aligner.export.units import Corpus

__all__ = ["Part", "Parts", "sidecar", "text_part"]

Part: TypeAlias = Callable[[BinaryIO], None]
Parts: TypeAlias = Mapping[str, Part]  #: what is added to the output's name -> what writes it

_BUFFER = 1 << 16  # characters that are encoded at a time


def text_part(pieces: Callable[[], Iterable[str]]) -> Part:
    """A part from a generator of text, written as UTF-8."""
    return partial(_write_text, pieces)


def sidecar(corpus: Corpus) -> dict[str, Part]:
    """The run and the counts in a file of their own, for formats that have no room for them."""
    return {".run.json": text_part(lambda: [json.dumps(about(corpus), ensure_ascii=False, indent=2) + "\n"])}


def _write_text(pieces: Callable[[], Iterable[str]], file: BinaryIO) -> None:
    waiting: list[str] = []
    size = 0
    for piece in pieces():
        waiting.append(piece)
        size += len(piece)
        if size >= _BUFFER:
            file.write("".join(waiting).encode("utf-8"))
            waiting, size = [], 0
    file.write("".join(waiting).encode("utf-8"))
