"""Learned files, and loading that checks that they belong to the code that uses them.

``MANIFEST.toml`` beside them says of each what it was learned from, by which command, and how well it does on texts
that it was not learned from. A file that serves one language or one pair of languages has their codes in its name.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.errors import ModelError

__all__ = ["MANIFEST", "Section", "for_pair", "load_arrays", "load_json", "names", "resource"]

MANIFEST = "MANIFEST.toml"
_LEARNED = (".json", ".npz")


def resource(name: str) -> Traversable:
    """Return the file of that name, which need not exist."""
    return files("aligner.models") / name


def names() -> list[str]:
    """Return the names of all learned files, sorted."""
    return sorted(file.name for file in files("aligner.models").iterdir() if file.name.endswith(_LEARNED))


def for_pair(kind: str, original: str, translation: str, ending: str) -> tuple[str, bool] | None:
    """Find the file of two languages, and whether it was learned the other way round; ``None`` if there is none.

    :param ending: of the name, ``.json`` or ``.npz``
    """
    for first, second in ((original, translation), (translation, original)):
        name = f"{kind}.{first}-{second}{ending}"
        if resource(name).is_file():
            return name, first != original
    return None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a learned file, which knows where it stands."""

    file: str
    content: Mapping[str, Any]
    path: tuple[str, ...] = ()  #: keys that lead to it

    def section(self, key: str) -> "Section":
        """Return the part under a key.

        :raises ModelError: if there is none
        """
        found = self.value(key)
        if not isinstance(found, dict):
            raise self.mismatch(f"“{key}” is no table")
        return Section(self.file, found, (*self.path, key))

    def value(self, key: str) -> Any:
        """Return what stands under a key.

        :raises ModelError: if there is nothing
        """
        if key not in self.content:
            raise self.mismatch(f"“{key}” is missing")
        return self.content[key]

    def weights(self, features: Sequence[str]) -> NDArray[np.float64]:
        """Return the weights of this part in the order of the features.

        :raises ModelError: if it has weights for other features
        """
        if set(self.content) != set(features):
            raise self.mismatch(_difference(self.content, features))
        return self._numbers([self.content[feature] for feature in features], (len(features),))

    def array(self, key: str, shape: tuple[int | None, ...]) -> NDArray[np.float64]:
        """Return an array.

        :param shape: that it must have; ``None`` where any length will do
        :raises ModelError: if it is missing or has another shape
        """
        return self._numbers(self.value(key), shape)

    def _numbers(self, numbers: Any, shape: tuple[int | None, ...]) -> NDArray[np.float64]:
        try:
            found = np.array(numbers, dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise self.mismatch("a weight is no number") from error
        if len(found.shape) != len(shape) or any(n not in (None, m) for n, m in zip(shape, found.shape, strict=True)):
            raise self.mismatch(f"the shape {shape} was expected, not {found.shape}")
        if not np.isfinite(found).all():
            raise self.mismatch("a weight is not finite")
        return found

    def mismatch(self, reason: str) -> ModelError:
        """Make the error that says why this part cannot be used."""
        return ModelError(self.file, f"{', '.join(self.path)}: {reason}" if self.path else reason)


def load_json(name: str) -> Section:
    """Read a learned file of weights.

    :raises ModelError: if it is not there or damaged
    """
    try:
        content = json.loads(resource(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(name, f"it cannot be read ({error})") from error
    if not isinstance(content, dict):
        raise ModelError(name, "it is no table")
    return Section(name, content)


def load_arrays(name: str, expected: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Read a learned file of arrays.

    :param expected: the names of its arrays
    :raises ModelError: if it is not there, damaged, or has other arrays
    """
    from zipfile import BadZipFile

    try:
        with resource(name).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            found = {key: arrays[key] for key in arrays.files}
    except (OSError, ValueError, EOFError, BadZipFile) as error:
        raise ModelError(name, f"it cannot be read ({error})") from error
    if set(found) != set(expected):
        raise ModelError(name, _difference(found, expected))
    return found


def _difference(found: Iterable[str], expected: Iterable[str]) -> str:
    """Say in which names two lists differ."""
    missing, unknown = sorted(set(expected) - set(found)), sorted(set(found) - set(expected))
    parts = [f"{_quoted(missing)} missing"] if missing else []
    parts += [f"{_quoted(unknown)} unknown"] if unknown else []
    return " and ".join(parts)


def _quoted(some: Sequence[str]) -> str:
    return f"{', '.join(f'“{one}”' for one in some)} {'is' if len(some) == 1 else 'are'}"
