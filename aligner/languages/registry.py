"""Finds what is known of a language: one package a language, named by its ISO 639-1 code."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

__all__ = ["part"]


@cache
def part(language: str, name: str) -> Any:
    """Import ``aligner/languages/<language>/<name>.py``; return None where the language has no such module."""
    package = f"aligner.languages.{language}"
    if find_spec(package) is None or find_spec(f"{package}.{name}") is None:
        return None
    return import_module(f"{package}.{name}")
