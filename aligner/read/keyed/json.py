"""Texts in JSON: objects in objects, messages of browser extensions, Application Resource Bundles (.arb)."""

import json
from collections.abc import Iterator
from typing import Any

from aligner.errors import InputError
from aligner.read.decode import decoded
from aligner.read.keyed import Entry
from aligner.read.source_file import Opened

__all__ = ["entries"]


def entries(file: Opened) -> Iterator[Entry]:
    """Yield the texts in order; numbers, ``$schema`` and keys that begin with @ are none.

    :raises InputError: if it is no JSON
    """
    try:
        content = json.loads(decoded(file), parse_int=str, parse_float=str)
    except ValueError as error:
        raise InputError(f"{file.name} is not valid JSON: {error}.") from error
    except RecursionError as error:
        raise InputError(f"{file.name} is nested more deeply than any file that people write.") from error
    yield from _entries(content, "")


def _is_text(key: str) -> bool:
    """Return whether what a key leads to is text, and neither a description nor the address of a schema."""
    return key[:1] != "@" and key != "$schema"


def _entries(content: Any, key: str) -> Iterator[Entry]:
    waiting = [(content, key)]
    while waiting:
        found, key = waiting.pop()
        if isinstance(found, str):
            if any(map(str.isalpha, found)):
                yield Entry(key, found)
        elif isinstance(found, dict):
            if key and isinstance(found.get("message"), str):
                found = {"message": found["message"]}  # beside it, browser extensions describe it
            inner = [(value, f"{key}.{name}" if key else name) for name, value in found.items() if _is_text(name)]
            waiting += reversed(inner)
        elif isinstance(found, list):
            waiting += reversed([(value, f"{key}[{number}]") for number, value in enumerate(found)])
