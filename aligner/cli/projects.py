"""What ``aligner.toml`` lists, as a command takes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from aligner.cli.commands import parameters
from aligner.config.project import Project, changed_pairs, find_project, read_project
from aligner.errors import ConfigError

if TYPE_CHECKING:
    from aligner.gate import PairPaths

__all__ = ["Listed", "listed"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A project with what the command line says on top."""

    folder: Path
    project: Project
    profile: str
    glossary: Path | None
    languages: tuple[str, str]

    def pairs(self, changed: Sequence[str] | None) -> "list[PairPaths]":
        """Return its pairs, each once.

        :param changed: files of which one has to belong to a pair; None for all pairs
        :raises ConfigError: if a file is not there, or a name says no language
        """
        from aligner.gate import PairPaths, pairs_by_name

        found = {
            PairPaths(self._path(pair[0]), self._path(pair[1]) if len(pair) == 2 else None): None
            for pair in self.project.pairs
        }
        for pattern in self.project.by_name:
            files = sorted(map(_shortest, self.folder.glob(pattern)))
            if not files:
                raise ConfigError(f"{self.folder / 'aligner.toml'}: no file fits {pattern!r}.")
            found |= dict.fromkeys(pairs_by_name(files, *self.languages)[0])
        if changed is None:
            return list(found)
        return [PairPaths(*pair) for pair in changed_pairs(found, changed)]

    def _path(self, name: str) -> str:
        return _shortest(self.folder / name)


def listed(context: typer.Context) -> Listed:
    """Return the project of the folder in which the command runs; what the command line says comes on top.

    :raises ConfigError: if there is none
    """
    path = find_project(Path.cwd())
    if path is None:
        raise ConfigError("Name an original and its translation, or list pairs in a file aligner.toml.")
    project = read_project(path)

    def said(name: str) -> bool:
        source = context.get_parameter_source(name)
        return source is not None and source.name == "COMMANDLINE"

    def first(name: str, own: str) -> str:
        value = str(given[name])
        return value if said(name) else own or value

    given = parameters(context)
    profile, glossary = project.profile, path.parent / project.glossary if project.glossary else None
    if profile.endswith(".toml"):
        profile = str(path.parent / profile)
    return Listed(
        path.parent,
        project,
        first("profile", profile),
        given["glossary"] if said("glossary") else glossary,
        (
            first("original_language", project.original_language),
            first("translation_language", project.translation_language),
        ),
    )


def _shortest(path: Path) -> str:
    """Return a path as seen from here, if it is below here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
