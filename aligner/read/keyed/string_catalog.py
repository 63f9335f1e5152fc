"""String catalogues of Xcode (``.xcstrings``): the texts of an app in all its languages."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from aligner.core import Message
from aligner.errors import InputError
from aligner.read.decode import decoded
from aligner.read.source_file import Opened
from aligner.read.units import Languages, Unit, same_language

__all__ = ["units"]

#: States of the format beside ``translated``, as other formats call them.
_STATES = {"new": "new", "needs_review": "fuzzy", "translated": "translated"}


def units(file: Opened, languages: Languages, note: Callable[[Message], None]) -> Iterator[Unit]:
    """Yield the texts of two of its languages, in order; what is not to be translated is left out.

    :raises InputError: if it is no catalogue
    """
    del note
    try:
        content = json.loads(decoded(file), parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file.name} is not valid JSON: {error}.") from error
    strings = content.get("strings") if isinstance(content, dict) else None
    if not isinstance(strings, dict):
        raise InputError(f'{file.name} is no catalogue of strings: an object with "strings" is expected.')
    source = str(content.get("sourceLanguage") or languages.original)
    for key, entry in strings.items():
        if isinstance(entry, dict) and entry.get("shouldTranslate") is not False:
            yield from _units(key, entry, languages, source)


def _units(key: str, entry: Mapping[str, Any], languages: Languages, source: str) -> Iterator[Unit]:
    localized = entry.get("localizations")
    found = localized if isinstance(localized, dict) else {}
    sides = []
    for language in languages:
        values = next((value for tag, value in found.items() if same_language(tag, language)), None)
        texts = dict(_texts(values, key))
        if not texts and same_language(source, language):
            texts = {key: (key, "")}  # in its own language, a key stands for itself
        sides.append(texts)
    for name in dict.fromkeys([*sides[0], *sides[1]]):
        (original, _), (translation, state) = (side.get(name, ("", "")) for side in sides)
        if any(map(str.isalpha, original + translation)):
            yield Unit(original, translation, Message("place.key", {"key": name}), state=_STATES.get(state, ""))


def _texts(value: Any, key: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield texts and states by their key, with what they vary by: ``boats.plural.one``."""
    waiting = [(value, key)]
    while waiting:
        inside, name = waiting.pop()
        if not isinstance(inside, dict):
            continue
        unit = inside.get("stringUnit")
        if isinstance(unit, dict) and isinstance(unit.get("value"), str):
            yield name, (unit["value"], str(unit.get("state") or ""))
        more = [("", inside.get("variations")), ("", inside.get("substitutions"))]
        if unit is None and not any(one for _, one in more):
            more = list(inside.items())
        waiting += reversed([(one, f"{name}.{part}" if part else name) for part, one in more])
