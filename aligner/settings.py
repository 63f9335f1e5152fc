"""Tables that people write, as dataclasses: what may stand in them, and a sentence for what may not.

A dataclass is a table: a field ``pass_mark: float = setting(99.0, "…", minimum=0, maximum=100)`` is the key
``pass-mark``. A plain default does as well, then nothing but the type is checked. Types that can be read: bool, int,
float, str, StrEnum, tuples of these and of dataclasses, mappings from names to these, and any of them ``| None``.
"""

import types
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = [
    "ANY",
    "Key",
    "KeyPath",
    "TableError",
    "check_keys",
    "key_of",
    "keys_of",
    "mapping",
    "nearest",
    "parse",
    "plain",
    "setting",
]

ANY = "any"  #: what people write for ``None``: no limit, no preference

T = TypeVar("T")
Value: TypeAlias = Any  # what a TOML parser gives
KeyPath: TypeAlias = tuple[str | int, ...]


class TableError(Exception):
    """Something in a table that makes no sense, and where; who knows the file turns it into a ``ConfigError``."""

    def __init__(self, path: KeyPath, message: str) -> None:
        super().__init__(message)
        self.path, self.message = path, message


@dataclass(frozen=True, slots=True)
class Key:
    """What a table may say."""

    name: str  #: as it is written, e.g. ``"pass-mark"``
    default: Any
    help: str  #: one line that explains it; empty if the field has none
    expects: str  #: e.g. ``"a number from 0 to 100"``


def setting(
    default: T,
    help: str,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    choices: Callable[[], Collection[str]] | None = None,
) -> T:
    """Declare a field of a dataclass that is a table.

    :param help: what the key means, one line
    :param minimum: the least value that makes sense
    :param maximum: the greatest
    :param choices: gives the texts that make sense, where these are not known before files are looked at
    """
    found: T = field(
        default=default, metadata={"help": help, "minimum": minimum, "maximum": maximum, "choices": choices}
    )
    return found


def mapping(help: str, *, minimum: float | None = None, maximum: float | None = None) -> Mapping[str, Any]:
    """Declare a field that is a table of names of the user's choice, empty unless said otherwise; see ``setting``."""
    found: dict[str, Any] = field(default_factory=dict, metadata={"help": help, "minimum": minimum, "maximum": maximum})
    return found


def keys_of(table: type) -> tuple[Key, ...]:
    """Return all keys of a table, in order."""
    hints = get_type_hints(table)
    return tuple(
        Key(key_of(one.name), _default(one), one.metadata.get("help", ""), _expected(hints[one.name], one.metadata))
        for one in fields(table)
    )


def key_of(name: str) -> str:
    """Return how a field's name is written in a file."""
    return name.replace("_", "-")


def parse(table: type[T], content: Value, path: KeyPath = ()) -> T:
    """Return the dataclass that a table describes.

    :param content: what a TOML parser gave for the table
    :param path: where the table stands
    :raises TableError: if it says something that makes no sense; a ``ValueError`` of the dataclass becomes one
    """
    if not isinstance(content, dict):
        raise TableError(path, f"{_shown(path)} is {_quoted(content)}, expected a table.")
    assert is_dataclass(table)
    known = {key_of(one.name): one for one in fields(table)}
    check_keys(content, known, path)
    hints = get_type_hints(table)
    values = {
        known[key].name: _value(hints[known[key].name], value, (*path, key), known[key].metadata)
        for key, value in content.items()
    }
    missing = [key for key, one in known.items() if one.name not in values and _default(one) is MISSING]
    if missing:
        raise TableError(path, f"{_shown(path)} has no {missing[0]!r}.")
    try:
        return table(**values)
    except ValueError as error:
        raise TableError(path, f"{_shown(path)}: {error}") from error


