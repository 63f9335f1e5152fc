"""Reads TBX: version 3 (ISO 30042:2019) in both styles, and the martif files of version 2 (ISO 30042:2008)."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from aligner.errors import InputError
from aligner.terms.glossary.model import Case, Concept, Glossary, GlossaryTerm, Status

if TYPE_CHECKING:
    from lxml import etree

    Element: TypeAlias = etree._Element

__all__ = ["MARK", "STATUSES", "TBX_SUFFIXES", "is_tbx", "read_tbx"]

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


def is_tbx(path: str | Path, data: bytes) -> bool:
    """Whether a file is meant to be TBX, by its suffix or its first character."""
    return Path(path).suffix.lower() in TBX_SUFFIXES or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read_tbx(data: bytes, name: str) -> Glossary:
    """The glossary of a TBX file; data categories it has no use for are passed over.

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
    """What a data category says: in its attribute ``type`` (DCA), or as an element of its own (DCT)."""
    local = _local(element)
    if local in _GROUPS:
        for child in element:
            _note(child, about, notes)
    elif local == "note":
        notes.append(_lines(element))
    else:
        about.setdefault(element.get("type") or local, _lines(element))


def _marks(notes: list[str]) -> dict[str, str]:
    """Our own notes: ``aligner: status=forbidden; case=exact``."""
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
    """An element's name without its namespace; nothing for what is no element."""
    tag = element.tag
    return _local_name(tag) if isinstance(tag, str) else ""


@cache
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _text(element: "Element") -> str:
    """Its text on one line, that of elements inside included."""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return " ".join(text.split())


def _lines(element: "Element") -> str:
    """Its text without indentation and empty lines."""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))
