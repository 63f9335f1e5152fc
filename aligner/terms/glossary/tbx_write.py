"""Writes TBX-Basic (ISO 30042:2019) in the style with attributes, DCA."""

import re
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from aligner.terms.glossary.model import Case, Concept, Glossary, GlossaryTerm, Status
from aligner.terms.glossary.tbx import MARK

__all__ = ["tbx_text"]

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_STATUSES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_PARTS_OF_SPEECH = frozenset({"noun", "verb", "adjective", "adverb", "other"})
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ID = re.compile(r"[^\W\d][\w.-]*")  # an XML name without a colon, as far as identifiers go


def tbx_text(glossary: Glossary, language: str = "en") -> str:
    """A TBX file.

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
            yield from _term(term)
        yield "      </langSec>"
    yield "    </conceptEntry>"


def _term(term: GlossaryTerm) -> Iterator[str]:
    yield "        <termSec>"
    yield f"          <term>{_plain(term.text)}</term>"
    marks = {}
    if term.part_of_speech:
        known = term.part_of_speech in _PARTS_OF_SPEECH
        yield f'          <termNote type="partOfSpeech">{term.part_of_speech if known else "other"}</termNote>'
        if not known:
            marks["part-of-speech"] = term.part_of_speech
    yield f'          <termNote type="administrativeStatus">{_STATUSES[term.status]}</termNote>'
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
