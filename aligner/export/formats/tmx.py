"""TMX 1.4b, a translation memory: one ``tu`` a unit, findings as notes.

A control character that XML cannot hold becomes an empty placeholder: ``<ph x="1" type="x-control-0007"/>``.
Source: "TMX 1.4b Specification", LISA OSCAR, 26 April 2005.
"""

from collections.abc import Iterator
from itertools import count

from aligner._version import __version__
from aligner.core import Side
from aligner.export.characters import attribute, content, visible_text
from aligner.export.output import Parts, text_part
from aligner.export.record import about_lines, format_finding_note, unit_properties
from aligner.export.units import Corpus, ExportUnit, Remark

__all__ = ["parts"]


def parts(corpus: Corpus) -> Parts:
    """Return one file."""
    return {"": text_part(lambda: _pieces(corpus))}


def _pieces(corpus: Corpus) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="aligner" creationtoolversion="{attribute(__version__)}" segtype="sentence" '
        f'o-tmf="aligner" adminlang="{attribute(corpus.language)}" srclang="{attribute(corpus.original.language)}" '
        'datatype="plaintext">\n'
    )
    for remark in corpus.whole_text:
        yield _note(corpus, remark)
    for name, text in about_lines(corpus):
        yield _property(name, text)
    yield "</header>\n<body>\n"
    for unit in corpus.units():
        yield _unit(corpus, unit)
    yield "</body>\n</tmx>\n"


def _unit(corpus: Corpus, unit: ExportUnit) -> str:
    several = len(unit.bead.original) > 1 or len(unit.bead.translation) > 1
    lines = [f'<tu tuid="{attribute(unit.id)}"' + (' segtype="block">\n' if several else ">\n")]
    lines += [_note(corpus, remark) for remark in unit.remarks if remark.side is None]
    if unit.comment:
        lines.append(f"<note>{visible_text(unit.comment)}</note>\n")
    lines += [_property(name, text) for name, text in (*unit_properties(corpus, unit), ("status", unit.status.value))]
    sides = ((corpus.original, unit.original), (corpus.translation, unit.translation))
    for side, (document, text) in zip(Side, sides, strict=True):
        if text or not unit.is_null:
            notes = "".join(_note(corpus, remark) for remark in unit.remarks if remark.side is side)
            segment = _segment(text)
            lines.append(f'<tuv xml:lang="{attribute(document.language)}">\n{notes}<seg>{segment}</seg>\n</tuv>\n')
    return "".join([*lines, "</tu>\n"])


def _note(corpus: Corpus, remark: Remark) -> str:
    return f"<note>{visible_text(format_finding_note(corpus, remark))}</note>\n"


def _segment(text: str) -> str:
    number = count(1)
    return content(text, lambda code: f'<ph x="{next(number)}" type="x-control-{code:04x}"/>')


def _property(name: str, text: str) -> str:
    return f'<prop type="x-{attribute(name)}">{visible_text(text)}</prop>\n'
