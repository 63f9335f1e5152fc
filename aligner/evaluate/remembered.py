"""Alignments kept on disk, so that a round that changes only rules need not align thousands of sentences again."""

import json
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from aligner.alignment import align
from aligner.core import Bead, Document
from aligner.encode import Encoder, name_of
from aligner.errors import InputError
from aligner.files import write_text

__all__ = ["Aligned", "aligned"]

_MOST_FILES = 2000  # the oldest half goes when there are more


class Aligned(NamedTuple):
    """An alignment, as the checks need it."""

    beads: tuple[Bead, ...]
    moved: tuple[tuple[int, int, float], ...]  #: original and translation sentence that stand elsewhere, cosine


def aligned(original: Document, translation: Document, encoder: Encoder, folder: Path | None) -> Aligned:
    """Return the alignment of two split documents, from a file in ``folder`` where it is known.

    A file is good for these sentences and blocks, this encoder and this very code of the aligner.

    :param folder: None to align in any case
    """
    if folder is None:
        return _made(original, translation, encoder)
    path = folder / f"{_key(original, translation, encoder)}.json"
    with suppress(OSError, ValueError, TypeError, KeyError):
        known = json.loads(path.read_text(encoding="utf-8"))
        beads = (Bead(tuple(left), tuple(right), similarity, sure) for left, right, similarity, sure in known["beads"])
        return Aligned(tuple(beads), tuple((i, j, similarity) for i, j, similarity in known["moved"]))
    found = _made(original, translation, encoder)
    rows = [[b.original, b.translation, b.similarity, b.confidence] for b in found.beads]
    with suppress(OSError, InputError):
        folder.mkdir(parents=True, exist_ok=True)
        _make_room(folder)
        write_text(path, json.dumps({"beads": rows, "moved": found.moved}))
    return found


def _made(original: Document, translation: Document, encoder: Encoder) -> Aligned:
    alignment = align(original, translation, encoder)
    return Aligned(alignment.beads, alignment.moved)


def _key(original: Document, translation: Document, encoder: Encoder) -> str:
    sides = ([f"{s.block} {s.text}" for s in document.sentences] for document in (original, translation))
    left, right = sides
    digest = blake2b(digest_size=16)
    for part in (name_of(encoder), _code(), *left, "\0", *right):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


@cache
def _code() -> str:
    """Return a digest that changes with the modules that make vectors, links and beads, and with what they learned."""
    digest = blake2b(digest_size=8)
    for room in ("aligner.alignment", "aligner.encode", "aligner.link", "aligner.models"):
        for package in import_module(room).__path__:
            for path in sorted(Path(package).rglob("*")):
                if path.is_file() and path.suffix != ".pyc":
                    digest.update(path.read_bytes())
    return digest.hexdigest()


def _make_room(folder: Path) -> None:
    files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
    if len(files) > _MOST_FILES:
        for path in files[: _MOST_FILES // 2]:
            path.unlink(missing_ok=True)
