"""Entries of ``aligner/models/MANIFEST.toml``: what a learned file was made from, and by which command."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from aligner.models import MANIFEST, resource

__all__ = ["Described", "Input", "digest_of", "entry", "manifest", "sha256_of"]


class Described(Protocol):
    """Something that was learned from."""

    def described(self) -> str:
        """Return it as an inline table of TOML, with what identifies its bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Input:
    """Files that a trainer reads, and how the manifest calls them."""

    files: str  #: in words or as a pattern, from the folder of data
    root: Path  #: from which the names in the digest count
    paths: tuple[Path, ...] = field(repr=False)

    def described(self) -> str:
        """Return the files as an inline table of TOML."""
        counted, sums = len(self.paths), digest_of(self.paths, self.root)
        return f'{{ files = {json.dumps(self.files)}, count = {counted}, sha256 = "{sums}" }}'


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(paths: Iterable[Path], root: Path) -> str:
    """Return one SHA-256 for many files.

    It is that of a text with a line ``SHA256  NAME`` for each file, sorted by name, names with slashes and relative to
    the root: what ``sha256sum`` prints for the files, named in that order.
    """
    named = sorted((path.relative_to(root).as_posix(), path) for path in paths)
    lines = "".join(f"{sha256_of(path)}  {name}\n" for name, path in named)
    return hashlib.sha256(lines.encode()).hexdigest()


def manifest() -> dict[str, dict[str, Any]]:
    """Return the manifest of the shipped files, by their names."""
    return tomllib.loads(resource(MANIFEST).read_text(encoding="utf-8"))


def entry(path: Path, command: str, inputs: Iterable[Described], versions: Mapping[str, str]) -> str:
    """Return the part of a manifest entry that a training run knows; purpose, figures and licence are for people.

    :param path: the file that was written
    :param versions: of the packages that the result hangs on
    """
    lines = [
        f"[{json.dumps(path.name)}]",
        f'sha256 = "{sha256_of(path)}"',
        f"command = {json.dumps(command)}",
        "inputs = [",
        *(f"    {one.described()}," for one in inputs),
        "]",
        f"made = {date.today().isoformat()}",
        f"versions = {{ {', '.join(f'{name} = {json.dumps(version)}' for name, version in versions.items())} }}",
    ]
    return "\n".join(lines) + "\n"
