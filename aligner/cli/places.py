"""Which files a command reads and which it writes: none may be both, and no two outputs may be one file."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

from aligner.errors import ConfigError, InputError
from aligner.languages.defaults import ORIGINAL, TRANSLATION

__all__ = ["OUTPUTS", "STDOUT", "check_apart", "is_stdout", "place"]

#: What stands for standard output where a file may be named.
STDOUT = Path("-")

#: Parameters of commands that name what is written, and how people write them.
OUTPUTS = {
    "output": "--output",
    "nulls": "--nulls",
    "write_baseline": "--write-baseline",
    "update": "--update",
}

_DECIDING = ("accept", "false_alarm", "reject", "fixed", "withdraw", "answers")
_DECISIONS = "decisions"  # written too, where something is decided
#: Parameters whose values are texts or names, never files.
_NO_FILES = frozenset(
    {
        "format",
        "source",
        "note",
        "by",
        "role",
        "reason",
        "language",
        "original_language",
        "translation_language",
        "overrides",
    }
    | set(_DECIDING) - {"answers"}
)
_PROFILES = frozenset({"profile", "name", "names", "left", "right"})
_READ_IN_FOLDERS = ("{0}.txt", "gold.txt", "meta.tsv", "*.{0}.*")


class _Named(NamedTuple):
    """A file, and what it is called in a sentence."""

    label: str
    path: Path


def place(text: str) -> Path:
    """Return the path that a person means; ``-`` is standard output, ``./-`` a file of that name."""
    return Path(text).absolute() if text != "-" and Path(text) == STDOUT else Path(text)


def is_stdout(path: Path | None) -> bool:
    """Return whether a result goes to standard output."""
    return path is None or str(path) == "-"


def check_apart(parameters: Mapping[str, Any], more: Iterable[tuple[str, Path]] = ()) -> None:
    """Find a file that a command would write though it reads it, or write twice, before any work is done.

    :param parameters: of the command, by name, with their values
    :param more: files that it writes beside those that are named, each with the option that they come from
    :raises ConfigError: if there is one
    """
    outputs = [*_outputs(parameters), *(_Named(label, path) for label, path in more)]
    printed = _state_of(sys.stdout) if is_stdout(parameters.get("output")) else None
    if not outputs and printed is None:
        return
    inputs = dict(_identified(_inputs(parameters)))
    if printed is not None and (read := inputs.get(_key(printed))):
        raise ConfigError(
            f"Standard output leads to {read}, which this command reads: name another file for what it writes."
        )
    written: dict[object, _Named] = {}
    for output in outputs:
        identity = _identity(output.path)
        if identity in inputs:
            read = inputs[identity]
            known_as = "" if read == str(output.path) else f" as {read}"
            raise ConfigError(
                f"{output.label} would write to {output.path}, which this command reads{known_as}: name another file "
                "for what it writes."
            )
        first = written.setdefault(identity, output)
        if first is not output:
            raise ConfigError(
                f"{first.label} and {output.label} would both be written to {output.path}: name two files."
            )


def _outputs(parameters: Mapping[str, Any]) -> Iterator[_Named]:
    for name, label in OUTPUTS.items():
        path = parameters.get(name)
        if path is not None and not is_stdout(path):
            yield _Named(label, path)
        elif name == "nulls" and path is not None and is_stdout(parameters.get("output")):
            raise ConfigError("Two results cannot both go to standard output: name a file for one of them.")
    if any(map(parameters.get, _DECIDING)):
        yield from (_Named("--decisions", path) for path in _decisions(parameters))


def _inputs(parameters: Mapping[str, Any]) -> Iterator[Path]:
    """Yield every file that a command reads: those that are named, and those that are found by them."""
    languages = [
        str(parameters.get(f"{side}_language") or usual)
        for side, usual in (("original", ORIGINAL), ("translation", TRANSLATION))
    ]
    yield from _paired(parameters, languages)
    for name, value in parameters.items():
        if name not in OUTPUTS and name not in _NO_FILES and name != _DECISIONS:
            for one in value if isinstance(value, list | tuple) else [value]:
                if isinstance(one, str | Path) and not isinstance(one, Enum):
                    yield from _files(str(one), name, languages)
    if not any(map(parameters.get, _DECIDING)):
        yield from _decisions(parameters)


def _paired(parameters: Mapping[str, Any], languages: Sequence[str]) -> Iterator[Path]:
    """Yield the files of folders that stand in place of pairs."""
    named = parameters.get("paths") or (parameters.get("original"), parameters.get("translation"))
    texts = [str(one) for one in named if one]
    if any(_is_folder(Path(text)) for text in texts):
        from aligner.pairing import without_folders

        with suppress(InputError):  # which is said when they are read
            yield from map(Path, without_folders(texts, languages))


def _files(text: str, name: str, languages: Sequence[str]) -> Iterator[Path]:
    path = Path(text)
    if _is_folder(path):
        patterns = ["**/*"] if name == "encoder" else [p.format(code) for p in _READ_IN_FOLDERS for code in languages]
        yield from (found for pattern in dict.fromkeys(patterns) for found in path.glob(pattern))
        return
    if name in _PROFILES:
        yield from _extended(text)
        return
    yield path
    parts = path.name.split(".")
    if name == "paths" and len(parts) > 2 and parts[-2] in languages:  # a gate finds one by the other's name
        yield from (path.with_name(".".join((*parts[:-2], code, parts[-1]))) for code in languages)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _extended(profile: str) -> Iterator[Path]:
    """Yield the file of a profile and those that it extends."""
    if profile.endswith(".toml"):
        from aligner.config.layers import file_layers

        yield Path(profile)
        with suppress(ConfigError):  # which is said when it is read
            yield from (Path(layer.name) for layer in file_layers(profile, lambda layer: None))


def _decisions(parameters: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the files of decisions: the one that is named, or those beside the translations."""
    if named := parameters.get(_DECISIONS):
        yield Path(named)
    elif _DECISIONS in parameters:
        from aligner.decisions import beside

        texts = [parameters.get("translation") or parameters.get("original"), *(parameters.get("paths") or ())]
        yield from dict.fromkeys(beside(text) for text in texts if text and text != "-")


def _identified(paths: Iterable[Path]) -> Iterator[tuple[object, str]]:
    for path in paths:
        if str(path) != "-":
            yield _identity(path), str(path)
        elif state := _state_of(sys.stdin):
            yield _key(state), "standard input"


def _identity(path: Path) -> object:
    """Return what all names of one file have in common: of a link, that of what it leads to."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return os.path.normcase(os.path.realpath(str(path).replace("\0", "")))
    return _key(state) if stat.S_ISREG(state.st_mode) else (str(path), "no regular file")


def _key(state: os.stat_result) -> object:
    return state.st_dev, state.st_ino


def _state_of(stream: Any) -> os.stat_result | None:
    """Return what is known of the regular file that a stream leads to, if it does."""
    try:
        state = os.fstat(stream.fileno())
    except (OSError, ValueError, AttributeError):
        return None
    return state if stat.S_ISREG(state.st_mode) else None
