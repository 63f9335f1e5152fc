"""TBX: reads version 3 (ISO 30042:2019) in both styles and martif (ISO 30042:2008), writes TBX-Basic in DCA style."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast
from xml.sax.saxutils import escape, quoteattr

from aligner.errors import InputError
from aligner.languages.defaults import ORIGINAL
from aligner.terms.glossary.model import Case, Concept, Glossary, GlossaryTerm, Status

if TYPE_CHECKING:
    from lxml import etree

    Element: TypeAlias = etree._Element

__all__ = ["MARK", "STATUSES", "TBX_SUFFIXES", "is_tbx", "read_tbx", "tbx_text"]

TBX_SUFFIXES = frozenset({".tbx", ".xml", ".martif", ".mtf"})

#: Picklist of administrativeStatus in TBX-Basic, and what older files and other programs write.
STATUSES = {
    "preferredTerm-admn-sts": Status.PREFERRED,
    "admittedTerm-admn-sts": Status.ADMITTED,
    "deprecatedTerm-admn-sts": Status.DEPRECATED,
    "supersededTerm-admn-sts": Status.DEPRECATED,
}
_MORE_STATUSES = {
    "preferred": Status.PREFERRED,
    "standardized": Status.PREFERRED,
    "legal": Status.PREFERRED,
    "regulated": Status.PREFERRED,
    "admitted": Status.ADMITTED,
    "deprecated": Status.DEPRECATED,
    "superseded": Status.DEPRECATED,
    "notrecommended": Status.DEPRECATED,
    "obsolete": Status.DEPRECATED,
    "forbidden": Status.FORBIDDEN,
    "prohibited": Status.FORBIDDEN,
    "donotuse": Status.FORBIDDEN,
}
_STATUS_CATEGORIES = frozenset({"administrativeStatus", "normativeAuthorization"})
_CASES = {case.value: case for case in Case}
MARK = "aligner:"  #: opens a note that holds what TBX-Basic has no data category for

_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
_GROUPS = ("termGrp", "termNoteGrp", "descripGrp", "adminGrp")
_ROOTS = ("tbx", "martif", "TBX")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_WRITTEN = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_PARTS_OF_SPEECH = frozenset({"noun", "verb", "adjective", "adverb", "other"})
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ID = re.compile(r"[^\W\d][\w.-]*")  # an XML name without a colon, as far as identifiers go


def is_tbx(path: str | Path, data: bytes) -> bool:
    """Return whether a file is meant to be TBX, by its suffix or its first character."""
    return Path(path).suffix.lower() in TBX_SUFFIXES or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read_tbx(data: bytes, name: str) -> Glossary:
    """Return the glossary of a TBX file; data categories it has no use for are passed over.

    :param name: what to call the file in messages
    :raises InputError: if the XML is broken, declares entities or is no TBX
    """
    from aligner.read.xml import events, forget, local, tree

    concepts: list[Concept] = []
    is_root_known = False
    names = [f"{{*}}{name}" for name in (*_ROOTS, *_ENTRIES)]
    for event, element in events(BytesIO(data), name, ("start", "end"), names):
        if event == "start":
            is_root_known = is_root_known or local(element) in _ROOTS
        elif local(element) in _ENTRIES:
            concepts.append(_concept(cast("Element", element)))
            forget(element)
    if not is_root_known:
        root = local(tree(data, name))
        raise InputError(f"{name} is no TBX: its outermost element is <{root}>, expected <tbx> or <martif>.")
    return Glossary(tuple(concepts), name)


def _concept(entry: "Element") -> Concept:
    terms: list[GlossaryTerm] = []
    about: dict[str, str] = {}
    notes: list[str] = []
    for child in entry:
        if _local(child) in _LANGUAGES:
            language = child.get(_LANG) or child.get("lang") or ""
            for part in child:
                if _local(part) in _TERMS:
                    terms += _term(part, language)
                else:
                    _note(part, about, [])
        else:
            _note(child, about, notes)
    return Concept(
        entry.get("id", ""), tuple(terms), about.get("subjectField", ""), about.get("definition", ""), "\n".join(notes)
    )


def _term(section: "Element", language: str) -> list[GlossaryTerm]:
    about: dict[str, str] = {}
    notes: list[str] = []
    terms: list[Element] = []
    for child in section:
        local = _local(child)
        if local == "term":
            terms.append(child)
        elif local == "termGrp":  # version 2
            for part in child:
                if _local(part) == "term":
                    terms.append(part)
                else:
                    _note(part, about, notes)
        else:
            _note(child, about, notes)
    if not terms or not (text := _text(terms[0])):
        return []
    marks, said = {}, ""
    if notes:
        marks = _marks(notes)
        said = "\n".join(note for note in notes if not note.startswith(MARK))
    status = marks.get("status") or next((about[name] for name in _STATUS_CATEGORIES if name in about), "")
    speech = marks.get("part-of-speech") or about.get("partOfSpeech", "")
    case = _CASES.get(marks.get("case", ""), Case.USUAL)
    return [GlossaryTerm(text, language, _status(status), speech, case, said, terms[0].sourceline or 0)]


def _note(element: "Element", about: dict[str, str], notes: list[str]) -> None:
    """Return what a data category says: in its attribute ``type`` (DCA), or as an element of its own (DCT)."""
    local = _local(element)
    if local in _GROUPS:
        for child in element:
            _note(child, about, notes)
    elif local == "note":
        notes.append(_lines(element))
    else:
        about.setdefault(element.get("type") or local, _lines(element))


def _marks(notes: list[str]) -> dict[str, str]:
    """Read our own notes: ``aligner: status=forbidden; case=exact``."""
    found = {}
    for note in notes:
        if note.startswith(MARK):
            for part in note.removeprefix(MARK).split(";"):
                key, _, value = part.partition("=")
                found[key.strip()] = value.strip()
    return found


def _status(text: str) -> Status:
    if text in STATUSES:
        return STATUSES[text]
    plain = "".join(c for c in text.lower() if c.isalpha()).removesuffix("admnsts").removesuffix("term")
    return _MORE_STATUSES.get(plain, Status.ADMITTED)


def _local(element: "Element") -> str:
    """Return an element's name without its namespace; nothing for what is no element."""
    tag = element.tag
    return _local_name(tag) if isinstance(tag, str) else ""


