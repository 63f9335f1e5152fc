"""Layers of a profile: the files and settings that it is put together from, the most general first."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

from aligner.config.locate import line_of
from aligner.config.rules import rule_ids
from aligner.errors import ConfigError
from aligner.files import is_file
from aligner.settings import TableError, nearest

__all__ = ["BASE", "EVERY", "Content", "Layer", "file_layers", "merged", "override", "shipped"]

Content: TypeAlias = dict[str, Any]  # what a TOML parser gives

BASE = "default"  #: what every profile extends that does not say otherwise
EVERY = "*"  #: a rule's id that stands for all of them
_SHOWN = 100  #: characters of a setting in a sentence
_APPENDED = frozenset(
    ("checks", "exceptions")
)  #: lists of these names grow from layer to layer; everything else is replaced


@dataclass(frozen=True, slots=True)
class Layer:
    """One file, or one setting of the command line."""

    name: str  #: as sentences name it: a path, or ``--set rules.number.severity=minor``
    text: str | None  #: the file's text, for line numbers
    content: Content

    def error(self, problem: TableError) -> ConfigError:
        """Return the problem as a sentence with its file and line."""
        line = line_of(self.text, problem.path) if self.text is not None else None
        return ConfigError(f"{self.name}{f', line {line}' if line else ''}: {problem.message}")


def shipped() -> dict[str, Path]:
    """Return the profiles that come with the program, by name."""
    folder = Path(str(files("aligner.config"))) / "profiles"
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def file_layers(name: str, check: Callable[[Layer], None]) -> list[Layer]:
    """Return a profile's file and all it extends, the most general first.

    :param check: raises ``TableError`` if a file by itself makes no sense
    :raises ConfigError: if one cannot be found or read, makes no sense, or extends itself
    """
    layers: list[Layer] = []
    seen: list[Path] = []
    path = _find(name, Path())
    while True:
        if path.resolve() in seen:
            raise layers[0].error(TableError(("extends",), f"{path.stem!r} extends itself, by way of others or not."))
        seen.append(path.resolve())
        layer = _read(path)
        try:
            check(layer)
        except TableError as problem:
            raise layer.error(problem) from problem
        layers.insert(0, layer)
        base = layer.content.get("extends", BASE)
        if path.resolve() == shipped()[BASE].resolve():
            return layers
        try:
            path = _find(base, path.parent)
        except ConfigError as error:
            raise layer.error(TableError(("extends",), str(error))) from error


def override(text: str) -> Layer:
    """Return what ``--set rules.number.severity=minor`` says.

    :raises ConfigError: if it is no setting
    """
    key, equals, value = text.partition("=")
    parts = [part.strip() for part in key.split(".")]
    if not equals or not all(parts):
        raise ConfigError(f"--set {text}: expected KEY=VALUE, for example rules.number.severity=minor.")
    try:
        content: Any = tomllib.loads(f"value = {value}")["value"]
    except (ValueError, RecursionError):  # also a number of thousands of digits
        content = value.strip()
    for part in reversed(parts):
        content = {part: content}
    return Layer(f"--set {text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}", None, content)


def merged(layers: Sequence[Content]) -> Content:
    """Return all layers as one: the later says it better, table by table."""
    result: Content = {}
    for layer in layers:
        result = _over(result, _spread(layer))
    return result


def _spread(layer: Content) -> Content:
    """Return what a layer says of all rules said of each; its words on a single rule come on top."""
    named = layer.get("rules", {})
    if EVERY not in named:
        return layer
    return {**layer, "rules": {rule: _over(named[EVERY], named.get(rule, {})) for rule in rule_ids()}}


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> Content:
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            result[key] = _over(old, value)
        elif key in _APPENDED and isinstance(old, list) and isinstance(value, list):
            result[key] = [*old, *value]
        else:
            result[key] = value
    return result


def _find(name: str, folder: Path) -> Path:
    if name.endswith(".toml"):
        path = folder / name
        if not is_file(path):
            raise ConfigError(f"There is no file {path}.")
        return path
    known = shipped()
    if name not in known:
        raise ConfigError(
            f"There is no profile {name!r}; known are {', '.join(known)}, or the path of a .toml file. "
            f"Did you mean {nearest(name, known)!r}?"
        )
    return known[name]


def _read(path: Path) -> Layer:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return Layer(str(path), text, tomllib.loads(text))
    except RecursionError as error:
        raise ConfigError(f"The profile {path} cannot be read: it is nested too deeply.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"The profile {path} cannot be read: {error}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"The profile {path} cannot be read: {error}.") from error
    except ValueError as error:
        raise ConfigError(f"The profile {path} cannot be read: a number in it has thousands of digits.") from error
