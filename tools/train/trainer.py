"""What a trainer is, and how what it learned compares with what ships."""

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from aligner.errors import InputError
from tools.manifest import Described, Input

__all__ = ["LeaveOut", "Trainer", "difference", "input_of", "texts_of", "versions"]


#: Measures on texts of a folder that are left out, says how it goes, and may write what it learned into another.
LeaveOut = Callable[[Path, Callable[[str], None], Path | None], None]


@dataclass(frozen=True, slots=True)
class Trainer:
    """How one or more learned files are made from a folder of data."""

    train: Callable[[Path, Callable[[str], None]], Mapping[str, bytes]]  #: contents of files by name; says how it goes
    inputs: Callable[[Path], Mapping[str, Sequence[Described]]]  #: by name of the file
    packages: tuple[str, ...]  #: distributions that the result hangs on
    leave_out: LeaveOut | None = None  #: says how well texts are done that were left out of the learning


def texts_of(data: Path, collections: Sequence[str], languages: Sequence[str] = ("en", "fr")) -> list[Path]:
    """Return the folders of collections that hold a text in these languages, sorted.

    :raises InputError: if a collection has none
    """
    found = []
    for name in collections:
        folders = [path for path in sorted((data / name).glob("*/")) if (path / f"{languages[0]}.txt").is_file()]
        if not folders:
            raise InputError(f"There are no texts in {data / name}; --data names the folder of evaluation data.")
        found += folders
    return found


def input_of(data: Path, collection: str) -> Input:
    """Return the texts of a collection as an input, with their gold and what is said of their blocks."""
    names = ("en.txt", "fr.txt", "gold.txt", "meta.tsv")
    paths = (folder / name for folder in texts_of(data, [collection]) for name in names)
    return Input(f"{collection}/*/{{en,fr,gold}}.txt, meta.tsv", data, tuple(path for path in paths if path.is_file()))


def versions(packages: Sequence[str]) -> dict[str, str]:
    """Return the versions of installed distributions."""
    return {name: version(name) for name in packages}


def difference(shipped: bytes, learned: bytes, name: str) -> str:
    """Say in a few words how two contents of a learned file differ; nothing if they do not."""
    if shipped == learned:
        return ""
    old, new = (dict(_values(content, name)) for content in (shipped, learned))
    gone, added = old.keys() - new.keys(), new.keys() - old.keys()
    if gone or added:
        return f"{len(gone)} entries are gone, {len(added)} are new, of {len(old)}"
    changes = {key: abs(new[key] - old[key]) for key in old if new[key] != old[key]}
    if not changes:
        return "the same values, written otherwise"
    most = max(changes, key=lambda key: changes[key])
    return f"{len(changes)} of {len(old)} values differ, most {most}: {old[most]:g}, now {new[most]:g}"


def _values(content: bytes, name: str) -> Iterator[tuple[str, float]]:
    """Yield every number of a file with the keys that lead to it; a list of names counts by its names."""
    if name.endswith(".npz"):
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            for key in arrays.files:
                yield from _flat(arrays[key].tolist(), key)
    else:
        yield from _flat(json.loads(content), "")


def _flat(value: Any, path: str) -> Iterator[tuple[str, float]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{path}, {key}" if path else key)
    elif isinstance(value, list) and value and not isinstance(value[0], int | float | list):
        yield from ((f"{path}: {one}", 1.0) for one in value)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _flat(inner, f"{path} {number}")
    else:
        yield (path, float(value)) if isinstance(value, int | float) else (f"{path}: {value}", 1.0)
