"""Makes a workspace of a folder."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aligner.config.project import DATABASE, NAME, read_project
from aligner.core import Decision
from aligner.decisions import SUFFIX, JsonLines, open_store
from aligner.errors import ConfigError
from aligner.files import write_text
from aligner.workspace.database import create
from aligner.workspace.workspace import Workspace

__all__ = ["start", "with_pair"]


def start(
    folder: Path,
    pairs: Sequence[tuple[str, str]],
    *,
    languages: tuple[str, str],
    profile: str = "default",
    glossary: str = "",
) -> Workspace:
    """Make the project file, unless there is one, and the database; take over decisions that lie beside translations.

    :param pairs: original and translation, as seen from the folder; the second empty where one file holds both
    :raises ConfigError: if there is a workspace already, or nothing to work on
    """
    if (folder / DATABASE).exists():
        raise ConfigError(f"{folder / DATABASE} is there already: this folder is a workspace.")
    file = folder / NAME
    if file.exists():
        if pairs:
            raise ConfigError(f"{file} is there already: list the texts there, and name none here.")
        read_project(file)
    elif not pairs:
        raise ConfigError("There are no texts to work on: name them, aligner init ORIGINAL TRANSLATION.")
    else:
        write_text(file, _project(pairs, languages, profile, glossary))
        read_project(file)
    create(folder / DATABASE)
    made = Workspace(folder)
    for pair in made.pairs():
        earlier = JsonLines(made.folder / f"{pair.name}{SUFFIX}")
        if earlier.exists():
            open_store(made.path).add([_in(made, pair.name, one) for one in earlier.read().decisions])
    return made


def _in(workspace: Workspace, name: str, decision: Decision) -> Decision:
    return replace(decision, file=str(workspace.folder / name))


def _project(pairs: Sequence[tuple[str, str]], languages: tuple[str, str], profile: str, glossary: str) -> str:
    lines = [
        "# What 'aligner gate', 'aligner serve' and the others work on in this folder.",
        f"profile = {_quoted(profile)}",
        f"original-language = {_quoted(languages[0])}",
        f"translation-language = {_quoted(languages[1])}",
        *([f"glossary = {_quoted(glossary)}"] if glossary else ['# glossary = "terms.csv"']),
        "pairs = [",
        *(_line(*pair) for pair in pairs),
        "]",
        "",
        "# Keys of the review desk that are to be others than those that '?' shows.",
        "[keys]",
        '# accept = "a"',
    ]
    return "\n".join(lines) + "\n"


def with_pair(text: str, original: str, translation: str) -> str:
    """Return a project file with one more pair.

    :raises ConfigError: if its list of pairs does not end on a line of its own, as this program writes it
    """
    lines = text.splitlines()
    start = next((n for n, line in enumerate(lines) if line.replace(" ", "").startswith("pairs=[")), None)
    end = next((n for n, line in enumerate(lines) if start is not None and n > start and line.strip() == "]"), None)
    if start is None or end is None:
        raise ConfigError(
            f"{NAME}: list the pair there by hand; its list of pairs has no line of its own that ends it."
        )
    before = lines[end - 1]
    if end - 1 > start and before.strip() and not before.rstrip().endswith(",") and not before.lstrip().startswith("#"):
        lines[end - 1] = before.rstrip() + ","
    return "\n".join([*lines[:end], _line(original, translation), *lines[end:]]) + "\n"


def _line(original: str, translation: str) -> str:
    return f"    [{', '.join(_quoted(name.replace(os.sep, '/')) for name in (original, translation) if name)}],"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
