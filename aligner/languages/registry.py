"""Finds what is known of a language: one package a language, named by its ISO 639-1 code."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

__all__ = ["known", "part"]

_CODE_LENGTH = 2


@cache
def known() -> tuple[str, ...]:
    """Return the codes of all languages that have a package, sorted."""
    room = find_spec("aligner.languages")
    assert room is not None
    packages = (module.name for module in iter_modules(room.submodule_search_locations) if module.ispkg)
    return tuple(sorted(name for name in packages if len(name) == _CODE_LENGTH))


@cache
def part(language: str, name: str = "") -> Any:
    """Import a language's package, or a module of it; return None where there is no such thing."""
    package = f"aligner.languages.{language}"
    if find_spec(package) is None:
        return None
    if not name:
        return import_module(package)
    return import_module(f"{package}.{name}") if find_spec(f"{package}.{name}") else None
