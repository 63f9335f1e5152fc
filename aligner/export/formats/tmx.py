"""TMX 1.4b, a translation memory: one ``tu`` a unit, findings as notes.

A control character that XML cannot hold becomes an empty placeholder: ``<ph x="1" type="x-control-0007"/>``.
Source: "TMX 1.4b Specification", LISA OSCAR, 26 April 2005.
"""

from collections.abc import Iterator
from itertools import count

from aligner._version import __version__
from aligner.export.characters import attribute, content, visible_text
from aligner.export.parts import Parts, text_part
from aligner.export.record import about_lines
from aligner.export.remarks import facts, side_of, told
from aligner.export.units import Corpus, Unit

__all__ = ["parts"]


def parts(corpus: Corpus) -> Parts:
    """One file."""
    return {"": text_part(lambda: _pieces(corpus))}


def _pieces(corpus: Corpus) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="aligner" creationtoolversion="{attribute(__version__)}" segtype="sentence" '
        f'o-tmf="aligner" adminlang="en" srclang="{attribute(corpus.original.language)}" datatype="plaintext">\n'
    )
    for remark in corpus.whole_text:
        yield f"<note>{visible_text(told(remark))}</note>\n"
    for name, text in about_lines(corpus):
        yield _property(name, text)
    yield "</header>\n<body>\n"
    for unit in corpus.units():
        yield _unit(corpus, unit)
    yield "</body>\n</tmx>\n"


def _unit(corpus: Corpus, unit: Unit) -> str:
    several = len(unit.bead.original) > 1 or len(unit.bead.translation) > 1
    lines = [f'<tu tuid="{attribute(unit.id)}"' + (' segtype="block">\n' if several else ">\n")]
    lines += [f"<note>{visible_text(told(remark))}</note>\n" for remark in unit.remarks if side_of(remark) is None]
    if unit.comment:
        lines.append(f"<note>{visible_text(unit.comment)}</note>\n")
    lines += [_property(name, text) for name, text in (*facts(unit), ("status", unit.status.value))]
    for side, (document, text) in enumerate(((corpus.original, unit.original), (corpus.translation, unit.translation))):
        if text or not unit.is_null:
            notes = "".join(
                f"<note>{visible_text(told(remark))}</note>\n" for remark in unit.remarks if side_of(remark) == side
            )
            segment = _segment(text)
            lines.append(f'<tuv xml:lang="{attribute(document.language)}">\n{notes}<seg>{segment}</seg>\n</tuv>\n')
    return "".join([*lines, "</tu>\n"])


def _segment(text: str) -> str:
    number = count(1)
    return content(text, lambda code: f'<ph x="{next(number)}" type="x-control-{code:04x}"/>')


def _property(name: str, text: str) -> str:
    return f'<prop type="x-{attribute(name)}">{visible_text(text)}</prop>\n'