@cache
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _text(element: "Element") -> str:
    """Return its text on one line, that of elements inside included."""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return " ".join(text.split())


def _lines(element: "Element") -> str:
    """Return its text without indentation and empty lines."""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))


def tbx_text(glossary: Glossary, language: str = ORIGINAL) -> str:
    """Return a TBX file.

    TBX-Basic knows neither "forbidden" nor case rules nor parts of speech beyond five: those stand in a note that
    begins with ``aligner:``, and read back equal.

    :param language: what the header is written in
    """
    return "".join(f"{line}\n" for line in _document(glossary, language))


def _document(glossary: Glossary, language: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<tbx type="TBX-Basic" style="dca" xml:lang={quoteattr(language)} xmlns="{NAMESPACE}">'
    yield "  <tbxHeader><fileDesc><sourceDesc>"
    yield f"    <p>{_plain(glossary.name or 'Glossary')}</p>"
    yield "  </sourceDesc></fileDesc></tbxHeader>"
    yield "  <text><body>"
    taken: set[str] = set()
    for concept in glossary.concepts:
        if concept.terms:
            yield from _entry(concept, taken)
    yield "  </body></text>"
    yield "</tbx>"


def _entry(concept: Concept, taken: set[str]) -> Iterator[str]:
    usable = _ID.fullmatch(concept.id) and concept.id not in taken
    taken.add(concept.id)
    yield f"    <conceptEntry id={quoteattr(concept.id)}>" if usable else "    <conceptEntry>"
    if concept.subject:
        yield f'      <descrip type="subjectField">{_plain(concept.subject)}</descrip>'
    if concept.definition:
        yield f'      <descripGrp><descrip type="definition">{_plain(concept.definition)}</descrip></descripGrp>'
    if concept.note:
        yield f"      <note>{_plain(concept.note)}</note>"
    for language, terms in groupby(concept.terms, lambda term: term.language):
        yield f"      <langSec xml:lang={quoteattr(language)}>"
        for term in terms:
            yield from _written_term(term)
        yield "      </langSec>"
    yield "    </conceptEntry>"


def _written_term(term: GlossaryTerm) -> Iterator[str]:
    yield "        <termSec>"
    yield f"          <term>{_plain(term.text)}</term>"
    marks = {}
    if term.part_of_speech:
        known = term.part_of_speech in _PARTS_OF_SPEECH
        yield f'          <termNote type="partOfSpeech">{term.part_of_speech if known else "other"}</termNote>'
        if not known:
            marks["part-of-speech"] = term.part_of_speech
    yield f'          <termNote type="administrativeStatus">{_WRITTEN[term.status]}</termNote>'
    if term.status is Status.FORBIDDEN:
        marks["status"] = term.status.value
    if term.case is not Case.USUAL:
        marks["case"] = term.case.value
    if term.note:
        yield f"          <note>{_plain(term.note)}</note>"
    if marks:
        said = "; ".join(f"{key}={value}" for key, value in marks.items())
        yield f"          <note>{MARK} {_plain(said)}</note>"
    yield "        </termSec>"


def _plain(text: str) -> str:
    return escape(_UNWRITABLE.sub("\ufffd", text))
