"""What people write at the heads of tables, and in cells with a fixed meaning: columns, statuses of terms, case rules.

A language brings it as ``aligner/languages/<code>/tables.toml``; what is looked up is what any language has.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from aligner.languages.registry import known

__all__ = ["table_words"]


@cache
def table_words(section: str) -> Mapping[str, frozenset[str]]:
    """Return by meaning the words that any language has for it, in lower case.

    :param section: ``columns`` of bilingual tables; ``glossary-columns``, ``statuses`` and ``cases`` of glossaries
    """
    found: dict[str, frozenset[str]] = {}
    for language in known():
        file = files(f"aligner.languages.{language}") / "tables.toml"
        content = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        for meaning, words in content.get(section, {}).items():
            found[meaning] = found.get(meaning, frozenset()).union(words)
    return found
