"""Glossaries: what people decided about terms; read, written, matched."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from aligner.errors import ConfigError
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.terms.glossary.model import Case, Concept, Glossary, GlossaryTerm, Status, without_clashes

__all__ = ["Case", "Concept", "Glossary", "GlossaryTerm", "Status", "load_glossary"]


def load_glossary(
    path: str | Path, original: str = ORIGINAL, translation: str = TRANSLATION, *, empty: bool = False
) -> Glossary:
    """Return the glossary of a file: TBX by its suffix or its first character, otherwise CSV or TSV.

    What looks wrong without being unusable, such as an entry that stands there twice, is in ``warnings``.

    :param original: ISO 639-1 code of the language that the terms are in
    :param translation: that of the equivalents
    :param empty: whether it may have no entries
    :raises InputError: if it cannot be read
    :raises ConfigError: if it makes no sense, or has no entry for these languages
    """
    from aligner.read.decode import decode, load
    from aligner.terms.glossary.tbx import is_tbx, read_tbx

    name = str(path)
    data = Path(path).read_bytes() if empty and _is_void(path) else load(path)
    if is_tbx(path, data):
        found = read_tbx(data, name)
    else:
        from aligner.terms.glossary.table import read_table

        tabs = Path(path).suffix.lower() in (".tsv", ".tab")
        found = read_table(decode(data, name), name, original, translation, tabs=tabs)
    if empty and not found.concepts:
        return found
    if not found.concepts:
        raise ConfigError(f"The glossary {name} has no entries.")
    if not any(c.of(translation) for c in found.concepts):
        languages = sorted({term.language for concept in found.concepts for term in concept.terms})
        raise ConfigError(
            f"The glossary {name} has no terms in {translation!r}; its languages are {', '.join(languages)}."
        )
    return replace(without_clashes(found), sha256=sha256(data).hexdigest())


def _is_void(path: str | Path) -> bool:
    return Path(path).is_file() and Path(path).stat().st_size == 0
