"""Adds terms to a glossary file and leaves every character that stands there as it is."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from aligner.core import Message
from aligner.errors import AlignerError, ConfigError
from aligner.files import write_bytes
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.read.decode import decode, encoding_of
from aligner.read.source_file import display_name
from aligner.staging import locked_folder
from aligner.terms.glossary import load_glossary
from aligner.terms.glossary.match import cut
from aligner.terms.glossary.model import Concept, Glossary, GlossaryTerm, primary
from aligner.terms.glossary.table import layout_of, read_table, table_text
from aligner.terms.glossary.tbx import TBX_SUFFIXES, is_tbx, read_tbx, tbx_text

__all__ = ["Update", "new_terms", "update", "updated"]

_SAMPLE = 200  # lines that tell whether every cell is quoted
_NO_TEXT = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_BODY_END = re.compile(r"</([\w.-]+:)?body\s*>")
_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))


class Update(NamedTuple):
    """What became of a glossary."""

    added: list[Concept]
    warnings: tuple[Message, ...]  #: about entries that were there


def new_terms(found: Sequence[Concept], glossary: Glossary, language: str) -> list[Concept]:
    """Return the concepts whose terms in a language the glossary lacks: a person may have decided about the others.

    :param language: ISO 639-1 code
    """
    known = {_keys(term.text, language) for concept in glossary.concepts for term in concept.of(language)}
    return [concept for concept in found if not any(_keys(t.text, language) in known for t in concept.of(language))]


def _keys(text: str, language: str) -> tuple[str, ...]:
    return tuple(piece.keys[0] for piece in cut(text, language))


def update(path: Path, found: Sequence[Concept], original: str = ORIGINAL, translation: str = TRANSLATION) -> Update:
    """Add concepts to a glossary's file whose terms it lacks; nothing else in it changes.

    A table keeps its columns, separators, quotation marks, line ends and encoding, TBX its version and style. Other
    processes that update the same glossary wait.

    :raises AlignerError: if the file cannot be read or written, or what would be written would not read back as it is
    """
    with locked_folder(path.absolute().parent):
        known = load_glossary(path, original, translation, empty=True) if path.exists() else Glossary((), str(path))
        added = new_terms(found, known, original)
        if added or not path.exists():
            write_bytes(path, _checked(updated(path, added, original, translation), path, added, original, translation))
    return Update(added, known.warnings)


def updated(path: Path, added: Sequence[Concept], original: str = ORIGINAL, translation: str = TRANSLATION) -> bytes:
    """Return the file's bytes with entries for these concepts behind those that are there.

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


def _checked(data: bytes, path: Path, added: Sequence[Concept], original: str, translation: str) -> bytes:
    """Return the bytes if they read as the glossary that was there with the new entries behind it.

    :raises ConfigError: if they do not
    """
    name = display_name(path)
    old = _concepts(path.read_bytes(), path, original, translation) if path.exists() else ()
    try:
        new = _concepts(data, path, original, translation)
    except AlignerError as error:
        raise ConfigError(f"Nothing was added to {name}, which could not be read afterwards: {error}") from error
    wanted = [_texts(concept, original, translation) for concept in added]
    if new[: len(old)] != old or [_texts(c, original, translation) for c in new[len(old) :]] != wanted:
        raise ConfigError(
            f"Nothing was added to {name}: entries at its end would not be read as such. Is a quotation mark left open "
            "in it?"
        )
    return data


def _concepts(data: bytes, path: Path, original: str, translation: str) -> tuple[tuple[object, ...], ...]:
    """Return what each entry says, without its number."""
    if is_tbx(path, data):
        found = read_tbx(data, str(path))
    else:
        text = decode(data, str(path)) if data else ""
        found = read_table(text, str(path), original, translation, tabs=_has_tabs(path))
    return tuple((c.terms, c.subject, c.definition, c.note) for c in found.concepts)


