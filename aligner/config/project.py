"""A project: which texts belong together, and how they are judged, in a file ``aligner.toml``."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from aligner.config.locate import line_of
from aligner.errors import ConfigError, InputError
from aligner.files import is_file, read_text
from aligner.settings import TableError, mapping, parse, setting

__all__ = ["DATABASE", "NAME", "Project", "changed_pairs", "find_project", "find_workspace", "read_project"]

NAME = "aligner.toml"
DATABASE = "aligner.sqlite"  #: beside it, in a workspace


@dataclass(frozen=True, slots=True)
class Project:
    """What stands in the file; paths are seen from its folder."""

    profile: str = setting("default", "Name or path of the profile.")
    glossary: str = setting("", "Path of the glossary.")
    original_language: str = setting("", "Language of the originals.")
    translation_language: str = setting("", "Language of the translations.")
    #: Original and translation, or one file that holds both.
    pairs: tuple[tuple[str, ...], ...] = setting((), "Texts that belong together: [original, translation].")
    #: Each file stands for its pair: ``NAME.en.EXT`` beside ``NAME.fr.EXT``.
    by_name: tuple[str, ...] = setting((), 'Patterns of files that are paired by their names: "docs/**/*.en.md".')
    keys: Mapping[str, str] = mapping("Keys of the review desk: what is done, and the key that does it.")


def find_project(folder: Path) -> Path | None:
    """Return the file of a project in a folder or in one above it, up to the root of its repository."""
    for place in (folder, *folder.parents):
        if (place / NAME).is_file():
            return place / NAME
        if (place / ".git").exists():
            break
    return None


def find_workspace(folder: Path) -> Path | None:
    """Return the database of the workspace that a folder lies in; None where it lies in none."""
    found = find_project(Path(os.path.abspath(folder)))
    database = found.with_name(DATABASE) if found else None
    return database if database and is_file(database) else None


def read_project(path: Path) -> Project:
    """Read the file.

    :raises InputError: if it cannot be read
    :raises ConfigError: if it says something that makes no sense
    """
    text = read_text(path)
    try:
        found = parse(Project, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is no TOML: {error}.") from error
    except TableError as problem:
        line = line_of(text, problem.path)
        raise ConfigError(f"{path}{f', line {line}' if line else ''}: {problem.message}") from problem
    for number, pair in enumerate(found.pairs, 1):
        if not 1 <= len(pair) <= 2:
            raise ConfigError(
                f"{path}: pair {number} has {len(pair)} files; an original and a translation are expected."
            )
    if not found.pairs and not found.by_name:
        raise ConfigError(f"{path} lists no texts: pairs = [[original, translation]] or by-name = [patterns].")
    return found


def changed_pairs(pairs: Iterable[tuple[str, str | None]], changed: Iterable[str]) -> list[tuple[str, str | None]]:
    """Return the pairs to which one of these files belongs: a text, its decisions or its approval.

    :raises InputError: if a path cannot be followed
    """
    try:
        files = {Path(path).resolve() for path in changed}
        return [
            pair
            for pair in pairs
            if files & {Path(name + suffix).resolve() for name in pair if name for suffix in ("", *_BESIDE)}
        ]
    except (OSError, ValueError) as error:
        raise InputError(f"A path cannot be followed: {error}.") from error


_BESIDE = (".decisions.jsonl", ".approval.json", ".approval.json.sig")
