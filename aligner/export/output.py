"""The files of an export, and where they are put: all of them appear, or none does and what was there stays."""

import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeAlias

from aligner.errors import InputError
from aligner.export.record import about
from aligner.export.units import Corpus
from aligner.files import check_writable
from aligner.staging import replace_all

__all__ = ["Part", "Parts", "beside", "check_output", "place", "sidecar", "text_part"]

Part: TypeAlias = Callable[[BinaryIO], None]
Parts: TypeAlias = Mapping[str, Part]  #: what is added to the output's name -> what writes it

_BUFFER = 1 << 16  # characters that are encoded at a time

_MARK = "aligned by aligner"  # in the card of every folder that we wrote


def text_part(pieces: Callable[[], Iterable[str]]) -> Part:
    """Return a part from a generator of text, written as UTF-8."""
    return partial(_write_text, pieces)


def sidecar(corpus: Corpus) -> dict[str, Part]:
    """Return the run and the counts in a file of their own, for formats that have no room for them."""
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


def check_output(output: Path, parts: Collection[str]) -> None:
    """Say what is wrong with the place before the work begins.

    :param parts: what is added to its name
    :raises InputError: if nothing can be written there
    """
    if _is_folder(parts):
        try:
            _check_folder(output)
        except (OSError, ValueError) as error:  # a name that is too long, or holds a zero
            reason = error.strerror if isinstance(error, OSError) and error.strerror else error
            raise InputError(f"Cannot write {output}: {reason}.") from error
    else:
        for name in parts:
            check_writable(beside(output, name))


def place(output: Path, parts: Parts) -> None:
    """Write every part beside its place, then rename them all.

    What is no regular file, such as ``/dev/stdout`` or a pipe, is written to as it is.

    :raises InputError: if it cannot be written
    """
    check_output(output, parts)
    try:
        if _is_folder(parts):
            replace_all({Path(os.path.realpath(output)): partial(_make_folder, parts)})
        else:
            _place_files({beside(output, name): part for name, part in parts.items()})
    except OSError as error:
        raise InputError(f"Cannot write {output}: {error.strerror or error}. What was there is unchanged.") from error


def _is_folder(parts: Collection[str]) -> bool:
    return any(name.startswith("/") for name in parts)


def beside(output: Path, name: str) -> Path:
    """Return the place of a part: a file beside the output, or one in it."""
    return output / name[1:] if name.startswith("/") else output.with_name(output.name + name)


def _place_files(wanted: Mapping[Path, Part]) -> None:
    files: dict[Path, Callable[[Path], None]] = {}
    for target, part in wanted.items():
        if target.exists() and not target.is_file():
            with target.open("wb") as file:
                part(file)
        else:
            files[Path(os.path.realpath(target))] = partial(_make_file, part)
    if files:
        replace_all(files)


def _make_file(part: Part, path: Path) -> None:
    with path.open("w+b") as file:
        part(file)
        file.flush()
        os.fsync(file.fileno())


def _make_folder(parts: Parts, path: Path) -> None:
    for name, part in parts.items():
        place = path / name[1:]
        place.parent.mkdir(parents=True, exist_ok=True)
        _make_file(part, place)


def _check_folder(output: Path) -> None:
    if not output.exists():
        if not output.parent.is_dir():
            raise InputError(f"Cannot write {output}: there is no folder {output.parent}.")
        if not os.access(output.parent, os.W_OK):
            raise InputError(f"Cannot write {output}: permission denied.")
        return
    if not output.is_dir():
        raise InputError(f"Cannot write {output}: it is a file, and this format is a folder.")
    if not os.access(output.parent, os.W_OK):
        raise InputError(f"Cannot write {output}: permission denied.")
    files = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if not path.is_dir()}
    foreign = sorted(name for name, path in files.items() if not _is_ours(name, path))
    if foreign:
        raise InputError(
            f"Cannot write {output}: the folder has files that this program did not write, such as {foreign[0]}."
        )


def _is_ours(name: str, path: Path) -> bool:
    if name == "README.md":
        return _MARK in path.read_text(encoding="utf-8", errors="replace")
    return name.startswith("data/") and path.suffix == ".parquet"
