"""Languages that are known only so far as texts and addresses in them are recognised."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Neighbour", "neighbours"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What a language is recognised by."""

    words: frozenset[str]  #: its commonest words, lower case
    shapes: str  #: a regular expression for words that are rare in other languages
    names: frozenset[str]  #: its names in lower case, without accents


@cache
def neighbours() -> Mapping[str, Neighbour]:
    """Return the neighbours by ISO 639-1 code."""
    source = files("aligner.languages").joinpath("neighbours.toml").read_text(encoding="utf-8")
    return {
        code: Neighbour(frozenset(data["words"].split()), data["shapes"], frozenset(data["names"]))
        for code, data in tomllib.loads(source).items()
    }
