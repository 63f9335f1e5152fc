"""Reads TBX: version 3 (ISO 30042:2019) in both styles, and the martif files of version 2 (ISO 30042:2008)."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

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
_ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")  # in UTF-16 as well
_PROLOGUE = 1 << 16  # bytes that are searched for declarations before any of them is read
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def is_tbx(path: str | Path, data: bytes) -> bool:
    """Whether a file is meant to be TBX, by its suffix or its first character."""
    return Path(path).suffix.lower() in TBX_SUFFIXES or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read_tbx(data: bytes, name: str) -> Glossary:
    """The glossary of a TBX file; data categories it has no use for are passed over.

    :param name: what to call the file in messages
    :raises InputError: if the XML is broken, declares entities or is no TBX
    """
    from lxml import etree

    if _ENTITY.search(data[:_PROLOGUE]):
        raise _entities(name)
    try:
        walk = etree.iterparse(
            BytesIO(data),
            events=("end",),
            tag=[f"{{*}}{entry}" for entry in _ENTRIES],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        concepts = tuple(_concepts(walk, name))
        _check_root(walk.root, name)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        what = error.msg.split(", line ")[0].rstrip(".")
        raise InputError(f"{name} is no well-formed XML: {what} (line {line}, column {column}).") from None
    return Glossary(concepts, name)


def _concepts(walk: "etree.iterparse[tuple[str, Element]]", name: str) -> Iterator[Concept]:
    checked = False
    for _, element in walk:
        if not checked:
            _check_root(element.getroottree().getroot(), name)
            checked = True
        yield _concept(element)
        element.clear()
        parent = element.getparent()
        if parent is not None and parent[0] is not element:
            del parent[0]


def _check_root(root: "Element", name: str) -> None:
    """Entities could grow to any size or name other files; no TBX needs them."""
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise _entities(name)
    if _local(root) not in ("tbx", "martif", "TBX"):
        raise InputError(f"{name} is no TBX: its outermost element is <{_local(root)}>, expected <tbx> or <martif>.")


def _entities(name: str) -> InputError:
    return InputError(f"{name} declares XML entities, which could hide anything; save it without them.")


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