def plain(value: Any) -> Value:
    """Return what a file would have to say to get this value."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            key_of(one.name): plain(found)
            for one in fields(value)
            if (found := getattr(value, one.name)) != _default(one) or _default(one) is MISSING
        }
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {key: plain(found) for key, found in sorted(value.items())}
    if isinstance(value, tuple | list | frozenset):
        return [plain(found) for found in value]
    return ANY if value is None else value


def check_keys(given: Collection[str], known: Collection[str], path: KeyPath, what: str = "key") -> None:
    """Complain of the first unknown key and name the nearest known one.

    :raises TableError: if there is one
    """
    for key in given:
        if key not in known:
            hint = f"; the nearest known one is {nearest(key, known)!r}" if known else ""
            where = f" in {_shown(path)}" if path else ""
            raise TableError((*path, key), f"unknown {what} {key!r}{where}{hint}.")


def nearest(word: str, known: Collection[str]) -> str:
    """Return the known word that is most like this one."""
    from difflib import get_close_matches

    return get_close_matches(word, sorted(map(str, known)), 1, 0.0)[0]


def _default(one: "Field[Any]") -> Any:
    if one.default_factory is not MISSING:
        return one.default_factory()
    return one.default


def _value(hint: Any, value: Value, path: KeyPath, limits: Mapping[str, Any]) -> Any:
    options = get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,)
    if type(None) in options and value == ANY:
        return None
    kinds = [option for option in options if option is not type(None)]
    for kind in kinds:
        if (origin := get_origin(kind)) is tuple and isinstance(value, list):
            return tuple(_value(get_args(kind)[0], one, (*path, n), limits) for n, one in enumerate(value))
        if isinstance(origin, type) and issubclass(origin, Mapping) and isinstance(value, dict):
            return {key: _value(get_args(kind)[1], one, (*path, key), limits) for key, one in value.items()}
        if is_dataclass(kind) and isinstance(kind, type):
            return parse(kind, value, path)
        if _fits(kind, value) and value in _choices(kind, value, limits):
            _check_range(value, path, limits, hint)
            return kind(value)
    known = [choice for kind in kinds for choice in _choices(kind, "", limits) if choice]
    hint_at = f"; the nearest is {nearest(value, known)!r}" if known and isinstance(value, str) else ""
    raise TableError(path, f"{_shown(path)} is {_quoted(value)}, expected {_expected(hint, limits)}{hint_at}.")


def _fits(kind: Any, value: Value) -> bool:
    if _is_enum(kind):
        return isinstance(value, str) and value in list(kind)
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return kind in {bool, str} and isinstance(value, kind)


def _choices(kind: Any, value: Value, limits: Mapping[str, Any]) -> Collection[Value]:
    """Return the texts that a key can have; where there is no such list, the value that it has."""
    if _is_enum(kind):
        return list(map(str, kind))
    choices = limits.get("choices")
    return choices() if choices and kind is str else [value]


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _check_range(value: Value, path: KeyPath, limits: Mapping[str, Any], hint: Any) -> None:
    least, most = limits.get("minimum"), limits.get("maximum")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return
    inside = (least is None or value >= least) and (most is None or value <= most) and value == value
    if not inside:
        raise TableError(path, f"{_shown(path)} is {_quoted(value)}, expected {_expected(hint, limits)}.")


def _expected(hint: Any, limits: Mapping[str, Any]) -> str:
    """Return ``"a number from 0 to 1"``, ``"true or false"``, ``"one of neutral, minor"``."""
    options = get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,)
    shown = [_kind_expected(kind, limits) for kind in options if kind is not type(None)]
    return " or ".join([*shown, *([f'"{ANY}"'] if type(None) in options else [])])


def _kind_expected(kind: Any, limits: Mapping[str, Any]) -> str:
    if known := [choice for choice in _choices(kind, "", limits) if choice]:
        return f"one of {', '.join(map(str, known))}"
    if (origin := get_origin(kind)) is tuple:
        return "a list"
    if origin is not None or is_dataclass(kind):
        return "a table"
    if kind is bool:
        return "true or false"
    if kind is str:
        return "a text"
    least, most = limits.get("minimum"), limits.get("maximum")
    name = "a whole number" if kind is int else "a number"
    if least is not None and most is not None:
        return f"{name} from {least:g} to {most:g}"
    return f"{name}, at least {least:g}" if least is not None else name


def _shown(path: KeyPath) -> str:
    """Return ``rules.number.severity``, ``rules.number.exceptions[1].text``; numbers count from 1, as people do."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "the file"


def _quoted(value: Value) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    return "a table" if isinstance(value, dict) else "a list" if isinstance(value, list) else str(value)
