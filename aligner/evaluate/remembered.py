"""Alignments kept on disk, so that a round that changes only rules need not align thousands of sentences again."""

import json
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from importlib import import_module
from pathlib import Path

from aligner.align import align_sentences
from aligner.core import Bead
from aligner.encode import Encoder, name_of
from aligner.errors import InputError
from aligner.files import write_text

__all__ = ["beads_of"]

_MOST_FILES = 2000  # the oldest half goes when there are more


def beads_of(
    original: Sequence[str], translation: Sequence[str], encoder: Encoder, folder: Path | None
) -> tuple[Bead, ...]:
    """The beads of two lists of sentences, from a file in ``folder`` where they are known.

    A file is good for these sentences, this encoder and this very code of the aligner.

    :param folder: None to align in any case
    """
    if folder is None:
        return align_sentences(original, translation, encoder).beads
    path = folder / f"{_key(original, translation, encoder)}.json"
    with suppress(OSError, ValueError, TypeError):
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(Bead(tuple(left), tuple(right), similarity, sure) for left, right, similarity, sure in rows)
    beads = align_sentences(original, translation, encoder).beads
    with suppress(OSError, InputError):
        folder.mkdir(parents=True, exist_ok=True)
        _make_room(folder)
        write_text(path, json.dumps([[b.original, b.translation, b.similarity, b.confidence] for b in beads]))
    return beads


def _key(original: Sequence[str], translation: Sequence[str], encoder: Encoder) -> str:
    parts = (name_of(encoder), _code(), *original, "\0", *translation)
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def _code() -> str:
    """Changes with the modules that make vectors and beads, and with their data."""
    digest = blake2b(digest_size=8)
    for room in ("aligner.align", "aligner.encode"):
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