def _texts(concept: "Concept | tuple[object, ...]", original: str, translation: str) -> list[tuple[str, str]]:
    terms = concept.terms if isinstance(concept, Concept) else concept[0]
    assert isinstance(terms, tuple)
    return [(primary(term.language), " ".join(term.text.split())) for term in terms]


def _has_tabs(path: Path) -> bool:
    return path.suffix.lower() in (".tsv", ".tab")


def _table_with(data: bytes, path: Path, added: Sequence[Concept], original: str, translation: str) -> bytes:
    text = decode(data, str(path)) if data else ""
    if not text.strip():
        fresh = table_text(Glossary(tuple(added)), original, translation, tabs=_has_tabs(path))
        return data + _encoded(fresh, encoding_of(data, str(path)) if data else "utf-8", path)
    layout = layout_of(text, str(path), original, translation, tabs=_has_tabs(path))
    end = next((one for one in ("\r\n", "\n", "\r") if one in text), "\n")
    out = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if _quotes_all(text, layout.delimiter) else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=layout.delimiter, lineterminator=end, quoting=quoting)
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
    joint = "" if text.endswith(("\n", "\r")) else end
    return data + _encoded(joint + out.getvalue(), encoding_of(data, str(path)), path)


def _quotes_all(text: str, delimiter: str) -> bool:
    """Return whether every cell of a table stands in quotation marks."""
    lines = [line for line in text.splitlines() if line.strip()][:_SAMPLE]
    quoted = f'"{delimiter}"'
    return all(line.startswith('"') and line.endswith('"') for line in lines) and all(
        line.count(quoted) == line.count(delimiter) for line in lines
    )


def _encoded(text: str, encoding: str, path: Path) -> bytes:
    """Return new entries in the encoding of those that are there.

    :raises ConfigError: if it lacks one of their characters
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        raise ConfigError(
            f"Nothing was added to {display_name(path)}: it is in {encoding}, which has no "
            f"{text[error.start]!r}. Save it as UTF-8 first."
        ) from error


def _tbx_with(data: bytes, path: Path, added: Sequence[Concept]) -> bytes:
    """Return entries of core elements only, which every version and style has under these names."""
    name = display_name(path)
    encoding = _declared(data)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise ConfigError(f"Nothing was added to {name}: it is not in {encoding}, as it says.") from error
    bare = _NO_TEXT.sub(lambda found: " " * len(found.group()), text)  # so that nothing is found in a comment
    ends = list(_BODY_END.finditer(bare))
    if not ends:
        raise ConfigError(f"{name} has no </body> to put new entries before.")
    at, prefix = ends[-1].start(), ends[-1][1] or ""
    old = re.search(r"<(?:[\w.-]+:)?martif\b", bare[:at]) is not None
    entry, section, term = (
        f"{prefix}{one}" for one in (("termEntry", "langSet", "tig") if old else ("conceptEntry", "langSec", "termSec"))
    )
    lines = []
    for concept in added:
        lines.append(f"<{entry}>")
        lines += [
            f"  <{section} xml:lang={quoteattr(one.language)}>{_term(one, term, concept, prefix)}</{section}>"
            for one in concept.terms
        ]
        lines.append(f"</{entry}>")
    end = "\r\n" if "\r\n" in text else "\n"
    new = "".join(f"{line}{end}" for line in lines)
    return text[:at].encode(encoding) + new.encode(encoding, "xmlcharrefreplace") + text[at:].encode(encoding)


def _term(one: GlossaryTerm, name: str, concept: Concept, prefix: str) -> str:
    said = one.note or (concept.note if one is concept.terms[-1] else "")
    note = f"<{prefix}note>{escape(said)}</{prefix}note>" if said else ""
    return f"<{name}><{prefix}term>{escape(one.text)}</{prefix}term>{note}</{name}>"


def _declared(data: bytes) -> str:
    """Return what a file of XML is written in, such that encoding again gives the same bytes."""
    for mark, encoding in ((b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"), *_WIDE):
        if data.startswith(mark):
            return encoding
    found = re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=[\"']([\w.-]+)[\"']", data)
    return found.group(1).decode("ascii") if found else "utf-8"
