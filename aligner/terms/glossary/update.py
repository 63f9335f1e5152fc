"""Adds terms to a glossary file and leaves every character that stands there as it is."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from aligner.errors import ConfigError
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.terms.glossary.match import cut
from aligner.terms.glossary.model import Concept, Glossary, GlossaryTerm
from aligner.terms.glossary.table import layout_of, table_text
from aligner.terms.glossary.tbx import TBX_SUFFIXES, is_tbx, tbx_text

__all__ = ["new_terms", "updated"]


def new_terms(found: Sequence[Concept], glossary: Glossary, language: str) -> list[Concept]:
    """Return the concepts whose terms in a language the glossary lacks: a person may have decided about the others.

    :param language: ISO 639-1 code
    """
    known = {_keys(term.text, language) for concept in glossary.concepts for term in concept.of(language)}
    return [concept for concept in found if not any(_keys(t.text, language) in known for t in concept.of(language))]


def _keys(text: str, language: str) -> tuple[str, ...]:
    return tuple(piece.keys[0] for piece in cut(text, language))


def updated(path: Path, added: Sequence[Concept], original: str = ORIGINAL, translation: str = TRANSLATION) -> bytes:
    """Return the file's bytes with entries for these concepts behind those that are there.

    A table keeps its columns, separators, line ends and encoding, TBX its version and style.

    :raises AlignerError: if the file cannot be read, or does not say which columns hold the terms
    """
    if not path.exists():
        glossary = Glossary(tuple(added), path.name)
        if path.suffix.lower() in TBX_SUFFIXES:
            return tbx_text(glossary, original).encode()
        return table_text(glossary, original, translation, tabs=_has_tabs(path)).encode()
    data = path.read_bytes()
    if not added:
        return data
    if is_tbx(path, data):
        return _tbx_with(data, path, added)
    return _table_with(data, path, added, original, translation)


def _has_tabs(path: Path) -> bool:
    return path.suffix.lower() in (".tsv", ".tab")


def _table_with(data: bytes, path: Path, added: Sequence[Concept], original: str, translation: str) -> bytes:
    from aligner.read.decode import decode

    text = decode(data, str(path)) if data else ""
    if not text.strip():
        return table_text(Glossary(tuple(added)), original, translation, tabs=_has_tabs(path)).encode()
    layout = layout_of(text, str(path), original, translation, tabs=_has_tabs(path))
    end = "\r\n" if "\r\n" in text else "\n"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=layout.delimiter, lineterminator=end)
    for concept, mine, other in Glossary(tuple(added)).pairs(original, translation):
        cells = {
            "original": mine.text,
            "translation": other.text,
            "part-of-speech": other.part_of_speech,
            "note": other.note or concept.note,
            "subject": concept.subject,
            "definition": concept.definition,
        }
        row = [""] * layout.width
        for name, at in layout.columns.items():
            row[at] = cells.get(name, "")
        writer.writerow(row)
    joint = b"" if text.endswith(("\n", "\r")) else end.encode(_encoding(data))
    return data + joint + out.getvalue().encode(_encoding(data), "replace")


def _encoding(data: bytes) -> str:
    """Return what to write in, so that the file stays in one encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16-le" if data.startswith(b"\xff\xfe") else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _tbx_with(data: bytes, path: Path, added: Sequence[Concept]) -> bytes:
    """Return entries of core elements only, which every version and style has under these names."""
    encoding = _declared(data)
    text = data.decode(encoding)
    at = text.rfind("</body>")
    if at < 0:
        raise ConfigError(f"{path} has no </body> to put new entries before.")
    old = "<martif" in text[:at]
    entry, section, term = ("termEntry", "langSet", "tig") if old else ("conceptEntry", "langSec", "termSec")
    lines = []
    for concept in added:
        lines.append(f"<{entry}>")
        lines += [
            f"  <{section} xml:lang={quoteattr(one.language)}>{_term(one, term, concept)}</{section}>"
            for one in concept.terms
        ]
        lines.append(f"</{entry}>")
    return (text[:at] + "\n".join(lines) + "\n" + text[at:]).encode(encoding, "xmlcharrefreplace")


def _term(one: GlossaryTerm, name: str, concept: Concept) -> str:
    said = one.note or (concept.note if one is concept.terms[-1] else "")
    note = f"<note>{escape(said)}</note>" if said else ""
    return f"<{name}><term>{escape(one.text)}</term>{note}</{name}>"


def _declared(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    found = re.match(rb"<\?xml[^>]*encoding=[\"']([\w.-]+)[\"']", data)
    return found.group(1).decode("ascii") if found else "utf-8"
