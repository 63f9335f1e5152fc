"""Languages that have no package: texts in them are split, aligned and exported, and few rules can judge them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from aligner.languages.base import Language
from aligner.languages.neighbours import neighbours

__all__ = ["others"]


@cache
def others() -> Mapping[str, Language]:
    """Return the languages by ISO 639-1 code."""
    source = files("aligner.languages").joinpath("others.toml").read_text(encoding="utf-8")
    found = {}
    for code, data in tomllib.loads(source).items():
        beside = neighbours().get(code)
        words = frozenset(data["words"].split()) if "words" in data else beside.words if beside else frozenset()
        found[code] = Language(
            code=code,
            name=data["name"],
            names=frozenset(data["names"]),
            locale=data["locale"],
            letters=frozenset(data["letters"]),
            word_shapes=beside.shapes if beside else "",
            function_words=words,
            elisions=frozenset(data.get("elisions", ())),
            leading_abbreviations=frozenset(data["abbreviations"].split()),
            sentence_ends=data.get("sentence-ends", ""),
        )
    return found
