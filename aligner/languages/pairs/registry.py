"""Finds what is known of two languages together: one package a pair, named by both codes, for both directions."""

from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from types import ModuleType
from typing import NamedTuple

__all__ = ["PairFile", "PairModule", "pair_file", "pair_part"]


class PairModule(NamedTuple):
    """A module of a pair's package."""

    module: ModuleType
    swapped: bool  #: whether the package was written for the other direction


class PairFile(NamedTuple):
    """A data file of a pair's package."""

    file: Traversable
    swapped: bool  #: whether the package was written for the other direction


@cache
def _package(original: str, translation: str) -> tuple[str, bool] | None:
    for first, second in ((original, translation), (translation, original)):
        name = f"aligner.languages.pairs.{first}_{second}"
        if find_spec(name) is not None:
            return name, first != original
    return None


def pair_part(original: str, translation: str, name: str) -> PairModule | None:
    """Import a module of a pair's package; return None where there is none."""
    found = _package(original, translation)
    if found is None or find_spec(f"{found[0]}.{name}") is None:
        return None
    return PairModule(import_module(f"{found[0]}.{name}"), found[1])


def pair_file(original: str, translation: str, name: str) -> PairFile | None:
    """Find a data file of a pair's package; return None where there is none."""
    found = _package(original, translation)
    if found is None or not (file := files(found[0]) / name).is_file():
        return None
    return PairFile(file, found[1])
